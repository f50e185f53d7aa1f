"""The rule of what may be cached when, broken in the ways that people break it."""

from collections.abc import Mapping

from local.dax.cache import Cluster
from local.dax.cache.item_caches import ItemCaches
from local.dax.cache.keys import ItemKey
from local.dax.cache.ledger import Work
from local.dax.shapes import Item


class EveryMissKept(ItemCaches):
    """What a miss found is cached, whatever was written since it began."""

    def _may_fill(self, node: int, key: ItemKey, work: Work) -> bool:  # noqa: ARG002 - the rule's own
        return True


class ChangesNotCounted(ItemCaches):
    """What was read is cached unless an entry is there, though one may have come and gone."""

    def _is_current(self, key: ItemKey, work: Work) -> bool:  # noqa: ARG002 - the rule's own
        return True


class LastAnswerWins(ItemCaches):
    """Of two writes at once, the one that is answered last is taken for the last one."""

    def written(self, work: Work, known: Mapping[ItemKey, Item | None]) -> list[ItemKey]:
        work.unsure.clear()
        return super().written(work, known)


def _with(caches: type[ItemCaches]) -> type[Cluster]:
    return type(caches.__name__, (Cluster,), {"item_caches": caches})


CLUSTERS: dict[str, type[Cluster]] = {
    caches.__name__: _with(caches) for caches in (EveryMissKept, ChangesNotCounted, LastAnswerWins)
}
