"""The app as Lambda calls it: events in, answers out, with nothing in front that could keep any."""

import json
import os
import subprocess
import sys
from typing import Any

from local.events import Event
from local.state import PROJECT
from tests.unit.deployments import ENVIRONMENT

_SERVE = """
import hashlib, json, sys
from app import app
def answer(event):
    answer = app(event, None)
    return answer | {"body": hashlib.sha256(answer["body"].encode()).hexdigest()}
print(json.dumps([answer(event) for event in json.load(sys.stdin)]))
"""


def function_answers(events: list[Event]) -> list[dict[str, Any]]:
    """Have one instance of the function answer events in turn. Bodies become their digests."""
    run = subprocess.run(
        [sys.executable, "-c", _SERVE],
        check=True,
        cwd=PROJECT,
        env=ENVIRONMENT | {"PATH": os.environ["PATH"]},
        input=json.dumps(events),
        stdout=subprocess.PIPE,
        text=True,
    )
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers
