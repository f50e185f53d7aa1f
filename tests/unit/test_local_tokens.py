import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.errors import TokenExpiredError, TokenInvalidError, TokenMissingError
from local.events import as_claims
from local.tokens import (
    REFETCH_S,
    Keys,
    Pool,
    PublishedKeys,
    TokenCheck,
)

NOW = 1_800_000_000
POOL = Pool(
    region="eu-west-1",
    pool_id="eu-west-1_Pool",
    client_id="the-app",
    emulator_url="http://127.0.0.1:1",
)
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLISHED: Keys = {
    "key-1": jwt.PyJWK(
        {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "alg": "RS256"}
    )
}
CLAIMS: dict[str, Any] = {
    "sub": "someone",
    "iss": POOL.issuer,
    "aud": "the-app",
    "token_use": "id",
    "iat": 1_700_000_000,
    "exp": NOW + 60,
}


def a_check() -> TokenCheck:
    keys = PublishedKeys(lambda: PUBLISHED, lambda: 0.0)
    return TokenCheck(POOL, keys, lambda: NOW)


def a_token(key: rsa.RSAPrivateKey = KEY, kid: object = "key-1", **claims: object) -> str:
    changed = {**CLAIMS, **claims}
    kept = {name: value for name, value in changed.items() if value is not ...}
    headers = {} if kid is None else {"kid": kid}
    return jwt.encode(kept, key, algorithm="RS256", headers=headers)


def a_part(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def an_unsigned_token(algorithm: str) -> str:
    return f"{a_part({'alg': algorithm, 'kid': 'key-1'})}.{a_part(CLAIMS)}."


def signed_with_the_public_key() -> str:
    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signed = f"{a_part({'alg': 'HS256', 'kid': 'key-1'})}.{a_part(CLAIMS)}"
    mac = hmac.new(pem, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


@pytest.mark.parametrize("scheme", ["", "Bearer ", "bearer ", "BEARER  "])
def test_a_token_of_the_pool_opens(scheme: str) -> None:
    assert a_check().claims(scheme + a_token())["sub"] == "someone"


@pytest.mark.parametrize("header", [None, "", "  ", "Bearer", "Bearer  "])
def test_without_a_token_somebody_is_asked_to_sign_in(header: str | None) -> None:
    with pytest.raises(TokenMissingError):
        a_check().claims(header)


INVALID: dict[str, Callable[[], str]] = {
    "signed with another key": lambda: a_token(OTHER_KEY),
    "unsigned": lambda: an_unsigned_token("none"),
    "said to be signed": lambda: an_unsigned_token("RS256"),
    "signed with the public key as a secret": signed_with_the_public_key,
    "of another pool": lambda: a_token(iss=POOL.issuer + "x"),
    "of another client": lambda: a_token(aud="another-app"),
    "of several clients": lambda: a_token(aud=["the-app", "another-app"]),
    "an access token": lambda: a_token(token_use="access"),  # noqa: S106
    "without a use": lambda: a_token(token_use=...),
    "without a subject": lambda: a_token(sub=...),
    "with an empty subject": lambda: a_token(sub=""),
    "without an end": lambda: a_token(exp=...),
    "with an end that is no number": lambda: a_token(exp=True),
    "with an end in words": lambda: a_token(exp="tomorrow"),
    "not yet valid": lambda: a_token(nbf=4_000_000_000),
    "expired and of another client": lambda: a_token(exp=NOW - 1, aud="another-app"),
    "expired and for access": lambda: a_token(exp=NOW - 1, token_use="access"),  # noqa: S106
    "without a key id": lambda: a_token(kid=None),
    "with an unknown key id": lambda: a_token(kid="key-2"),
    "cut short": lambda: a_token()[:-8],
    "no token": lambda: "hello",
    "dots": lambda: "..",
    "not ASCII": lambda: "é.ü.ß",
    "nested deeper than JSON can be read": lambda: (
        base64.urlsafe_b64encode(b"[" * 6000).decode() + ".e30.x"
    ),
    "of another scheme": lambda: f"Basic {a_token()}",
}


@pytest.mark.parametrize("make", INVALID.values(), ids=INVALID.keys())
def test_a_token_is_refused_that_is(make: Callable[[], str]) -> None:
    with pytest.raises(TokenInvalidError):
        a_check().claims(make())


def test_a_token_that_was_valid_once_has_expired() -> None:
    with pytest.raises(TokenExpiredError):
        a_check().claims(a_token(exp=NOW))


def test_unknown_key_ids_ask_the_pool_at_most_once_in_a_while() -> None:
    clock, fetches = [0.0], [0]

    def fetch() -> Keys:
        fetches[0] += 1
        return PUBLISHED

    keys = PublishedKeys(fetch, lambda: clock[0])
    for _ in range(10):
        assert keys.find("key-2") is None
    clock[0] = REFETCH_S
    assert keys.find("key-1") is PUBLISHED["key-1"]
    assert keys.find("key-2") is None
    assert fetches == [2]


def test_the_app_sees_claims_as_strings() -> None:
    shown = as_claims(
        {"sub": "s", "exp": 0, "auth_time": 5, "email_verified": True, "cognito:groups": ["a", "b"]}
    )
    assert shown == {
        "sub": "s",
        "exp": "Thu Jan 01 00:00:00 UTC 1970",
        "auth_time": "5",
        "email_verified": "true",
        "cognito:groups": "a,b",
    }
