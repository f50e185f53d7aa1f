"""The package where it can run: on this machine, with nothing else beside it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.package import Package, for_host
from deploy.package.archive import read, write
from deploy.package.checks import is_native
from deploy.package.compiler import bytecode_name
from deploy.package.cost import alone, import_cost, unpack
from deploy.words import DeployError

APP = """
import json, sys
folder, read_or_compiled = sys.argv[1], []

def heard(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".py"):
        read_or_compiled.append(arguments[0])
    if event == "compile" and str(arguments[1]).startswith((folder, "/var/task")):
        read_or_compiled.append(str(arguments[1]))

sys.addaudithook(heard)
sys.path.insert(0, folder)
import app
event = {
    "httpMethod": "GET", "path": "/health", "resource": "/health",
    "headers": {"accept": "application/json"}, "multiValueHeaders": {},
    "queryStringParameters": None, "multiValueQueryStringParameters": None,
    "pathParameters": None, "stageVariables": None, "body": None, "isBase64Encoded": False,
    "requestContext": {"resourcePath": "/health", "httpMethod": "GET", "stage": "v1"},
}
answer = app.app(event, None)
from chalicelib.store.tables import dynamodb
from chalicelib.times import due_at
import amazondax
key = {"owner": {"S": "o"}, "id": {"S": "i"}}
print(json.dumps({
    "answer": answer,
    "signed": dynamodb().generate_presigned_url("get_item", {"TableName": "t", "Key": key}),
    "waiters": dynamodb().waiter_names,
    "due": due_at("2030-07-01T09:00", "Asia/Kathmandu"),
    "places": [getattr(m, "__file__", None) for m in sys.modules.values()],
    "paths": sys.path,
    "read_or_compiled": read_or_compiled,
}))
"""
"""Does what a request needs at most, and tells where everything has come from."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What the app has told, and the folder in which it ran."""

    folder: str
    said: dict[str, Any]


@pytest.fixture(scope="module")
def ran(host_zip: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("task")
    unpack(host_zip, folder)
    return Ran(str(folder), json.loads(alone(APP, str(folder))))


def test_it_differs_from_what_is_shipped_in_native_files_only(
    package: Package, host_zip: Path
) -> None:
    shipped, here = read(package.zip), read(host_zip)
    natives = [{n for n, c in files.items() if is_native(n, c)} for files in (shipped, here)]
    assert [{n.partition(".")[0] for n in names} for names in natives] == [
        {"pydantic_core/_pydantic_core"},
        {"pydantic_core/_pydantic_core"},
    ]
    rest = [
        {n: c for n, c in files.items() if n not in native}
        for files, native in zip((shipped, here), natives, strict=True)
    ]
    assert rest[0] == rest[1]


def test_the_app_answers(ran: Ran) -> None:
    assert ran.said["answer"]["statusCode"] == 200
    assert json.loads(ran.said["answer"]["body"])["status"] == "ok"


def test_the_app_knows_the_table_and_the_time_zones(ran: Ran) -> None:
    assert ran.said["signed"].startswith("https://dynamodb.us-east-1.amazonaws.com/")
    assert "table_exists" in ran.said["waiters"]
    assert ran.said["due"] == "2030-07-01T03:15:00Z"


def test_the_app_has_everything_from_the_package_or_from_python_itself(ran: Ran) -> None:
    assert not [path for path in ran.said["paths"] if "site-packages" in path]
    assert not [place for place in ran.said["places"] if place and "site-packages" in place]
    assert len([p for p in ran.said["places"] if p and p.startswith(ran.folder)]) > 200


def test_the_app_compiles_nothing_and_reads_no_source(ran: Ran) -> None:
    assert ran.said["read_or_compiled"] == []


def test_what_compiles_after_all_would_be_noticed(host_zip: Path, tmp_path: Path) -> None:
    unpack(host_zip, tmp_path)
    [compiled] = (tmp_path / "chalicelib" / "model" / "__pycache__").glob("todo.*.pyc")
    compiled.unlink()
    noticed = json.loads(alone(APP, str(tmp_path)))["read_or_compiled"]
    assert set(noticed) == {str(tmp_path / "chalicelib" / "model" / "todo.py")}


def test_a_package_that_lacks_a_module_says_which(tmp_path: Path) -> None:
    write({"app.py": b"import urllib3"}, tmp_path / "lacks.zip")
    with pytest.raises(DeployError, match="No module named 'urllib3'"):
        import_cost(tmp_path / "lacks.zip", runs=1)


def test_other_versions_than_this_environments_are_not_mixed(tmp_path: Path) -> None:
    compiled, licence = bytecode_name("app.py"), "pydantic_core-2.0.0.dist-info/licenses/LICENSE"
    write({compiled: b"", licence: b""}, tmp_path / "older.zip")
    with pytest.raises(DeployError, match=r"has pydantic-core 2\.0\.0, and this environment "):
        for_host(tmp_path / "older.zip", tmp_path / "host.zip")
    assert not (tmp_path / "host.zip").exists()


def test_a_native_module_that_this_environment_lacks_is_named(tmp_path: Path) -> None:
    write({bytecode_name("app.py"): b"", "more/_native.so": b""}, tmp_path / "more.zip")
    with pytest.raises(DeployError, match="no native more/_native"):
        for_host(tmp_path / "more.zip", tmp_path / "host.zip")


def test_a_package_of_another_python_does_not_run_here(tmp_path: Path) -> None:
    write({"__pycache__/app.cpython-27.pyc": b""}, tmp_path / "other.zip")
    with pytest.raises(DeployError, match="for another Python"):
        for_host(tmp_path / "other.zip", tmp_path / "host.zip")
