"""What docs/api.md tells of a route, for people: the other side of the contract."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.deployed import deployed
from tests.support.markdown import Row, code, section, tables

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text()

PUBLIC = ("GET /health", "GET /config", "GET /openapi.json")
CACHED = ("GET /config", "GET /openapi.json")


class Told(NamedTuple):
    """One answer: its status, and the problem's slug if it is a problem."""

    status: str
    slug: str


def routes() -> list[str]:
    """Name every route of the app as the page does: ``GET /todos/{id}``."""
    return [re.sub(r"\{\w+\}", "{id}", route) for route in deployed().routes]


@cache
def answers(route: str) -> frozenset[Told]:
    """Return every answer that a route may give."""
    rows = _rows(route)
    own = {told for row in rows for told in _answers(row["Status"])}
    for row in rows:
        other = re.search(r"as for `([^`]+)`", row["When"])
        if other:
            statuses = re.findall(r"\d{3}", row["Status"])
            own |= {told for told in answers(other[1]) if told.status in statuses}
    problems = {status for status, slug in own if slug}
    own = {told for told in own if told.slug or told.status not in problems}
    return frozenset((own or {Told("200", "")}) | _common(route))


def _rows(route: str) -> list[Row]:
    found = [rows for rows in tables(section(API, f"### `{route}`")) if "Status" in rows[0]]
    return found[0] if found else []


def _answers(text: str) -> set[Told]:
    return {Told(*found) for found in re.findall(r"(\d{3})(?: `([a-z-]+)`)?", text)}


def _common(route: str) -> set[Told]:
    """Read the list of what many routes answer, above the chapters."""
    anywhere, reading, signed_in, writing = re.findall(
        r"^- (?:Any route|One that) (.*?)(?=^- |^$)",
        section(API, "## Routes"),
        re.MULTILINE | re.DOTALL,
    )[:4]
    found = _answers(anywhere)
    found |= _answers(reading) if route not in CACHED else set()
    found |= _answers(signed_in) if route not in PUBLIC else set()
    return found | (_answers(writing) if not route.startswith("GET ") else set())


@cache
def request_headers(route: str) -> frozenset[str]:
    """Return the headers that a route reads, but for those that OpenAPI has other places for."""
    sentence = _headers_sentence(route)
    names = {name for name in code(sentence) if re.fullmatch(r"[A-Z][A-Za-z-]+", name)}
    of_requests = next(tables(section(API, "## Headers")))
    (compressed,) = [row["On"] for row in of_requests if "Content-Encoding" in row["Header"]]
    if media_types(route):  # without one there is no body
        names |= {"Content-Encoding"} if route.split(maxsplit=1)[0] in compressed else set()
    return frozenset(names - {"Content-Type"})


@cache
def media_types(route: str) -> frozenset[str]:
    """Return the media types that a route takes a body in."""
    return frozenset(re.findall(r"application/[a-z+-]+", _headers_sentence(route)))


def _headers_sentence(route: str) -> str:
    found = re.search(r"\bHeaders: (.*?)\.(?:\s|$)", section(API, f"### `{route}`"), re.DOTALL)
    return found[1] if found else ""


@cache
def answer_headers() -> frozenset[str]:
    """Return every header that some answer has, of those that are this API's own."""
    of_answers = section(API, "## Headers").partition("Of answers:")[2]
    return frozenset(name for row in next(tables(of_answers)) for name in code(row["Header"]))
