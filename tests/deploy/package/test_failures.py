"""What goes wrong while packaging is said in words, and leaves nothing that is half made."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.__main__ import main
from deploy.package import build
from deploy.package.archive import whole, write
from deploy.package.built import refuse_missing
from deploy.package.bytecode import compiled
from deploy.package.runtime import runtime
from deploy.words import DeployError

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the same app, whose requirements may be others."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT / "chalicelib", copy / "chalicelib")
    (copy / ".chalice").mkdir()
    for name in ("app.py", ".chalice/config.json"):
        shutil.copyfile(ROOT / name, copy / name)
    (copy / "requirements.txt").write_text("six==1.17.0\n")
    return copy


@pytest.mark.parametrize(
    ("version", "implementation", "release", "words"),
    [
        ((3, 10), "cpython", "final", "Python 3.10, which Lambda has not. .* 3.11, .* 3.14"),
        ((3, 15), "cpython", "final", "Python 3.15, which Lambda has not"),
        ((3, 14), "cpython", "candidate", "a preview of Python 3.14"),
        ((3, 11), "pypy", "final", "pypy, whose bytecode is its own"),
    ],
)
def test_a_python_that_lambda_has_not_is_refused(
    version: tuple[int, int], implementation: str, release: str, words: str
) -> None:
    with pytest.raises(DeployError, match=words):
        runtime(version, implementation, release)


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_a_python_that_lambda_has_is_named_as_there(minor: int) -> None:
    assert runtime((3, minor), "cpython", "final") == f"python3.{minor}"


def test_a_requirement_that_pip_does_not_find_is_named(project: Path, tmp_path: Path) -> None:
    (project / "requirements.txt").write_text("--no-index\nsix==1.17.0\n")
    with pytest.raises(DeployError, match=r"pip found no six==1\.17\.0.*the network"):
        build("prod", tmp_path / "build", project)
    assert not (tmp_path / "build").exists()


def test_a_requirement_that_chalice_only_warns_of_is_not_left_out(project: Path) -> None:
    has = {"app.py": b"", "six-1.16.0.dist-info/RECORD": b""}
    with pytest.raises(DeployError, match=r"lacks six 1\.17\.0: pip found nothing"):
        refuse_missing(has, project / "requirements.txt")
    has["six-1.17.0.dist-info/RECORD"] = b""
    refuse_missing(has, project / "requirements.txt")


def test_a_stage_that_chalice_deploys_has_no_package(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="The stage dev has no template: make deploy STAGE=dev"):
        build("dev", tmp_path / "build")


def test_an_app_that_cannot_be_imported_is_not_packaged(project: Path, tmp_path: Path) -> None:
    (project / "app.py").write_text("def app(:\n")
    with pytest.raises(DeployError, match=r"chalice package failed: .*[Ss]yntax"):
        build("prod", tmp_path / "build", project)


def test_a_module_that_python_cannot_compile_is_named() -> None:
    with pytest.raises(DeployError, match=r"/var/task/old\.py, line 2: "):
        compiled({"new.py": b"x = 1\n", "old.py": b"\nprint 'x'\n"})


def test_a_folder_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(DeployError, match="build: "):
        write({}, tmp_path / "build" / "app.zip")
    assert (tmp_path / "build").read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_disk_without_space_is_said_to_have_none() -> None:
    with pytest.raises(DeployError, match="No space left on device"), whole(Path("x")):
        Path("/dev/full").write_text("more")
    assert not list(Path().glob(".x.*"))


def test_a_zip_that_is_not_finished_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "app.zip").write_text("the one before")
    with pytest.raises(KeyboardInterrupt):
        begin_and_stop(tmp_path / "app.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["app.zip"]
    assert (tmp_path / "app.zip").read_text() == "the one before"


def begin_and_stop(path: Path) -> None:
    with whole(path) as part:
        part.write_text("half")
        raise KeyboardInterrupt


def test_ctrl_c_leaves_neither_files_nor_processes(tmp_path: Path) -> None:
    temporary, out = tmp_path / "tmp", tmp_path / "build"
    temporary.mkdir()
    command = [sys.executable, "-m", "deploy", "package", "prod", "--folder", str(out)]
    with subprocess.Popen(  # noqa: S603 - a program of this project
        command, cwd=ROOT, env=os.environ | {"TMPDIR": str(temporary)}, stderr=subprocess.PIPE
    ) as process:
        until(lambda: any(temporary.glob("*/tmp/*")))  # Chalice has begun to fetch
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"Stopped.\n")
    assert not list(temporary.iterdir())
    assert not out.exists()
    assert not working_below(temporary)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def working_below(folder: Path) -> list[str]:
    """Name processes that were started with something below a folder."""
    names = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(folder).encode() in path.read_bytes():
                names.append(path.parent.name)
        except OSError:
            continue
    return names


def test_the_command_says_what_is_no_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "no-stage"]) == 1
    assert "There is no stage 'no-stage'" in capsys.readouterr().err
