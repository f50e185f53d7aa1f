"""The package as it runs on this machine, and what was said of one that was built elsewhere."""

from pathlib import Path

import pytest

from deploy.package import Package, for_host
from tests.deploy.package.elsewhere import Elsewhere
from tests.support.shipped import locked


@pytest.fixture(scope="session")
def said_elsewhere(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> str:
    """What the command has said of the same app, built in other circumstances."""
    said = shared / "elsewhere" / "said.txt"
    with locked(said.parent):
        if not said.exists():
            with Elsewhere(tmp_path_factory.mktemp("elsewhere")) as elsewhere:
                said.write_text(elsewhere.said())
    return said.read_text()


@pytest.fixture(scope="session")
def host_zip(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return for_host(package.zip, tmp_path_factory.mktemp("host") / "app-host.zip")
