"""The package as it is shipped: what is in it, and that it is the same wherever it is built."""

import importlib.util
import json
import marshal
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from warnings import catch_warnings

from deploy.package import Package
from deploy.package.archive import read
from deploy.package.checks import findings
from deploy.package.pins import pinned

ROOT = Path(__file__).parents[3]


def test_it_is_small(package: Package) -> None:
    assert package.zip_bytes == package.zip.stat().st_size <= 8_000_000
    assert package.unpacked_bytes < 25_000_000


def test_no_check_finds_anything(package: Package) -> None:
    assert findings(package.zip) == []


def test_every_module_has_the_bytecode_that_compiling_it_gives(package: Package) -> None:
    files = read(package.zip)
    modules = [name for name in files if name.endswith(".py")]
    assert len(modules) == package.modules == sum(name.endswith(".pyc") for name in files) > 300
    for name in modules:
        folder, _, module = name.rpartition("/")
        cached = f"{module.removesuffix('.py')}.{sys.implementation.cache_tag}.pyc"
        shipped = files[f"{folder}/__pycache__/{cached}".lstrip("/")]
        assert shipped[:4] == importlib.util.MAGIC_NUMBER
        assert shipped[4:8] == b"\1\0\0\0", "known by its hash, which is not looked at"
        assert shipped[8:16] == importlib.util.source_hash(files[name])
        code = marshal.loads(shipped[16:])  # noqa: S302 - this project has written it
        with catch_warnings(action="ignore"):  # of newer Pythons, about other people's modules
            fresh = compile(files[name], f"/var/task/{name}", "exec", dont_inherit=True)
        assert code == fresh, name
        assert {each.co_filename for each in within(code)} == {f"/var/task/{name}"}


def within(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from within(constant)


def test_it_has_all_that_git_has_of_the_app(package: Package) -> None:
    command = ["git", "ls-files", "app.py", "chalicelib"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    files = read(package.zip)
    names = listed.stdout.split()
    assert {name: files.get(name) for name in names} == {n: (ROOT / n).read_bytes() for n in names}


def test_it_has_nothing_that_only_a_laptop_needs(package: Package) -> None:
    names = set(read(package.zip))
    tops = {name.partition("/")[0] for name in names}
    assert tops & {"local", "contract", "deploy", "templates", "tests", "rules"} == set()
    assert tops & {"pip", "setuptools", "pytest", "click", "boto3", "mypy", "hypothesis"} == set()
    chalice = {name for name in names if re.fullmatch(r"chalice/.*\.py", name)}
    assert chalice == {"chalice/__init__.py", "chalice/app.py"}
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyi", ".c"))]


def test_it_has_of_all_services_only_the_table(package: Package) -> None:
    data = [name.split("/") for name in read(package.zip) if name.startswith("botocore/data/")]
    assert {parts[2] for parts in data if len(parts) > 3} == {"dynamodb"}


def test_it_has_the_licences_that_every_copy_must_bring(package: Package) -> None:
    names = [name for name in read(package.zip) if ".dist-info/" in name]
    told = {name.partition("-")[0] for name in names}
    assert {"botocore", "pydantic", "urllib3", "amazon_dax_client"} <= told
    assert len(told) <= len(pinned(ROOT / "requirements.txt"))
    assert not [name for name in names if re.search("METADATA|RECORD|WHEEL|entry_points", name)]


def test_the_template_is_chalices_own(package: Package) -> None:
    described = json.loads(package.sam.read_text())
    handler = described["Resources"]["APIHandler"]["Properties"]
    assert handler["Runtime"] == package.runtime
    assert handler["Architectures"] == ["arm64"]
    assert handler["CodeUri"] == "./deployment.zip"


def test_it_is_the_same_wherever_it_is_built(package: Package, said_elsewhere: str) -> None:
    assert f"sha256 {package.sha256}\n" in said_elsewhere


def test_the_command_tells_of_it(package: Package, said_elsewhere: str) -> None:
    said = said_elsewhere
    assert f"out/of/the/way/app.zip: {package.zip_bytes / 1e6:.2f} MB" in said
    assert "out/of/the/way/template.json: " in said
    assert f"{package.modules} modules, with bytecode for {package.runtime}" in said
    costs = [float(each) for each in re.findall(r"([\d.]+) ms of CPU", said)]
    assert len(costs) == 2
    assert costs[0] < 0.8 * costs[1], "bytecode is cheaper than compiling"
