"""The whole local stack for tests, as `make run` starts it, and servers of the app beside it."""

import base64
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from local import aws
from local.schedules import VARIABLE
from local.state import PROJECT, Demo, StackNotRunningError, StateFolder
from local.users import email_of, fresh_password, make_user
from tests.support.clients import a_client
from tests.support.processes import free_port, running

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

CHALICE_LOCAL = ("local", "--stage", "local", "--no-autoreload")


_JOBS_EVERY_S = "1"
"""No test waits a minute for a background job."""


@dataclass(frozen=True)
class User:
    """Somebody who has signed in."""

    name: str
    token: str

    @cached_property
    def owner(self) -> str:
        """The ``sub`` of the user's token."""
        payload = self.token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        owner: str = claims["sub"]
        return owner

    def client(self, url: str) -> httpx.Client:
        """Return an HTTP client of the API at this address, signed in as this user."""
        return a_client(url, self.token)


@dataclass(frozen=True)
class Stack:
    """A running stack: the emulator, the table and the pool, and the API in front."""

    demo: Demo
    folder: Path

    @property
    def url(self) -> str:
        """The address of the API."""
        return self.demo.api_url

    @cached_property
    def cognito(self) -> "CognitoIdentityProviderClient":
        """A client of the user pool's service."""
        return aws.cognito(self.demo.aws_endpoint_url)

    def user(self, name: str) -> User:
        """Make a user, and sign in."""
        email, password = email_of(name), fresh_password()
        make_user(self.cognito, self.demo.user_pool_id, email, password)
        answer = self.cognito.admin_initiate_auth(
            UserPoolId=self.demo.user_pool_id,
            ClientId=self.demo.user_pool_client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        return User(name, answer["AuthenticationResult"]["IdToken"])

    def set_id_tokens_lifetime(self, lasts: int, unit: Any) -> None:  # noqa: ANN401 - "seconds" is not in AWS's types
        """Have the pool give id tokens for so long, and let this class sign users in.

        Apps sign in by SRP, as `make run` does its demo user. That takes a third of a second.
        """
        self.cognito.update_user_pool_client(
            UserPoolId=self.demo.user_pool_id,
            ClientId=self.demo.user_pool_client_id,
            ExplicitAuthFlows=[
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
                "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            ],
            IdTokenValidity=lasts,
            TokenValidityUnits={"IdToken": unit},
        )

    @contextmanager
    def server(
        self, *command: str, table_url: str | None = None, **environment: str
    ) -> Iterator[str]:
        """Run another server of the app, and yield its address.

        Without a command it is plain ``chalice local``. ``table_url`` stands between the app
        and the table, as a fault proxy does. Background jobs are left to the stack's own server.
        """
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment["MYTODOLIST_LOCAL_DIR"] = str(self.folder)
        environment["AWS_ENDPOINT_URL_DYNAMODB"] = table_url or self.demo.aws_endpoint_url
        # Who counts what the app asks of the table wants no jobs in between.
        environment.setdefault(VARIABLE, "0")
        chalice = str(Path(sys.executable).with_name("chalice"))
        with running(
            [*(command or (chalice, *CHALICE_LOCAL)), "--port", str(port)],
            is_ready=lambda: answers(url),
            log=self.folder / f"server-{port}.log",
            environment=environment,
        ):
            yield url


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Run a stack on free ports with its state in a folder, as `make run` does."""
    state = StateFolder(folder)

    def is_ready() -> bool:
        try:
            return answers(state.read_demo().api_url)
        except StackNotRunningError:
            return False

    with running(
        [sys.executable, "-m", "local", "run", "--port", "0", "--state-dir", str(folder)],
        is_ready=is_ready,
        log=folder.with_suffix(".log"),
        environment={VARIABLE: os.environ.get(VARIABLE, _JOBS_EVERY_S)},
    ):
        stack = Stack(state.read_demo(), folder)
        stack.set_id_tokens_lifetime(60, "minutes")
        yield stack


def answers(url: str) -> bool:
    """Tell whether the API answers at an address."""
    try:
        with a_client(url) as client:
            return client.get("/health").is_success
    except httpx.TransportError:
        return False


assert Path.cwd() == PROJECT, "run the tests from the project's root, as `make test` does"
