"""Nobody crosses into another's folder: every operation of S3, on every kind of key.

What a call returns is one witness. The other is the administrator, who looks afterwards whether
anything in the victim's folder, or about the bucket, is not as it was.
"""

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.integration.folder.crossings import ALLOWED, SECRET, about_file, crossings
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
    about = about_file(annas, annas.key("own.txt"))
    outcomes = {
        operation.name: called(annas, operation.name, filled(operation, about))[0]
        for operation in operations(annas.s3)
    }
    assert len(outcomes) >= 100
    assert {name for name, outcome in outcomes.items() if outcome != REFUSED} == ALLOWED


@pytest.mark.usefixtures("secret")
def test_no_operation_gets_at_a_key_outside_the_own_folder(annas: Folder, bens: Folder) -> None:
    with nothing_changes(bens):
        assert crossings(annas, foreign_keys(annas, bens), allowed=frozenset()) == []


@pytest.mark.usefixtures("secret")
def test_no_odd_name_in_the_own_folder_is_a_way_out_of_it(annas: Folder, bens: Folder) -> None:
    with nothing_changes(bens):
        assert crossings(annas, own_keys(annas, bens), allowed=ALLOWED) == []
    everything = an_administrator("s3", annas.demo).get_paginator("list_object_versions")
    found = everything.paginate(Bucket=annas.bucket)
    keys = {each["Key"] for page in found for each in page.get("Versions", [])}
    assert keys
    assert [key for key in keys if not key.startswith((annas.prefix, bens.prefix))] == []


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
                assert operation.name == "RenameObject" or outcome != "let through", source
                about = {"Bucket": annas.bucket, "Key": annas.key("taken.txt")}
                assert SECRET not in shown_by(called(annas, "GetObject", about)[1])


def test_a_list_shows_the_own_folder_and_no_other(annas: Folder, bens: Folder) -> None:
    me = annas.user.owner
    for prefix in (annas.prefix, annas.key("a/"), annas.key("x")):
        found = annas.s3.list_objects_v2(Bucket=annas.bucket, Prefix=prefix)
        assert all(each["Key"].startswith(annas.prefix) for each in found.get("Contents", []))
    elsewhere = [
        *("", "u", "users", "users/", f"users/{me}", f"users/{me[:-1]}", f"users/{me}x/"),
        *(bens.prefix, bens.key("secret.txt"), f"users//{me}/", f"/users/{me}/", f"Users/{me}/"),
        *(f"users/*/{me}/", "users/?", f"{bens.prefix}../{me}/"),
    ]
    for prefix in elsewhere:
        for operation in ("ListObjects", "ListObjectsV2", "ListObjectVersions"):
            about = {"Bucket": annas.bucket, "Prefix": prefix}
            assert called(annas, operation, about)[0] == REFUSED, prefix
    for operation in ("ListObjects", "ListObjectsV2", "ListMultipartUploads", "ListObjectVersions"):
        for about in ({}, {"Prefix": annas.prefix}):
            outcome = called(annas, operation, {"Bucket": annas.bucket} | about)[0]
            allowed = bool(about) and operation in {"ListObjects", "ListObjectsV2"}
            assert (outcome == "let through") == allowed, (operation, about)
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
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
