"""Who may empty the cache: nobody from outside."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from deploy.guard.api import Api, Template

SETTINGS = "InvalidationOfCachedMethods"
"""Where api.yaml has, as metadata, what CloudFormation has no properties for."""

_ACTIONS = (
    "execute-api:invalidatecache",
    *(f"apigateway:{verb}" for verb in ("delete", "patch", "post", "put")),
)
"""What empties it, or lets others empty it."""
_MAY = frozenset({"SUCCEED_WITHOUT_RESPONSE_HEADER", "FAIL_WITH_403"})
_POLICIES = ("PolicyDocument", "AssumeRolePolicyDocument", "x-amazon-apigateway-policy")
_AWS_OWN = ("ManagedPolicyArns", "PermissionsBoundary")


def invalidation(template: Template, api: Api) -> Iterator[str]:
    """Find ways for callers to have a cached answer made anew."""
    settings = api.metadata.get(SETTINGS, {})
    if settings.get("RequireAuthorizationForCacheControl") is not True:
        yield "Anybody could empty the cache: RequireAuthorizationForCacheControl is not true."
    if settings.get("UnauthorizedCacheControlHeaderStrategy") not in _MAY:
        yield f"UnauthorizedCacheControlHeaderStrategy is none of {', '.join(sorted(_MAY))}."
    for place, node in _nodes(template.get("Resources", {}), "Resources"):
        yield from _of_policies(place, node)
        if "Effect" in node and node["Effect"] != "Deny":
            yield from _of_statement(place, node)


def _of_policies(place: str, node: Template) -> Iterator[str]:
    for name in _POLICIES:
        if name in node and not (isinstance(node[name], dict) and "Statement" in node[name]):
            yield f"{place}.{name} is no policy that can be read here."
    for name in _AWS_OWN:
        if name in node:
            yield f"{place}.{name}: what AWS's own policies allow is not known here."


def _of_statement(place: str, statement: Template) -> Iterator[str]:
    if "Action" not in statement:
        yield f"{place} allows all but some actions, emptying the cache among them."
        return
    actions = statement["Action"]
    for action in actions if isinstance(actions, list) else [actions]:
        if not isinstance(action, str):
            yield f"{place} allows an action that is only known later: {action}."
        elif any(fnmatchcase(each, action.lower()) for each in _ACTIONS) or ":" not in action:
            yield f"{place} allows to empty the cache: {action.lower()}."


def _nodes(node: object, place: str) -> Iterator[tuple[str, Template]]:
    """Walk through all objects of a template, with where they stand."""
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each, place)
    if isinstance(node, dict):
        yield place, node
        for name, each in node.items():
            yield from _nodes(each, f"{place}.{name}")
