"""An account to deploy to, and a checkout to deploy from; both start empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.accounts import Account, Checkout, an_account


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with an_account(tmp_path_factory.mktemp("account")) as found:
        yield found


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout.made(tmp_path_factory.mktemp("checkout"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Checkout:
    """The same sources on another machine."""
    return Checkout.made(tmp_path / "checkout")
