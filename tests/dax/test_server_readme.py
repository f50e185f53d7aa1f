"""The README tells of each option, and of no other."""

import re
from pathlib import Path

from local.dax.server.arguments import parser

README = (Path(__file__).parents[2] / "local" / "dax" / "README.md").read_text()


def test_the_table_has_each_option() -> None:
    rows = re.findall(r"^\| (`--[^|]+) \|", README, re.MULTILINE)
    told = {option for row in rows for option in re.findall(r"--[a-z-]+", row)}
    known = {option for action in parser({})._actions for option in action.option_strings}  # noqa: SLF001 - argparse lists them nowhere else
    assert told == known - {"-h", "--help"}


def test_the_table_has_the_defaults() -> None:
    for option, default in vars(parser({"HOME": "~"}).parse_args([])).items():
        if isinstance(default, float | int | str) and not isinstance(default, bool):
            [row] = re.findall(rf"^\| `--{option.replace('_', '-')} .*", README, re.MULTILINE)
            shown = f"{default:g}" if isinstance(default, float) else str(default)
            assert shown in row.replace("`", "").split(" | ")[1]
