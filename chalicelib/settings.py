"""What a deployment can set: the only reader of the environment."""

import os
from dataclasses import dataclass
from functools import cache


class MissingSettingError(RuntimeError):
    """A setting that has no default is not in the environment.

    Seen by who deploys, at start, never by a caller of the API.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The environment variable {name} is not set. On a laptop `make run` sets it; "
            "in the cloud it comes from the stage's section of .chalice/config.json."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One deployment's settings.

    DynamoDB's address, region and credentials are not here: botocore reads its own standard
    variables (``AWS_ENDPOINT_URL_DYNAMODB``, ``AWS_DEFAULT_REGION``, …).
    """

    stage: str
    """``local``, ``dev`` or ``prod``."""
    table_name: str
    user_pool_arn: str
    signing_key: bytes
    """Authenticates cursors. Whoever has it can forge positions, not read to-dos."""
    epoch: str
    """Names one unbroken history of the table: changed when a backup is restored, because
    revisions go backwards then, and whatever carries an older epoch is refused or missed."""
    max_todos: int
    """Most to-dos of one owner."""
    max_bytes: int
    """Most bytes of one owner's titles, notes and labels, in UTF-8. Far below the 10 GB that
    DynamoDB allows to the items of one partition key in a table with local indexes."""


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise MissingSettingError(name)
    return value


@cache
def settings() -> Settings:
    """Read the environment once, at the first request rather than at import."""
    return Settings(
        stage=stage(),
        table_name=_required("TABLE_NAME"),
        user_pool_arn=user_pool_arn(),
        signing_key=_required("SIGNING_KEY").encode(),
        epoch=os.environ.get("EPOCH", "1"),
        max_todos=int(os.environ.get("MAX_TODOS", "100000")),
        max_bytes=int(os.environ.get("MAX_BYTES", "200000000")),
    )


def stage() -> str:
    """Return the stage's name, which ``app.py`` needs before anything else is known."""
    return os.environ.get("STAGE", "")


def user_pool_arn() -> str:
    """Return the pool whose tokens open the API; a route's authorizer wants it at import."""
    return _required("USER_POOL_ARN")
