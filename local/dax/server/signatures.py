"""Who may connect: AWS's Signature Version 4, as DAX's clients use it.

A client signs nothing of its requests, only the time: an empty ``POST`` to ``dax.amazonaws.com``.
"""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from local.dax.wire.codec import Authorization

ALLOWED_SKEW = dt.timedelta(minutes=5)
"""How far a signature's time may be from ours. Clients use one for at most five minutes."""

_ALGORITHM = "AWS4-HMAC-SHA256"
_TIME = "%Y%m%dT%H%M%SZ"
_EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The one access key that opens the server, and the region that signatures must name."""

    access_key_id: str
    secret: str
    region: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not go on: AWS's code of it, and words."""

    code: str
    words: str


MISSING = Refusal(
    "MissingAuthenticationTokenException", "This server has a key: sign in before you ask."
)
_UNKNOWN = Refusal("UnrecognizedClientException", "This server does not know that access key's id.")


def refusal(key: Key, caller: Authorization, now: dt.datetime) -> Refusal | None:
    """Say why a caller is refused, or None for who is genuine. ``now`` is aware."""
    if not _same(caller.access_key, key.access_key_id):
        return _UNKNOWN
    string = caller.string_to_sign.decode("utf-8", "replace")
    signed_at = _time(string)
    if signed_at is None:
        return _wrong("What was signed has no time in its second line.")
    if not _same(string, _string_to_sign(signed_at, key.region)):
        return _wrong(f"It must be for the service dax in the region {key.region}.")
    if not _same(caller.signature, _signature(key, signed_at, string)):
        return _wrong("It was not made with this server's secret key.")
    if abs(now - signed_at) > ALLOWED_SKEW:
        return _wrong("Its time is more than five minutes from this machine's.")
    return None


def _wrong(why: str) -> Refusal:
    return Refusal("InvalidSignatureException", f"The signature is refused. {why}")


def _same(given: str, expected: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(given.encode(), expected.encode())


def _time(string_to_sign: str) -> dt.datetime | None:
    try:
        _, time, *_ = string_to_sign.split("\n")
        return dt.datetime.strptime(time, _TIME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _scope(signed_at: dt.datetime, region: str) -> tuple[str, ...]:
    return signed_at.strftime("%Y%m%d"), region, "dax", "aws4_request"


def _string_to_sign(signed_at: dt.datetime, region: str) -> str:
    time = signed_at.strftime(_TIME)
    headers = ("host:dax.amazonaws.com", f"x-amz-date:{time}", "")
    canonical = "\n".join(("POST", "/", "", *headers, "host;x-amz-date", _EMPTY))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return "\n".join((_ALGORITHM, time, "/".join(_scope(signed_at, region)), digest))


def _signature(key: Key, signed_at: dt.datetime, string_to_sign: str) -> str:
    signing_key = f"AWS4{key.secret}".encode()
    for part in _scope(signed_at, key.region):
        signing_key = _hmac(signing_key, part)
    return _hmac(signing_key, string_to_sign).hex()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
