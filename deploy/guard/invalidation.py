"""Who may empty the cache: nobody from outside."""

import json
from collections.abc import Iterator

from deploy.guard.api import Api, Template

SETTINGS = "InvalidationOfCachedMethods"
"""Where api.yaml has, as metadata, what CloudFormation has no properties for."""

_ACTION = "execute-api:invalidatecache"
_MAY = frozenset({"SUCCEED_WITHOUT_RESPONSE_HEADER", "FAIL_WITH_403"})


def invalidation(template: Template, api: Api) -> Iterator[str]:
    """Find ways for callers to have a cached answer made anew."""
    settings = api.metadata.get(SETTINGS, {})
    if settings.get("RequireAuthorizationForCacheControl") is not True:
        yield "Anybody could empty the cache: RequireAuthorizationForCacheControl is not true."
    if settings.get("UnauthorizedCacheControlHeaderStrategy") not in _MAY:
        yield f"UnauthorizedCacheControlHeaderStrategy is none of {', '.join(sorted(_MAY))}."
    for place, statement in _statements(template.get("Resources", {}), "Resources"):
        actions = [str(each).lower() for each in _listed(statement.get("Action"))]
        allows = statement.get("Effect") != "Deny"
        if allows and any(_covers(action) for action in actions):
            yield f"{place} allows to empty the cache: {', '.join(actions)}."
        if allows and "NotAction" in statement:
            yield f"{place} allows all but some actions, emptying the cache among them."


def _covers(pattern: str) -> bool:
    """Tell whether an action's pattern allows it; a ``*`` ends most of them."""
    service, _, name = pattern.partition(":")
    if pattern == "*":
        return True
    head = name.partition("*")[0].partition("?")[0]
    wanted_service, _, wanted = _ACTION.partition(":")
    is_pattern = head != name
    return service == wanted_service and (wanted.startswith(head) if is_pattern else wanted == name)


def _statements(node: object, place: str) -> Iterator[tuple[str, Template]]:
    """Walk through everything that is written like a policy's statement."""
    if isinstance(node, str) and '"Statement"' in node:  # a policy as text
        try:
            node = json.loads(node)
        except ValueError:
            return
    if isinstance(node, list):
        for each in node:
            yield from _statements(each, place)
    if isinstance(node, dict):
        if "Effect" in node and ("Action" in node or "NotAction" in node):
            yield place, node
        for name, each in node.items():
            yield from _statements(each, f"{place}.{name}")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
