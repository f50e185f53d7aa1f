"""Who gets credentials: who has a good id token of the pool, and nobody else."""

import pytest
from botocore.exceptions import ClientError

from tests.support.folders import Folder, IdentityPool, a_client_of, an_administrator
from tests.support.stack import Stack, User
from tests.support.tokens import bad_tokens

REFUSED = ("NotAuthorizedException", "InvalidParameterException", "ResourceNotFoundException")


def code_of(refused: pytest.ExceptionInfo[ClientError]) -> str:
    return refused.value.response["Error"]["Code"]


def test_an_id_token_gives_credentials_for_an_hour(annas: Folder) -> None:
    found = IdentityPool(annas.demo).credentials(annas.user.token)
    assert found["AccessKeyId"].startswith("ASIA")
    assert found["SessionToken"]


def test_a_user_is_the_same_identity_each_time(
    pool: IdentityPool, stack: Stack, anna: User, ben: User
) -> None:
    again = stack.user("anna")
    assert pool.identity(anna.token) == pool.identity(again.token)
    assert pool.identity(anna.token) != pool.identity(ben.token)


def test_no_bad_token_gives_credentials(stack: Stack, pool: IdentityPool, anna: User) -> None:
    tokens = bad_tokens(stack, anna)
    # Cognito lets clocks differ by minutes, so one that has just expired still counts here.
    del tokens["no token"], tokens["expired"]
    assert len(tokens) >= 9
    for name, token in tokens.items():
        with pytest.raises(ClientError) as refused:
            pool.credentials(str(token))
        assert code_of(refused) in REFUSED, name


def test_a_guest_gets_nothing(pool: IdentityPool) -> None:
    with pytest.raises(ClientError) as refused:
        pool.client.get_id(IdentityPoolId=pool.id)
    assert code_of(refused) == "NotAuthorizedException"


def test_an_identity_without_its_login_gets_nothing(pool: IdentityPool, anna: User) -> None:
    with pytest.raises(ClientError) as refused:
        pool.client.get_credentials_for_identity(IdentityId=pool.identity(anna.token))
    assert code_of(refused) == "NotAuthorizedException"


def test_a_made_up_identity_gets_nothing(pool: IdentityPool, anna: User) -> None:
    region = pool.id.partition(":")[0]
    made_up = f"{region}:00000000-0000-4000-8000-000000000000"
    with pytest.raises(ClientError) as refused:
        pool.client.get_credentials_for_identity(
            IdentityId=made_up, Logins={pool.provider: anna.token}
        )
    assert code_of(refused) == "ResourceNotFoundException"


def test_anothers_identity_is_not_given_for_ones_own_login(
    pool: IdentityPool, anna: User, ben: User
) -> None:
    with pytest.raises(ClientError) as refused:
        pool.client.get_credentials_for_identity(
            IdentityId=pool.identity(ben.token), Logins={pool.provider: anna.token}
        )
    assert code_of(refused) == "NotAuthorizedException"


def test_a_login_under_another_providers_name_gives_nothing(pool: IdentityPool, anna: User) -> None:
    for provider in ("accounts.google.com", f"{pool.provider}x", "cognito-idp.example.com/x"):
        with pytest.raises(ClientError) as refused:
            pool.client.get_id(IdentityPoolId=pool.id, Logins={provider: anna.token})
        assert code_of(refused) == "NotAuthorizedException"


def test_the_classic_flow_is_off(pool: IdentityPool, anna: User) -> None:
    """With it a client asks STS itself, for whichever role trusts the pool."""
    with pytest.raises(ClientError) as refused:
        pool.client.get_open_id_token(
            IdentityId=pool.identity(anna.token), Logins={pool.provider: anna.token}
        )
    assert code_of(refused) == "InvalidParameterException"


@pytest.mark.parametrize("ending", ["admin_user_global_sign_out", "admin_disable_user"])
def test_a_session_that_has_ended_gives_no_more_credentials(
    stack: Stack, pool: IdentityPool, ending: str
) -> None:
    user = stack.user(f"gone-{ending.replace('_', '-')}")
    pool.credentials(user.token)
    end = getattr(stack.cognito, ending)
    end(UserPoolId=stack.demo.user_pool_id, Username=f"{user.name}@example.com")
    with pytest.raises(ClientError) as refused:
        pool.credentials(user.token)
    assert code_of(refused) == "NotAuthorizedException"


def test_credentials_of_nobody_open_nothing(stack: Stack, annas: Folder) -> None:
    annas.s3.put_object(Bucket=annas.bucket, Key=annas.key("kept.txt"), Body=b"kept")
    found = IdentityPool(stack.demo).credentials(annas.user.token)
    key, secret, session = found["AccessKeyId"], found["SecretKey"], found["SessionToken"]
    forged = {
        "another's secret": (key, "x" * len(secret), session),
        "no session": (key, secret),
        "a made-up session": (key, secret, "x" * len(session)),
        "a made-up key": ("ASIAAAAAAAAAAAAAAAAA", secret, session),
    }
    for name, each in forged.items():
        with pytest.raises(ClientError) as refused:
            a_client_of("s3", stack.demo, *each).get_object(
                Bucket=annas.bucket, Key=annas.key("kept.txt")
            )
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] in {400, 403}, name


def test_the_role_cannot_be_assumed_in_another_way(stack: Stack, annas: Folder) -> None:
    roles = an_administrator("iam", stack.demo).list_roles()["Roles"]
    sts = annas.client("sts")
    assert len(roles) >= 2
    for role in roles:
        with pytest.raises(ClientError) as refused:
            sts.assume_role(RoleArn=role["Arn"], RoleSessionName="mine")
        assert code_of(refused) == "AccessDenied"
