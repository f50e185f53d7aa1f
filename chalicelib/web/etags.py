"""Entity tags, and the conditions that clients make of them (RFC 9110, §8.8.3 and §13.1)."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from chalicelib.errors import FieldError, MalformedRequestError
from chalicelib.store.records import Record
from chalicelib.store.views import PageQuery

REPRESENTATION = "2"
"""The version of what answers look like: raised whenever the same data is written differently."""

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
LIST = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*")
"""A header of tags, all of it."""
_TAGS = re.compile(_TAG)
_REVISION = re.compile(
    r'(?:W/)?"(?P<epoch>[A-Za-z0-9-]+)\.(?P<revision>[0-9]{1,15})\.[0-9a-f]{12}"', re.ASCII
)


def record_tag(epoch: str, owner: str, record: Record) -> str:
    """Return the strong tag of one to-do or list: two with this tag are the same document."""
    return f'"{epoch}.{record.revision}.{_digest(owner, record.id)}"'


def page_tag(epoch: str, owner: str, revision: int, query: PageQuery) -> str:
    """Return the weak tag of a page at an owner's revision."""
    return f'W/"{epoch}.{revision}.{_digest(owner, query.canonical())}"'


@lru_cache(maxsize=4)
def text_tag(text: str) -> str:
    """Return the strong tag of a document that is the same for everybody: its digest."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'


def revision_of(epoch: str, tag: str) -> int:
    """Return the revision that a tag of ours names; 0 for a tag of another epoch, or no tag."""
    named = _REVISION.fullmatch(tag)
    return int(named["revision"]) if named and named["epoch"] == epoch else 0


def _digest(*parts: str) -> str:
    """Keep apart what epoch and revision don't: two users of one device share its cache."""
    return hashlib.sha256("\n".join((REPRESENTATION, *parts)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Tags:
    """What an ``If-Match`` or ``If-None-Match`` header lists."""

    listed: frozenset[str]
    any: bool = False
    """The header is ``*``: whatever is there."""

    def match_strongly(self, tag: str | None) -> bool:
        """Compare as ``If-Match`` does: a weak tag is no match; ``None`` is nothing there."""
        return tag is not None and (self.any or (tag in self.listed and tag[0] == '"'))

    def match_weakly(self, tag: str | None) -> bool:
        """Compare as ``If-None-Match`` does: by what stands between the quotes."""
        return tag is not None and (
            self.any or tag.removeprefix("W/") in {each.removeprefix("W/") for each in self.listed}
        )


def read_tags(name: str, header: str) -> Tags:
    """Read a header of tags; raises ``MalformedRequestError`` rather than drop a condition."""
    if header.strip() == "*":
        return Tags(frozenset(), any=True)
    if not LIST.fullmatch(header):
        raise MalformedRequestError(
            "A header can't be read.", errors=[FieldError(name, 'must be * or tags such as "abc"')]
        )
    return Tags(frozenset(_TAGS.findall(header)))
