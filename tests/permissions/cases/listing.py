"""Which prefixes a signed-in user may list."""

from tests.permissions.callers import Caller
from tests.permissions.names import BUCKET, FOREIGN_BUCKET
from tests.permissions.people import (
    LONGER,
    LONGER_USER,
    OTHER,
    PREFIXED,
    SHORTER,
    SUB,
    UNNAMED,
    UNTAGGED,
    USER,
    USER_BY_DEFAULT,
)
from tests.permissions.requests import Case

_LIST = "s3:ListBucket"


def _may(caller: Caller, what: str, prefix: str) -> Case:
    return caller.may(f"list {what}", _LIST, BUCKET, {"s3:prefix": prefix})


def _may_not(caller: Caller, what: str, prefix: str, bucket: str = BUCKET) -> Case:
    return caller.may_not(f"list {what}", _LIST, bucket, {"s3:prefix": prefix})


_OWN = f"users/{SUB}/"
_ENDS_ALIKE = BUCKET.replace(":::", ":::copy-of-")
_IN_OWN = {"s3:prefix": _OWN}

CASES = [
    _may(USER, "their folder", _OWN),
    _may(USER_BY_DEFAULT, "their folder", _OWN),
    _may(USER, "a folder in it", f"{_OWN}todos/1/"),
    _may(USER, "what begins alike in it", f"{_OWN}pho"),
    _may(LONGER_USER, "their folder", f"users/{LONGER}/"),
    USER.may_not("list without a prefix", _LIST, BUCKET),
    _may_not(USER, "with an empty prefix", ""),
    _may_not(USER, "a slash", "/"),
    _may_not(USER, "everybody", "users/"),
    _may_not(USER, "everybody without the slash", "users"),
    _may_not(USER, "their folder without the slash", f"users/{SUB}"),
    _may_not(USER, "another's folder", f"users/{OTHER}/"),
    _may_not(USER, "a folder of an id that begins like theirs", f"users/{LONGER}/"),
    _may_not(LONGER_USER, "the folder of that one", _OWN),
    _may_not(USER, "what begins like their id", f"users/{SHORTER}"),
    _may_not(USER, "a folder of an id that ends like theirs", f"users/{PREFIXED}/"),
    _may_not(USER, "a folder in capitals", f"Users/{SUB}/"),
    _may_not(USER, "their id in capitals", f"users/{SUB.upper()}/"),
    _may_not(USER, "their folder behind two slashes", f"users//{SUB}/"),
    _may_not(USER, "their folder behind a slash", f"/users/{SUB}/"),
    _may_not(USER, "a folder of another's that is called like theirs", f"users/{OTHER}/{_OWN}"),
    _may_not(USER, "a folder beside", f"old-users/{SUB}/"),
    _may_not(UNTAGGED, "anybody's folder", _OWN),
    _may_not(UNTAGGED, "everybody", "users/"),
    _may_not(UNNAMED, "anybody's folder", _OWN),
    _may_not(UNNAMED, "everybody", "users/"),
    _may_not(USER, "the same folder in another bucket", _OWN, "arn:aws:s3:::my-todo-list-prod"),
    _may_not(USER, "the same folder in a bucket whose name begins like ours", _OWN, f"{BUCKET}-b"),
    _may_not(USER, "the same folder in a bucket whose name ends like ours", _OWN, _ENDS_ALIKE),
    _may_not(USER, "the same folder in another account's open bucket", _OWN, FOREIGN_BUCKET),
    USER.may_not("list old versions in their folder", "s3:ListBucketVersions", BUCKET, _IN_OWN),
]
