"""What is uploaded comes back as it was, whole or in parts."""

import hashlib
import io
import random
from typing import Any

import pytest
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from tests.support.folders import Folder, an_administrator

MEGABYTE = 1024 * 1024
SMALLEST_PART = 5 * MEGABYTE
"""Of a multipart upload's parts all but the last are at least so long (S3 User Guide)."""


def some_bytes(length: int) -> bytes:
    return random.Random(length).randbytes(length)  # noqa: S311 - contents, not secrets


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("length", [0, 1, SMALLEST_PART, 30 * MEGABYTE], ids=str)
def test_a_file_comes_back_as_it_went(annas: Folder, length: int) -> None:
    content, key = some_bytes(length), annas.key(f"{length}.bin")
    annas.s3.put_object(Bucket=annas.bucket, Key=key, Body=content)
    found = annas.s3.get_object(Bucket=annas.bucket, Key=key)
    assert found["ContentLength"] == length
    assert digest_of(found["Body"].read()) == digest_of(content)


@pytest.mark.parametrize("length", [1, SMALLEST_PART, 30 * MEGABYTE], ids=str)
def test_a_file_in_parts_comes_back_as_it_went(annas: Folder, length: int) -> None:
    content, key = some_bytes(length), annas.key(f"{length}-parts.bin")
    upload = begun(annas, key)
    parts = [
        annas.s3.upload_part(Bucket=annas.bucket, Key=key, UploadId=upload, PartNumber=n, Body=part)
        for n, part in enumerate(in_parts(content), start=1)
    ]
    ended = [{"PartNumber": n, "ETag": part["ETag"]} for n, part in enumerate(parts, start=1)]
    listed = annas.s3.list_parts(Bucket=annas.bucket, Key=key, UploadId=upload)["Parts"]
    assert [part["Size"] for part in listed] == [len(part) for part in in_parts(content)]
    completed: Any = {"Parts": ended}
    annas.s3.complete_multipart_upload(
        Bucket=annas.bucket, Key=key, UploadId=upload, MultipartUpload=completed
    )
    found = annas.s3.get_object(Bucket=annas.bucket, Key=key)["Body"].read()
    assert digest_of(found) == digest_of(content)


def in_parts(content: bytes) -> list[bytes]:
    return [content[at : at + SMALLEST_PART] for at in range(0, len(content), SMALLEST_PART)]


def begun(folder: Folder, key: str) -> str:
    return folder.s3.create_multipart_upload(Bucket=folder.bucket, Key=key)["UploadId"]


def test_what_a_library_uploads_and_downloads_in_threads_is_the_same(annas: Folder) -> None:
    content, key = some_bytes(30 * MEGABYTE), annas.key("library.bin")
    parts = TransferConfig(multipart_threshold=SMALLEST_PART, multipart_chunksize=SMALLEST_PART)
    annas.s3.upload_fileobj(io.BytesIO(content), annas.bucket, key, Config=parts)
    found = io.BytesIO()
    annas.s3.download_fileobj(annas.bucket, key, found, Config=parts)
    assert digest_of(found.getvalue()) == digest_of(content)


def test_a_put_need_not_overwrite_anything(annas: Folder) -> None:
    key = annas.key("once.txt")
    annas.s3.put_object(Bucket=annas.bucket, Key=key, Body=b"first", IfNoneMatch="*")
    with pytest.raises(ClientError, match="PreconditionFailed"):
        annas.s3.put_object(Bucket=annas.bucket, Key=key, Body=b"second", IfNoneMatch="*")
    assert annas.s3.get_object(Bucket=annas.bucket, Key=key)["Body"].read() == b"first"


def test_an_upload_that_is_given_up_leaves_nothing(annas: Folder) -> None:
    key = annas.key("given-up.bin")
    upload = begun(annas, key)
    annas.s3.upload_part(
        Bucket=annas.bucket, Key=key, UploadId=upload, PartNumber=1, Body=some_bytes(SMALLEST_PART)
    )
    annas.s3.abort_multipart_upload(Bucket=annas.bucket, Key=key, UploadId=upload)
    with pytest.raises(ClientError, match="NoSuchUpload"):
        annas.s3.list_parts(Bucket=annas.bucket, Key=key, UploadId=upload)
    assert annas.s3.list_objects_v2(Bucket=annas.bucket, Prefix=key)["KeyCount"] == 0


def test_anothers_upload_can_neither_be_fed_nor_seen_nor_ended(annas: Folder, bens: Folder) -> None:
    key = bens.key("his.bin")
    upload = begun(bens, key)
    about: Any = {"Bucket": bens.bucket, "Key": key, "UploadId": upload}
    attempts: dict[str, dict[str, Any]] = {
        "upload_part": {"PartNumber": 1, "Body": b"hers"},
        "list_parts": {},
        "complete_multipart_upload": {"MultipartUpload": {"Parts": []}},
        "abort_multipart_upload": {},
    }
    for method, more in attempts.items():
        with pytest.raises(ClientError, match="AccessDenied"):
            getattr(annas.s3, method)(**about, **more)
        # Nor under a name of her own: an upload belongs to its key.
        with pytest.raises(ClientError, match=r"NoSuchUpload|AccessDenied"):
            getattr(annas.s3, method)(**about | {"Key": annas.key("his.bin")}, **more)
    assert bens.s3.list_parts(**about).get("Parts", []) == []


def test_what_is_deleted_or_overwritten_is_kept_for_who_runs_the_service(annas: Folder) -> None:
    key = annas.key("precious.txt")
    for content in (b"first", b"second"):
        annas.s3.put_object(Bucket=annas.bucket, Key=key, Body=content)
    annas.s3.delete_object(Bucket=annas.bucket, Key=key)
    with pytest.raises(ClientError, match="NoSuchKey"):
        annas.s3.get_object(Bucket=annas.bucket, Key=key)
    s3 = an_administrator("s3", annas.demo)
    versions = s3.list_object_versions(Bucket=annas.bucket, Prefix=key)["Versions"]
    assert [each["Size"] for each in versions] == [6, 5]
    for version in versions:
        this = {"Key": key, "VersionId": version["VersionId"]}
        with pytest.raises(ClientError, match="AccessDenied"):
            annas.s3.delete_object(Bucket=annas.bucket, **this)
        for objects in ([this], [this, {"Key": key}], [{"Key": key}, this]):
            about: Any = {"Objects": objects}
            with pytest.raises(ClientError, match="AccessDenied"):
                annas.s3.delete_objects(Bucket=annas.bucket, Delete=about)
    after = s3.list_object_versions(Bucket=annas.bucket, Prefix=key)["Versions"]
    assert [each["Size"] for each in after] == [6, 5]


@pytest.mark.parametrize(
    "header",
    [
        {"Tagging": "a=b"},
        {"ACL": "public-read"},
        {"ACL": "bucket-owner-full-control"},
        {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": "2099-01-01T00:00:00Z"},
        {"ObjectLockLegalHoldStatus": "ON"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_a_header_asks_for_what_it_says(annas: Folder, header: dict[str, Any]) -> None:
    about: dict[str, Any] = {"Bucket": annas.bucket, "Key": annas.key("more.txt"), **header}
    with pytest.raises(ClientError, match="AccessDenied"):
        annas.s3.put_object(Body=b"x", **about)
    with pytest.raises(ClientError, match="AccessDenied"):
        annas.s3.create_multipart_upload(**about)
