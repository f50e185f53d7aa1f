"""Every error that a caller can see: one class each, answered as RFC 9457 problem details.

A class says what happened in its docstring, once and for good: its ``slug`` is the stable
part of the problem's ``type``. What differs from case to case is in ``detail``, in words of
our own: never a driver's message, a token, or a hint that somebody else has something.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

TYPE_PREFIX = "urn:problem-type:mytodolist:"
MEDIA_TYPE = "application/problem+json"

LONGEST_NAME = 100
"""Most characters that an error repeats of a name in the input, which may be hostile."""

MOST_ERRORS = 20
"""Most field errors of one request that are told."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with the input: which field, header or parameter, and why."""

    field: str
    message: str


class ApiError(Exception):
    """What a caller is told instead of an answer. Never raised itself."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    slug: ClassVar[str]
    title: ClassVar[str]

    def __init__(
        self,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def problem(self) -> dict[str, object]:
        """Return the RFC 9457 members: ``type, title, status, detail`` and maybe ``errors``."""
        members: dict[str, object] = {
            "type": TYPE_PREFIX + self.slug,
            "title": self.title,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            members["errors"] = [{"field": e.field, "message": e.message} for e in self.errors]
        return members


# 400: the request can't be read


class MalformedRequestError(ApiError):
    """The body is no JSON that can be read in one way only, or a header is malformed."""

    status = HTTPStatus.BAD_REQUEST
    slug = "malformed-request"
    title = "The request can't be read"


class InvalidCursorError(ApiError):
    """The cursor was not given by this service to this user for this query."""

    status = HTTPStatus.BAD_REQUEST
    slug = "invalid-cursor"
    title = "The cursor is not valid here"


# 401: who is it?


class UnauthorizedError(ApiError):
    """The request comes from nobody that this service knows. Never raised itself."""

    status = HTTPStatus.UNAUTHORIZED

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class TokenMissingError(UnauthorizedError):
    """There is no ``Authorization`` header."""

    slug = "token-missing"
    title = "Sign in first"


class TokenInvalidError(UnauthorizedError):
    """The token is no id token of this user pool and client."""

    slug = "token-invalid"
    title = "The token is not valid"


class TokenExpiredError(UnauthorizedError):
    """The token was valid once: get a new one with the refresh token."""

    slug = "token-expired"
    title = "The token has expired"


class TokenRejectedError(UnauthorizedError):
    """The token is missing, not valid here, or has expired: API Gateway does not say which."""

    slug = "token-rejected"
    title = "A valid id token is needed"


# 403: refused by what stands before the service


class ForbiddenError(ApiError):
    """A firewall or a policy before the service refuses the request, whoever sends it."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"
    title = "The request is refused"


# 404, 405: there is nothing there


class NoSuchTodoError(ApiError):
    """The caller owns no to-do with that id: it never was, was deleted, or is another's."""

    status = HTTPStatus.NOT_FOUND
    slug = "no-such-todo"
    title = "No such to-do"

    def __init__(self) -> None:
        super().__init__("You have no to-do with this id.")


class NoSuchListError(ApiError):
    """The caller owns no list with that id: it never was, was deleted, or is another's."""

    status = HTTPStatus.NOT_FOUND
    slug = "no-such-list"
    title = "No such list"

    def __init__(self) -> None:
        super().__init__("You have no list with this id.")


class NoSuchRouteError(ApiError):
    """The API has nothing at this path."""

    status = HTTPStatus.NOT_FOUND
    slug = "no-such-route"
    title = "No such route"


class MethodNotAllowedError(ApiError):
    """The path is there, but not for this method; ``Allow`` lists those it has."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    slug = "method-not-allowed"
    title = "The method is not allowed here"


# 409, 410, 412: not as things stand


class IdTakenError(ApiError):
    """The caller already has a to-do or list with the id that the new one was to get."""

    status = HTTPStatus.CONFLICT
    slug = "id-taken"
    title = "The id is taken"


class TodoDeletedError(ApiError):
    """The id belonged to a to-do that was deleted: writing it again would revive it."""

    status = HTTPStatus.CONFLICT
    slug = "todo-deleted"
    title = "The to-do was deleted"


class ListDeletedError(ApiError):
    """The id belonged to a list that was deleted: it can't be used again."""

    status = HTTPStatus.CONFLICT
    slug = "list-deleted"
    title = "The list was deleted"


class ListGoneError(ApiError):
    """The to-do was to get into a list that is not there: deleted meanwhile, or never made."""

    status = HTTPStatus.CONFLICT
    slug = "list-gone"
    title = "The list is not there"

    def __init__(self) -> None:
        super().__init__("You have no list with this id: take another one, or the inbox.")


class InboxFixedError(ApiError):
    """The inbox is there for everybody, and can't be changed or deleted."""

    status = HTTPStatus.CONFLICT
    slug = "inbox-fixed"
    title = "The inbox stays as it is"

    def __init__(self) -> None:
        super().__init__("The inbox can't be changed, moved or deleted.")


class ParentGoneError(ApiError):
    """The to-do was to become a subtask of one that is not there: deleted, or never made."""

    status = HTTPStatus.CONFLICT
    slug = "parent-gone"
    title = "The parent is not there"

    def __init__(self) -> None:
        super().__init__("You have no to-do with the id of the parent.")


class ParentUnfitError(ApiError):
    """The to-do can't be a subtask of that one, as things stand; ``errors`` says why."""

    status = HTTPStatus.CONFLICT
    slug = "parent-unfit"
    title = "The to-do can't be a subtask of that one"


class NeighbourGoneError(ApiError):
    """The thing was to go beside another that is not there, or not in that list."""

    status = HTTPStatus.CONFLICT
    slug = "neighbour-gone"
    title = "There is nothing to go beside"


class AccountClosedError(ApiError):
    """The account is being deleted: nothing can be written any more."""

    status = HTTPStatus.CONFLICT
    slug = "account-closed"
    title = "The account is being deleted"


class EpochChangedError(ApiError):
    """The cursor is older than a restored backup: start again without it."""

    status = HTTPStatus.GONE
    slug = "epoch-changed"
    title = "The history this belongs to has ended"


class PreconditionFailedError(ApiError):
    """``If-Match`` or ``If-None-Match`` does not hold: somebody else was first."""

    status = HTTPStatus.PRECONDITION_FAILED
    slug = "precondition-failed"
    title = "The precondition does not hold"


# 413, 415, 422: the request can be read, but not accepted


class BodyTooLargeError(ApiError):
    """The body has more bytes than any valid one."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "body-too-large"
    title = "The body is too large"


class UnsupportedMediaTypeError(ApiError):
    """The body's ``Content-Type`` is none that the route takes."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    slug = "unsupported-media-type"
    title = "The media type is not supported"


class InvalidInputError(ApiError):
    """Fields or parameters are unknown, of a wrong type or out of bounds; each is named."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "invalid-input"
    title = "The input is not valid"

    def __init__(self, errors: Iterable[FieldError]) -> None:
        super().__init__("Each field that can't be accepted is named in errors.", errors=errors)


class IdempotencyKeyReusedError(ApiError):
    """The ``Idempotency-Key`` was used before, for a different request."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "idempotency-key-reused"
    title = "The idempotency key was used for another request"


class QuotaExceededError(ApiError):
    """The owner has as many to-dos or lists, or bytes of them, as one owner may have."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "quota-exceeded"
    title = "There is no room for more"


# 429, 503: not now


class TooManyRequestsError(ApiError):
    """The caller sends more requests in a second than one may."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many-requests"
    title = "Too many requests"


class TooMuchAtOnceError(ApiError):
    """What was asked before must be done in the background first."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-much-at-once"
    title = "Let the service catch up first"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "60"})


class BusyError(ApiError):
    """The table is throttled or out of reach, or too many writes of this owner collide.

    Nothing was written.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "busy"
    title = "Try again in a moment"

    def __init__(self) -> None:
        super().__init__(
            "The service is busy. Nothing was changed; try again after the stated seconds.",
            headers={"Retry-After": "1"},
        )


class OutcomeUnknownError(ApiError):
    """A write was sent to the table, and whether it happened could not be found out.

    With an ``Idempotency-Key`` the same request can be sent again and happens once.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "outcome-unknown"
    title = "The change may or may not have been made"

    def __init__(self) -> None:
        super().__init__(
            "Whether the change was made is not known. Read again before you repeat it, or "
            "repeat it with the same Idempotency-Key.",
            headers={"Retry-After": "1"},
        )


class InternalError(ApiError):
    """A defect of the service, not of the request."""

    slug = "internal-error"
    title = "Something went wrong here"

    def __init__(self) -> None:
        super().__init__(
            "The service failed. Read before you repeat a change: it may have been made."
        )
