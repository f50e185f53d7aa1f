"""What unit tests share."""

import os
from collections.abc import Iterator

import pytest

from chalicelib.settings import Settings, settings

ENVIRONMENT = {
    "STAGE": "dev",
    "TABLE_NAME": "todos",
    "USER_POOL_ARN": "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_pool",
    "SIGNING_KEY": "signs nothing but tests",
    "EPOCH": "7",
}


@pytest.fixture
def environment() -> dict[str, str]:
    """What a deployment sets."""
    return ENVIRONMENT


@pytest.fixture
def deployment(environment: dict[str, str]) -> Iterator[Settings]:
    """The settings of a deployment, read from the process's environment as they are in Lambda."""
    before = dict(os.environ)
    os.environ.update(environment)
    settings.cache_clear()
    yield settings()
    os.environ.clear()
    os.environ.update(before)
    settings.cache_clear()
