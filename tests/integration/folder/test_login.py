"""Who gets credentials: who has a good id token of the pool, and nobody else."""

import httpx
import jwt
import pytest
from botocore import UNSIGNED
from botocore.exceptions import ClientError

from tests.support.folders import Folder, IdentityPool, a_client_of, an_administrator
from tests.support.stack import Stack, User
from tests.support.tokens import bad_tokens, claims_of, with_claims

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


def asked(pool: IdentityPool, identity: str, token: str) -> str:
    """Ask for credentials, as somebody who knows an identity's id, and return the error's code."""
    try:
        pool.client.get_credentials_for_identity(IdentityId=identity, Logins={pool.provider: token})
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "given"


def test_no_bad_token_gives_an_identity_or_its_credentials(
    stack: Stack, pool: IdentityPool, anna: User
) -> None:
    identity = pool.identity(anna.token)
    assert asked(pool, identity, anna.token) == "given"
    tokens = bad_tokens(stack, anna)
    # Cognito lets clocks differ by minutes, so one that has just expired still counts here.
    del tokens["no token"], tokens["expired"]
    assert len(tokens) >= 9
    for name, token in tokens.items():
        with pytest.raises(ClientError) as refused:
            pool.identity(str(token))
        assert code_of(refused) in REFUSED, name
        assert asked(pool, identity, str(token)) in REFUSED, name


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


ENDINGS = ["admin_user_global_sign_out", "admin_disable_user", "admin_delete_user"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_session_that_has_ended_gives_no_more_credentials(
    stack: Stack, pool: IdentityPool, ending: str
) -> None:
    user = stack.user(f"gone-{ending.replace('_', '-')}")
    identity = pool.identity(user.token)
    assert asked(pool, identity, user.token) == "given"
    end = getattr(stack.cognito, ending)
    end(UserPoolId=stack.demo.user_pool_id, Username=f"{user.name}@example.com")
    assert asked(pool, identity, user.token) == "NotAuthorizedException"
    with pytest.raises(ClientError) as refused:
        pool.identity(user.token)
    assert code_of(refused) == "NotAuthorizedException"


def test_another_pool_that_looks_less_closely_is_no_way_around(
    stack: Stack, pool: IdentityPool
) -> None:
    identities = an_administrator("cognito-identity", stack.demo)
    lax = identities.create_identity_pool(
        IdentityPoolName="lax",
        AllowUnauthenticatedIdentities=True,
        CognitoIdentityProviders=[
            {"ProviderName": pool.provider, "ClientId": stack.demo.user_pool_client_id}
        ],
    )
    user = stack.user("gone-elsewhere")
    identity = pool.identity(user.token)
    stack.cognito.admin_user_global_sign_out(
        UserPoolId=stack.demo.user_pool_id, Username=f"{user.name}@example.com"
    )
    wanted = {
        "IdentityPoolId": lax["IdentityPoolId"],
        "IdentityId": identity,
        "Logins": {pool.provider: user.token},
    }
    assert strangers_answer(stack, "GetCredentialsForIdentity", wanted)[0] == 400


def strangers_answer(stack: Stack, action: str, body: object) -> tuple[int, str]:
    """Send what no library would, without credentials."""
    answer = httpx.post(
        stack.demo.aws_endpoint_url,
        json=body,
        headers={
            "X-Amz-Target": f"AWSCognitoIdentityService.{action}",
            "Content-Type": "application/x-amz-json-1.1",
        },
        trust_env=False,
    )
    return answer.status_code, answer.text


ODD: list[object] = [[], ["x"], "x", 7, {"x": ["y"]}, {"x": {}}, {"cognito-idp": None}, True]


@pytest.mark.parametrize("action", ["GetId", "GetCredentialsForIdentity", "GetOpenIdToken"])
def test_what_cant_be_read_is_refused(stack: Stack, pool: IdentityPool, action: str) -> None:
    good: dict[str, object] = {"IdentityPoolId": pool.id, "IdentityId": pool.id, "Logins": {}}
    for name in good:
        for odd in ODD:
            status, text = strangers_answer(stack, action, good | {name: odd})
            assert 400 <= status < 500, (name, odd, text)
            assert "AccessKeyId" not in text


def test_a_forged_token_with_odd_claims_is_refused(
    stack: Stack, pool: IdentityPool, anna: User
) -> None:
    claims: list[object] = [[], {}, 7, None]
    for odd in claims:
        forged = with_claims(anna.token, claims_of(anna.token) | {"origin_jti": odd})
        wanted = {"IdentityPoolId": pool.id, "Logins": {pool.provider: forged}}
        assert strangers_answer(stack, "GetId", wanted)[0] == 400


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


def test_sts_gives_strangers_nothing_for_a_cognito_token(
    stack: Stack, pool: IdentityPool, anna: User
) -> None:
    """The classic flow's second half. Nobody is given the token for it, but one can be forged."""
    roles = an_administrator("iam", stack.demo).list_roles()["Roles"]
    (arn,) = (each["Arn"] for each in roles if "SignedInRole" in each["RoleName"])
    claims = {
        "iss": "https://cognito-identity.amazonaws.com",
        "aud": pool.id,
        "amr": ["authenticated"],
        "sub": pool.identity(anna.token),
        "exp": 2**33,
    }
    sts = a_client_of("sts", stack.demo, signature_version=UNSIGNED)
    forged = jwt.encode(claims, "", "none")
    signed = jwt.encode(claims, "a key of anybody's, of some length", "HS256")
    for token in (forged, signed, anna.token, "garbage", "a.b.c"):
        with pytest.raises(ClientError) as refused:
            sts.assume_role_with_web_identity(
                RoleArn=arn, RoleSessionName="mine", WebIdentityToken=token
            )
        assert code_of(refused) in {"AccessDenied", "InvalidIdentityToken"}
