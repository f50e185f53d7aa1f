"""Clients that are generated from the contract, as their users make them, against the stack."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.contract.document import FILE
from tests.support.packages import installed, node
from tests.support.stack import Stack, User

_TYPESCRIPT = Path(__file__).with_name("typescript")
_TIMEOUT_S = 120.0


def test_a_typescript_client_has_the_right_types_and_works(
    stack: Stack, user: User, tmp_path: Path
) -> None:
    packages = installed(_TYPESCRIPT)
    for name in ("package.json", "tsconfig.json", "journey.ts"):
        shutil.copy(_TYPESCRIPT / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    programs = packages / "node_modules"
    generator = programs / "openapi-typescript" / "bin" / "cli.js"
    # Without the option, a field that has a default would have to be sent.
    node(tmp_path, generator, FILE, "--default-non-nullable=false", "-o", "api.d.ts")
    node(tmp_path, programs / "typescript" / "bin" / "tsc", "--project", tmp_path)
    assert node(tmp_path, tmp_path / "journey.js", stack.url, user.token) == "done\n"


def test_a_python_client_works(stack: Stack, user: User, tmp_path: Path) -> None:
    generator = Path(sys.executable).with_name("openapi-python-client")
    config = tmp_path / "config.yaml"
    config.write_text("package_name_override: mytodolist\npost_hooks: []\n")
    target = tmp_path / "mytodolist"
    run(
        *(generator, "generate", "--path", FILE, "--config", config),
        *("--output-path", target, "--meta", "none", "--fail-on-warning"),
        cwd=tmp_path,
    )
    shutil.copy(Path(__file__).with_name("python_journey.py"), tmp_path)
    run(sys.executable, "python_journey.py", stack.url, user.token, cwd=tmp_path)


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(  # noqa: S603 - programs of our own environment
        command, cwd=cwd, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
