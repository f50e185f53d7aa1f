"""Input that nobody means well with: bodies, headers, parameters and paths.

Bodies come with the status they must get and, where there is one, the field that must be named.
"""

from typing import Any

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

MEANING: dict[str, tuple[bytes, str]] = {
    "an array": (b'[{"title": "Milk"}]', "body"),
    "null": (b"null", "body"),
    "a string": (b'"title"', "body"),
    "a number": (b"1e40", "body"),
    "true": (b"true", "body"),
    "title null": (b'{"title": null}', "title"),
    "title a number": (b'{"title": 1}', "title"),
    "title a fraction": (b'{"title": 1.5}', "title"),
    "title of 39 digits": (b'{"title": 123456789012345678901234567890123456789}', "title"),
    "title an array": (b'{"title": ["Milk"]}', "title"),
    "title an object": (b'{"title": {"$ne": null}}', "title"),
    "title empty": (b'{"title": ""}', "title"),
    "title blank": (b'{"title": " \\t\\n\\u00a0"}', "title"),
    "title of 501": (b'{"title": "' + b"x" * 501 + b'"}', "title"),
    "title with NUL": (b'{"title": "Mi\\u0000lk"}', "title"),
    "title with half a surrogate pair": (b'{"title": "Mi\\ud800lk"}', "title"),
    "title with a pair the wrong way": (b'{"title": "\\udc00\\ud800"}', "title"),
    "notes of 10,001": (b'{"title": "Milk", "notes": "' + b"x" * 10_001 + b'"}', "notes"),
    "notes a boolean": (b'{"title": "Milk", "notes": true}', "notes"),
    "done a string": (b'{"title": "Milk", "done": "true"}', "done"),
    "done a number": (b'{"title": "Milk", "done": 1}', "done"),
    "done_at without done": (
        b'{"title": "Milk", "done": false, "done_at": "2026-03-01T08:00:00Z"}',
        "done_at",
    ),
    "done_at without an offset": (
        b'{"title": "Milk", "done": true, "done_at": "2026-03-01T08:00:00"}',
        "done_at",
    ),
    "done_at a number": (b'{"title": "Milk", "done": true, "done_at": 1740000000}', "done_at"),
    "done_at with a wild offset": (
        b'{"title": "Milk", "done": true, "done_at": "9998-12-31T23:59:59-99:99"}',
        "done_at",
    ),
    "due on no day": (b'{"title": "Milk", "due": "2026-02-30"}', "due"),
    "due in year 0": (b'{"title": "Milk", "due": "0000-01-01"}', "due"),
    "due in year 10000": (b'{"title": "Milk", "due": "10000-01-01"}', "due"),
    "due at 25 h": (b'{"title": "Milk", "due": "2026-03-01T25:00:00"}', "due"),
    "due with an offset": (b'{"title": "Milk", "due": "2026-03-01T09:00:00Z"}', "due"),
    "due in other digits": (b'{"title": "Milk", "due": "\\u0662026-03-01"}', "due"),
    "due_zone without due": (b'{"title": "Milk", "due_zone": "Europe/Zurich"}', "due_zone"),
    "due_zone with a date": (
        b'{"title": "Milk", "due": "2026-03-01", "due_zone": "Europe/Zurich"}',
        "due_zone",
    ),
    "due_zone a path": (
        b'{"title": "Milk", "due": "2026-03-01T09:00:00", "due_zone": "../../../etc/passwd"}',
        "due_zone",
    ),
    "due_zone a folder": (
        b'{"title": "Milk", "due": "2026-03-01T09:00:00", "due_zone": "Europe"}',
        "due_zone",
    ),
    "priority unknown": (b'{"title": "Milk", "priority": "urgent"}', "priority"),
    "priority a number": (b'{"title": "Milk", "priority": 1}', "priority"),
    "labels a string": (b'{"title": "Milk", "labels": "home"}', "labels"),
    "labels an object": (b'{"title": "Milk", "labels": {"0": "home"}}', "labels"),
    "labels with a number": (b'{"title": "Milk", "labels": ["home", 1]}', "labels.1"),
    "labels with an empty one": (b'{"title": "Milk", "labels": [""]}', "labels.0"),
    "labels with one of 51": (b'{"title": "Milk", "labels": ["' + b"x" * 51 + b'"]}', "labels.0"),
    "labels with NUL": (b'{"title": "Milk", "labels": ["\\u0000"]}', "labels.0"),
    "labels twice the same": (b'{"title": "Milk", "labels": ["a", "a"]}', "labels"),
    "labels nested": (b'{"title": "Milk", "labels": [["a"]]}', "labels.0"),
    "21 labels": (
        b'{"title": "Milk", "labels": [' + b",".join(b'"%d"' % n for n in range(21)) + b"]}",
        "labels",
    ),
    "an unknown field": (b'{"title": "Milk", "colour": "red"}', "colour"),
    "an unknown field without a name": (b'{"title": "Milk", "": 1}', ""),
    "an unknown field, long": (b'{"title": "Milk", "' + b"x" * 9999 + b'": 1}', "x" * 100),
    "another owner": (b'{"title": "Milk", "owner": "somebody-else"}', "owner"),
    "a prototype": (b'{"title": "Milk", "__proto__": {"done": true}}', "__proto__"),
    "a stored field": (b'{"title": "Milk", "head_revision": 1}', "head_revision"),
}
"""422: what can be read, but not accepted."""

ODD_BODIES = [body for body, _ in (*SYNTAX.values(), *MEANING.values())]

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
}
"""422 on the list route; on the others every parameter is unknown."""

CURSORS = ["", "x", "=", "AAAA", "%00", "..", "A" * 5000, "%F0%9F%98%80", "eyJhIjoxfQ==", "null"]

IDS = [
    "x",
    "%00",
    "..",
    "%2e%2e%2f",
    "%2F",
    "head",
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
