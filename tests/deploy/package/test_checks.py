"""Faults, planted into a copy of the package; each of them must be found."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from deploy.package import Package
from deploy.package.archive import MODE, TIMESTAMP, read, write
from deploy.package.built import refuse_unfit
from deploy.package.checks import findings
from deploy.package.compiler import bytecode, bytecode_name
from deploy.stages import PROJECT
from deploy.words import DeployError

Files = dict[str, bytes]
NATIVE = "pydantic_core/_pydantic_core"
BYTECODE = bytecode_name("chalicelib/model/todo.py")


def no_bytecode(files: Files) -> None:
    del files[BYTECODE]


def bytecode_of_an_older_source(files: Files) -> None:
    files["chalicelib/model/todo.py"] += b"\n# and more\n"


def bytecode_of_another_place(files: Files) -> None:
    files[BYTECODE] = bytecode(files["chalicelib/model/todo.py"], "somewhere/else.py")


def bytecode_of_another_python(files: Files) -> None:
    files[BYTECODE] = b"\0\0\r\n" + files[BYTECODE][4:]


def bytecode_that_looks_at_the_source(files: Files) -> None:
    files[BYTECODE] = files[BYTECODE][:4] + b"\3" + files[BYTECODE][5:]


def bytecode_that_is_cut_off(files: Files) -> None:
    files[BYTECODE] = files[BYTECODE][:-100]


def bytecode_of_no_module(files: Files) -> None:
    files[BYTECODE.replace("todo", "gone")] = files[BYTECODE]


def native(files: Files) -> str:
    [name] = [name for name in files if name.startswith(NATIVE)]
    return name


def another_machine(files: Files) -> None:
    name = native(files)
    files[name] = files[name][:18] + (62).to_bytes(2, "little") + files[name][20:]


def another_system(files: Files) -> None:
    files["pydantic_core/more.so"] = b"\xcf\xfa\xed\xfe" + bytes(60)


def a_program_without_a_suffix(files: Files) -> None:
    name = native(files)
    files["pydantic_core/tool"] = files[name][:18] + (62).to_bytes(2, "little") + bytes(44)


def native_of_another_python(files: Files) -> None:
    name = native(files)
    files[f"{NATIVE}.cpython-310-aarch64-linux-gnu.so"] = files.pop(name)


def added(name: str) -> Callable[[Files], None]:
    """Plant a file; a module comes with its bytecode, so that only it itself is wrong."""

    def plant(files: Files) -> None:
        files[name] = b"x = 1\n"
        if name.endswith(".py"):
            files[bytecode_name(name)] = bytecode(files[name], name)

    return plant


def endpoints_of_all_services(files: Files) -> None:
    listed: dict[str, object] = {"partitions": [{"services": {"dynamodb": {}, "s3": {}}}]}
    files["botocore/data/endpoints.json"] = json.dumps(listed).encode()


def too_large(files: Files) -> None:
    files["chalicelib/large.json"] = Random(1).randbytes(8_000_001)  # noqa: S311 - no secret


FAULTS = {
    no_bytecode: "chalicelib/model/todo.py has no bytecode",
    bytecode_of_an_older_source: "is not the bytecode of chalicelib/model/todo.py",
    bytecode_of_another_place: "is not the bytecode of chalicelib/model/todo.py",
    bytecode_of_another_python: "is not the bytecode of chalicelib/model/todo.py",
    bytecode_that_looks_at_the_source: "is not the bytecode of chalicelib/model/todo.py",
    bytecode_that_is_cut_off: "is not the bytecode of chalicelib/model/todo.py",
    bytecode_of_no_module: "is bytecode of no module",
    another_machine: "is not for Linux on arm64",
    another_system: "pydantic_core/more.so is not for Linux on arm64",
    a_program_without_a_suffix: "pydantic_core/tool is not for Linux on arm64",
    native_of_another_python: "is for another Python",
    added("boto3/__init__.py"): "boto3 is neither the app's nor of a requirement",
    added("pip/__init__.py"): "pip is neither",
    added("pytest-9.0.0.dist-info/licenses/LICENSE"): "pytest-9.0.0.dist-info is neither",
    added("local/__init__.py"): "local is neither",
    added("contract/__init__.py"): "contract is neither",
    added("deploy/words.py"): "deploy is neither",
    added("chalice/cli/__init__.py"): "chalice/cli/__init__.py is a part of Chalice",
    added("botocore/data/s3/2006-03-01/service-2.json.gz"): "is never read on Lambda",
    added("urllib3/tests/test_urls.py"): "is never read on Lambda",
    added("pydantic_core/more.pyi"): "is never read on Lambda",
    added("botocore-1.44.5.dist-info/RECORD"): "is never read on Lambda",
    endpoints_of_all_services: "lists services that the app makes no client of",
    too_large: "MB: 8 are the most",
}


@pytest.fixture(scope="module")
def intact(package: Package) -> Files:
    """A part of the package that breaks no check, so that copies of it are made quickly."""
    parts = ("app.py", bytecode_name("app.py"), "chalice", "pydantic_core")
    files = {name: held for name, held in read(package.zip).items() if name.startswith(parts)}
    return files | {native(files): files[native(files)][:4096]}


def test_nothing_is_found_where_no_fault_is_planted(intact: Files, tmp_path: Path) -> None:
    write(intact, tmp_path / "intact.zip")
    assert findings(tmp_path / "intact.zip") == []


@pytest.mark.parametrize(
    ("plant", "words"), FAULTS.items(), ids=lambda value: str(getattr(value, "__name__", value))
)
def test_a_planted_fault_is_found_and_nothing_else(
    intact: Files, tmp_path: Path, plant: Callable[[Files], None], words: str
) -> None:
    files = dict(intact)
    plant(files)
    write(files, tmp_path / "broken.zip")
    [finding] = findings(tmp_path / "broken.zip")
    assert words in finding


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (zipfile.ZipInfo("chalicelib/a.json", TIMESTAMP), ["not in order"]),
        (zipfile.ZipInfo("zzz.json", (2026, 1, 2, 3, 4, 6)), ["zzz.json is neither", "timestamp"]),
    ],
    ids=["unsorted", "timestamp"],
)
def test_an_entry_that_depends_on_who_built_is_found(
    package: Package, tmp_path: Path, entry: zipfile.ZipInfo, words: list[str]
) -> None:
    broken = tmp_path / "broken.zip"
    shutil.copyfile(package.zip, broken)
    entry.external_attr = MODE << 16
    with zipfile.ZipFile(broken, "a") as opened:
        opened.writestr(entry, b"{}", zipfile.ZIP_DEFLATED)
    found = "\n".join(findings(broken))
    assert all(each in found for each in words)


@pytest.mark.parametrize("change", ["mode", "stored"])
def test_an_entry_that_is_not_stored_like_the_others_is_found(
    package: Package, tmp_path: Path, change: str
) -> None:
    broken = tmp_path / "broken.zip"
    shutil.copyfile(package.zip, broken)
    entry = zipfile.ZipInfo("zz/last.json", TIMESTAMP)
    entry.external_attr = (MODE if change == "stored" else 0o100600) << 16
    kind = zipfile.ZIP_STORED if change == "stored" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(broken, "a") as opened:
        opened.writestr(entry, b"{}", kind)
    assert "zz/last.json is not stored like the others" in "\n".join(findings(broken))


def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(b"PK\3\4 and then the disk was full")
    with pytest.raises(DeployError, match=r"half\.zip is no whole zip"):
        findings(tmp_path / "half.zip")


def test_a_broken_package_is_not_handed_over(intact: Files, tmp_path: Path) -> None:
    files = dict(intact)
    no_bytecode(files)
    another_machine(files)
    write(files, tmp_path / "broken.zip")
    with pytest.raises(DeployError) as raised:
        refuse_unfit(tmp_path / "broken.zip", PROJECT / "requirements.txt")
    assert str(raised.value).count("\n  - ") == 2
