"""Tries every operation that takes a key, and tells which of them did what they should not."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from tests.integration.folder.witness import REFUSED, called, shown_by
from tests.support.folders import Folder
from tests.support.operations import Parameters, filled, members, operations

SECRET = b"what only the victim may read"
ALLOWED = frozenset(
    {
        *("AbortMultipartUpload", "CompleteMultipartUpload", "CopyObject", "CreateMultipartUpload"),
        *("DeleteObject", "GetObject", "HeadObject", "ListParts", "PutObject", "UploadPart"),
        *("UploadPartCopy",),
        # Which the emulator lets through to who may read and put. S3 has them elsewhere or no more.
        *("GetObjectTorrent", "RenameObject", "SelectObjectContent"),
    }
)
"""What a user may do to a file in the own folder; nothing else, and nothing to the bucket."""


def about_file(folder: Folder, key: str) -> Parameters:
    """Return the parameters with which operations name a file; what is copied is one's own."""
    source = f"{folder.bucket}/{folder.key('plain.txt')}"
    return {"Bucket": folder.bucket, "Key": key, "CopySource": source}


def permitted(mine: Folder) -> set[str]:
    """Return which of all operations are let through for a file in the own folder."""
    about = about_file(mine, mine.key("own.txt"))
    return {
        operation.name
        for operation in operations(mine.s3)
        if called(mine, operation.name, filled(operation, about))[0] != REFUSED
    }


def lists_beyond(mine: Folder, theirs: Folder) -> list[str]:
    """Ask for lists of more than the own folder, and say which were given."""
    me = mine.user.owner
    elsewhere = [
        *("", "u", "users", "users/", f"users/{me}", f"users/{me[:-1]}", f"users/{me}x/"),
        *(theirs.prefix, theirs.key("secret.txt"), f"users//{me}/", f"/users/{me}/"),
        *(f"Users/{me}/", f"users/*/{me}/", "users/?", f"{theirs.prefix}../{me}/"),
    ]
    asked = [({"Prefix": each}, each) for each in elsewhere] + [({}, "no prefix")]
    lists = ("ListObjects", "ListObjectsV2")
    never = ("ListObjectVersions", "ListMultipartUploads")
    tries = [(name, about, what) for name in (*lists, *never) for about, what in asked]
    tries += [(name, {"Prefix": mine.prefix}, "the own folder") for name in never]
    return [
        f"{name} of {what}"
        for name, about, what in tries
        if called(mine, name, {"Bucket": mine.bucket, **about})[0] != REFUSED
    ]


def crossings(
    mine: Folder,
    keys: Mapping[str, str],
    allowed: AbstractSet[str],
    tried: AbstractSet[str] = frozenset(),
) -> list[str]:
    """Try everything, or some of it, and say what was let through and not allowed, or refused and
    allowed, or told the secret.
    """
    found = []
    for what, operation, parameters in _attempts(mine, keys, tried):
        outcome, answer = called(mine, operation, parameters)
        if (outcome != REFUSED) != (operation in allowed) or SECRET in shown_by(answer):
            found.append(f"{operation} of {what}: {outcome}")
    return found


def _attempts(
    mine: Folder, keys: Mapping[str, str], tried: AbstractSet[str]
) -> Iterator[tuple[str, str, Parameters]]:
    for operation in operations(mine.s3):
        if "Key" in members(operation) and (not tried or operation.name in tried):
            for what, key in keys.items():
                yield what, operation.name, filled(operation, about_file(mine, key))
