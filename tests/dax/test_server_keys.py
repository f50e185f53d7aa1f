"""Who may connect, asked by Amazon's client."""

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.signatures import Key
from tests.dax.todo_table import TABLE, a_key
from tests.support.dax import dax_client, running_dax
from tests.support.engines import REGION, Engine

HUSH = "a secret"


@pytest.fixture(scope="module")
def guarded(engine: Engine) -> Iterator[DaxServer]:
    settings = ServerSettings(key=Key(access_key_id="AKANNA", secret=HUSH, region=REGION))
    with running_dax(engine.endpoint_url, server=settings) as dax:
        yield dax


def test_who_has_the_key_is_served(guarded: DaxServer) -> None:
    with dax_client(guarded.endpoint, ("AKANNA", HUSH)) as client:
        assert client.get_item(TableName=TABLE, Key=a_key()) == {}


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (("AKANNA", HUSH.upper()), "InvalidSignatureException"),
        (("AKBEN", HUSH), "UnrecognizedClientException"),
    ],
)
def test_who_has_another_key_is_told_so(
    guarded: DaxServer, key: tuple[str, str], code: str
) -> None:
    with pytest.raises(ClientError) as caught, dax_client(guarded.endpoint, key):
        pass
    assert caught.value.response["Error"]["Code"] == code


def test_without_a_key_everybody_is_served(dax: DaxServer) -> None:
    with dax_client(dax.endpoint, ("ANYBODY", "any")) as client:
        assert client.get_item(TableName=TABLE, Key=a_key()) == {}
