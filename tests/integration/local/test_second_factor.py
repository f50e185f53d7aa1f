"""A second factor, for who wants one: docs/api.md, "Signing in"."""

import hmac
import struct
import time
from base64 import b32decode

import httpx
import pytest
from botocore.exceptions import ClientError
from pycognito.exceptions import SoftwareTokenMFAChallengeException

from local.users import email_of, fresh_password, make_user, tokens
from tests.support.clients import a_client
from tests.support.stack import Stack

STEP_S = 30


def code_of(secret: str, at_s: float) -> str:
    """Return what an authenticator app shows at a moment (RFC 6238)."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at_s) // STEP_S), "sha1")
    at = digest[-1] & 15
    number: int = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def test_who_switches_it_on_is_asked_for_a_code(stack: Stack) -> None:
    cognito, demo = stack.cognito, stack.demo
    email, password = email_of("careful"), fresh_password()
    make_user(cognito, demo.user_pool_id, email, password)
    signing_in = (cognito, demo.user_pool_id, demo.user_pool_client_id, email, password)

    access = tokens(*signing_in)["AccessToken"]
    secret = cognito.associate_software_token(AccessToken=access)["SecretCode"]
    right, wrong = code_of(secret, time.time()), code_of(secret, 0)
    with pytest.raises(ClientError, match="Code mismatch"):
        cognito.verify_software_token(AccessToken=access, UserCode=wrong)
    cognito.verify_software_token(AccessToken=access, UserCode=right)
    cognito.set_user_mfa_preference(
        AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )

    with pytest.raises(SoftwareTokenMFAChallengeException) as asked:
        tokens(*signing_in)
    challenge = asked.value.args[1]
    with pytest.raises(ClientError):
        answered(stack, challenge, wrong)
    assert answered(stack, challenge, code_of(secret, time.time())).status_code == 200


def answered(stack: Stack, challenge: dict[str, str], code: str) -> httpx.Response:
    """Answer with a code, and use the token that comes of it."""
    answer = stack.cognito.respond_to_auth_challenge(
        ClientId=stack.demo.user_pool_client_id,
        ChallengeName="SOFTWARE_TOKEN_MFA",
        Session=challenge["Session"],
        ChallengeResponses={
            "USERNAME": email_of("careful"),
            "SOFTWARE_TOKEN_MFA_CODE": code,
        },
    )
    with a_client(stack.url, answer["AuthenticationResult"]["IdToken"]) as client:
        return client.get("/me")
