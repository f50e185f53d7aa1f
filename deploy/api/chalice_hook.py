"""Has Chalice's command line deploy the whole app: its definition, and what a stage is made of.

``app.py`` calls ``install`` where ``chalice`` loads it. Chalice has no placeholders in its
configuration (aws/chalice #1533): a stage's resources are looked up in its stack instead, at each
command, so that no file has to be kept, and none in the repository changes.
"""

import os
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

import click
from botocore.session import Session
from chalice.app import Chalice
from chalice.config import Config
from chalice.deploy.models import RestAPI
from chalice.deploy.swagger import SwaggerGenerator

from deploy.api.definition import completed
from deploy.cloud import Cloud
from deploy.resources import Function, function_of
from deploy.stages import Stage, stage
from deploy.words import DeployError
from local import chalice_local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DESCRIBING = ("package",)
"""Commands that ask AWS nothing. What they leave open, api.yaml fills in."""

_OPEN = Function(
    environment={"USER_POOL_ARN": "in-the-template"},
    role_arn="in-the-template",
    subnet_ids=(),
    security_group_ids=(),
)


def install(name: str) -> None:
    """Complete what Chalice knows of the app and of the stage that is being deployed.

    ``chalice local`` has Chalice's own default stage, dev, and is a laptop all the same.
    """
    context = click.get_current_context(silent=True)
    # Only `chalice local` loads the app in a thread of its own, where there is no context.
    command = (context.info_name if context else None) or "local"
    if command == "local":
        chalice_local.install()
        return
    try:
        function = _function(stage(name), command, context)
    except DeployError as error:
        _give_up(str(error))
    os.environ.update(function.environment)
    _configure(function)
    _complete_definitions()


def _function(deployed: Stage, command: str, context: click.Context | None) -> Function:
    if command in _DESCRIBING:
        if deployed.way == "chalice":
            raise DeployError(
                f"The stage {deployed.name} has no template: make deploy STAGE={deployed.name}"
            )
        return _OPEN
    if deployed.way == "template":
        raise DeployError(
            f"The stage {deployed.name} is one CloudFormation template, and `chalice {command}` "
            f"would make a second API: make deploy STAGE={deployed.name}"
        )
    return function_of(Cloud(_session(context)), deployed)


def _session(context: click.Context | None) -> Session:
    """Return Chalice's own session: ``--profile`` counts for what is looked up, too."""
    if context is None:
        return Session()
    session: Session = context.find_root().obj["factory"].create_botocore_session()
    return session


def _configure(function: Function) -> None:
    """Lay the stage's resources over the configuration that Chalice has read."""
    of_file: Callable[[Config], Mapping[str, str]] = vars(Config)["environment_variables"].fget
    found: dict[str, Callable[[Config], Any]] = {
        "environment_variables": lambda config: {**of_file(config), **function.environment},
        "iam_role_arn": lambda _: function.role_arn,
        "subnet_ids": lambda _: list(function.subnet_ids),
        "security_group_ids": lambda _: list(function.security_group_ids),
    }
    for name, read in found.items():
        setattr(Config, name, property(read))


def _complete_definitions() -> None:
    of_routes = SwaggerGenerator.generate_swagger

    def generate_swagger(
        self: SwaggerGenerator, app: Chalice, rest_api: RestAPI | None = None
    ) -> dict[str, Any]:
        return completed(of_routes(self, app, rest_api), app)

    setattr(SwaggerGenerator, of_routes.__name__, generate_swagger)


def _give_up(words: str) -> NoReturn:
    """End with words; in a thread of its own, SystemExit would be silent, and end nothing."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
    if threading.current_thread() is not threading.main_thread():
        os._exit(1)
    sys.exit(1)
