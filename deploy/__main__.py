"""The commands behind ``make package``, ``rehearse``, ``deploy`` and ``destroy``."""

import argparse
import sys
from pathlib import Path

from deploy import by_chalice, by_template
from deploy.building import BUILD, built
from deploy.cloud import Cloud
from deploy.destroying import destroy
from deploy.packaging import package
from deploy.stages import Asked, Stage, stage
from deploy.words import DeployError


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    try:
        asked = _parser().parse_args(arguments)
        _do(asked, stage(asked.stage))
    except DeployError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def _do(asked: argparse.Namespace, named: Stage) -> None:
    if asked.command == "package":
        package(named, asked.folder, say)
    elif asked.command == "rehearse":
        from deploy.rehearsing import rehearse  # noqa: PLC0415 - needs the emulator, and pytest

        rehearse(built(named, say), say)
    elif asked.command == "destroy":
        agreed = (lambda: named.name) if asked.yes else (lambda: _typed(named))
        destroy(Cloud(), named, say, agreed, dry_run=asked.dry_run)
    else:
        wanted = Asked(parameters=asked.set, dry_run=asked.dry_run, bucket=asked.bucket or None)
        way = by_chalice if named.way == "chalice" else by_template
        way.deploy(Cloud(), named, wanted, say)


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def _typed(named: Stage) -> str:
    try:
        return input(f"Type {named.name} to take the stage down: ")
    except EOFError:
        raise DeployError("Nobody is here to confirm: make destroy STAGE=… YES=1") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("package", "build the zip and the one template, without credentials"),
        ("rehearse", "run the package in the AWS emulator, and the journeys through it"),
        ("deploy", "make a stage be as the sources say"),
        ("destroy", "take a stage down; what holds data is kept"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("stage", help="as in .chalice/config.json")
        if name in {"deploy", "destroy"}:
            command.add_argument("--dry-run", action="store_true", help="only say what it would do")
    chosen = commands.choices
    chosen["package"].add_argument("--folder", type=Path, default=BUILD, help="where it goes")
    chosen["deploy"].add_argument("--bucket", help="where packages go; else one is made")
    chosen["deploy"].add_argument(
        "--set", action=_Settings, nargs="*", default={}, metavar="NAME=VALUE",
        help="parameters of the template; others keep their values",
    )  # fmt: skip
    chosen["destroy"].add_argument("--yes", action="store_true", help="ask nothing")
    return parser


class _Settings(argparse.Action):
    """Reads ``Name=value`` pairs; a pair without ``=`` is refused."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Keep the pairs as a dictionary."""
        pairs = [str(each).partition("=") for each in values] if isinstance(values, list) else []
        for name, equals, _ in pairs:
            if not equals or not name:
                parser.error(f"{option_string}: write Name=value instead of {name!r}")
        setattr(namespace, self.dest, {name: value for name, _, value in pairs})


if __name__ == "__main__":
    sys.exit(main())
