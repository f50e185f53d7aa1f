"""Input that nobody means well with: bodies that can't be read, headers, parameters and paths.

Bodies and parameters come with what must be named. What depends on the model is in
``hostile_bodies``.
"""

from typing import Any

NOBODY = "00000000-0000-0000-0000-000000000000"

SYNTAX: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "body"),
    "no JSON": (b"title=Milk", "body"),
    "half of JSON": (b'{"title": "Milk"', "body"),
    "two documents": (b'{"title": "Milk"}{"title": "Milk"}', "body"),
    "a comment": (b'{"title": "Milk" /* and more */}', "body"),
    "single quotes": (b"{'title': 'Milk'}", "body"),
    "a trailing comma": (b'{"title": "Milk",}', "body"),
    "NaN": (b'{"title": NaN}', "body"),
    "Infinity": (b'{"title": Infinity}', "body"),
    "1e999": (b'{"title": 1e999}', "body"),
    "-Infinity": (b'{"title": -Infinity}', "body"),
    "a name twice": (b'{"title": "Milk", "title": "Bread"}', "title"),
    "a name twice inside": (b'{"title": "Milk", "x": {"y": 1, "y": 2}}', "y"),
    "a name with half a surrogate pair": (b'{"title": "Milk", "\\ud800": 1}', "body"),
    "UTF-16": ('{"title": "Milk"}'.encode("utf-16"), "body"),
    "broken UTF-8": (b'{"title": "\xff\xfe"}', "body"),
    "overlong UTF-8": (b'{"title": "\xc0\xaf"}', "body"),
    "a byte order mark": (b'\xef\xbb\xbf{"title": "Milk"}', "body"),
    "a raw control character": (b'{"title": "Mi\x01lk"}', "body"),
    "100,000 arrays deep": (b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "body"),
    "40,000 objects deep": (b'{"a":' * 40_000 + b"1" + b"}" * 40_000, "body"),
    "unclosed, 100,000 deep": (b"[" * 100_000, "body"),
    "an integer of 10,000 digits": (b'{"title": ' + b"9" * 10_000 + b"}", "body"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "body"),
    "XML": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "body"),
}
"""400: what can't be read, or in more ways than one."""

ODD_BODIES = [
    *(body for body, _ in SYNTAX.values()),
    *(b"null", b"[]", b"true", b"1e40", b"{}", b'{"title": null}', b'{"owner": "somebody-else"}'),
    b'{"__proto__": {"done": true}}',
]

HEADERS: dict[str, dict[str, str]] = {
    "If-Match without quotes": {"If-Match": "abc"},
    "If-Match open": {"If-Match": '"abc'},
    "If-Match empty": {"If-Match": ""},
    "If-Match of commas": {"If-Match": "," * 5000},
    "If-Match of 1,000 tags": {"If-Match": ", ".join('"x"' for _ in range(1000))},
    "If-Match weak": {"If-Match": 'W/"1.1.abc"'},
    "If-None-Match broken": {"If-None-Match": 'W/abc"'},
    "If-None-Match of quotes": {"If-None-Match": '"' * 4001},
    "Idempotency-Key empty": {"Idempotency-Key": ""},
    "Idempotency-Key long": {"Idempotency-Key": "x" * 129},
    "Idempotency-Key with a space": {"Idempotency-Key": "a b"},
    "Idempotency-Key of a sort key": {"Idempotency-Key": "todo#" + "x" * 200},
    "Content-Type unknown": {"Content-Type": "application/x-www-form-urlencoded"},
    "Content-Type multipart": {"Content-Type": "multipart/form-data; boundary=x"},
    "Content-Type broken": {"Content-Type": ";;;"},
    "Content-Type of a patch": {"Content-Type": "application/json-patch+json"},
    "Content-Type another charset": {"Content-Type": "application/json; charset=utf-16"},
    "Accept nothing": {"Accept": "image/png;q=0"},
    "Accept-Encoding wild": {"Accept-Encoding": "gzip;q=x, *;q=0, br;q=99"},
    "Cache-Control wild": {"Cache-Control": "max-stale=-1, max-stale=1e9, ="},
    "Range": {"Range": "bytes=0-1"},
    "a method in a header": {"X-HTTP-Method-Override": "DELETE"},
    "another host": {"X-Forwarded-Host": "example.com", "X-Forwarded-For": "::1"},
    "Expect unknown": {"Expect": "the-unexpected"},
    "Cookie": {"Cookie": "session=" + "x" * 4000},
}

PARAMETERS: dict[str, tuple[str, str]] = {
    "limit 0": ("limit=0", "limit"),
    "limit -1": ("limit=-1", "limit"),
    "limit 101": ("limit=101", "limit"),
    "limit huge": ("limit=" + "9" * 400, "limit"),
    "limit in words": ("limit=ten", "limit"),
    "limit with a space": ("limit=%2010", "limit"),
    "limit in other digits": ("limit=%D9%A1%D9%A0", "limit"),
    "limit empty": ("limit=", "limit"),
    "limit twice": ("limit=1&limit=2", "limit"),
    "view unknown": ("view=everything", "view"),
    "view empty": ("view=", "view"),
    "view with NUL": ("view=all%00", "view"),
    "due_from without agenda": ("due_from=2026-03-01", "due_from"),
    "due_from on no day": ("view=agenda&due_from=2026-02-30", "due_from"),
    "due_to with a time": ("view=agenda&due_to=2026-03-01T09:00:00", "due_to"),
    "due_to before due_from": ("view=agenda&due_from=2026-03-02&due_to=2026-03-01", "due_to"),
    "an unknown parameter": ("q=milk", "q"),
    "an unknown parameter, long": ("x" * 2000 + "=1", "x" * 100),
    "a parameter of broken UTF-8": ("%ff%fe=1", "\ufffd\ufffd"),
    "a parameter without a name": ("=1", ""),
    "owner": ("owner=somebody-else", "owner"),
    "archived maybe": ("archived=maybe", "archived"),
    "archived empty": ("archived=", "archived"),
    "archived in capitals": ("archived=TRUE", "archived"),
    "archived a number": ("archived=1", "archived"),
    "archived twice": ("archived=true&archived=false", "archived"),
    "list of everything": ("list=inbox", "list"),
    "list of the agenda": ("view=agenda&list=inbox", "list"),
    "list of subtasks": (f"view=subtasks&parent={NOBODY}&list=inbox", "list"),
    "list in capitals": ("view=board&list=INBOX", "list"),
    "list with NUL": ("view=board&list=inbox%00", "list"),
    "list twice": ("view=board&list=inbox&list=inbox", "list"),
    "list long": ("view=board&list=" + "x" * 3000, "list"),
    "a board of no list": ("view=board", "list"),
    "parent of everything": (f"parent={NOBODY}", "parent"),
    "parent on a board": (f"view=board&list=inbox&parent={NOBODY}", "parent"),
    "parent a list": ("view=subtasks&parent=inbox", "parent"),
    "parent empty": ("view=subtasks&parent=", "parent"),
    "subtasks of nobody": ("view=subtasks", "parent"),
    "due_to on a board": ("view=board&list=inbox&due_to=2026-03-01", "due_to"),
}
"""422 wherever the parameters belong; elsewhere each of them is unknown, and named."""

CURSORS = ["", "x", "=", "AAAA", "%00", "..", "A" * 5000, "%F0%9F%98%80", "eyJhIjoxfQ==", "null"]

IDS = [
    "x",
    "%00",
    "..",
    "%2e%2e%2f",
    "%2F",
    "head",
    "INBOX",
    "inbox%00",
    "inbox%2Fmove",
    "todo%23x",
    "00000000-0000-0000-0000-00000000000g",
    "00000000000000000000000000000000",
    "%7B00000000-0000-0000-0000-000000000000%7D",
    "00000000-0000-0000-0000-000000000000%00",
    "00000000-0000-0000-0000-000000000000%0A",
    "%D9%A0" * 36,
    "%FF%FE",
    "%",
    "x" * 4000,
    "' OR '1'='1".replace(" ", "%20"),
]


def fields_named(problem: dict[str, Any]) -> list[str]:
    """Return the fields that a problem names."""
    return [error["field"] for error in problem.get("errors", [])]
