"""Checks id tokens as API Gateway's Cognito authorizer does, but against the local pool's keys.

``chalice local`` lets everybody in: no token, a forged one, anybody's (aws/chalice #1479).
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

import jwt

from chalicelib.errors import BusyError, TokenExpiredError, TokenInvalidError, TokenMissingError

REFETCH_S = 5
"""At most one look for new keys in this time, or forged key ids would drum on the pool."""

Claims = Mapping[str, Any]
Keys = Mapping[str, jwt.PyJWK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Whose tokens open the API."""

    region: str
    pool_id: str
    client_id: str
    emulator_url: str

    @property
    def issuer(self) -> str:
        """The ``iss`` of real tokens: an address that the emulator doesn't have."""
        return f"https://cognito-idp.{self.region}.amazonaws.com/{self.pool_id}"

    @property
    def jwks_url(self) -> str:
        """Where the pool's public keys are."""
        return f"{self.emulator_url}/{self.pool_id}/.well-known/jwks.json"


class PublishedKeys:
    """The pool's public keys by id, in memory, looked for again when an unknown id turns up."""

    def __init__(self, fetch: Callable[[], Keys], clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: Keys = {}
        self._next_fetch = clock()

    def find(self, key_id: str) -> jwt.PyJWK | None:
        """Return a key, or None if the pool has none with this id."""
        with self._lock:
            if key_id not in self._keys and self._clock() >= self._next_fetch:
                self._keys = self._fetch()
                self._next_fetch = self._clock() + REFETCH_S
            return self._keys.get(key_id)


def fetch_keys(url: str) -> Keys:
    """Read a JWKS; straight, as no proxy of the environment has business with this machine."""
    address = urlsplit(url)
    connection = HTTPConnection(address.netloc, timeout=5)
    try:
        connection.request("GET", address.path)
        keys = json.loads(connection.getresponse().read())["keys"]
        return {key["kid"]: jwt.PyJWK(key) for key in keys}
    except (OSError, HTTPException, ValueError, KeyError, jwt.PyJWTError) as cause:
        raise BusyError from cause
    finally:
        connection.close()


class TokenCheck:
    """Tells who signed in from an ``Authorization`` header."""

    def __init__(self, pool: Pool, keys: PublishedKeys, now: Callable[[], float]) -> None:
        self._pool = pool
        self._keys = keys
        self._now = now

    def claims(self, authorization: str | None) -> Claims:
        """Return the token's claims if every one of them holds."""
        token = _bare(authorization)
        try:
            claims = self._signed_claims(token)
        except (jwt.PyJWTError, RecursionError) as cause:
            raise TokenInvalidError("The token is none of this service.") from cause
        if claims.get("token_use") != "id" or not claims["sub"]:
            raise TokenInvalidError("The token is none of this service.")
        if claims["exp"] <= self._now():
            raise TokenExpiredError("The token has expired: use the refresh token.")
        return claims

    def _signed_claims(self, token: str) -> Claims:
        key_id = jwt.get_unverified_header(token).get("kid")
        key = self._keys.find(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise jwt.DecodeError
        claims: Claims = jwt.decode(
            token,
            key.key,  # not the PyJWK: it would bring an algorithm of its own
            algorithms=["RS256"],
            issuer=self._pool.issuer,
            audience=self._pool.client_id,
            options={
                "require": ["exp", "iat", "sub", "iss", "aud"],
                "strict_aud": True,
                "verify_exp": False,  # last: expired means that all else is right
            },
        )
        if type(claims["exp"]) is not int:
            raise jwt.DecodeError
        return claims


def _bare(authorization: str | None) -> str:
    scheme, _, rest = (authorization or "").strip().partition(" ")
    token = rest.strip() if scheme.lower() == "bearer" else (authorization or "").strip()
    if not token:
        raise TokenMissingError("Send the id token in the Authorization header.")
    return token


def token_check(pool: Pool) -> TokenCheck:
    """Return the check of a pool's tokens."""
    keys = PublishedKeys(lambda: fetch_keys(pool.jwks_url), time.monotonic)
    return TokenCheck(pool, keys, time.time)
