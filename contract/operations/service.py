"""What the service says of the caller, and of itself."""

from contract import examples
from contract.headers import headers
from contract.operations.operation import PRIVATE, PUBLIC, Operation, bare, in_json
from contract.schemas import ref

_UNCHANGED = bare("It is still the version that you have.", "ETag.public", *PUBLIC)

OPERATIONS = {
    "show_me": Operation(
        name="getMe",
        answers={200: in_json("You.", "Me", examples.me(), "Revision", *PRIVATE)},
    ),
    "show_health": Operation(
        name="getHealth",
        answers={200: in_json("It answers.", "Health", examples.health(), "Cache-Control.none")},
    ),
    "show_config": Operation(
        name="getConfig",
        parameters=("If-None-Match.public",),
        answers={
            200: in_json(
                "Where to sign in, and what may be sent.",
                "Config",
                examples.config(),
                "ETag.public",
                *PUBLIC,
            ),
            304: _UNCHANGED,
        },
        ignores_parameters=True,
    ),
    "show_openapi": Operation(
        name="getOpenApi",
        parameters=("If-None-Match.public",),
        answers={
            200: {
                "description": "This document.",
                "headers": headers("ETag.public", *PUBLIC),
                "content": {"application/json": {"schema": ref("OpenApi")}},
            },
            304: _UNCHANGED,
        },
        ignores_parameters=True,
    ),
}
