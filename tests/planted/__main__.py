"""Serves the app with one writer of ``writers.py``: ``python -m tests.planted NAME --port N``."""

import argparse
import os
import sys
from datetime import UTC, datetime
from uuid import uuid4

from chalice.cli.factory import CLIFactory

from chalicelib.changes import Limits
from chalicelib.reading import Reader
from chalicelib.repository import TodoRepository
from chalicelib.settings import settings
from chalicelib.tables import Table, dynamodb
from local.chalice_local import create_local_server
from local.state import PROJECT
from tests.planted.writers import WRITERS


def main() -> None:
    """Load the app as Chalice's command line does, and give it another repository."""
    parser = argparse.ArgumentParser()
    parser.add_argument("writer", choices=WRITERS)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    config = CLIFactory(str(PROJECT), environ=os.environ).create_config_obj("local")
    chalice_app = config.chalice_app
    table = Table(dynamodb(), settings().table_name)
    planted = TodoRepository(
        table,
        Reader(table, table, settings().epoch, _clock),
        WRITERS[asked.writer](table, _clock, lambda: uuid4().hex),
        Limits(todos=1000, bytes=1_000_000),
    )
    sys.modules["app"].todos = lambda: planted  # type: ignore[attr-defined]
    create_local_server(chalice_app, config, "127.0.0.1", asked.port).serve_forever()


def _clock() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
