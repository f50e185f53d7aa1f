"""What a deployment can set, and what it must."""

import pytest

from chalicelib.settings import SettingError, Settings, settings
from tests.unit.deployments import a_deployment

REQUIRED = (
    *("TABLE_NAME", "BUCKET", "SIGNING_KEY"),
    *("USER_POOL_ARN", "USER_POOL_CLIENT_ID", "IDENTITY_POOL_ID"),
)


def test_a_deployment_is_what_its_environment_says(environment: dict[str, str]) -> None:
    chosen = {
        "DAX_ENDPOINT": "daxs://dax.example",
        "MAX_TODOS": "10",
        "MAX_LISTS": "3",
        "MAX_BYTES": "2000",
    }
    chosen |= {"MINIMUM_APP_VERSION": "1.2.3"}
    with a_deployment(environment | chosen):
        assert settings() == Settings(
            table_name="todos",
            region="eu-west-1",
            user_pool_id="eu-west-1_pool",
            user_pool_client_id="client",
            identity_pool_id="eu-west-1:identities",
            bucket="files",
            dax_endpoint="daxs://dax.example",
            signing_key=b"signs nothing but tests",
            epoch="7",
            max_todos=10,
            max_lists=3,
            max_bytes=2000,
            minimum_app_version="1.2.3",
        )


def test_what_is_not_set_takes_its_default(environment: dict[str, str]) -> None:
    del environment["EPOCH"]
    with a_deployment(environment):
        found = settings()
    assert found.epoch == "1"
    assert (found.max_todos, found.max_lists, found.max_bytes) == (100_000, 500, 200_000_000)
    assert found.dax_endpoint is None
    assert found.minimum_app_version == "0.0.0"


@pytest.mark.parametrize("name", REQUIRED)
def test_a_setting_without_a_default_must_be_there(environment: dict[str, str], name: str) -> None:
    del environment[name]
    with a_deployment(environment), pytest.raises(SettingError, match=name):
        settings()


@pytest.mark.parametrize("name", REQUIRED)
def test_an_empty_setting_is_none(environment: dict[str, str], name: str) -> None:
    with a_deployment(environment | {name: ""}), pytest.raises(SettingError, match=name):
        settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EPOCH", 'a"b'),
        ("EPOCH", "a\nb"),
        ("EPOCH", ""),
        ("MAX_TODOS", "many"),
        ("MAX_BYTES", "-1"),
        ("DAX_ENDPOINT", "http://dax.example"),
        ("DAX_ENDPOINT", "dax.example:8111"),
        ("MINIMUM_APP_VERSION", "1.2"),
        ("USER_POOL_ARN", "eu-west-1_pool"),
    ],
)
def test_a_setting_that_is_none_is_refused_by_name(
    environment: dict[str, str], name: str, value: str
) -> None:
    with a_deployment(environment | {name: value}), pytest.raises(SettingError, match=name):
        settings()
