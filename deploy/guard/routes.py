"""Who may call what: the template's API against its contract."""

from collections.abc import Iterator, Mapping

from deploy.guard.api import Api, Method, Operation, Template, shape

_NO_SECOND_STAGE = "2.0"


def routes(api: Api, operations: Mapping[tuple[str, str], Operation]) -> Iterator[str]:
    """Find methods that are open or closed against the contract, and ways around them."""
    if api.properties.get("OpenApiVersion") != _NO_SECOND_STAGE:
        yield 'OpenApiVersion is not "2.0": SAM would make a second stage, with no settings.'
    if "CanarySetting" in api.properties:
        yield "CanarySetting: a canary has a cache of its own that nothing here looks at."
    if "Auth" in api.properties:
        yield "Auth: SAM would change who may call what, after this was checked."
    definition = api.properties.get("DefinitionBody", {})
    described = {(method, shape(path)): said for (method, path), said in operations.items()}
    found = {(name, shape(path)): each for (name, path), each in api.methods.items()}
    for name, path in sorted(set(described) - set(found)):
        yield f"{name} {path} is in the contract, and not in the API."
    for key, method in sorted(found.items()):
        if method.reaches_lambda:
            yield from _authorized(method, described.get(key), definition)


def _authorized(method: Method, said: Operation | None, definition: Template) -> Iterator[str]:
    if said is None:
        yield f"{method.label} calls something, and is not in the contract."
        return
    wanted = method.definition.get("security", definition.get("security")) or []
    if not said.signed_in:
        if wanted:
            yield f"{method.label} wants a token, and the contract says that it is public."
        return
    schemes = definition.get("securityDefinitions", {})
    pools = [_is_a_pool(schemes.get(name)) for each in wanted for name in each]
    if not pools or not all(pools):
        yield f"{method.label} wants a token in the contract, and has no user pool to check it."


def _is_a_pool(scheme: Template | None) -> bool:
    authorizer = (scheme or {}).get("x-amazon-apigateway-authorizer") or {}
    return (
        authorizer.get("type") == "cognito_user_pools"
        and bool(authorizer.get("providerARNs"))
        and str((scheme or {}).get("name")).lower() == "authorization"
        and (scheme or {}).get("in") == "header"
    )
