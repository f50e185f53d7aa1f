"""The README tells of each option, and of no other; what it says of clients works."""

import re
import subprocess
import sys
from pathlib import Path

from local.dax.server.arguments import parser
from local.dax.server.dax_server import DaxServer
from tests.dax.javascript_client import run_script
from tests.dax.todo_table import TABLE
from tests.support.markdown import blocks

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


def snippet(language: str, dax: DaxServer) -> str:
    """Return a client's program, for this server, and its table."""
    [found] = blocks(README, language)
    assert "dax://127.0.0.1:8111" in found
    return found.replace("dax://127.0.0.1:8111", dax.endpoint).replace("todos", TABLE)


def test_what_it_says_in_python_works(dax: DaxServer) -> None:
    program = [sys.executable, "-c", snippet("python", dax)]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - of our own README
    assert (ended.stdout, ended.returncode) == ("{}\n", 0), ended.stderr


def test_what_it_says_in_javascript_works(dax: DaxServer) -> None:
    assert run_script(snippet("js", dax)) == "undefined\n"


def test_each_module_of_the_map_is_there() -> None:
    folder = Path(__file__).parents[2] / "local" / "dax"
    told = re.findall(r"`((?:wire|cache|server)/\w+)`", README.partition("## How it is built")[2])
    assert told
    assert all((folder / f"{module}.py").exists() for module in told)
    mapped = {module.removeprefix("server/") for module in told if module.startswith("server/")}
    assert mapped == {path.stem for path in (folder / "server").glob("*.py")} - {"__init__"}
