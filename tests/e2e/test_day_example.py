"""examples/day, run as its page says: it tells a day, leaves nothing, and says what is wrong."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.state import PROJECT
from tests.support.clients import a_client
from tests.support.markdown import blocks
from tests.support.stack import Stack

FOLDER = PROJECT / "examples" / "day"
TOLD = [
    "9 o'clock in New York is .*T1[34]:00:00Z",
    "of your own: Write the report, Water the plants, Call New York",
    "In the bag: Bread",
    "finished: Bread, Cheese, Pears",
    "Water the plants: comes again, due at .*T18:00:00",
    "put off from",
    "archived lists: Yesterday",
    "Call New York: back again",
    "Done, in the background",
    "You have [0-9]+ to-dos in [0-9]+ lists",
    "everything of this day is taken away",
]
"""What is told, in this order."""


@pytest.fixture
def configuration(stack: Stack) -> str:
    return str(stack.folder / "demo.json")


@pytest.fixture(autouse=True)
def _nothing_is_left(stack: Stack) -> Iterator[None]:
    before = possessions(stack)
    yield
    assert possessions(stack) == before


def possessions(stack: Stack) -> tuple[object, ...]:
    with a_client(stack.url, stack.demo.id_token) as client:
        pages = ("/todos", "/lists", "/lists?archived=true", "/trash")
        usage = client.get("/me").json()["usage"]
        return usage, *(client.get(page).json()["items"] for page in pages)


def started(command: str) -> subprocess.Popen[str]:
    """Start a command of the page, with the Python that runs this."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.Popen(
        command.split(),
        cwd=PROJECT,
        env=os.environ | {"PATH": tools},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def command() -> str:
    (block,) = blocks((FOLDER / "README.md").read_text(), "sh")
    return block.strip()


def test_it_tells_a_day(configuration: str) -> None:
    day = started(f"{command()} {configuration}")
    printed, wrong = day.communicate(timeout=120)
    assert (day.returncode, wrong) == (0, "")
    assert re.search(".*".join(TOLD), printed, re.DOTALL), printed


@pytest.mark.parametrize("step", ["plan the day", "At noon", "put away"])
def test_ctrl_c_ends_the_next_day_and_leaves_nothing(configuration: str, step: str) -> None:
    with started(f"{command()} {configuration}") as day:
        assert day.stdout
        for line in day.stdout:
            if step in line:
                break
        day.send_signal(signal.SIGINT)
        printed, wrong = day.communicate(timeout=60)
    assert (day.returncode, wrong) == (1, "Stopped.\n")
    assert "taken away" in printed


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"api_url": "http://127.0.0.1:9"}, "start `make run`"),
        ({"id_token": "letmein"}, "The token is not valid"),
        ({"id_token": None}, "has no id_token"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    configuration: str, tmp_path: Path, fields: dict[str, str | None], words: str
) -> None:
    contents = json.loads(Path(configuration).read_text()) | fields
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({name: value for name, value in contents.items() if value}))
    day = started(f"{command()} {broken}")
    _, wrong = day.communicate(timeout=60)
    assert day.returncode == 1
    assert words in wrong
    assert "Traceback" not in wrong


def test_without_a_stack_it_says_what_to_start(tmp_path: Path) -> None:
    day = started(f"{command()} {tmp_path / 'demo.json'}")
    _, wrong = day.communicate(timeout=60)
    assert (day.returncode, "make run" in wrong, "Traceback" in wrong) == (1, True, False)
