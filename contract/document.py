"""Puts the document together: for each route of the app, what is said of it."""

import json
import re
from pathlib import Path
from typing import Any

from chalice.app import Chalice, RouteEntry

from chalicelib import __version__
from contract.descriptions import ABOUT
from contract.headers import ANSWERED
from contract.keywords import Schema
from contract.operations import OPERATIONS
from contract.operations.operation import Operation
from contract.parameters import parameters
from contract.problems import ANYWHERE, SIGNED_IN, WITH_PARAMETERS, Problems
from contract.schemas import schemas

_CONFIG = Path(__file__).parents[1] / ".chalice" / "config.json"
_SCHEME = "idToken"


def document(app: Chalice) -> dict[str, Any]:
    """Return the contract of an app, every route of which is in ``OPERATIONS``."""
    problems = Problems()
    paths = {
        re.sub(r"\{\w+\}", "{id}", path): {
            method.lower(): _operation(route, problems) for method, route in methods.items()
        }
        for path, methods in app.routes.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "MyTodoList",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": _servers(),
        "paths": paths,
        "components": {
            "schemas": schemas() | problems.schemas,
            "responses": problems.responses,
            "parameters": parameters(),
            "headers": ANSWERED,
            "examples": problems.examples,
            "securitySchemes": {
                _SCHEME: {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The id token of the Cognito user pool.",
                }
            },
        },
    }


def _servers() -> list[Schema]:
    stage = json.loads(_CONFIG.read_text())["api_gateway_stage"]
    return [
        {
            "url": "https://{api}.execute-api.{region}.amazonaws.com/{version}",
            "description": "API Gateway. Its stage is the version.",
            "variables": {
                "api": {"default": "api", "description": "The id of the REST API."},
                "region": {"default": "eu-central-1"},
                "version": {"default": stage, "enum": [stage]},
            },
        },
        {"url": "http://127.0.0.1:8000", "description": "make run"},
    ]


def _operation(route: RouteEntry, problems: Problems) -> Schema:
    said = OPERATIONS[route.view_name]
    signed_in = route.authorizer is not None
    kinds = [
        *ANYWHERE,
        *(WITH_PARAMETERS if not said.ignores_parameters else ()),
        *(SIGNED_IN if signed_in else ()),
        *said.problems,
    ]
    summary, _, rest = (route.view_function.__doc__ or "").partition("\n")
    return {
        "operationId": said.name,
        "summary": summary,
        **({"description": " ".join(rest.split())} if rest.strip() else {}),
        "security": [{_SCHEME: []}] if signed_in else [],
        **_asked(said),
        "responses": {str(status): answer for status, answer in said.answers.items()}
        | problems.of(kinds),
    }


def _asked(said: Operation) -> Schema:
    references = [{"$ref": f"#/components/parameters/{name}"} for name in said.parameters]
    asked: Schema = {"parameters": references} if references else {}
    return asked if said.body is None else asked | {"requestBody": said.body}
