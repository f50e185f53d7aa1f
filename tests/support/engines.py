"""The DynamoDB engines that the repository's tests run against.

Two, because each is wrong somewhere: ``emulator`` is what the local stack runs on, and
``dynamodb-local``, Amazon's own, counts capacity and refuses requests more as AWS does.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ConnectionError as UnreachableError
from botocore.exceptions import HTTPClientError
from botocore.session import get_session

from tests.support import dynamodb_local as java_engine
from tests.support.dynamodb_local import UnavailableError
from tests.support.processes import free_port, running
from tests.support.tables import create_table
from tests.support.tools import missing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

__all__ = ["ENGINES", "Engine", "UnavailableError", "create_table", "dynamodb_local", "emulator"]

REGION = "eu-west-1"
ROOT_KEY = ("rootkey", "rootsecret")
"""Opens nothing but a server started here. DynamoDB Local wants the id to be alphanumeric."""
_SESSION = get_session()
"""One for all clients: a session reads the model of a service once, and that takes 150 ms."""
_ONE_AT_A_TIME = threading.Lock()
"""Clients may be used by threads, but not made by several at once (botocore, "Session")."""
_MINISTACK = Path(__file__).parents[2] / ".venv-emulator" / "bin" / "ministack"


@dataclass(frozen=True, slots=True)
class Engine:
    """A running DynamoDB."""

    name: str
    endpoint_url: str
    reports_capacity: bool
    """Whether the ConsumedCapacity of its ordinary reads and writes is what AWS would charge.
    That of transactions is wrong in both engines."""

    def client(
        self,
        endpoint_url: str | None = None,
        config: Config | None = None,
        key: tuple[str, str] = ROOT_KEY,
    ) -> "DynamoDBClient":
        """Return a client of it, maybe by way of a proxy's ``endpoint_url``."""
        client = self.any_client("dynamodb", endpoint_url, config, key)
        return cast("DynamoDBClient", client)

    def any_client(
        self,
        service: str,
        endpoint_url: str | None = None,
        config: Config | None = None,
        key: tuple[str, str] = ROOT_KEY,
    ) -> BaseClient:
        """Return a client of another service of the emulator's, such as ``iam``."""
        with _ONE_AT_A_TIME:
            return _SESSION.create_client(
                service,
                region_name=REGION,
                endpoint_url=endpoint_url or self.endpoint_url,
                aws_access_key_id=key[0],
                aws_secret_access_key=key[1],
                config=config,
            )

    def is_ready(self) -> bool:
        """Tell whether it answers."""
        config = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 1})
        try:
            self.client(config=config).list_tables()
        except (UnreachableError, HTTPClientError):
            return False
        return True


@contextmanager
def emulator() -> Iterator[Engine]:
    """Run the local stack's emulator, with nothing in it."""
    if not _MINISTACK.exists():
        raise UnavailableError("The emulator is not installed: `make test` does that.")
    port = free_port()
    engine = Engine("emulator", f"http://127.0.0.1:{port}", reports_capacity=False)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "AUTH": "true",
            "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "IOT_MTLS_ENABLED": "0",
            "STATE_DIR": folder,
        }
        log = Path(folder, "log")
        with running([str(_MINISTACK)], is_ready=engine.is_ready, log=log, environment=environment):
            yield engine


@contextmanager
def dynamodb_local() -> Iterator[Engine]:
    """Run Amazon's DynamoDB Local, with nothing in it."""
    port = free_port()
    command = java_engine.command(port)
    engine = Engine("dynamodb-local", f"http://127.0.0.1:{port}", reports_capacity=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            command,
            is_ready=engine.is_ready,
            log=Path(folder, "log"),
            folder=Path(folder),  # where it writes a file about itself
        ),
    ):
        yield engine


ENGINES = {"emulator": emulator, "dynamodb-local": dynamodb_local}


@contextmanager
def engine_or_skip(name: str) -> Iterator[Engine]:
    """Run an engine for tests. What it lacks on this machine skips them, and fails them in CI."""
    try:
        with ENGINES[name]() as engine:
            yield engine
    except UnavailableError as error:
        missing(str(error))
