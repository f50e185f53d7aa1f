"""Has the emulator's API Gateway read the whole definition of an API, as AWS's does.

Loaded by emulator_process.py into the emulator's own process, like emulator_policies.py: it can
import nothing of this project, and reaches into private functions of a pinned ministack.
tests/deploy holds what is mended here against the running emulator.

ministack reads routes, authorizers and what each route calls. Here it learns the rest of what a
definition says: methods for whatever is not named (``x-amazon-apigateway-any-method``), fixed
answers (mock integrations), gateway responses, cache keys; and that ``ImportRestApi`` and
``PutRestApi`` have a definition at all.
"""

import json
from collections.abc import Iterator
from typing import Any

from ministack.services import apigateway_v1 as gateway

Definition = dict[str, Any]
"""A part of an API's definition."""
Answer = Any
"""What ministack's handlers return: status, headers, body."""

_ANY = "x-amazon-apigateway-any-method"
_INTEGRATION = "x-amazon-apigateway-integration"
_RESPONSES = "x-amazon-apigateway-gateway-responses"
_OK = 200


def mend() -> None:
    """Put all of it in place; before the emulator serves its first request."""
    _import_everything()
    _take_definitions_of_clients()


def _import_everything() -> None:
    import_path, import_operation = gateway._import_path_item, gateway._import_operation
    import_api = gateway._import_rest_api

    def import_path_whole(api_id: str, path: str, item: Definition, *security: Any) -> None:
        import_path(api_id, path, item, *security)
        if _ANY in item:
            resource = next(
                each for each, said in gateway._resources[api_id].items() if said["path"] == path
            )
            gateway._import_operation(api_id, resource, "ANY", item[_ANY], *security)

    def import_operation_whole(
        api_id: str, resource: str, method: str, operation: Definition, *security: Any
    ) -> None:
        import_operation(api_id, resource, method, operation, *security)
        _complete(gateway._resources[api_id][resource]["resourceMethods"][method], operation)
        for status, said in _integration_responses(operation):
            gateway._put_integration_response(api_id, resource, method, status, said)

    def import_api_whole(spec: Definition, base_data: Any = None) -> str:
        api_id: str = import_api(spec, base_data)
        for kind, said in spec.get(_RESPONSES, {}).items():
            gateway._put_gateway_response(api_id, kind, said)
        return api_id

    gateway._import_path_item = import_path_whole
    gateway._import_operation = import_operation_whole
    gateway._import_rest_api = import_api_whole


def _complete(method: Definition, operation: Definition) -> None:
    """Add what a route's definition says besides who may call it and what it calls."""
    places = {"query": "querystring", "header": "header", "path": "path"}
    method["requestParameters"] = {
        f"method.request.{places[each['in']]}.{each['name']}": bool(each.get("required"))
        for each in operation.get("parameters", [])
        if each.get("in") in places
    }
    said, integration = operation.get(_INTEGRATION, {}), method.get("methodIntegration") or {}
    for name in ("requestTemplates", "requestParameters", "cacheKeyParameters"):
        integration[name] = said.get(name, integration.get(name))
    integration["passthroughBehavior"] = str(said.get("passthroughBehavior", "when_no_match"))


def _integration_responses(operation: Definition) -> Iterator[tuple[str, Definition]]:
    for pattern, said in operation.get(_INTEGRATION, {}).get("responses", {}).items():
        selection = "" if pattern == "default" else pattern
        yield str(said.get("statusCode", _OK)), {**said, "selectionPattern": selection}


def _take_definitions_of_clients() -> None:
    """Read the body of ImportRestApi and PutRestApi; ministack makes an empty API of the first."""
    handle = gateway.handle_request

    async def handle_whole(
        method: str, path: str, headers: Any, body: Any, query: Any, *rest: Any
    ) -> Answer:
        parts = [each for each in path.split("/") if each]
        if parts[:1] == ["restapis"] and _mode(query):
            definition = json.loads(body or b"{}")
            if method == "POST" and len(parts) == 1:
                return gateway._get_rest_api(_imported(definition, query))
            if method == "PUT" and parts[1:] and parts[1] in gateway._rest_apis:
                return _overwritten(parts[1], definition)
        return await handle(method, path, headers, body, query, *rest)

    gateway.handle_request = handle_whole


def _mode(query: Any) -> str:
    found = (query or {}).get("mode", "")
    return str(found[0] if isinstance(found, list) and found else found)


def _imported(definition: Definition, query: Any) -> str:
    kind = (query or {}).get("endpointConfigurationTypes", "EDGE")
    kinds = kind if isinstance(kind, list) else [kind]
    api_id: str = gateway._import_rest_api(definition, {"endpointConfiguration": {"types": kinds}})
    return api_id


def _overwritten(api_id: str, definition: Definition) -> Answer:
    """Put a new definition into an API that stays where it is, stages and all."""
    new_id = gateway._import_rest_api(definition)
    for store in (
        gateway._resources,
        gateway._authorizers_v1,
        gateway._models,
        gateway._gateway_responses,
    ):
        store[api_id] = store.pop(new_id, {})
    gateway._delete_rest_api(new_id)
    return gateway._get_rest_api(api_id)
