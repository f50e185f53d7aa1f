"""What a deployment can set: the only reader of the environment."""

import os
import re
from dataclasses import dataclass
from functools import cache

_POOL = re.compile(
    r"arn:[a-z-]+:cognito-idp:(?P<region>[a-z0-9-]+):[0-9]*:userpool/(?P<id>[A-Za-z0-9_-]+)"
)


class SettingError(RuntimeError):
    """A setting is not in the environment, or is none. Who deploys sees it, never a caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One deployment's settings.

    DynamoDB's address, region and credentials are not here: botocore reads its own standard
    variables (``AWS_ENDPOINT_URL_DYNAMODB``, ``AWS_DEFAULT_REGION``, …).
    """

    table_name: str
    region: str
    user_pool_id: str
    """Where users sign in, in this region."""
    user_pool_client_id: str
    """The app, as the user pool knows it. It has no secret."""
    identity_pool_id: str
    """Where a signed-in user gets credentials for the own folder."""
    bucket: str
    """Where users' folders are. They work there with credentials of their own, not by this API."""
    dax_endpoint: str | None
    """Where the DAX cluster is discovered, ``dax://host:port`` or ``daxs://host``; ``None`` on a
    stage that has none."""
    signing_key: bytes
    """Authenticates cursors. Whoever has it can forge positions, not read to-dos. A new one needs
    a new ``epoch`` too: pages that clients keep hold cursors of the old one."""
    epoch: str
    """Names one unbroken history of the table: changed when a backup is restored, because
    revisions go backwards then, and whatever carries an older epoch is refused or missed."""
    max_todos: int
    """Most to-dos of one owner."""
    max_lists: int
    """Most lists of one owner, the inbox not counted."""
    max_bytes: int
    """Most bytes of one owner's titles, notes, labels and names of lists, in UTF-8. Far below the
    10 GB that DynamoDB allows to the items of one partition key in a table with local indexes."""
    minimum_app_version: str
    """The oldest version of the app that should still be used; told, and not enforced."""


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise SettingError(
            f"The environment variable {name} is not set. On a laptop `make run` sets it, and so "
            "does `chalice local` beside it; in the cloud it comes from the stage's section of "
            ".chalice/config.json."
        )
    return value


def _matching(name: str, pattern: str, default: str) -> str:
    value = os.environ.get(name, default)
    if not re.fullmatch(pattern, value):
        raise SettingError(f"The environment variable {name} must match {pattern}.")
    return value


@cache
def settings() -> Settings:
    """Read the environment once, at the first request rather than at import."""
    pool = _POOL.fullmatch(user_pool_arn())
    if pool is None:
        raise SettingError("The environment variable USER_POOL_ARN is no user pool's ARN.")
    return Settings(
        region=pool["region"],
        user_pool_id=pool["id"],
        user_pool_client_id=_required("USER_POOL_CLIENT_ID"),
        identity_pool_id=_required("IDENTITY_POOL_ID"),
        table_name=_required("TABLE_NAME"),
        bucket=_required("BUCKET"),
        dax_endpoint=_matching("DAX_ENDPOINT", "(daxs?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)?", "")
        or None,
        signing_key=_required("SIGNING_KEY").encode(),
        epoch=_matching("EPOCH", "[A-Za-z0-9-]{1,32}", "1"),
        max_todos=int(_matching("MAX_TODOS", "[0-9]{1,9}", "100000")),
        max_lists=int(_matching("MAX_LISTS", "[0-9]{1,5}", "500")),
        max_bytes=int(_matching("MAX_BYTES", "[0-9]{1,10}", "200000000")),
        minimum_app_version=_matching(
            "MINIMUM_APP_VERSION", r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}", "0.0.0"
        ),
    )


def stage() -> str:
    """Return the stage's name: ``app.py`` needs it first.

    What no stage of .chalice/config.json names is a laptop: plain ``chalice local`` then finds the
    local stack and its strict gateway. On Lambda it could not even be imported.
    """
    return os.environ.get("STAGE", "local")


def described_by_chalice() -> bool:
    """Tell whether Chalice's command line has loaded the app, rather than Lambda."""
    return "AWS_CHALICE_CLI_MODE" in os.environ


def user_pool_arn() -> str:
    """Return the pool whose tokens open the API; a route's authorizer wants it at import."""
    return _required("USER_POOL_ARN")
