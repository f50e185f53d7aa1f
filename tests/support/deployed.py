"""What the app says of itself where nothing is set but what has no default."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from local.state import PROJECT

_NEEDED = {
    "STAGE": "dev",
    "USER_POOL_ARN": "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_pool",
    "USER_POOL_CLIENT_ID": "client",
    "IDENTITY_POOL_ID": "eu-west-1:identities",
    "TABLE_NAME": "todos",
    "BUCKET": "files",
    "SIGNING_KEY": "signs nothing",
}
_ASK = """
import json
from app import app
from chalicelib.settings import settings
print(json.dumps({
    "routes": [f"{method} {path}" for path, by in app.routes.items() for method in by],
    "cors": app.api.cors.get_access_control_headers(),
    "max_todos": settings().max_todos,
    "max_lists": settings().max_lists,
    "max_bytes": settings().max_bytes,
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """The app's routes (``GET /todos``), CORS headers and quotas."""

    routes: list[str]
    cors: dict[str, str]
    max_todos: int
    max_lists: int
    max_bytes: int


@cache
def deployed() -> Deployed:
    """Import the app as Lambda does, in a process of its own, and ask it."""
    return Deployed(**answered(_ASK))


def answered(program: str) -> dict[str, Any]:
    """Return the JSON that a program prints, which has the app's settings and nothing else."""
    run = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        env=_NEEDED | {"PATH": os.environ["PATH"]},
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found
