"""Signatures, made by the clients' own code."""

import datetime as dt
from dataclasses import replace

import pytest
from amazondax import SigV4Gen
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from local.dax.server.signatures import Key, refusal
from local.dax.wire.codec import Authorization

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
HUSH = "hush/hush+hush"
KEY = Key(access_key_id="AKANNA", secret=HUSH, region="eu-west-1")


def a_claim(
    key: Key = KEY, at: dt.datetime = NOW, endpoint: str = "https://dax.amazonaws.com"
) -> Authorization:
    credentials = Credentials(key.access_key_id, key.secret, "a session's token")
    made = SigV4Gen.generate_signature(credentials, endpoint, key.region, b"", at)
    return Authorization(
        key.access_key_id, made.signature, made.string_to_sign.encode(), made.token, None
    )


def test_who_knows_the_secret_may_go_on() -> None:
    assert refusal(KEY, a_claim(), NOW) is None


@given(
    st.text(min_size=1, max_size=40).filter(str.isascii),
    st.integers(0, 2**32).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)),
)
def test_any_secret_at_any_time_is_signed_with_as_the_client_does(
    secret: str, now: dt.datetime
) -> None:
    key = replace(KEY, secret=secret)
    assert refusal(key, a_claim(key, now), now) is None


def test_who_has_another_secret_is_refused() -> None:
    refused = refusal(KEY, a_claim(replace(KEY, secret=HUSH.upper())), NOW)
    assert refused is not None
    assert refused.code == "InvalidSignatureException"


def test_another_key_id_is_unknown() -> None:
    refused = refusal(KEY, a_claim(replace(KEY, access_key_id="AKBEN")), NOW)
    assert refused is not None
    assert refused.code == "UnrecognizedClientException"


def test_another_region_is_refused_and_named() -> None:
    refused = refusal(KEY, a_claim(replace(KEY, region="us-east-1")), NOW)
    assert refused is not None
    assert "eu-west-1" in refused.words


def test_a_signature_for_another_host_is_refused() -> None:
    refused = refusal(KEY, a_claim(endpoint="https://dynamodb.amazonaws.com"), NOW)
    assert refused is not None


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_signature_of_another_time_is_refused(minutes: int) -> None:
    refused = refusal(KEY, a_claim(at=NOW + dt.timedelta(minutes=minutes)), NOW)
    assert refused is not None
    assert "time" in refused.words


@pytest.mark.parametrize("minutes", [-4, 4])
def test_clocks_may_differ_a_little(minutes: int) -> None:
    assert refusal(KEY, a_claim(at=NOW + dt.timedelta(minutes=minutes)), NOW) is None


@pytest.mark.parametrize(
    "string_to_sign",
    [
        b"",
        b"\n\n\n",
        b"\xff\xfe\n20260304T050607Z\n\xff\n\x00",
        b"AWS4-HMAC-SHA256\nyesterday\n20260304/eu-west-1/dax/aws4_request\n0",
        b"AWS4-HMAC-SHA256\n20260304T050607Z\n20260304/eu-west-1/dax/aws4_request\n0\nmore",
        b"AWS4-HMAC-SHA256\n20260304T050607Z",
    ],
)
def test_what_is_no_string_to_sign_is_refused(string_to_sign: bytes) -> None:
    assert refusal(KEY, replace(a_claim(), string_to_sign=string_to_sign), NOW) is not None


@given(st.text(), st.text(), st.binary())
def test_nothing_made_up_is_let_through(key_id: str, signature: str, string: bytes) -> None:
    claim = Authorization(key_id, signature, string, None, None)
    assert refusal(KEY, claim, NOW) is not None
    assert refusal(KEY, replace(claim, access_key=KEY.access_key_id), NOW) is not None
