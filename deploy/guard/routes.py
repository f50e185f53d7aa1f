"""Who may call what: the template's API against its contract."""

import json
from collections.abc import Iterator, Mapping

from deploy.guard.api import ANY, METHODS, Api, Method, Operation, Template, shape

_NO_SECOND_STAGE = "2.0"
_AUTHORIZATION = 'x-amazon-apigateway-auth"'
_OF_THE_FUNCTION = "${APIHandler.Arn}/invocations"


def routes(api: Api, operations: Mapping[tuple[str, str], Operation]) -> Iterator[str]:
    """Find methods that are open or closed against the contract, and ways around them."""
    if api.properties.get("OpenApiVersion") != _NO_SECOND_STAGE:
        yield 'OpenApiVersion is not "2.0": SAM would make a second stage, with no settings.'
    definition = api.properties.get("DefinitionBody", {})
    yield from _odd(definition)
    described = {(method, shape(path)): said for (method, path), said in operations.items()}
    found = {(name, shape(path)): each for (name, path), each in api.methods.items()}
    for name, path in sorted(set(described) - set(found)):
        yield f"{name} {path} is in the contract, and not in the API."
    for key, method in sorted(found.items()):
        if method.reaches_lambda:
            yield from _authorized(method, described.get(key), definition)


def _odd(definition: Template) -> Iterator[str]:
    """Find what API Gateway might read as a method, or as who may call one, and this does not."""
    for path, item in definition.get("paths", {}).items():
        for name in sorted(set(item) - METHODS - {ANY}):
            yield f"{path} has {name}, which is no method's name."
    if _AUTHORIZATION in json.dumps(definition):
        yield "x-amazon-apigateway-auth says who may call, beside what was checked."


def _authorized(method: Method, said: Operation | None, definition: Template) -> Iterator[str]:
    if said is None:
        yield f"{method.label} calls something, and is not in the contract."
        return
    if _OF_THE_FUNCTION not in json.dumps(method.integration.get("uri")):
        yield f"{method.label} calls something else than the function."
    wanted = method.definition.get("security", definition.get("security")) or []
    if not said.signed_in:
        if wanted:
            yield f"{method.label} wants a token, and the contract says that it is public."
        return
    schemes = definition.get("securityDefinitions", {})
    names = [list(each) for each in wanted]
    if len(names) != 1 or len(names[0]) != 1 or not _is_our_pool(schemes.get(names[0][0])):
        yield f"{method.label} wants a token in the contract, and has no user pool to check it."


def _is_our_pool(scheme: Template | None) -> bool:
    authorizer = (scheme or {}).get("x-amazon-apigateway-authorizer") or {}
    return (
        authorizer.get("type") == "cognito_user_pools"
        and authorizer.get("providerARNs") == [{"Fn::GetAtt": ["UserPool", "Arn"]}]
        and str((scheme or {}).get("name")).lower() == "authorization"
        and (scheme or {}).get("in") == "header"
    )
