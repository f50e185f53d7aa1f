"""``/docs`` of the local stack: the contract for people, without a script and another server."""

import re
import shlex
import subprocess
from html import unescape
from html.parser import HTMLParser

import httpx
import pytest

from chalicelib.web import openapi
from tests.contract.document import committed, operations, parameters, problem_types, resolved
from tests.support.routes import routes
from tests.support.stack import User
from tests.support.tools import needs

VOID = {"meta", "br"}


class Structure(HTMLParser):
    """Checks that what is opened is closed, and collects ids, links and names of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.add(tag)
        self.open += [] if tag in VOID else [tag]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(stranger: httpx.Client) -> str:
    answer = stranger.get("/docs")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return answer.text


def test_it_shows_each_operation_with_its_parameters_and_statuses(page: str) -> None:
    document = committed()
    chapters = dict(
        re.findall(r"<section.*?<h2[^>]*><code>(.*?)</code>(.*?)</section>", page, re.DOTALL)
    )
    assert {unescape(route) for route in chapters} == set(operations(document))
    for route, operation in operations(document).items():
        for place in ("path", "query", "header"):
            for name in parameters(document, operation, place):
                assert f"<code>{name}</code><br>{place}" in chapters[route]
        for status, response in operation["responses"].items():
            assert f"<code>{status}</code>" in chapters[route]
            for slug in problem_types(document, resolved(document, response)):
                assert f"<code>{slug}</code>" in chapters[route]


def test_it_is_whole_and_leads_nowhere_else(page: str) -> None:
    structure = Structure()
    structure.feed(page)
    assert structure.open == []
    assert len(structure.ids) == len(set(structure.ids))
    inside = {f"#{each}" for each in structure.ids}
    assert set(structure.links) - inside == {"/openapi.json"}
    assert not structure.names & {"script", "link", "img", "iframe", "form", "object"}
    assert {"main", "nav", "h1", "caption", "th"} <= structure.names
    assert '<html lang="en">' in page
    assert "color-scheme: light dark" in page


def test_a_browser_is_told_to_load_nothing(stranger: httpx.Client) -> None:
    policy = stranger.get("/docs").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")


def test_a_host_that_is_html_stays_text(stranger: httpx.Client) -> None:
    text = stranger.get("/docs", headers={"Host": "<script>alert(1)</script>"}).text
    assert "<script" not in text


def test_each_curl_line_works_as_it_is_pasted(page: str, user: User) -> None:
    needs("curl")
    lines = [unescape(line) for line in re.findall(r"<pre>(curl .*?)</pre>", page)]
    assert len(lines) == len(routes())
    for line in lines:
        command = shlex.split(line.replace("$TOKEN", user.token))
        assert command[0] == "curl"
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - the page's
        status = int(done.stdout.split()[1])
        assert status in {200, 201, 202, 204, 404}, line


def test_the_app_itself_has_no_such_route() -> None:
    assert "/docs" not in {route.path for route in routes()}
    assert "/docs" not in openapi.text()
