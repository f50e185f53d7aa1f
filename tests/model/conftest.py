from collections.abc import Iterator

import pytest

from tests.model.world import World, running_world
from tests.support.engines import Engine


@pytest.fixture(scope="package")
def world(dynamodb_local: Engine) -> Iterator[World]:
    with running_world(dynamodb_local) as world:
        yield world
