"""The demo user: made once, signed in for as long as the stack runs."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import jwt
from botocore.exceptions import BotoCoreError, ClientError

from local.emulator import REGION
from local.provision import Outputs
from local.state import Demo, StateFolder
from local.users import fresh_password, id_token, make_user

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

USERNAME = "demo@example.com"
REFRESH_S = 5 * 60
"""A token is replaced when it has this long to live, of its quarter of an hour."""
LOOK_S = 20
"""How often that is looked at, by the wall clock: a laptop that slept has lost an hour."""


def make_demo(
    cognito: "CognitoIdentityProviderClient",
    state: StateFolder,
    outputs: Outputs,
    api_url: str,
    dax_endpoint_url: str | None,
) -> Demo:
    """Make the demo user, sign in, and tell everybody where everything is."""
    password = state.password(USERNAME, fresh_password())
    pool_id, client_id = outputs.user_pool_id, outputs.user_pool_client_id
    make_user(cognito, pool_id, USERNAME, password)
    demo = Demo(
        api_url=api_url,
        region=REGION,
        aws_endpoint_url=cognito.meta.endpoint_url,
        dax_endpoint_url=dax_endpoint_url,
        table=outputs.table,
        bucket=outputs.bucket,
        user_pool_id=pool_id,
        user_pool_client_id=client_id,
        identity_pool_id=outputs.identity_pool_id,
        username=USERNAME,
        password=password,
        id_token=id_token(cognito, pool_id, client_id, USERNAME, password),
    )
    state.write_demo(demo)
    return demo


def sign_in(cognito: "CognitoIdentityProviderClient", demo: Demo) -> str:
    """Return a fresh id token of the demo user."""
    return id_token(
        cognito, demo.user_pool_id, demo.user_pool_client_id, demo.username, demo.password
    )


@contextlib.contextmanager
def kept_signed_in(
    cognito: "CognitoIdentityProviderClient", state: StateFolder, demo: Demo
) -> Iterator[None]:
    """Replace the token in time, again and again, until the block ends."""
    ended = threading.Event()

    def look() -> None:
        current = demo
        while not ended.wait(LOOK_S):
            if _expires_at(current.id_token) - time.time() > REFRESH_S:
                continue
            with contextlib.suppress(BotoCoreError, ClientError):  # tried again at the next look
                current = replace(current, id_token=sign_in(cognito, current))
                state.write_demo(current)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(LOOK_S)
        state.forget_demo()


def _expires_at(token: str) -> float:
    claims = jwt.decode(token, options={"verify_signature": False})
    return float(claims["exp"])
