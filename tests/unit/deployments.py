"""Settings as a deployment makes them: in the environment of the process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.settings import settings

ENVIRONMENT = {
    "STAGE": "dev",
    "TABLE_NAME": "todos",
    "BUCKET": "files",
    "USER_POOL_ARN": "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_pool",
    "USER_POOL_CLIENT_ID": "client",
    "IDENTITY_POOL_ID": "eu-west-1:identities",
    "SIGNING_KEY": "signs nothing but tests",
    "EPOCH": "7",
}


@contextmanager
def a_deployment(environment: dict[str, str]) -> Iterator[None]:
    """Have these settings and no others until the block is left."""
    before = dict(os.environ)
    kept = {name: value for name, value in before.items() if name not in NAMES}
    _replace_environment(kept | environment)
    try:
        yield
    finally:
        _replace_environment(before)


NAMES = {*ENVIRONMENT, "DAX_ENDPOINT", "MAX_TODOS", "MAX_LISTS", "MAX_BYTES", "MINIMUM_APP_VERSION"}


def _replace_environment(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
