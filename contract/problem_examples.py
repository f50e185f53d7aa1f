"""Examples of problems: one of each kind, as the code makes it."""

from chalicelib import errors
from chalicelib.errors import FieldError


def problem(kind: type[errors.ApiError]) -> dict[str, object]:
    """Return a problem of this kind."""
    return _PROBLEMS[kind].problem()


_UNREADABLE = FieldError("body", "is not JSON")
_PARENT_DONE = FieldError("parent", "is done: reopen it first")
_ELSEWHERE = FieldError("after", "must be open and in the same order")
_PROBLEMS: dict[type[errors.ApiError], errors.ApiError] = {
    type(each): each
    for each in (
        errors.MalformedRequestError("The body can't be read.", errors=[_UNREADABLE]),
        errors.InvalidCursorError("Send next_cursor as it was given, with the same query."),
        errors.TokenMissingError("Send an id token."),
        errors.TokenInvalidError("Send the id token of a signed-in user."),
        errors.TokenExpiredError("Get a new id token with the refresh token."),
        errors.TokenRejectedError("Send a valid id token of a signed-in user."),
        errors.ForbiddenError("The request was refused before it reached the service."),
        errors.NoSuchTodoError(),
        errors.NoSuchListError(),
        errors.NoSuchRouteError("The API has nothing at this path."),
        errors.MethodNotAllowedError("The path has other methods: see Allow."),
        errors.IdTakenError("You have a to-do with this id already."),
        errors.TodoDeletedError("A to-do with this id was deleted; its id stays taken."),
        errors.ListDeletedError("A list with this id was deleted; its id stays taken."),
        errors.ListGoneError(),
        errors.InboxFixedError(),
        errors.ParentGoneError(),
        errors.ParentUnfitError("The parent is not fit for that.", errors=[_PARENT_DONE]),
        errors.NeighbourGoneError("There is nothing with that id there.", errors=[_ELSEWHERE]),
        errors.AccountClosedError("Nothing can be written any more."),
        errors.EpochChangedError("The data was restored since this cursor was made: start again."),
        errors.PreconditionFailedError("If-Match names another version than the one here."),
        errors.BodyTooLargeError("Send at most 262144 bytes."),
        errors.UnsupportedMediaTypeError("Send application/json."),
        errors.InvalidInputError([FieldError("due_zone", "needs a due with a time of day")]),
        errors.IdempotencyKeyReusedError("Use a new key for each new request."),
        errors.QuotaExceededError("You may have 100000 to-dos."),
        errors.TooManyRequestsError("Try again after the stated seconds."),
        errors.TooMuchAtOnceError("Much of what you asked for is still being done."),
        errors.InternalError(),
        errors.BusyError(),
        errors.OutcomeUnknownError(),
    )
}
