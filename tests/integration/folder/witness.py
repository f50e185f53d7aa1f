"""What a call did: by its answer, and by what is different afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError

from tests.support.folders import Folder, an_administrator
from tests.support.operations import Parameters

REFUSED = "refused"
_OF_BUCKETS = (
    *("get_bucket_acl", "get_bucket_cors", "get_bucket_encryption", "get_bucket_policy"),
    *("get_bucket_ownership_controls", "get_bucket_versioning", "get_public_access_block"),
)


def called(folder: Folder, operation: str, parameters: Parameters) -> tuple[str, Any]:
    """Call as the folder's user: ``REFUSED``, or what else became of it, and the answer."""
    try:
        return "let through", getattr(folder.s3, xform_name(operation))(**parameters)
    except ClientError as error:
        answer = error.response
        code = answer["ResponseMetadata"]["HTTPStatusCode"]
        assert code != HTTPStatus.INTERNAL_SERVER_ERROR, answer
        return REFUSED if code == HTTPStatus.FORBIDDEN else f"let through, then {code}", answer


def shown_by(answer: Any) -> bytes:  # noqa: ANN401 - of any operation
    """Return all that an answer shows, whatever its form."""
    body = answer.get("Body") if isinstance(answer, dict) else None
    read: bytes = body.read() if body else b""
    return read + repr(answer).encode()


@contextmanager
def nothing_changes(theirs: Folder) -> Iterator[None]:
    """Hold that a folder and the bucket are as they were when the block is left."""
    before = _state_of(theirs)
    yield
    assert _state_of(theirs) == before


def _state_of(theirs: Folder) -> list[Any]:
    """Return what an administrator sees of a folder, and of the bucket."""
    s3 = an_administrator("s3", theirs.demo)
    found = s3.list_object_versions(Bucket=theirs.bucket, Prefix=theirs.prefix)
    versions = found.get("Versions", [])
    bodies = [
        s3.get_object(Bucket=theirs.bucket, Key=each["Key"], VersionId=each["VersionId"])
        for each in versions
    ]
    settings = [getattr(s3, name)(Bucket=theirs.bucket) for name in _OF_BUCKETS]
    for answer in settings:
        del answer["ResponseMetadata"]
    texts = [each["Body"].read() for each in bodies]
    tags = [
        s3.get_object_tagging(Bucket=theirs.bucket, Key=each["Key"])["TagSet"]
        for each in versions
        if each["IsLatest"]
    ]
    uploads = s3.list_multipart_uploads(Bucket=theirs.bucket, Prefix=theirs.prefix)
    markers = found.get("DeleteMarkers")
    return [versions, markers, texts, tags, uploads.get("Uploads"), settings]
