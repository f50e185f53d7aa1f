"""What a month of a stage costs, as tables of Markdown: ``python -m costs``."""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from costs import months, reference, when
from costs.inputs import Inputs, inputs
from costs.prices import OURS, Prices, read
from costs.words import CostError, plain


def main(arguments: list[str] | None = None) -> int:
    """Print the tables, or what is wrong with the input; return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        tables = made(inputs(asked.set), read(asked.prices))
        if asked.into:
            _write(asked.into, renewed(_page(asked.into), tables))
        else:
            print("\n\n".join(tables))
    except CostError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def made(given: Inputs, prices: Prices) -> list[str]:
    """Make all tables of docs/cost.md."""
    return [table for each in (months, when, reference) for table in each.tables(given, prices)]


def renewed(page: str, tables: Iterable[str]) -> str:
    """Return a page with each of its tables made anew; a table is known by its header."""
    for table in tables:
        first = table.partition("\n")[0]
        found = re.search(rf"^{re.escape(first)}\n(?:\|.*\n)*", page, re.MULTILINE)
        if found is None:
            raise CostError(f"the page has no table that begins with {first}")
        page = f"{page[: found.start()]}{table}\n{page[found.end() :]}"
    return page


def _page(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CostError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CostError(f"{path} is no text: {error.reason}") from error


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CostError(f"{path} can't be written: {error.strerror}") from error


def _parser() -> argparse.ArgumentParser:
    defaults = inputs()
    listed = "\n".join(
        f"  {name}={_shown(getattr(defaults, name))}  {field.description}"
        for name, field in Inputs.model_fields.items()
    )
    parser = argparse.ArgumentParser(
        prog="python -m costs",
        description="Prints what a month of a stage costs, as tables of Markdown.",
        epilog=f"Names for --set, with their defaults:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--prices", type=Path, default=OURS, metavar="FILE", help="other prices, of the same names"
    )
    parser.add_argument(
        "--set", action="extend", nargs="+", default=[], metavar="NAME=VALUE", help="assume other"
    )
    parser.add_argument(
        "--into", type=Path, metavar="FILE", help="renew the tables of a page instead"
    )
    return parser


def _shown(value: object) -> str:
    return plain(value).replace(",", "") if isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
