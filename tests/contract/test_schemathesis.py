"""Schemathesis, with every check that it has, finds nothing between the contract and the API."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.model.fields import TITLE_LENGTH
from local.state import PROJECT
from tests.contract.document import FILE, committed, operations
from tests.support.counts import count
from tests.support.stack import Stack, User

CASES = count(5, 700)
"""Most random cases for each operation; the cases that cover each schema come on top of them."""

FEWEST = count(500, 5000)

_CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture(scope="module")
def url(stack: Stack) -> Iterator[str]:
    """A server without a quota that random requests would use up."""
    with stack.server(MAX_LISTS="99999") as url:
        yield url


def report_of(
    url: str, user: User, folder: Path, document: Path = FILE, **options: object
) -> dict[str, Any]:
    """Have Schemathesis try the API against a contract, and return what it says."""
    report = folder / "report.json"
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(_CONFIG), "run", str(document)),
        *("--url", url, "--header", f"Authorization: {user.token}"),
        *("--checks", "all", "--continue-on-failure"),
        *(f"--{name.replace('_', '-')}={value}" for name, value in options.items()),
        *("--report", "json", "--report-json-path", str(report), "--no-color"),
    ]
    hooked = {"PYTHONPATH": str(PROJECT), "SCHEMATHESIS_HOOKS": "tests.contract.hooks"}
    done = subprocess.run(  # noqa: S603 - our own program, with a contract of ours
        command,
        env=os.environ | hooked,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert report.exists(), done.stdout + done.stderr
    found: dict[str, Any] = json.loads(report.read_text()) | {"printed": done.stdout}
    return found


@pytest.mark.proof
def test_the_api_is_as_its_contract_says(url: str, user: User, tmp_path: Path) -> None:
    report = report_of(url, user, tmp_path, max_examples=CASES)
    assert report["failures"] == report["errors"] == [], report["printed"]
    assert report["complete"]
    assert report["operations"]["tested"] == len(operations(committed()))
    assert report["test_cases"]["generated"] >= FEWEST


def test_a_contract_that_is_wrong_is_found(url: str, user: User, tmp_path: Path) -> None:
    document = committed()
    todo, new = (document["components"]["schemas"][name] for name in ("Todo", "NewTodo"))
    todo["properties"]["revision"] = {"type": "string"}
    new["properties"]["title"]["maxLength"] = TITLE_LENGTH + 1
    del operations(document)["DELETE /todos/{id}"]["responses"]["404"]
    operations(document)["GET /me"]["responses"]["200"]["headers"]["ETag"] = {
        "$ref": "#/components/headers/ETag.todo"
    }
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(document))
    report = report_of(url, user, tmp_path, wrong, phases="coverage", max_examples=1)
    found = {failure["type"]: failure["operations"] for failure in report["failures"]}
    assert "GET /todos/{id}" in found["JsonSchemaError"]
    assert found["RejectedPositiveData"] == ["POST /todos"]
    assert found["UndefinedStatusCode"] == ["DELETE /todos/{id}"]
    assert found["MissingHeaders"] == ["GET /me"]
