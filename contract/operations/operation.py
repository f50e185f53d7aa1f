"""What is said of one route, and the words that many of them share."""

from dataclasses import dataclass

from chalicelib import errors
from contract.headers import headers
from contract.keywords import Schema
from contract.problems import Kind
from contract.schemas import ref

CHEAPER = ("Cache-Control", "Revision")
"""Headers of requests for what may come from a cache by consent."""

CONDITIONS = ("If-Match", "If-None-Match", "Idempotency-Key")
"""Headers of writes to what is there."""

PRIVATE = ("Cache-Control.private", "Vary.private")
PUBLIC = ("Cache-Control.public", "Vary.public")

PAGED: tuple[Kind, ...] = (errors.InvalidCursorError, errors.EpochChangedError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One route, as its caller sees it."""

    name: str
    """The operation id, of which generators make the name of a function."""
    answers: dict[int, Schema]
    problems: tuple[Kind, ...] = ()
    """Those that not every route has."""
    parameters: tuple[str, ...] = ()
    """Names in ``contract.parameters.parameters``."""
    body: Schema | None = None
    ignores_parameters: bool = False
    """Unknown ones are not refused: the answer is cached for everybody, whoever asks first."""


def in_json(description: str, schema: str, example: object, *carried: str) -> Schema:
    """Describe an answer with a body, and the headers that it carries."""
    content = {"application/json": {"schema": ref(schema), "example": example}}
    return {"description": description, "headers": headers(*carried), "content": content}


def bare(description: str, *carried: str) -> Schema:
    """Describe an answer without a body."""
    return {"description": description, "headers": headers(*carried)}


def pages(schema: str, example: object) -> dict[int, Schema]:
    """Describe the answers of a route that shows pages."""
    return {
        200: in_json(
            "A page. It may hold fewer than limit: only next_cursor tells if there is more.",
            schema,
            example,
            *("ETag.page", "Revision", "Link", *PRIVATE),
        ),
        304: bare("The page is the one that you have.", "ETag.page", "Revision", *PRIVATE),
    }


def done(description: str) -> Schema:
    """Describe the answer to a write that leaves nothing to show."""
    return bare(description, "Revision", "Cache-Control.none")


def body(schema: str, media_types: tuple[str, ...], example: object) -> Schema:
    """Describe what is to be sent."""
    shown = {"schema": ref(schema), "example": example}
    return {"required": True, "content": dict.fromkeys(media_types, shown)}
