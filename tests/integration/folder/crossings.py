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
        # Which S3 allows to who may read, put and delete, and buckets like ours don't have.
        *("GetObjectTorrent", "RenameObject", "SelectObjectContent"),
    }
)
"""What a user may do to a file in the own folder; nothing else, and nothing to the bucket."""


def about_file(folder: Folder, key: str) -> Parameters:
    """Return the parameters with which operations name a file; what is copied is one's own."""
    source = f"{folder.bucket}/{folder.key('plain.txt')}"
    return {"Bucket": folder.bucket, "Key": key, "CopySource": source}


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
