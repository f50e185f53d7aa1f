"""Nobody crosses into another's folder: every operation of S3, on every kind of key.

What a call returns is one witness. The other is the administrator, who looks afterwards whether
anything in the victim's folder, or about the bucket, is not as it was.
"""

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.integration.folder.crossings import (
    ALLOWED,
    SECRET,
    about_file,
    crossings,
    lists_beyond,
    permitted,
)
from tests.integration.folder.keys import foreign_keys, own_keys
from tests.integration.folder.witness import REFUSED, called, nothing_changes, shown_by
from tests.support.folders import Folder, an_administrator
from tests.support.operations import filled, members, operations

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef


@pytest.fixture(scope="module")
def secret(bens: Folder) -> str:
    """The key of Ben's file, who is the victim here; Anna has one of the same name."""
    bens.s3.put_object(Bucket=bens.bucket, Key=bens.key("secret.txt"), Body=SECRET)
    return bens.key("secret.txt")


def test_every_operation_on_ones_own_files_is_one_that_was_meant(annas: Folder) -> None:
    assert len(operations(annas.s3)) >= 100
    assert permitted(annas) == ALLOWED


@pytest.mark.usefixtures("secret")
def test_no_operation_gets_at_a_key_outside_the_own_folder(annas: Folder, bens: Folder) -> None:
    with nothing_changes(bens):
        assert crossings(annas, foreign_keys(annas, bens), allowed=frozenset()) == []


@pytest.mark.usefixtures("secret")
def test_no_odd_name_in_the_own_folder_is_a_way_out_of_it(annas: Folder, bens: Folder) -> None:
    before = keys_of_all(annas)
    with nothing_changes(bens):
        assert crossings(annas, own_keys(annas, bens), allowed=ALLOWED) == []
    new = keys_of_all(annas) - before
    assert [key for key in new if not key.startswith(annas.prefix)] == []


def keys_of_all(folder: Folder) -> set[str]:
    """Return every key in the bucket, those of old versions too."""
    pages = an_administrator("s3", folder.demo).get_paginator("list_object_versions")
    found = pages.paginate(Bucket=folder.bucket)
    return {each["Key"] for page in found for each in page.get("Versions", [])}


def test_odd_names_are_kept_as_they_are(annas: Folder, bens: Folder) -> None:
    for what, key in own_keys(annas, bens).items():
        annas.s3.put_object(Bucket=annas.bucket, Key=key, Body=what.encode())
    for what, key in own_keys(annas, bens).items():
        assert annas.s3.get_object(Bucket=annas.bucket, Key=key)["Body"].read() == what.encode()
    listed = annas.s3.list_objects_v2(Bucket=annas.bucket, Prefix=annas.prefix)["Contents"]
    assert {each["Key"] for each in listed} >= set(own_keys(annas, bens).values())


SOURCES = ("CopySource", "RenameSource")


def test_nothing_is_copied_from_another_folder(annas: Folder, bens: Folder, secret: str) -> None:
    taking = [each for each in operations(annas.s3) if set(SOURCES) & members(each)]
    assert [each.name for each in taking] == ["CopyObject", "RenameObject", "UploadPartCopy"]
    with nothing_changes(bens):
        for operation in taking:
            for source in (f"{annas.bucket}/{secret}", f"/{annas.bucket}/{secret}", f"/{secret}"):
                known = about_file(annas, annas.key("taken.txt")) | dict.fromkeys(SOURCES, source)
                outcome, _ = called(annas, operation.name, filled(operation, known))
                # The emulator takes a rename for a put, of nothing.
                assert operation.name == "RenameObject" or outcome == REFUSED, source
                about = {"Bucket": annas.bucket, "Key": annas.key("taken.txt")}
                assert SECRET not in shown_by(called(annas, "GetObject", about)[1])


def test_a_list_shows_the_own_folder_and_no_other(annas: Folder, bens: Folder) -> None:
    for prefix in (annas.prefix, annas.key("a/"), annas.key("x")):
        found = annas.s3.list_objects_v2(Bucket=annas.bucket, Prefix=prefix)
        assert all(each["Key"].startswith(annas.prefix) for each in found.get("Contents", []))
        assert (
            called(annas, "ListObjects", {"Bucket": annas.bucket, "Prefix": prefix})[0] != REFUSED
        )
    assert lists_beyond(annas, bens) == []
    assert called(annas, "ListBuckets", {})[0] == REFUSED


def test_many_are_deleted_at_once_only_where_all_are_ones_own(
    annas: Folder, bens: Folder, secret: str
) -> None:
    annas.s3.put_object(Bucket=annas.bucket, Key=annas.key("one.txt"), Body=b"1")
    own: ObjectIdentifierTypeDef = {"Key": annas.key("one.txt")}
    with nothing_changes(bens):
        for keys in ([own, {"Key": secret}], [{"Key": secret}, own], [{"Key": secret}]):
            about = {"Bucket": annas.bucket, "Delete": {"Objects": keys}}
            outcome, answer = called(annas, "DeleteObjects", about)
            deleted = answer.get("Deleted", []) if outcome == "let through" else []
            assert secret not in {each["Key"] for each in deleted}
    annas.s3.delete_objects(Bucket=annas.bucket, Delete={"Objects": [own]})
    listed = annas.s3.list_objects_v2(Bucket=annas.bucket, Prefix=annas.key("one.txt"))
    assert listed["KeyCount"] == 0


@pytest.mark.parametrize("method", ["get_object", "put_object", "delete_object"])
def test_no_address_can_be_signed_for_anothers_file(
    annas: Folder, bens: Folder, secret: str, method: str
) -> None:
    """A presigned address has the rights of who signed it."""
    verb = method.partition("_")[0].upper()
    with nothing_changes(bens):
        address = annas.s3.generate_presigned_url(
            method, Params={"Bucket": annas.bucket, "Key": secret}
        )
        answer = httpx.request(verb, address, trust_env=False)
        assert answer.status_code == 403
        assert SECRET not in answer.content
    assert bens.prefix in address


def test_a_stranger_without_credentials_gets_nothing(annas: Folder, bens: Folder) -> None:
    address = f"{annas.demo.aws_endpoint_url}/{annas.bucket}"
    with nothing_changes(bens), httpx.Client(trust_env=False) as stranger:
        for path in ("", "?list-type=2", f"?prefix={bens.prefix}", f"/{bens.key('secret.txt')}"):
            for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
                answer = stranger.request(method, address + path)
                assert answer.status_code in {400, 403, 405}, (method, path)
                assert SECRET not in answer.content


def test_web_views_may_use_the_bucket(annas: Folder) -> None:
    asked = {
        "Origin": "https://app.example",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,x-amz-date,x-amz-security-token",
    }
    address = f"{annas.demo.aws_endpoint_url}/{annas.bucket}/{annas.key('x')}"
    answer = httpx.request("OPTIONS", address, headers=asked, trust_env=False)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] in {"*", asked["Origin"]}
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    assert "x-amz-security-token" in answer.headers["Access-Control-Allow-Headers"]
    shown = answer.headers["Access-Control-Expose-Headers"]
    # Of each part a library sends back the tag, and the checksum that the store has made of it.
    assert {"ETag", "x-amz-checksum-crc32", "x-amz-checksum-sha256"} <= set(shown.split(", "))
