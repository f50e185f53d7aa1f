"""The problems that a route can answer, by status."""

from collections.abc import Iterable
from itertools import groupby

from chalicelib import errors
from chalicelib.errors import ApiError
from contract.headers import headers
from contract.keywords import Schema
from contract.problem_examples import problem
from contract.schemas import problem_schema, ref

Kind = type[ApiError]

ANYWHERE: tuple[Kind, ...] = (
    errors.MalformedRequestError,
    errors.ForbiddenError,
    errors.TooManyRequestsError,
    errors.InternalError,
    errors.BusyError,
)
"""Every route can answer these: most of them are the gateway's."""

WITH_PARAMETERS: tuple[Kind, ...] = (errors.InvalidInputError,)
"""Unknown parameters are refused."""

SIGNED_IN: tuple[Kind, ...] = (
    errors.TokenMissingError,
    errors.TokenInvalidError,
    errors.TokenExpiredError,
    errors.TokenRejectedError,
)

WRITE: tuple[Kind, ...] = (
    errors.AccountClosedError,
    errors.PreconditionFailedError,
    errors.IdempotencyKeyReusedError,
    errors.OutcomeUnknownError,
)

WITH_BODY: tuple[Kind, ...] = (errors.BodyTooLargeError, errors.UnsupportedMediaTypeError)

NOWHERE: tuple[Kind, ...] = (errors.NoSuchRouteError, errors.MethodNotAllowedError)
"""What belongs to no operation: it is the answer where there is none."""

_HEADERS = {401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After", 503: "Retry-After"}


class Problems:
    """Collects the problems of all routes; those of one status and the same kinds are one."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {"Problem": problem_schema()}
        self.responses: dict[str, Schema] = {}
        self.examples: dict[str, Schema] = {}
        self.of(NOWHERE)

    def of(self, kinds: Iterable[Kind]) -> dict[str, Schema]:
        """Return the answers of a route that can meet these problems, by status."""
        order = {kind: (kind.status.value, place) for place, kind in enumerate(_ALL)}
        by_status = groupby(sorted(set(kinds), key=order.__getitem__), lambda kind: kind.status)
        return {str(status.value): self._shared(list(group)) for status, group in by_status}

    def _shared(self, kinds: list[Kind]) -> Schema:
        name = "Or".join(kind.slug.title().replace("-", "") for kind in kinds) + "Problem"
        if name not in self.responses:
            self.schemas[name] = problem_schema(kinds)
            self.responses[name] = self._response(name, kinds)
        return {"$ref": f"#/components/responses/{name}"}

    def _response(self, name: str, kinds: list[Kind]) -> Schema:
        for kind in kinds:
            self.examples[kind.slug] = {"summary": kind.title, "value": problem(kind)}
        shown = {kind.slug: {"$ref": f"#/components/examples/{kind.slug}"} for kind in kinds}
        status = kinds[0].status.value
        more = [_HEADERS[status]] if status in _HEADERS else []
        return {
            "description": "\n".join(f"- `{kind.slug}`: {_meaning(kind)}" for kind in kinds),
            "headers": headers("Cache-Control.none", *more),
            "content": {errors.MEDIA_TYPE: {"schema": ref(name), "examples": shown}},
        }


def _meaning(kind: Kind) -> str:
    return " ".join((kind.__doc__ or "").replace("``", "`").split())


def _subclasses(base: Kind) -> Iterable[Kind]:
    for each in base.__subclasses__():
        yield each
        yield from _subclasses(each)


_ALL = [kind for kind in _subclasses(ApiError) if "slug" in vars(kind)]
