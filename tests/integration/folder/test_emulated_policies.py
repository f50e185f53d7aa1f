"""What local/emulator_policies.py adds to the emulator: variables, tags and trust, as in AWS."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from tests.support.folders import Folder, IdentityPool, a_client_of, an_administrator
from tests.support.stack import Stack

if TYPE_CHECKING:
    from mypy_boto3_cognito_identity import CognitoIdentityClient
    from mypy_boto3_cognito_identity.type_defs import CognitoIdentityProviderTypeDef
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_s3 import S3Client

Statement = dict[str, Any]
Person = Callable[..., "S3Client"]


@pytest.fixture(scope="module")
def bucket(stack: Stack) -> str:
    """A bucket of nobody's."""
    s3: S3Client = an_administrator("s3", stack.demo)
    s3.create_bucket(
        Bucket="policies", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    for key in ("of/carl/x", "of/dora/x", "of/${aws:username}/x", "shared/x"):
        s3.put_object(Bucket="policies", Key=key, Body=b"x")
    return "policies"


@pytest.fixture
def a_person(stack: Stack) -> Person:
    """Makes an IAM user with statements, and maybe a tag; returns S3 with that user's key."""
    iam: IAMClient = an_administrator("iam", stack.demo)

    def made(*statements: Statement, user: str | None = None, tag: str | None = None) -> "S3Client":
        user = user or f"user-{uuid4()}"
        iam.create_user(UserName=user, Tags=[] if tag is None else [{"Key": "name", "Value": tag}])
        document = {"Version": "2012-10-17", "Statement": list(statements)}
        iam.put_user_policy(UserName=user, PolicyName="p", PolicyDocument=json.dumps(document))
        key = iam.create_access_key(UserName=user)["AccessKey"]
        s3: S3Client = a_client_of("s3", stack.demo, key["AccessKeyId"], key["SecretAccessKey"])
        return s3

    return made


def allow(*resources: str) -> Statement:
    arns = [f"arn:aws:s3:::policies/{each}" for each in resources]
    return {"Effect": "Allow", "Action": "s3:GetObject", "Resource": arns}


def may_read(s3: "S3Client", key: str) -> bool:
    return {"": True, "AccessDenied": False}[
        error_of(lambda: s3.get_object(Bucket="policies", Key=key))
    ]


def error_of(call: Callable[[], object]) -> str:
    """Return the code of the error that a call ends in, or nothing."""
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return ""


pytestmark = pytest.mark.usefixtures("bucket")


def test_a_variable_in_a_resource_is_the_callers_own_value(a_person: Person) -> None:
    carl = a_person(allow("of/${aws:username}/*"), user="carl")
    assert may_read(carl, "of/carl/x")
    assert not may_read(carl, "of/dora/x")
    assert not may_read(carl, "of/${aws:username}/x")


def test_a_tag_is_a_value_too(a_person: Person) -> None:
    dora = a_person(allow("of/${aws:PrincipalTag/name}/*"), tag="dora")
    assert may_read(dora, "of/dora/x")
    assert not may_read(dora, "of/carl/x")


@pytest.mark.parametrize("tag", ["*", "d?ra", "d*"])
def test_a_tag_with_wildcards_opens_nothing(a_person: Person, tag: str) -> None:
    somebody = a_person(allow("of/${aws:PrincipalTag/name}/*"), tag=tag)
    assert not may_read(somebody, "of/dora/x")


def test_without_a_value_nothing_is_allowed_but_what_needs_none(a_person: Person) -> None:
    nobody = a_person(allow("of/${aws:PrincipalTag/name}/*", "shared/*"))
    assert may_read(nobody, "shared/x")
    assert not may_read(nobody, "of/carl/x")


def test_a_variable_in_a_condition_is_the_callers_own_value(a_person: Person) -> None:
    """Which a list shows: its prefix is a condition, not a resource."""
    listing = {
        "Effect": "Allow",
        "Action": "s3:ListBucket",
        "Resource": "arn:aws:s3:::policies",
        "Condition": {"StringLike": {"s3:prefix": "of/${aws:PrincipalTag/name}/*"}},
    }
    s3 = a_person(listing, tag="carl")
    assert s3.list_objects_v2(Bucket="policies", Prefix="of/carl/")["KeyCount"] == 1
    for prefix in ("of/dora/", "of/", "of/carl", ""):
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.list_objects_v2(Bucket="policies", Prefix=prefix)


def test_a_denial_of_all_but_the_own_holds_for_who_has_no_tag_too(a_person: Person) -> None:
    """A variable without a value is like nothing, so that nothing is the own."""
    others = "arn:aws:s3:::policies/of/${aws:PrincipalTag/name}/*"
    denial = {"Effect": "Deny", "Action": "s3:*", "NotResource": others}
    tagged = a_person(allow("*"), denial, tag="carl")
    assert may_read(tagged, "of/carl/x")
    assert not may_read(tagged, "of/dora/x")
    assert not may_read(a_person(allow("*"), denial), "of/dora/x")


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        ("StringEquals", False),
        ("StringLike", False),
        ("StringNotEquals", True),
        ("StringNotLike", True),
    ],
)
def test_what_is_compared_with_no_value_is_different_from_it(
    a_person: Person, operator: str, *, holds: bool
) -> None:
    condition = {operator: {"aws:PrincipalType": "${aws:PrincipalTag/name}"}}
    denial = {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition}
    assert may_read(a_person(allow("*"), denial), "shared/x") is not holds


def test_of_several_values_those_that_are_there_count(a_person: Person) -> None:
    values = ["${aws:PrincipalTag/name}", "User"]
    condition = {"StringEquals": {"aws:PrincipalType": values}}
    denial = {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition}
    assert not may_read(a_person(allow("*"), denial), "shared/x")


def test_a_dollar_sign_can_be_written(a_person: Person, stack: Stack) -> None:
    s3: S3Client = an_administrator("s3", stack.demo)
    s3.put_object(Bucket="policies", Key="of/$/x", Body=b"x")
    assert may_read(a_person(allow("of/${$}/*")), "of/$/x")


def test_a_statement_with_tls_only_holds_on_the_loopback_interface(a_person: Person) -> None:
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    denial = {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": insecure}
    assert may_read(a_person(allow("*"), denial), "shared/x")


def another_pool(stack: Stack, role: str, **tags: str) -> IdentityPool:
    """Make one more identity pool for the same users, with a role, and tags of claims."""
    identity: CognitoIdentityClient = an_administrator("cognito-identity", stack.demo)
    pool = IdentityPool(stack.demo)
    provider: CognitoIdentityProviderTypeDef = {
        "ProviderName": pool.provider,
        "ClientId": stack.demo.user_pool_client_id,
    }
    pool.id = identity.create_identity_pool(
        IdentityPoolName="another",
        AllowUnauthenticatedIdentities=False,
        CognitoIdentityProviders=[provider],
    )["IdentityPoolId"]
    identity.set_identity_pool_roles(IdentityPoolId=pool.id, Roles={"authenticated": role})
    if tags:
        identity.set_principal_tag_attribute_map(
            IdentityPoolId=pool.id,
            IdentityProviderName=pool.provider,
            UseDefaults=False,
            PrincipalTags=tags,
        )
    return pool


def a_role(stack: Stack, audience: str, *actions: str, denied: object = None) -> str:
    """Make a role that trusts an identity pool, ``*`` is any, but not whom it denies."""
    iam: IAMClient = an_administrator("iam", stack.demo)
    trust = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": list(actions),
        "Condition": {"StringLike": {"cognito-identity.amazonaws.com:aud": audience}},
    }
    denial = {"Effect": "Deny", "Principal": denied, "Action": "sts:*"}
    statements = trust if denied is None else [trust, denial]
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    name = f"role-{uuid4()}"
    return iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]


ASSUME, TAG = "sts:AssumeRoleWithWebIdentity", "sts:TagSession"


def is_trusted(pool: IdentityPool, folder: Folder) -> bool:
    return {"": True, "InvalidIdentityPoolConfigurationException": False}[
        error_of(lambda: pool.credentials(folder.user.token))
    ]


def test_a_role_is_handed_out_only_by_the_pool_that_it_trusts(stack: Stack, annas: Folder) -> None:
    assert is_trusted(another_pool(stack, a_role(stack, "*", ASSUME)), annas)
    assert not is_trusted(another_pool(stack, a_role(stack, "eu-west-1:other", ASSUME)), annas)
    assert not is_trusted(another_pool(stack, a_role(stack, "*", "sts:AssumeRole")), annas)
    assert not is_trusted(another_pool(stack, "arn:aws:iam::000000000000:role/none"), annas)


@pytest.mark.parametrize(
    "denied", ["*", {"AWS": "*"}, {"Federated": ["cognito-identity.amazonaws.com", "x"]}], ids=str
)
def test_a_role_that_denies_is_not_handed_out(stack: Stack, annas: Folder, denied: object) -> None:
    role = a_role(stack, "*", ASSUME, denied=denied)
    assert not is_trusted(another_pool(stack, role), annas)


def test_tags_need_a_role_that_lets_sessions_be_tagged(stack: Stack, annas: Folder) -> None:
    assert is_trusted(another_pool(stack, a_role(stack, "*", ASSUME, TAG), sub="sub"), annas)
    assert not is_trusted(another_pool(stack, a_role(stack, "*", ASSUME), sub="sub"), annas)


def test_tags_are_the_claims_that_the_pool_maps(stack: Stack, annas: Folder, bens: Folder) -> None:
    role = a_role(stack, "*", ASSUME, TAG)
    iam: IAMClient = an_administrator("iam", stack.demo)
    document = {"Version": "2012-10-17", "Statement": [allow("of/${aws:PrincipalTag/who}/*")]}
    iam.put_role_policy(
        RoleName=role.rpartition("/")[2], PolicyName="p", PolicyDocument=json.dumps(document)
    )
    pool = another_pool(stack, role, who="sub")
    s3 = an_administrator("s3", stack.demo)
    for folder in (annas, bens):
        s3.put_object(Bucket="policies", Key=f"of/{folder.user.owner}/x", Body=b"x")
    found = pool.credentials(annas.user.token)
    key = found["AccessKeyId"], found["SecretKey"], found["SessionToken"]
    hers = a_client_of("s3", stack.demo, *key)
    assert may_read(hers, f"of/{annas.user.owner}/x")
    assert not may_read(hers, f"of/{bens.user.owner}/x")
