"""Serves the app with one writer or reader of this folder: ``python -m tests.planted NAME``.

A request may name another in its ``Planted`` header, and another table in ``Planted-Table``:
to start a server takes longer than to find most bugs.
"""

import argparse
import os
import sys
import threading
import time
from functools import cache
from typing import Any
from uuid import uuid4

from chalice.cli.factory import CLIFactory

from chalicelib.opening import Opened, pages
from chalicelib.settings import settings
from chalicelib.store.reading import Reader
from chalicelib.store.tables import Table, dynamodb
from chalicelib.store.transactions import Writer
from chalicelib.writes.changes import Limits
from local.chalice_local import create_local_server
from local.state import PROJECT
from tests.planted.readers import READERS
from tests.planted.writers import WRITERS
from tests.support.fast_clock import FastClock


def main() -> None:
    """Load the app as Chalice's command line does, and give it other repositories."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=sorted(WRITERS | READERS))
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--since", type=float, default=time.time())
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--ahead", type=float, default=0.0)
    asked = parser.parse_args()
    config = CLIFactory(str(PROJECT), environ=os.environ).create_config_obj("local")
    chalice_app = config.chalice_app
    app: Any = sys.modules["app"]
    clock = FastClock(asked.since, asked.speed, asked.ahead)
    one_at_a_time = threading.Lock()

    def opened() -> Opened:
        headers = app.current().headers
        name, table = headers.get("planted", asked.name), headers.get("planted-table")
        with one_at_a_time:
            return opened_by(name, table or settings().table_name, clock)

    app.opened = opened
    create_local_server(chalice_app, config, "127.0.0.1", asked.port).serve_forever()


@cache
def opened_by(name: str, table_name: str, clock: FastClock) -> Opened:
    """Return the product's repositories, but for the writer or reader of that name."""
    reader, writer = READERS.get(name, Reader), WRITERS.get(name, Writer)
    table = Table(dynamodb(), table_name)
    return Opened(
        table,
        reader(table, pages(table, settings().dax_endpoint), settings().epoch, clock.now),
        writer(table, settings().epoch, clock.now, lambda: uuid4().hex),
        Limits(todos=1000, lists=500, bytes=1_000_000),
        clock.now,
    )


if __name__ == "__main__":
    main()
