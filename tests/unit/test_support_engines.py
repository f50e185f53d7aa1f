"""What tests run on: the table of ``resources.yaml``, and servers that never outlive them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.processes import ServerFailedError, running
from tests.support.tables import table_definition
from tests.support.template import template

SERVER = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
KILLED_RUN = """
import os, signal, sys
from pathlib import Path
from tests.support.processes import running
log = Path(sys.argv[1])
with running(sys.argv[2:], is_ready=log.read_text, log=log):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_table_has_every_index_of_the_template() -> None:
    table = template()["Resources"]["TodoTable"]["Properties"]
    assert table_definition()["LocalSecondaryIndexes"] == table["LocalSecondaryIndexes"]
    assert table_definition()["KeySchema"] == table["KeySchema"]


def test_short_forms_are_read_as_cloudformation_means_them() -> None:
    contents = template()
    assert contents["Outputs"]["TableName"]["Value"] == {"Ref": "TodoTable"}
    assert contents["Outputs"]["UserPoolArn"]["Value"] == {"Fn::GetAtt": ["UserPool", "Arn"]}
    assert contents["Conditions"]["Protected"] == {
        "Fn::Equals": [{"Ref": "DeletionProtection"}, "true"]
    }


def test_a_server_that_ends_before_it_is_ready_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such flag')"]
    with (
        pytest.raises(ServerFailedError, match="no such flag"),
        running(command, is_ready=lambda: False, log=tmp_path / "log"),
    ):
        pass


def test_a_server_stops_with_its_block(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running([sys.executable, "-c", SERVER], is_ready=lambda: log.read_text() != "", log=log):
        pid = int(log.read_text())
        assert is_running(pid)
    assert not is_running(pid)


def test_a_server_stops_when_the_test_run_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    run = [sys.executable, "-c", KILLED_RUN, str(log), sys.executable, "-c", SERVER]
    subprocess.run(run, check=False)  # noqa: S603 - a program of our own
    pid = int(log.read_text())
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
