"""The reading rule, broken in the ways that people break it."""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.model.todo import Todo
from chalicelib.store.heads import Head
from chalicelib.store.reading import STALE_S, SURE, Freshness, Page, Reader
from chalicelib.store.views import PageQuery

CONSENT = Freshness(stale_s=STALE_S)


class RevisionNotInQuery(Reader):
    """All pages of a query have one key: DAX keeps the first for as long as it likes."""

    def _page_name(self, head: Head) -> str:  # noqa: ARG002 - the rule's own
        return self._epoch


class HeadFromItemCache(Reader):
    """The head, too, comes from DAX, whether or not the caller agrees."""

    def _head(self, owner: str, accepts: Freshness) -> Head:  # noqa: ARG002 - the rule's own
        return super()._head(owner, CONSENT)


class NoSettleWindow(Reader):
    """A page is kept as soon as its head is seen, whatever replicas still lack."""

    def _is_settled(self, head: Head) -> bool:  # noqa: ARG002 - the rule's own
        return True


class TagWhileUnsettled(Reader):
    """A page that a torn read may have spoilt is offered for keeping."""

    def page(
        self,
        owner: str,
        query: PageQuery,
        has: Callable[[int], bool],
        accepts: Freshness = SURE,
    ) -> Page:
        return replace(super().page(owner, query, has, accepts), settled=True)


class TodoFromItemCache(Reader):
    """One to-do comes from DAX, whether or not the caller agrees."""

    def todo(self, owner: str, todo_id: str, accepts: Freshness = SURE) -> Todo:  # noqa: ARG002 - as above
        return super().todo(owner, todo_id, CONSENT)


class KnownRevisionIgnored(Reader):
    """A caller who accepts old answers gets one that is older than what the caller knows of."""

    def page(
        self,
        owner: str,
        query: PageQuery,
        has: Callable[[int], bool],
        accepts: Freshness = SURE,
    ) -> Page:
        return super().page(owner, query, has, replace(accepts, revision=0))

    def todo(self, owner: str, todo_id: str, accepts: Freshness = SURE) -> Todo:
        return super().todo(owner, todo_id, replace(accepts, revision=0))


READERS: dict[str, type[Reader]] = {
    reader.__name__: reader
    for reader in (
        Reader,
        RevisionNotInQuery,
        HeadFromItemCache,
        NoSettleWindow,
        TagWhileUnsettled,
        TodoFromItemCache,
        KnownRevisionIgnored,
    )
}
