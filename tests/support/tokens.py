"""Tokens that must not open the API, each wrong in one way only."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.users import fresh_password, id_token, make_user, tokens
from tests.support.clients import a_client
from tests.support.stack import Stack, User

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


def bad_tokens(stack: Stack, user: User) -> dict[str, str | None]:
    """Return an ``Authorization`` header for each way of being refused, by its name."""
    header, claims = jwt.get_unverified_header(user.token), claims_of(user.token)
    own_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {
        "no token": None,
        "expired": expired(stack),
        "forged": jwt.encode(claims, own_key, "RS256", headers={"kid": header["kid"]}),
        "tampered": with_claims(user.token, claims | {"sub": "somebody-else"}),
        "none": jwt.encode(claims, "", "none", headers={"kid": header["kid"]}),
        "HS256 with the public key": signed_with_public_key(stack, header, claims),
        "wrong pool": from_another_pool(stack),
        "wrong client": from_another_client(stack),
        "access token": access_token(stack),
        "no JWT": "letmein",
        "basic": "Basic YW5uYTpwYXNzd29yZA==",
    }


def claims_of(token: str) -> dict[str, Any]:
    """Return a token's claims, unchecked."""
    return jwt.decode(token, options={"verify_signature": False})


def with_claims(token: str, claims: dict[str, Any]) -> str:
    """Return the token with other claims under the same signature."""
    header, _, signature = token.split(".")
    return f"{header}.{_part(claims)}.{signature}"


def signed_with_public_key(stack: Stack, header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return a token that a check trusts which lets the token choose the algorithm."""
    path = f"/{stack.demo.user_pool_id}/.well-known/jwks.json"
    with a_client(stack.demo.aws_endpoint_url) as client:
        keys = client.get(path).json()["keys"]
    (key,) = (key for key in keys if key["kid"] == header["kid"])
    public = jwt.PyJWK(key).key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    # By hand: PyJWT knows this attack, and does not sign with such a key.
    signed = f"{_part(header | {'alg': 'HS256'})}.{_part(claims)}"
    return f"{signed}.{_base64(hmac.digest(public, signed.encode(), 'sha256'))}"


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content).encode())


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def expired(stack: Stack) -> str:
    """Return an id token of the right pool and client whose one second is over."""
    with short_lived_tokens(stack):
        token = stack.user("late").token
    while claims_of(token)["exp"] >= time.time():
        time.sleep(0.1)
    return token


@contextmanager
def short_lived_tokens(stack: Stack) -> Iterator[None]:
    """Have the pool give id tokens for a second, which only the emulator allows."""
    stack.set_id_tokens_lifetime(1, "seconds")
    try:
        yield
    finally:
        stack.set_id_tokens_lifetime(60, "minutes")


def from_another_pool(stack: Stack) -> str:
    """Return a good id token of a pool that is not this API's."""
    cognito = stack.cognito
    pool_id = cognito.create_user_pool(PoolName="another")["UserPool"]["Id"]
    return _signed_in_by(cognito, pool_id, _client(cognito, pool_id))


def from_another_client(stack: Stack) -> str:
    """Return a good id token of the right pool, made for another app."""
    cognito = stack.cognito
    pool_id = stack.demo.user_pool_id
    return _signed_in_by(cognito, pool_id, _client(cognito, pool_id))


def access_token(stack: Stack) -> str:
    """Return the other token that a sign-in gives."""
    cognito, demo = stack.cognito, stack.demo
    password = fresh_password()
    make_user(cognito, demo.user_pool_id, "access@example.com", password)
    return tokens(
        cognito, demo.user_pool_id, demo.user_pool_client_id, "access@example.com", password
    )["AccessToken"]


def _client(cognito: "CognitoIdentityProviderClient", pool_id: str) -> str:
    answer = cognito.create_user_pool_client(
        UserPoolId=pool_id, ClientName="another", ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"]
    )
    return answer["UserPoolClient"]["ClientId"]


def _signed_in_by(cognito: "CognitoIdentityProviderClient", pool_id: str, client_id: str) -> str:
    password = fresh_password()
    make_user(cognito, pool_id, "stranger@example.com", password)
    return id_token(cognito, pool_id, client_id, "stranger@example.com", password)
