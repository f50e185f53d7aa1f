"""How the app is put together: imports point one way, and nothing is loaded that is not needed."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
MODULES = sorted(path for path in (ROOT / "chalicelib").glob("*.py") if path.stem != "__init__")
SHIPPED = [APP, ROOT / "chalicelib" / "__init__.py", *MODULES]
"""What goes to Lambda."""
CONTRACT = sorted((ROOT / "contract").glob("*.py"))
COSTS = sorted((ROOT / "costs").glob("*.py"))
DEPLOY = sorted([*(ROOT / "deploy").rglob("*.py"), *(ROOT / "templates").glob("*.py")])
LOCAL = sorted((ROOT / "local").rglob("*.py"))
DAX = [path for path in LOCAL if path.is_relative_to(ROOT / "local" / "dax")]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


LONGEST = {
    "errors": 320,  # a class for each, and each is short
    "emulator_policies": 300,  # it can import nothing: the emulator's process knows only it
}


def name_of(path: Path) -> str:
    """Return a file's name below the project: there are several ``keys.py``."""
    return str(path.relative_to(ROOT))


LAYERS = (
    # What is meant: no storage, no HTTP.
    *("errors", "settings", "times", "ids", "folder"),
    *("strict_json", "cursor", "models", "todo", "items"),
    # How it is stored and found again.
    *(
        "tries",
        "tables",
        "breaker",
        "dax",
        "actions",
        "operations",
        "transactions",
        "changes",
        "views",
        "reading",
        "repository",
    ),
    # How it is asked for and answered.
    *("etags", "queries", "web", "conditions", "openapi", "client_config", "answers"),
)
"""Each module imports only from those before it, also where only types are checked."""

ONLY_IMPORTERS = {
    "amazondax": {"dax"},
    "botocore": {"tables", "dax"},
    "chalice": {"app", "web", "conditions", "answers"},
    "deploy": {"app"},
    "local": {"app"},
}

NOT_LOADED = (
    *("botocore", "boto3", "amazondax", "antlr4", "urllib3", "cryptography", "tzdata"),
    *("chalice.cli", "chalice.local", "chalice.deploy", "click"),
    *("contract", "costs", "deploy", "local", "templates", "pycognito", "jwt", "pytest"),
)
"""Cold starts are spent on imports; and what only a laptop needs is not even in the package."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), path.name)


def imported(path: Path) -> Iterator[str]:
    """Name what a file imports; ``from chalicelib import x`` may mean a module, so both count."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} has a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def siblings(path: Path) -> set[str]:
    """Name the modules of chalicelib that a file imports."""
    parts = [name.split(".") for name in imported(path)]
    return {each[1] for each in parts if each[0] == "chalicelib" and len(each) > 1} & set(LAYERS)


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def names(path: Path) -> Iterator[str]:
    """Name every attribute as it is written, such as ``os.environ``, and every name imported."""
    yield from imported(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


def test_every_module_has_its_layer() -> None:
    assert sorted(LAYERS) == [path.stem for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_from_layers_below(path: Path) -> None:
    below = LAYERS[: LAYERS.index(path.stem)]
    assert siblings(path) - set(below) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_in_the_library_imports_what_uses_it(path: Path) -> None:
    assert (
        packages(path)
        & {"app", "benchmarks", "contract", "costs", "deploy", "local", "templates", "tests"}
        == set()
    )


@pytest.mark.parametrize("package", ONLY_IMPORTERS)
def test_a_package_is_imported_only_where_it_is_wrapped(package: str) -> None:
    importers = {path.stem for path in SHIPPED if package in packages(path)}
    assert importers == ONLY_IMPORTERS[package]


def test_only_the_settings_read_the_environment() -> None:
    readers = {"os.environ", "os.getenv", "os.environb", "os.putenv", "os"}
    assert {path.stem for path in SHIPPED if readers & set(names(path))} == {"settings"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_that_goes_to_lambda_prints(path: Path) -> None:
    assert {"print", "sys.stdout", "sys.stderr"} & set(names(path)) == set()


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_no_test_patches_what_it_tests(path: Path) -> None:
    patches = {"unittest.mock", "mock", "pytest_mock", "pytest.MonkeyPatch"}
    assert patches & set(names(path)) == set()
    assert {"monkeypatch", "mocker", "MonkeyPatch"} & parameters(path) == set()


def parameters(path: Path) -> set[str]:
    return {node.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arg)}


@pytest.mark.parametrize("path", DAX, ids=name_of)
def test_the_local_dax_could_be_a_project_of_its_own(path: Path) -> None:
    foreign = [n for n in imported(path) if n.partition(".")[0] not in sys.stdlib_module_names]
    allowed = ("botocore", "cbor2", "local.dax")
    assert [n for n in foreign if not n.startswith(allowed)] == []


@pytest.mark.parametrize("path", [path for path in DAX if path.parent.name == "wire"], ids=name_of)
def test_the_wire_of_the_local_dax_knows_no_socket_and_no_cache(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith("local.dax.cache")]
    assert not [name for name in imported(path) if name.startswith(("local.dax.server", "socket"))]


@pytest.mark.parametrize("path", [path for path in DAX if path.parent.name == "cache"], ids=name_of)
def test_the_caches_of_the_local_dax_know_no_bytes_and_no_socket(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith("local.dax.wire")]
    assert not [name for name in imported(path) if name.startswith(("local.dax.server", "socket"))]


@pytest.mark.parametrize("path", [*SHIPPED, *CONTRACT, *COSTS, *DEPLOY, *LOCAL], ids=name_of)
def test_a_module_is_short_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST.get(path.stem, 200)


def loaded_by_importing_the_app(environment: dict[str, str]) -> set[str]:
    """Import the app as Lambda does: a new process, the settings, and a table out of reach."""
    run = subprocess.run(
        [sys.executable, "-c", "import sys, app; print(*sys.modules)"],
        cwd=ROOT,
        env={
            **environment,
            "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:9",
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        check=True,
        text=True,
    )
    return set(run.stdout.split())


def test_importing_the_app_loads_only_what_every_request_needs(
    environment: dict[str, str],
) -> None:
    loaded = loaded_by_importing_the_app(environment)
    assert {"app", "chalice.app", "pydantic"} <= loaded
    assert loaded & set(NOT_LOADED) == set()


def test_requirements_say_themselves_what_they_leave_out() -> None:
    lines = Path("requirements.txt").read_text().splitlines()
    header = "\n".join(line for line in lines if line.startswith("#"))
    pinned = {line.partition("==")[0] for line in lines if "==" in line}
    for left_out in ("chalice", "pytest", "boto3"):
        assert f"  {left_out} " in header
        assert left_out not in pinned
