"""Serves the app behind a gateway whose template and clock a test decides: a process of its own.

``python -m tests.support.gateway_of TEMPLATE CLOCK --port N``: the template as JSON, and a file
with the seconds by which its clock is ahead.
"""

import json
import os
import sys
import time
from pathlib import Path

from chalice.cli.factory import CLIFactory

from local import ports
from local.chalice_local import serve_on
from local.gateway import report
from local.response_cache import ResponseCache
from local.state import PROJECT, StateFolder


def serve(template: Path, clock: Path, port: int) -> None:
    """Load the app as ``make run`` does, and serve it until the process ends."""
    config = CLIFactory(str(PROJECT), environ=os.environ).create_config_obj("local")
    app = config.chalice_app
    cache = ResponseCache(
        json.loads(template.read_text()),
        lambda: time.monotonic() + float(clock.read_text()),
        report,
    )
    demo = StateFolder.default().read_demo()
    serve_on(ports.listen(ports.LOOPBACK, port), app, config, demo, cache).server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4]))
