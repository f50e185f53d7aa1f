"""``cfn-lint``, as it is typed, and as editors start it: without arguments."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "resources.yaml").read_text()
GUESTS = "AllowUnauthenticatedIdentities: false"
IGNORING = "Metadata: {cfn-lint: {config: {ignore_checks: [E9001, E9]}}}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder like the project's, whose template may be changed."""
    shutil.copy(ROOT / ".cfnlintrc", tmp_path)
    shutil.copy(ROOT / "resources.yaml", tmp_path)
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    return tmp_path


def cfn_lint(folder: Path) -> str:
    """Return what the command says, a line for each finding."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "parseable"]
    ended = subprocess.run(  # noqa: S603 - a program of our own environment
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    return ended.stdout


def test_it_finds_what_is_broken_in_its_line_though_it_is_told_to_look_away(project: Path) -> None:
    broken = IGNORING + TEXT.replace(GUESTS, GUESTS.replace("false", "true"))
    (project / "resources.yaml").write_text(broken)
    line = broken[: broken.index("AllowUnauthenticatedIdentities")].count("\n") + 1
    [finding] = cfn_lint(project).splitlines()
    assert finding.startswith(f"resources.yaml:{line}:")
    assert ":E9001:IdentityPool lets guests in" in finding
