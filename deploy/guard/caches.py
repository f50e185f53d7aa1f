"""What may be kept by API Gateway, and under which key."""

from collections.abc import Iterator, Mapping

from deploy.guard.api import Api, Method, Operation, Template

_LONGEST_S = 3600
_PLACES = {"query": "querystring", "header": "header", "path": "path"}
_OF_A_USER = ("authorization", "cookie")

_ENCODING = ("header", "accept-encoding")
"""What every answer depends on: the API compresses as the caller accepts."""


def caches(api: Api, described: Mapping[tuple[str, str], Operation]) -> Iterator[str]:
    """Find what is cached and must not be, or not under this key."""
    settings = api.properties.get("MethodSettings")
    if not isinstance(settings, list) or not all("HttpMethod" in each for each in settings):
        yield "MethodSettings is no list of settings: nothing says what is cached."
        return
    yield from _default(settings)
    for each in settings:
        if each.get("DataTraceEnabled") or each.get("LoggingLevel", "OFF") not in {"OFF", "ERROR"}:
            yield "Execution logs would hold what users write, and their tokens."
        if _is_wildcard(each) or each.get("CachingEnabled") is False:
            continue
        yield from _cached(api, each, described)


def cached_methods(api: Api) -> list[Method]:
    """Return the methods whose answers are cached."""
    settings = api.properties.get("MethodSettings") or []
    named = [api.methods.get(_named(each)) for each in settings if each.get("CachingEnabled")]
    return [method for method in named if method]


def _default(settings: list[Template]) -> Iterator[str]:
    defaults = [each for each in settings if _is_wildcard(each)]
    whole = [each for each in defaults if (each["HttpMethod"], each["ResourcePath"]) == ("*", "/*")]
    if len(whole) != 1:
        yield "MethodSettings needs one entry for all methods (*, /*) that turns caching off."
    for each in defaults:
        if each.get("CachingEnabled") is not False:
            yield (
                f"Caching is not off for {each['HttpMethod']} {each['ResourcePath']}: only "
                "methods that are named may be cached."
            )


def _cached(
    api: Api, setting: Template, described: Mapping[tuple[str, str], Operation]
) -> Iterator[str]:
    key = _named(setting)
    label = " ".join(key)
    if setting.get("CachingEnabled") is not True:
        yield f"{label}: CachingEnabled is neither true nor false, but something to be found out."
    if setting.get("CacheDataEncrypted") is not True:
        yield f"{label}: what is cached is not encrypted."
    ttl = setting.get("CacheTtlInSeconds")
    if not isinstance(ttl, int) or isinstance(ttl, bool) or not 1 <= ttl <= _LONGEST_S:
        yield f"{label}: CacheTtlInSeconds is not from 1 to {_LONGEST_S}."
    method, operation = api.methods.get(key), described.get(key)
    if method is None or operation is None:
        yield f"{label} is cached, and the API or its contract has no such method."
        return
    if method.name != "GET":
        yield f"{label} is cached, and is not a GET."
    yield from _for_everybody(method, operation, api.properties["DefinitionBody"])
    yield from _keyed(method, operation.inputs | {_ENCODING})


def _for_everybody(method: Method, operation: Operation, definition: Template) -> Iterator[str]:
    label = method.label
    if method.definition.get("security", definition.get("security")):
        yield f"{label} is cached and has an authorizer: its answers are a user's own."
    if operation.signed_in:
        yield f"{label} is cached, and the contract wants a token: its answers are a user's own."
    if not operation.keepable:
        yield f"{label} is cached, and the contract does not call its answers public."
    if operation.has_body:
        yield f"{label} is cached and reads a body, which no key has."
    for name in _key(method):
        if name.rpartition(".")[2].lower() in _OF_A_USER:
            yield f"{label} has {name} in its key: users' own answers are not cached at all."


def _keyed(method: Method, inputs: frozenset[tuple[str, str]]) -> Iterator[str]:
    label, integration = method.label, method.integration
    key = {_folded(each) for each in _key(method)}
    declared = {
        _folded(f"method.request.{_PLACES.get(each.get('in'), '?')}.{each.get('name')}")
        for each in method.definition.get("parameters", [])
    }
    for place, name in sorted(inputs):
        if _folded(f"method.request.{_PLACES.get(place, place)}.{name}") not in key:
            yield f"{label} is cached and reads {name} ({place}), which is not in its key."
    for each in sorted(key - declared):
        yield f"{label} has {each} in its key and not in its parameters: it would not count."
    for name in ("cacheNamespace", "requestParameters"):
        if integration.get(name):
            yield f"{label} has {name}: it may share answers with another method."
    if str(integration.get("type", "")).lower() != "aws_proxy":
        yield f"{label} is cached and does not call the function."


def _key(method: Method) -> list[str]:
    return [str(each) for each in method.integration.get("cacheKeyParameters") or []]


def _folded(parameter: str) -> str:
    """Return a parameter's name; those of headers mean the same in any case."""
    return parameter.lower() if parameter.startswith("method.request.header.") else parameter


def _is_wildcard(setting: Template) -> bool:
    return "*" in f"{setting.get('HttpMethod', '*')}{setting.get('ResourcePath', '*')}"


def _named(setting: Template) -> tuple[str, str]:
    path = str(setting.get("ResourcePath", "")).removeprefix("/")
    return str(setting.get("HttpMethod", "")).upper(), path.replace("~1", "/").replace("~0", "~")
