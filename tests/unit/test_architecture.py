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
LIBRARY = sorted((ROOT / "chalicelib").rglob("*.py"))
MODULES = [path for path in LIBRARY if path.stem != "__init__"]
SHIPPED = [APP, *LIBRARY]
"""What goes to Lambda."""
CONTRACT = sorted((ROOT / "contract").glob("*.py"))
COSTS = sorted((ROOT / "costs").glob("*.py"))
DEPLOY = sorted([*(ROOT / "deploy").rglob("*.py"), *(ROOT / "templates").glob("*.py")])
LOCAL = sorted((ROOT / "local").rglob("*.py"))
DAX = [path for path in LOCAL if path.is_relative_to(ROOT / "local" / "dax")]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


LONGEST = {
    "app": 360,  # every route in one place
    "errors": 400,  # a class for each, and each is short
    "emulator_policies": 300,  # it can import nothing: the emulator's process knows only it
}


def name_of(path: Path) -> str:
    """Return a file's name below the project: there are several ``keys.py``."""
    return str(path.relative_to(ROOT))


LAYERS = (
    *("errors", "settings", "times", "folder"),
    # What is meant: no storage, no HTTP.
    *("model.text", "model.ids", "model.stamp", "model.rank", "model.reminders"),
    *("model.rrules", "model.rrule_text", "model.rrule_expansion", "model.recurrence"),
    *("model.series", "model.fields", "model.drafts", "model.todo", "model.todo_list"),
    # How it is stored and found again.
    *("store.items", "store.tries", "store.tables", "store.breaker", "store.dax"),
    *("store.heads", "store.records", "store.ranges", "store.views"),
    *("store.ledger", "store.operations", "store.look", "store.transactions", "store.reading"),
    # What is read and written together, at once or later.
    *("writes.changes", "writes.subtasks", "writes.occurrences", "writes.todos"),
    *("jobs.queue", "writes.lists", "writes.moves", "writes.trash", "writes.labels"),
    *("jobs.steps", "jobs.deleting", "jobs.renaming", "jobs.spacing", "jobs.stripping"),
    *("jobs.running", "repository", "opening"),
    # How it is asked for and answered.
    *("web.strict_json", "web.cursor", "web.etags", "web.queries", "web.requests"),
    *("web.conditions", "web.openapi", "web.client_config", "web.answers"),
)
"""Each module imports only from those before it, also where only types are checked."""

ONLY_IMPORTERS = {
    "amazondax": {"store.dax"},
    "botocore": {"store.tables", "store.dax"},
    "dateutil": {"model.rrule_expansion"},
    "chalice": {"app", "web.requests", "web.conditions", "web.answers"},
    "deploy": {"app"},
    "local": {"app"},
}

NOT_LOADED = (
    *("botocore", "boto3", "amazondax", "antlr4", "urllib3", "cryptography", "tzdata"),
    *("dateutil", "six"),
    *("chalice.cli", "chalice.local", "chalice.deploy", "click"),
    *("contract", "costs", "deploy", "local", "templates", "pycognito", "jwt", "pytest"),
)
"""Cold starts are spent on imports; and what only a laptop needs is not even in the package."""


def module_of(path: Path) -> str:
    """Return a shipped module's name below ``chalicelib``, such as ``store.items``."""
    below = path.relative_to(ROOT / "chalicelib") if path != APP else Path(path.name)
    return ".".join(below.with_suffix("").parts)


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
    return {name.removeprefix("chalicelib.") for name in imported(path)} & set(LAYERS)


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def names(path: Path) -> Iterator[str]:
    """Name every attribute as it is written, such as ``os.environ``, and every name imported."""
    yield from imported(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


def test_every_module_has_its_layer() -> None:
    assert sorted(LAYERS) == sorted(map(module_of, MODULES))


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_module_imports_only_from_layers_below(path: Path) -> None:
    below = LAYERS[: LAYERS.index(module_of(path))]
    assert siblings(path) - set(below) == set()


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_nothing_in_the_library_imports_what_uses_it(path: Path) -> None:
    assert (
        packages(path)
        & {"app", "benchmarks", "contract", "costs", "deploy", "local", "templates", "tests"}
        == set()
    )


@pytest.mark.parametrize("package", ONLY_IMPORTERS)
def test_a_package_is_imported_only_where_it_is_wrapped(package: str) -> None:
    importers = {module_of(path) for path in SHIPPED if package in packages(path)}
    assert importers == ONLY_IMPORTERS[package]


def test_only_the_settings_read_the_environment() -> None:
    readers = {"os.environ", "os.getenv", "os.environb", "os.putenv", "os"}
    assert {module_of(path) for path in SHIPPED if readers & set(names(path))} == {"settings"}


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
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
