"""What Schemathesis, in a process of its own, has to know beyond the contract.

Formats that JSON Schema doesn't know, and what the contract says in words only. Requests that are
meant to be wrong stay as they are.
"""

from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import uuid4

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

from chalicelib.model.fields import LABEL_LENGTH
from chalicelib.web import etags
from tests import strategies

LAST_DECADE = "999"
"""What is due then may have no day left on which it could come again."""

Case: TypeAlias = "schemathesis.Case[Any]"

schemathesis.openapi.format("local-date-or-time", strategies.dues)
schemathesis.openapi.format("iana-time-zone", st.sampled_from(strategies.ZONES))
schemathesis.openapi.format(
    "rrule",
    st.sampled_from(["FREQ=DAILY", "rrule:freq=weekly;byday=mo,th", "FREQ=MONTHLY;COUNT=3"]),
)
schemathesis.openapi.format(
    "time-before-due-or-instant",
    st.sampled_from(["PT0S", "-PT5M", "-P7DT23H59M"]) | strategies.instants.map(datetime.isoformat),
)
schemathesis.openapi.format("date-time", strategies.instants.map(datetime.isoformat))
schemathesis.openapi.format("date", strategies.days.map(date.isoformat))
schemathesis.openapi.format("entity-tags", st.from_regex(etags.LIST, fullmatch=True) | st.just("*"))


@schemathesis.hook
def filter_headers(context: object, headers: dict[str, str] | None) -> bool:
    """Leave out codings that are spelt in another way, or none: HTTP allows them too."""
    del context
    codings = str((headers or {}).get("Content-Encoding", "other")).lower().split(",")
    return not {coding.strip() for coding in codings} <= {"", "identity", "gzip", "deflate"}


@schemathesis.hook
def before_call(context: object, case: Case, kwargs: dict[str, Any]) -> None:
    """Let what is meant to be right be right as a whole."""
    del context, kwargs
    if case.meta and case.meta.generation.mode == GenerationMode.NEGATIVE:
        return
    _put_right_headers(case)
    if isinstance(case.body, dict):
        _put_right_fields(case.body)
    if case.query:
        _put_right_parameters(case.query)


def _put_right_headers(case: Case) -> None:
    """Give each request a key of its own: with another request a key is refused."""
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid4())
    case.headers.pop("Content-Encoding", None)  # the body is not compressed


def _put_right_fields(body: dict[str, Any]) -> None:
    """Leave out what a patch can say only together: whole to-dos say it together already."""
    if body.get("done") is not True:
        body.pop("done_at", None)
    if "T" not in str(body.get("due")):
        body.pop("due_zone", None)
    if not body.get("due"):
        body.pop("reminders", None)
    if not "0" < str(body.get("due") or "") < LAST_DECADE or body.get("parent"):
        body.pop("recurrence", None)
    if body.get("parent"):
        body.pop("list", None)
    if body.get("label") is not None and body.get("label") == body.get("name"):
        body["name"] = f"not {body['name']}"[:LABEL_LENGTH]


def _put_right_parameters(query: dict[str, Any]) -> None:
    """Leave out a cursor that nobody gave, what is not for this view, and dates that are no range.

    What a view needs is not left out: then it is asked for another one.
    """
    query.pop("cursor", None)
    for view, needed in (("board", "list"), ("subtasks", "parent")):
        if query.get("view") == view and needed not in query:
            query.pop("view")
    if query.get("view") not in {"board", "history"}:
        query.pop("list", None)
    if query.get("view") != "subtasks":
        query.pop("parent", None)
    if query.get("view") != "agenda":
        query.pop("due_from", None)
    if query.get("view") != "agenda" or query.get("due_from", "") > query.get("due_to", "~"):
        query.pop("due_to", None)
