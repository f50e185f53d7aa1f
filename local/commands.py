"""What can be asked for on the command line: ``run``, ``user`` and ``token``."""

import argparse
import os
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local import aws
from local.chalice_local import NOT_RUNNING
from local.demo import sign_in
from local.ports import HIGHEST
from local.state import StackNotRunningError, StateFolder
from local.users import BadNameError, email_of, fresh_password, make_user


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say; return the exit code."""
    asked = _parser().parse_args(arguments)
    state = StateFolder(asked.state_dir)
    if asked.command == "run":
        from local.run import run  # noqa: PLC0415 - loads Chalice, which the others don't need

        return run(state, asked.port)
    try:
        return _user(state, asked.name) if asked.command == "user" else _token(state)
    except StackNotRunningError:
        print(NOT_RUNNING, file=sys.stderr)
    except (BadNameError, BotoCoreError, ClientError) as error:
        print(error, file=sys.stderr)
    return 1


def _user(state: StateFolder, name: str) -> int:
    demo = state.read_demo()
    email = email_of(name)
    password = state.password(email, fresh_password())
    make_user(aws.cognito(demo.aws_endpoint_url), demo.user_pool_id, email, password)
    print(f"User name: {email}\nPassword:  {password}")
    return 0


def _token(state: StateFolder) -> int:
    demo = state.read_demo()
    print(sign_in(aws.cognito(demo.aws_endpoint_url), demo))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m local", description="The whole of MyTodoList on this machine."
    )
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument(
        "--state-dir",
        type=Path,
        default=StateFolder.default().path,
        metavar="DIR",
        help="where users, to-dos and keys are kept (default: %(default)s)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", parents=[folder], help="start everything; Ctrl-C stops it")
    run.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("PORT") or "8000",
        help="where the API listens; 0 takes a free one (default: PORT, or 8000)",
    )
    user = commands.add_parser(
        "user", parents=[folder], help="make one more user of the running stack"
    )
    user.add_argument("name", help="anna stands for anna@example.com")
    commands.add_parser("token", parents=[folder], help="print a fresh id token of the demo user")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: use a number up to {HIGHEST}")
    return int(text)
