"""What unit tests share."""

from collections.abc import Iterator

import pytest

from chalicelib.settings import Settings, settings
from tests.unit.deployments import ENVIRONMENT, a_deployment


@pytest.fixture
def environment() -> dict[str, str]:
    """What a deployment sets."""
    return dict(ENVIRONMENT)


@pytest.fixture
def deployment(environment: dict[str, str]) -> Iterator[Settings]:
    """The settings of a deployment."""
    with a_deployment(environment):
        yield settings()
