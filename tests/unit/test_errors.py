"""Every error that a caller can see is one documented class with a type of its own."""

import inspect
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.errors import ApiError, FieldError


def subclasses(kind: type[ApiError]) -> Iterator[type[ApiError]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


GROUPS = {errors.ApiError, errors.UnauthorizedError}
"""Never raised themselves."""
ERRORS = sorted(set(subclasses(ApiError)) - GROUPS, key=lambda kind: kind.__name__)


def an_error(kind: type[ApiError]) -> ApiError:
    """Make an error of what its class wants to be told."""
    known: dict[str, Any] = {
        "detail": "What happened, in words.",
        "errors": [FieldError("title", "is required")],
        "headers": None,
    }
    wanted = inspect.signature(kind).parameters
    return kind(**{name: known[name] for name in wanted})


def with_status(status: HTTPStatus) -> list[type[ApiError]]:
    return [kind for kind in ERRORS if kind.status is status]


def test_every_error_has_a_type_of_its_own() -> None:
    slugs = [kind.slug for kind in ERRORS]
    assert len(slugs) > 20
    assert len(set(slugs)) == len(slugs)


def test_every_error_has_a_title_of_its_own() -> None:
    titles = [kind.title for kind in ERRORS]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kind", ERRORS)
def test_a_type_is_a_uri_that_can_stay_as_it_is(kind: type[ApiError]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.slug)
    assert an_error(kind).problem()["type"] == f"urn:problem-type:mytodolist:{kind.slug}"


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_says_in_its_docstring_what_happened(kind: type[ApiError]) -> None:
    assert re.fullmatch(r"[A-Z`].*[.]", inspect.getdoc(kind) or "", re.DOTALL)


@pytest.mark.parametrize("kind", ERRORS)
def test_a_problem_has_the_members_of_rfc_9457(kind: type[ApiError]) -> None:
    problem = an_error(kind).problem()
    members = {name: type(value) for name, value in problem.items() if name != "errors"}
    assert members == {"type": str, "title": str, "status": int, "detail": str}
    assert json.loads(json.dumps(problem)) == problem


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_is_a_status_of_failure(kind: type[ApiError]) -> None:
    assert 400 <= kind.status < 600


@pytest.mark.parametrize("kind", ERRORS)
def test_what_an_error_tells_ends_as_a_sentence(kind: type[ApiError]) -> None:
    assert an_error(kind).detail.endswith(".")


def test_only_a_defect_is_an_internal_error() -> None:
    assert with_status(HTTPStatus.INTERNAL_SERVER_ERROR) == [errors.InternalError]


def test_a_problem_names_each_field_that_is_wrong() -> None:
    wrong = errors.InvalidInputError([FieldError("title", "is required"), FieldError("a", "b")])
    assert wrong.problem()["errors"] == [
        {"field": "title", "message": "is required"},
        {"field": "a", "message": "b"},
    ]


def test_a_problem_about_no_field_lists_none() -> None:
    assert "errors" not in errors.NoSuchTodoError().problem()


@pytest.mark.parametrize("kind", with_status(HTTPStatus.UNAUTHORIZED))
def test_who_is_not_signed_in_learns_how(kind: type[ApiError]) -> None:
    assert an_error(kind).headers["WWW-Authenticate"].split()[0] == "Bearer"


def test_a_missing_a_bad_and_an_expired_token_are_three_errors_and_one_that_cannot_tell() -> None:
    assert len(with_status(HTTPStatus.UNAUTHORIZED)) == 3 + 1


@pytest.mark.parametrize("kind", with_status(HTTPStatus.SERVICE_UNAVAILABLE))
def test_who_is_to_try_again_learns_when(kind: type[ApiError]) -> None:
    assert int(an_error(kind).headers["Retry-After"]) >= 1


def test_headers_of_one_error_are_its_own() -> None:
    one, other = errors.BusyError(), errors.BusyError()
    one.headers["Retry-After"] = "60"
    assert other.headers["Retry-After"] == "1"
