"""Builds the package of a stage, and prints what a cold start has to load."""

import argparse
import sys
from pathlib import Path

from deploy.package import build, for_host, import_cost
from deploy.stages import stage
from deploy.words import DeployError


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.package", description=__doc__)
    parser.add_argument("stage", help="as in .chalice/config.json")
    parser.add_argument("--folder", type=Path, default=Path("build"), help="where app.zip goes")
    asked = parser.parse_args(arguments)
    try:
        package = build(stage(asked.stage).name, asked.folder)
        print(*package.lines(), sep="\n", flush=True)
        cost = import_cost(for_host(package.zip, asked.folder / "app-host.zip"))
        print(*cost.lines(), sep="\n")
    except DeployError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
