"""What API Gateway answers by itself, as the problem details that the app's own routes send.

Its texts are fixed when it is deployed: the templates of gateway responses know variables and
nothing else, so one kind of refusal has one answer (docs/decisions/0013-api-gateway-refusals.md).
"""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib import errors
from chalicelib.web import answers

Swagger = dict[str, Any]
"""A part of an API's definition: JSON, so its values have no common type."""

_INTERNAL = errors.InternalError()
_NOBODY = errors.TokenRejectedError("Send a valid id token of a signed-in user.")
_FORBIDDEN = errors.ForbiddenError("The request was refused before it reached the service.")
_NOTHING_HERE = errors.NoSuchRouteError("The API has nothing at this path.")
_TOO_MANY = errors.TooManyRequestsError(
    "Try again after the stated seconds.", headers={"Retry-After": "1"}
)
_UNREADABLE = errors.MalformedRequestError("The request can't be read.")

BY_TYPE: Mapping[str, errors.ApiError] = {
    "ACCESS_DENIED": _FORBIDDEN,
    "API_CONFIGURATION_ERROR": _INTERNAL,
    "AUTHORIZER_CONFIGURATION_ERROR": _INTERNAL,
    "AUTHORIZER_FAILURE": _INTERNAL,
    "BAD_REQUEST_BODY": _UNREADABLE,
    "BAD_REQUEST_PARAMETERS": _UNREADABLE,
    "DEFAULT_4XX": _UNREADABLE,
    "DEFAULT_5XX": _INTERNAL,
    "EXPIRED_TOKEN": _FORBIDDEN,  # of an AWS signature: an id token's end is UNAUTHORIZED
    "INTEGRATION_FAILURE": _INTERNAL,
    "INTEGRATION_TIMEOUT": _INTERNAL,
    "INVALID_API_KEY": _FORBIDDEN,
    "INVALID_SIGNATURE": _FORBIDDEN,
    "MISSING_AUTHENTICATION_TOKEN": _NOTHING_HERE,  # what API Gateway calls an unknown route
    "QUOTA_EXCEEDED": _TOO_MANY,
    "REQUEST_TOO_LARGE": errors.BodyTooLargeError("The request is too large."),
    "RESOURCE_NOT_FOUND": _NOTHING_HERE,
    "THROTTLED": _TOO_MANY,
    "UNAUTHORIZED": _NOBODY,
    "UNSUPPORTED_MEDIA_TYPE": errors.UnsupportedMediaTypeError("Send application/json."),
    "WAF_FILTERED": _FORBIDDEN,
}
"""Every gateway response that REST APIs have, but those that need a status of their own."""

_SENT = ("application/json", "application/merge-patch+json", "application/octet-stream")
_TYPED = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
REFUSED_TYPES = (*_SENT, *_TYPED)
"""Media types of bodies that are refused with the right status. A mock integration can't read a
body that it has no template for, and would answer 500: others get 415 instead."""


def gateway_responses(cors: Mapping[str, str]) -> Swagger:
    """Return the answers to what never reaches Lambda, by API Gateway's name for it."""
    return {kind: _gateway_response(error, cors) for kind, error in BY_TYPE.items()}


def unknown_path(cors: Mapping[str, str]) -> Swagger:
    """Return a method that answers 404. Without one, API Gateway reads a token as a signature."""
    return _refusing(_NOTHING_HERE, cors)


def unknown_method(known: list[str], cors: Mapping[str, str]) -> Swagger:
    """Return a method that answers 405 for whatever method the path has not."""
    allow = {"Allow": ", ".join(known)}
    error = errors.MethodNotAllowedError("The path has other methods: see Allow.", headers=allow)
    return _refusing(error, cors)


def _gateway_response(error: errors.ApiError, cors: Mapping[str, str]) -> Swagger:
    body, headers = _answer(error, cors)
    parameters = {f"gatewayresponse.header.{name}": _literal(text) for name, text in headers}
    return {
        "statusCode": error.status.value,
        "responseParameters": parameters,
        "responseTemplates": {"application/json": body},
    }


def _refusing(error: errors.ApiError, cors: Mapping[str, str]) -> Swagger:
    status = str(error.status.value)
    body, headers = _answer(error, cors)
    request = json.dumps({"statusCode": error.status.value})
    return {
        "consumes": list(REFUSED_TYPES),
        "produces": ["application/json"],
        "responses": {
            status: {
                "description": error.title,
                "headers": {name: {"type": "string"} for name, _ in headers},
            }
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "passthroughBehavior": "never",
            # Some of the types are binary to API Gateway: without this it could not read them.
            "contentHandling": "CONVERT_TO_TEXT",
            "requestTemplates": dict.fromkeys(REFUSED_TYPES, request),
            "responses": {
                "default": {
                    "statusCode": status,
                    "responseParameters": {
                        f"method.response.header.{name}": _literal(text) for name, text in headers
                    },
                    "responseTemplates": {"application/json": body},
                }
            },
        },
    }


def _answer(error: errors.ApiError, cors: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    answered = answers.problem(error)
    headers = {name: str(value) for name, value in answered.headers.items()} | dict(cors)
    return answered.body, list(headers.items())


def _literal(text: str) -> str:
    """Quote a header's value: what is not in quotes is read as a variable's name."""
    if "'" in text:
        raise ValueError(f"API Gateway can't send a quote in a header: {text}")
    return f"'{text}'"
