"""``GET /openapi.json``, as it is served on a laptop and packed for Lambda."""

import shutil
import sys
import zipfile
from pathlib import Path

import httpx
from chalice.deploy.packager import AppOnlyDeploymentPackager, DependencyBuilder
from chalice.utils import UI, OSUtils

from chalicelib.web import answers
from local.state import PROJECT
from tests.contract.document import FILE
from tests.support.clients import a_client
from tests.support.stack import CHALICE_LOCAL, Stack


def test_anybody_gets_the_file_as_it_is_committed(stranger: httpx.Client) -> None:
    answer = stranger.get("/openapi.json")
    assert (answer.status_code, answer.content) == (200, FILE.read_bytes())
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == answers.KEEP_PUBLICLY["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["ETag"].startswith('"')


def test_who_has_it_is_told_so(stranger: httpx.Client) -> None:
    tag = stranger.get("/openapi.json").headers["ETag"]
    answer = stranger.get("/openapi.json", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Cache-Control"] == answers.KEEP_PUBLICLY["Cache-Control"]


def test_neither_a_tag_that_can_not_be_read_nor_a_parameter_is_refused(
    stranger: httpx.Client,
) -> None:
    for path, headers in (("", {"If-None-Match": "abc"}), ("?v=3", {}), ("?v=3&v=%zz", {})):
        answer = stranger.get(f"/openapi.json{path}", headers=headers)
        assert (answer.status_code, answer.content) == (200, FILE.read_bytes())


def test_chalice_local_serves_it_too(stack: Stack) -> None:
    chalice = str(Path(sys.executable).with_name("chalice"))
    with stack.server(chalice, *CHALICE_LOCAL) as url, a_client(url) as client:
        assert client.get("/openapi.json").content == FILE.read_bytes()


def test_what_goes_to_lambda_has_it_and_not_what_makes_it(tmp_path: Path) -> None:
    for folder in ("chalicelib", "contract"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    shutil.copy(PROJECT / "app.py", tmp_path)
    system = OSUtils()
    packager = AppOnlyDeploymentPackager(system, DependencyBuilder(system), UI(), "")
    packed = packager.create_deployment_package(str(tmp_path), "python3.13")
    with zipfile.ZipFile(packed) as archive:
        assert archive.read("chalicelib/web/openapi.json") == FILE.read_bytes()
        assert not [name for name in archive.namelist() if name.startswith("contract")]
