"""Answers, as clients see them: bodies, tags, and who may keep what for how long."""

import functools
import json
import logging
from collections.abc import Callable
from http import HTTPStatus

from chalice.app import Request, Response

from chalicelib import errors
from chalicelib.model.text import compact_json
from chalicelib.settings import settings
from chalicelib.store.operations import Kept, Written
from chalicelib.store.reading import Page
from chalicelib.store.records import Record
from chalicelib.store.views import PageQuery
from chalicelib.web.conditions import has_public_tag, has_tag
from chalicelib.web.etags import page_tag, record_tag, text_tag
from chalicelib.web.queries import next_cursor, next_link
from chalicelib.web.requests import owner_of

View = Callable[..., Response]

logger = logging.getLogger(__name__)

KEEP_AND_ASK = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Encoding"}
"""The client may keep the answer, and asks each time whether it is still true."""

KEEP_PUBLICLY = {"Cache-Control": "public, max-age=3600", "Vary": "Accept-Encoding"}
"""Anybody may keep the answer for an hour, shared caches too: it is the same for everybody."""

KEEP_NOT = {"Cache-Control": "no-store"}


def answered(view: View) -> View:
    """Turn what a view raises into problem details: the one place where errors are answered."""

    @functools.wraps(view)
    def answer(**path_parameters: str) -> Response:
        try:
            return view(**path_parameters)
        except errors.ApiError as error:
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                logger.warning("answered %s, because of %r", error.slug, error.__cause__)
            return problem(error)
        except Exception:  # the last line: a defect is logged, and never shown
            logger.exception("a defect, answered with 500")
            return problem(errors.InternalError())

    return answer


def problem(error: errors.ApiError) -> Response:
    """Answer with RFC 9457 problem details."""
    return Response(
        json.dumps(error.problem(), separators=(",", ":")),
        {"Content-Type": errors.MEDIA_TYPE, **KEEP_NOT, **error.headers},
        error.status,
    )


def shown(document: object, headers: dict[str, str] | None = None) -> Response:
    """Answer 200 with JSON."""
    return _json(document, headers or KEEP_NOT, HTTPStatus.OK)


def shown_record(request: Request, record: Record) -> Response:
    """Answer with one to-do or list, or that the client has it."""
    headers = tagged(owner_of(request), record) | KEEP_AND_ASK
    if has_tag(request, headers["ETag"]):
        return unchanged(headers)
    return shown(record.document(), headers)


def shown_page(owner: str, query: PageQuery, page: Page) -> Response:
    """Answer with a page, or that the client has it."""
    headers = KEEP_AND_ASK | {"Revision": str(page.revision)}
    if page.settled:
        headers["ETag"] = page_tag(settings().epoch, owner, page.revision, query)
    if page.entries is None:
        return unchanged(headers)
    following = next_cursor(owner, query, page.next_after)
    if following:
        headers["Link"] = next_link(query, following)
    return shown({"items": page.entries, "next_cursor": following}, headers)


def shown_to_all(request: Request, text: str) -> Response:
    """Answer with JSON that is the same for everybody, or that the client has it.

    API Gateway keeps the answer, whatever it is, and gives it to others. So it depends on
    ``If-None-Match``, which is in the cache's key, and on nothing else: nothing that is sent is
    refused here (docs/decisions/0011-cached-answers-are-pure.md).

    It is ``application/json``, which every tool takes: browsers show it, and download types that
    they don't know.
    """
    headers = KEEP_PUBLICLY | {"ETag": text_tag(text)}
    if has_public_tag(request, headers["ETag"]):
        return unchanged(headers)
    return Response(text, {"Content-Type": "application/json", **headers})


def unchanged(headers: dict[str, str]) -> Response:
    """Answer 304: what the client has is what there is."""
    return Response("", {**headers}, HTTPStatus.NOT_MODIFIED)


def written(request: Request, outcome: Written[Kept]) -> Response:
    """Answer a write with what it made of the to-do or list."""
    headers = KEEP_NOT | {"Revision": str(outcome.revision)}
    if outcome.record is None:
        return Response("", {**headers}, HTTPStatus.NO_CONTENT)
    headers |= tagged(owner_of(request), outcome.record)
    if outcome.created:
        headers["Location"] = _location(request, outcome.record)
    status = HTTPStatus.CREATED if outcome.created else HTTPStatus.OK
    return _json(outcome.record.document(), headers, status)


def accepted(outcome: Written[Kept]) -> Response:
    """Answer that the rest of a write is done in the background."""
    headers = KEEP_NOT | {"Revision": str(outcome.revision)}
    return Response("", {**headers}, HTTPStatus.ACCEPTED.value)


def _location(request: Request, record: Record) -> str:
    """Return the path of a new record: whatever stands before its collection stays."""
    path: str = request.context["path"]
    collection = path if request.method == "POST" else path.rpartition("/")[0]
    return f"{collection.rstrip('/')}/{record.id}"


def tagged(owner: str, record: Record) -> dict[str, str]:
    """Return the header that names this version of a to-do or list."""
    return {"ETag": record_tag(settings().epoch, owner, record)}


def _json(document: object, headers: dict[str, str], status: HTTPStatus) -> Response:
    return Response(
        compact_json(document), {"Content-Type": "application/json", **headers}, status.value
    )
