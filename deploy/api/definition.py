"""Completes the Swagger that Chalice makes of the routes: every path's other answers are in it."""

from http import HTTPMethod

from chalice.app import Chalice, CORSConfig

from deploy.api.refusals import Swagger, gateway_responses, unknown_method, unknown_path

ANY = "x-amazon-apigateway-any-method"
GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"


def completed(swagger: Swagger, app: Chalice) -> Swagger:
    """Return the definition with what API Gateway answers where no route does.

    The local gateway answers the same in ``local/gateway.py``.
    """
    cors = _cors(app)
    paths = {
        path: methods | {ANY: unknown_method(_allowed(methods), cors)}
        for path, methods in swagger["paths"].items()
    }
    elsewhere = {path: {ANY: unknown_path(cors)} for path in ("/", "/{proxy+}")}
    return swagger | {"paths": elsewhere | paths, GATEWAY_RESPONSES: gateway_responses(cors)}


def _allowed(methods: Swagger) -> list[str]:
    others = [name.upper() for name in methods if name.upper() != HTTPMethod.OPTIONS]
    return [*others, HTTPMethod.OPTIONS.value]


def _cors(app: Chalice) -> dict[str, str]:
    cors = app.api.cors
    if not isinstance(cors, CORSConfig):
        raise TypeError("app.py sets app.api.cors: browsers read errors too.")
    return {name: str(value) for name, value in cors.get_access_control_headers().items()}
