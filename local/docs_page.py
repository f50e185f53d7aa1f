"""The contract for people: one page of HTML, without a script and without any other file.

Only the local stack serves it. It is made of the contract in the package, and says nothing else.
"""

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from html import escape
from http import HTTPStatus
from typing import Any

from chalicelib.web import openapi
from local.answers import Answer

PATH = "/docs"

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { border-top: 1px solid GrayText; padding-top: 1rem; font-size: 1.2rem; }
h3 { font-size: 1rem; margin-bottom: 0; }
code, pre { font: 0.9rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.5rem; border: 1px solid GrayText; border-radius: 4px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0; }
th[scope=row] { font-weight: normal; }
caption { text-align: left; font-weight: bold; padding-top: 0.5rem; }
td, header p { white-space: pre-line; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

Node = dict[str, Any]
"""A part of the contract: JSON, so its values have no common type."""


def answer(host: str) -> Answer:
    """Answer with the page, whose commands ask the server that showed it."""
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", _POLICY),
        ("Cache-Control", "no-store"),
    )
    return Answer(HTTPStatus.OK.value, headers, page(f"http://{host}").encode())


def page(url: str) -> str:
    """Return the whole page."""
    document: Node = json.loads(openapi.text())
    found = list(_operations(document))
    links = "".join(
        f'<li><a href="#{operation["operationId"]}"><code>{escape(route)}</code></a> '
        f"{escape(operation['summary'])}</li>"
        for route, operation in found
    )
    chapters = "".join(_chapter(document, url, *each) for each in found)
    schemas = "".join(
        f'<details id="{name}"><summary><code>{name}</code></summary>{_pre(schema)}</details>'
        for name, schema in document["components"]["schemas"].items()
    )
    info = document["info"]
    title = escape(f"{info['title']} {info['version']}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><header><h1>{title}</h1><p>{_words(info['description'])}</p>"
        '<p>For programs: <a href="/openapi.json">openapi.json</a></p></header>'
        f'<nav aria-label="Operations"><ul>{links}</ul></nav><main>{chapters}'
        f"<h2>Bodies</h2>{schemas}</main></body></html>\n"
    )


def _operations(document: Node) -> Iterator[tuple[str, Node]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _chapter(document: Node, url: str, route: str, operation: Node) -> str:
    name = operation["operationId"]
    token = "Needs an id token." if operation["security"] else "Needs no token."
    parts = [
        f'<section aria-labelledby="{name}"><h2 id="{name}"><code>{escape(route)}</code></h2>',
        f"<p>{escape(operation['summary'])} {token}</p>",
        f"<pre>{escape(_curl(document, url, route, operation))}</pre>",
    ]
    asked = [_resolved(document, each) for each in operation.get("parameters", [])]
    parts += [_table("Parameters", "Name", map(_parameter, asked))] if asked else []
    for media_type, content in operation.get("requestBody", {"content": {}})["content"].items():
        parts.append(f"<h3>Body, <code>{media_type}</code>: {_link(content)}</h3>")
        parts.append(_pre(content["example"]))
    answers = [(s, _resolved(document, each)) for s, each in operation["responses"].items()]
    parts.append(_table("Answers", "Status", (_response(*each) for each in answers)))
    return "".join(parts) + "".join(_example(*each) for each in answers) + "</section>"


def _curl(document: Node, url: str, route: str, operation: Node) -> str:
    """Return a line to paste; it needs a shell that has a ``TOKEN``."""
    method, path = route.split()
    words = ["curl", "-i", *(["-X", method] if method != "GET" else [])]
    contents = operation.get("requestBody", {"content": {}})["content"]
    for media_type in list(contents)[:1]:
        body = json.dumps(contents[media_type]["example"])
        words += ["-H", shlex.quote(f"Content-Type: {media_type}"), "-d", shlex.quote(body)]
    if operation["security"]:
        words += ["-H", '"Authorization: $TOKEN"']
    todo_id = document["components"]["parameters"]["TodoId"]["example"]
    return " ".join([*words, shlex.quote(url + path.replace("{id}", todo_id))])


def _parameter(parameter: Node) -> tuple[str, str]:
    schema = {key: value for key, value in parameter["schema"].items() if key != "examples"}
    said = f"{_words(parameter['description'])}\n<code>{escape(json.dumps(schema))}</code>"
    return f"<code>{parameter['name']}</code><br>{parameter['in']}", said


def _response(status: str, response: Node) -> tuple[str, str]:
    said = _words(response["description"])
    names = ", ".join(response.get("headers", {}))
    return f"<code>{status}</code>", f"{said}\nHeaders: {names}" if names else said


def _example(status: str, response: Node) -> str:
    return "".join(
        f"<h3>{status}, <code>{kind}</code>: {_link(content)}</h3>{_pre(content['example'])}"
        for kind, content in response.get("content", {}).items()
        if "example" in content
    )


def _table(caption: str, first: str, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f'<tr><th scope="row">{one}</th><td>{two}</td></tr>' for one, two in rows)
    head = f'<tr><th scope="col">{first}</th><th scope="col">Meaning</th></tr>'
    return f"<table><caption>{caption}</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def _link(content: Node) -> str:
    name = content["schema"]["$ref"].rpartition("/")[2]
    return f'<a href="#{name}">{name}</a>'


def _words(markdown: str) -> str:
    """Return a description with its code and its stress as such: the contract has no more."""
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(markdown))
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)


def _pre(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, indent=2, ensure_ascii=False))}</pre>"


def _resolved(document: Node, node: Node) -> Node:
    """Follow a reference into ``components``, if it is one."""
    if "$ref" not in node:
        return node
    kind, name = node["$ref"].removeprefix("#/components/").split("/")
    found: Node = document["components"][kind][name]
    return found
