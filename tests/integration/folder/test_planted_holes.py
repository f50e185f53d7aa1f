"""Holes in the folder's policy that these tests must find, or they would prove nothing."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.folder.crossings import (
    ALLOWED,
    SECRET,
    about_file,
    crossings,
    lists_beyond,
    permitted,
)
from tests.integration.folder.keys import foreign_keys
from tests.integration.folder.witness import called, nothing_changes
from tests.support.folders import Folder, an_administrator
from tests.support.operations import Parameters, filled, operations
from tests.support.stack import Stack

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient

Statements = list[dict[str, Any]]
Plant = Callable[[Callable[[Statements], None]], None]
POLICY = "own-folder"
OWN = "users/${aws:PrincipalTag/sub}/*"


@pytest.fixture(scope="module")
def carls(stack: Stack) -> Folder:
    """The folder of somebody who goes through holes."""
    return Folder(stack.demo, stack.user("carl"))


@pytest.fixture(scope="module")
def doras(stack: Stack) -> Folder:
    """The folder of a victim whom no other test knows: holes for writing leave something there."""
    return Folder(stack.demo, stack.user("dora"))


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


def found_by(mine: Folder, theirs: Folder, operation: str = "GetObject") -> set[str]:
    """Return which foreign keys an operation gets at."""
    theirs.s3.put_object(Bucket=theirs.bucket, Key=theirs.key("secret.txt"), Body=SECRET)
    keys = foreign_keys(mine, theirs)
    found = crossings(mine, keys, allowed=frozenset(), tried={operation})
    return {each.removeprefix(f"{operation} of ").partition(":")[0] for each in found}


def resource(statements: Statements, found: str, planted: str) -> None:
    statements[1]["Resource"] = statements[1]["Resource"].replace(found, planted)


def test_a_sound_policy_has_no_hole(carls: Folder, doras: Folder) -> None:
    assert found_by(carls, doras) == set()


def test_a_slash_left_out_is_found(carls: Folder, doras: Folder, plant: Plant) -> None:
    plant(lambda statements: resource(statements, "sub}/*", "sub}*"))
    assert found_by(carls, doras) == {"my name and one letter", "my name without a slash"}


def test_a_folder_of_all_is_found(carls: Folder, doras: Folder, plant: Plant) -> None:
    plant(lambda statements: resource(statements, OWN, "users/*"))
    assert {"another's file", "mine inside another's", "no name"} <= found_by(carls, doras)


def test_a_name_that_may_stand_anywhere_is_found(
    carls: Folder, doras: Folder, plant: Plant
) -> None:
    plant(lambda statements: resource(statements, "users/${", "*/${"))
    assert {"mine inside another's", "a slash before"} <= found_by(carls, doras)


@pytest.mark.parametrize("operation", ["PutObject", "DeleteObject"])
def test_a_hole_for_writing_alone_is_found(
    carls: Folder, doras: Folder, plant: Plant, operation: str
) -> None:
    arn = f"arn:aws:s3:::{carls.bucket}/users/*"
    hole = {"Effect": "Allow", "Action": f"s3:{operation}", "Resource": arn}
    plant(lambda statements: statements.append(hole))
    assert "another's file" in found_by(carls, doras, operation)
    assert found_by(carls, doras, "GetObject") == set()
    with pytest.raises(AssertionError), nothing_changes(doras):
        called(carls, operation, filled_for(carls, doras, operation))


def filled_for(mine: Folder, theirs: Folder, operation: str) -> Parameters:
    (model,) = (each for each in operations(mine.s3) if each.name == operation)
    return filled(model, about_file(mine, theirs.key("secret.txt")))


def test_a_list_without_its_condition_is_found(carls: Folder, doras: Folder, plant: Plant) -> None:
    plant(lambda statements: statements[0].pop("Condition"))
    assert "ListObjectsV2 of no prefix" in lists_beyond(carls, doras)


def test_a_list_without_its_slash_is_found(carls: Folder, doras: Folder, plant: Plant) -> None:
    prefix = {"s3:prefix": OWN.replace("/*", "*")}
    plant(lambda statements: statements[0].update(Condition={"StringLike": prefix}))
    assert f"ListObjects of users/{carls.user.owner}x/" in lists_beyond(carls, doras)


@pytest.mark.parametrize("action", ["s3:PutObjectTagging", "s3:GetObject*", "s3:*"])
def test_an_action_too_many_is_found(carls: Folder, plant: Plant, action: str) -> None:
    plant(lambda statements: statements[1]["Action"].append(action))
    assert permitted(carls) > ALLOWED
