"""The three examples of docs/folder.md, run as the page says, and held against what it shows."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.state import PROJECT
from tests.support.folders import an_administrator
from tests.support.markdown import blocks
from tests.support.packages import installed, node
from tests.support.stack import Stack
from tests.support.tools import needs

EXAMPLES = PROJECT / "examples" / "folder"
PAGE = (PROJECT / "docs" / "folder.md").read_text()
SAME = "the photo is the same"


@pytest.fixture(scope="module")
def configuration(stack: Stack) -> str:
    return str(stack.folder / "demo.json")


def run(*command: str, folder: Path = PROJECT) -> str:
    """Run with the tools of this project's environment, and return what was printed."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PATH": tools},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def shows_a_whole_round(printed: str) -> bool:
    """Tell whether both files were listed, and came back as they went."""
    return all(each in printed for each in ("list.txt", "photo.jpg", "milk, bread", SAME))


@pytest.fixture(autouse=True)
def _nothing_left_behind(stack: Stack) -> Iterator[None]:
    yield
    found = an_administrator("s3", stack.demo).list_objects_v2(Bucket=stack.demo.bucket)
    keys = {each["Key"] for each in found.get("Contents", [])}
    assert not [key for key in keys if key.endswith(("/list.txt", "/photo.jpg"))]


def test_the_one_with_boto3(configuration: str) -> None:
    printed = run(sys.executable, "examples/folder/folder.py", configuration)
    assert shows_a_whole_round(printed)
    assert f"{SAME}: True" in printed


def test_the_one_with_the_aws_cli(configuration: str) -> None:
    needs("curl")
    assert shows_a_whole_round(run("sh", "examples/folder/folder.sh", configuration))


def test_the_one_in_javascript(configuration: str, tmp_path: Path) -> None:
    packages = installed(EXAMPLES)
    script = tmp_path / "folder.mjs"
    shutil.copy(EXAMPLES / "folder.mjs", script)
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    printed = node(tmp_path, "--preserve-symlinks", script, configuration)
    assert shows_a_whole_round(printed)
    assert f"{SAME}: true" in printed


@pytest.mark.parametrize(
    ("language", "file"), [("python", "folder.py"), ("sh", "folder.sh"), ("js", "folder.mjs")]
)
def test_what_the_page_shows_is_what_is_run(language: str, file: str) -> None:
    lines = textwrap.dedent((EXAMPLES / file).read_text()).splitlines()
    program = "\n".join(line.strip() for line in lines)
    shown = [each for each in blocks(PAGE, language) if "examples/folder" not in each]
    assert shown
    for block in shown:
        assert "\n".join(line.strip() for line in block.strip().splitlines()) in program


def test_the_page_says_how_each_is_started() -> None:
    (how,) = (each for each in blocks(PAGE, "sh") if "examples/folder" in each)
    assert "python examples/folder/folder.py" in how
    assert "sh examples/folder/folder.sh" in how
    assert "node folder.mjs" in how


@pytest.mark.parametrize("command", [(sys.executable, "folder.py"), ("sh", "folder.sh")])
def test_without_a_stack_it_says_what_to_start(command: tuple[str, str], tmp_path: Path) -> None:
    program, file = command
    ended = subprocess.run(
        [program, str(EXAMPLES / file)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "make run" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password", "wrong-Password-1", "Incorrect username or password"),
        ("aws_endpoint_url", "http://127.0.0.1:9", "Could not connect"),
        ("bucket", None, "The configuration has no 'bucket'"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    configuration: str, tmp_path: Path, field: str, value: str | None, words: str
) -> None:
    contents = json.loads(Path(configuration).read_text()) | {field: value}
    if value is None:
        del contents[field]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(contents))
    ended = subprocess.run(
        [sys.executable, str(EXAMPLES / "folder.py"), str(broken)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
