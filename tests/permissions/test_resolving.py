"""What the template says is resolved as CloudFormation does, or not at all."""

from typing import Any

import pytest

from tests.permissions.names import BUCKET, CLUSTER, POOL, TABLE
from tests.permissions.resolving import Resolver, UnresolvedError
from tests.permissions.stacks import DEFAULTS, EVERYTHING

RESOLVER = Resolver(
    references={"Stage": "dev", "Bucket": "files"},
    attributes={"Bucket.Arn": "arn:aws:s3:::files"},
    conditions={
        "IsDev": {"Fn::Equals": [{"Ref": "Stage"}, "dev"]},
        "IsProd": {"Fn::Not": [{"Condition": "IsDev"}]},
        "IsOdd": {"Fn::Odd": []},
        "IsText": "true",
    },
)


@pytest.mark.parametrize(
    ("value", "resolved"),
    [
        ("as it is", "as it is"),
        ({"a": [{"Ref": "Bucket"}, 1]}, {"a": ["files", 1]}),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, "arn:aws:s3:::files"),
        ({"Fn::Sub": "${Bucket.Arn}/${Stage}/*"}, "arn:aws:s3:::files/dev/*"),
        ({"Fn::Sub": "${!aws:PrincipalTag/sub}"}, "${aws:PrincipalTag/sub}"),
        ("${aws:PrincipalTag/sub}", "${aws:PrincipalTag/sub}"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Stage"}]]}, "a-dev"),
        ({"Condition": {"Bool": {"Ref": "Stage"}}}, {"Condition": {"Bool": "dev"}}),
        ({"Fn::If": ["IsDev", "yes", "no"]}, "yes"),
        ({"Fn::If": ["IsProd", {"Ref": "Unknown"}, {"Ref": "Stage"}]}, "dev"),
    ],
)
def test_functions_are_called(value: Any, resolved: Any) -> None:  # noqa: ANN401 - any part of a template
    assert RESOLVER.resolve(value) == resolved


@pytest.mark.parametrize(
    "value",
    [
        {"Ref": "Unknown"},
        {"Fn::GetAtt": ["Bucket", "Unknown"]},
        {"Fn::Sub": "${Unknown}"},
        {"Fn::Sub": "${Bucket.Unknown}"},
        {"Fn::Sub": ["${Own}", {"Own": "a"}]},
        {"Fn::Unknown": "a"},
        {"Fn::If": ["Unknown", "yes", "no"]},
        {"Fn::If": ["IsOdd", "yes", "no"]},
        {"Fn::If": ["IsText", "yes", "no"]},
        {"Fn::Sub": "${Stage}", "beside": "a"},
        {"Ref": "Stage", "beside": "a"},
        {"deep": [{"deeper": {"Ref": "Unknown"}}]},
    ],
)
def test_what_nobody_knows_is_an_error(value: dict[str, Any]) -> None:
    with pytest.raises(UnresolvedError):
        RESOLVER.resolve(value)


def test_names_of_what_is_there_end_up_in_the_policies() -> None:
    text = str(EVERYTHING.policies())
    assert all(name in text for name in (BUCKET, TABLE, POOL, CLUSTER))


def test_nothing_of_dax_is_there_by_default() -> None:
    assert CLUSTER not in str(DEFAULTS.policies())
    assert DEFAULTS.of_role("DaxRole") == ()
    assert (
        len(DEFAULTS.of_role("ApiRole")) == 2
    )  # what it may do with items and its log, and traces
    assert len(EVERYTHING.of_role("ApiRole")) == 4


def test_a_resource_is_guarded_by_the_policy_at_it() -> None:
    policy = EVERYTHING.named("FilesBucketPolicy")
    assert EVERYTHING.guard(BUCKET) == EVERYTHING.guard(f"{BUCKET}/users/a") == policy
    assert EVERYTHING.guard(f"{BUCKET}-copy") is None
    assert EVERYTHING.guard(TABLE) is None
