"""Holes in the folder's policy that these tests must find, or they would prove nothing."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.folder.crossings import SECRET, crossings
from tests.integration.folder.keys import foreign_keys
from tests.integration.folder.witness import REFUSED, called
from tests.support.folders import Folder, an_administrator
from tests.support.stack import Stack

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient

Statements = list[dict[str, Any]]
Plant = Callable[[Callable[[Statements], None]], None]
POLICY = "own-folder"
OWN = "users/${aws:PrincipalTag/sub}/*"


@pytest.fixture
def plant(stack: Stack) -> Iterator[Plant]:
    """Edits the role's policy, and puts it back when the test is over."""
    iam: IAMClient = an_administrator("iam", stack.demo)
    roles = [each["RoleName"] for each in iam.list_roles()["Roles"]]
    (role,) = (
        name for name in roles if POLICY in iam.list_role_policies(RoleName=name)["PolicyNames"]
    )
    sound = json.dumps(iam.get_role_policy(RoleName=role, PolicyName=POLICY)["PolicyDocument"])

    def planted(edit: Callable[[Statements], None]) -> None:
        document = json.loads(sound)
        edit(document["Statement"])
        assert json.dumps(document) != sound
        iam.put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=json.dumps(document))

    yield planted
    iam.put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=sound)


def found_by(mine: Folder, theirs: Folder) -> set[str]:
    """Return which foreign keys are got at by reading."""
    theirs.s3.put_object(Bucket=theirs.bucket, Key=theirs.key("secret.txt"), Body=SECRET)
    keys = foreign_keys(mine, theirs)
    found = crossings(mine, keys, allowed=frozenset(), tried={"GetObject"})
    return {each.removeprefix("GetObject of ").partition(":")[0] for each in found}


def resource(statements: Statements, found: str, planted: str) -> None:
    statements[1]["Resource"] = statements[1]["Resource"].replace(found, planted)


def test_a_sound_policy_has_no_hole(annas: Folder, bens: Folder) -> None:
    assert found_by(annas, bens) == set()


def test_a_slash_left_out_is_found(annas: Folder, bens: Folder, plant: Plant) -> None:
    plant(lambda statements: resource(statements, "sub}/*", "sub}*"))
    assert found_by(annas, bens) == {"my name and one letter", "my name without a slash"}


def test_a_folder_of_all_is_found(annas: Folder, bens: Folder, plant: Plant) -> None:
    plant(lambda statements: resource(statements, OWN, "users/*"))
    assert {"another's file", "mine inside another's", "no name"} <= found_by(annas, bens)


def test_a_name_that_may_stand_anywhere_is_found(annas: Folder, bens: Folder, plant: Plant) -> None:
    plant(lambda statements: resource(statements, "users/${", "*/${"))
    assert {"mine inside another's", "a slash before"} <= found_by(annas, bens)


def test_a_list_without_its_condition_is_found(annas: Folder, plant: Plant) -> None:
    plant(lambda statements: statements[0].pop("Condition"))
    assert called(annas, "ListObjectsV2", {"Bucket": annas.bucket})[0] != REFUSED


def test_an_action_too_many_is_found(annas: Folder, plant: Plant) -> None:
    plant(lambda statements: statements[1]["Action"].append("s3:PutObjectTagging"))
    about = {"Bucket": annas.bucket, "Key": annas.key("x"), "Tagging": {"TagSet": []}}
    assert called(annas, "PutObjectTagging", about)[0] != REFUSED
