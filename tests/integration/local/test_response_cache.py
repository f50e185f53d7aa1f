"""The local gateway caches what API Gateway would cache, and so shows what would leak there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.local.crossings import crossings
from tests.support.cached_gateway import CachedGateway, a_gateway, api_template
from tests.support.clients import a_client
from tests.support.counts import count
from tests.support.deployed import deployed
from tests.support.routes import Route, routes
from tests.support.stack import Stack

CACHED = [route for route in routes() if route.is_cached]
ROUNDS = count(2, 12)
Template = dict[str, Any]


@pytest.fixture(scope="module")
def gateway(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CachedGateway]:
    with a_gateway(stack, tmp_path_factory.mktemp("gateway"), api_template()) as running:
        yield running


@pytest.fixture
def client(gateway: CachedGateway) -> Iterator[httpx.Client]:
    """Somebody who finds empty caches."""
    gateway.wait(3600)
    gateway.did()
    with a_client(gateway.url) as client:
        yield client


def test_make_run_caches_as_api_yaml_says(stack: Stack) -> None:
    log = stack.folder.with_suffix(".log")
    with a_client(stack.url) as client:
        for _ in range(2):
            client.get("/config", headers={"If-None-Match": '"for this test"'})
    assert "cache  GET /config  hit" in log.read_text()


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_the_second_to_ask_is_answered_without_lambda(
    client: httpx.Client, gateway: CachedGateway, route: Route
) -> None:
    first, second = client.get(route.path), client.get(route.path)
    assert gateway.did() == [f"{route}  miss", f"{route}  hit"]
    assert first.status_code == 200
    assert as_sent(first) == as_sent(second)


def as_sent(answer: httpx.Response) -> tuple[object, ...]:
    headers = [line for line in answer.headers.multi_items() if line[0] != "date"]
    return answer.status_code, headers, answer.content


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_an_answer_is_kept_for_an_hour(
    client: httpx.Client, gateway: CachedGateway, route: Route
) -> None:
    client.get(route.path)
    gateway.wait(3500)
    client.get(route.path)
    gateway.wait(100)
    client.get(route.path)
    assert gateway.did() == [f"{route}  miss", f"{route}  hit", f"{route}  miss"]


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_each_key_has_an_entry_of_its_own(
    client: httpx.Client, gateway: CachedGateway, route: Route
) -> None:
    tag = client.get(route.path).headers["ETag"]
    gateway.did()
    sent = [
        {},
        {"If-None-Match": tag},
        {"If-None-Match": '"other"'},
        {"If-None-Match": "*"},
        {"Accept-Encoding": "identity"},
        {"Accept-Encoding": "identity", "If-None-Match": tag},
    ]
    statuses = [[client.get(route.path, headers=each).status_code for each in sent] for _ in "12"]
    assert statuses == [[200, 304, 200, 304, 200, 304]] * 2
    assert gateway.did() == [f"{route}  {what}" for what in ["hit", *["miss"] * 5, *["hit"] * 6]]


@pytest.mark.parametrize("route", CACHED, ids=str)
def test_who_has_nothing_is_never_told_that_nothing_changed(
    client: httpx.Client, route: Route
) -> None:
    assert client.get(route.path, headers={"If-None-Match": "*"}).status_code == 304
    assert client.get(route.path).status_code == 200


def test_what_is_kept_is_compressed_for_whoever_takes_it(client: httpx.Client) -> None:
    path = "/openapi.json"
    for _ in "12":
        zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert zipped.content == plain.content  # httpx has unpacked the first


@pytest.mark.parametrize("route", CACHED, ids=str)
@pytest.mark.parametrize("value", ["max-age=0", "no-cache, max-age=0", "no-store"])
def test_nobody_can_have_an_entry_made_anew(
    client: httpx.Client, gateway: CachedGateway, route: Route, value: str
) -> None:
    client.get(route.path)
    client.get(route.path, headers={"Cache-Control": value})
    assert gateway.did() == [f"{route}  miss", f"{route}  hit"]


def test_the_check_below_asks_for_every_route_of_the_app() -> None:
    assert sorted(map(str, routes())) == sorted(deployed().routes)


@pytest.mark.parametrize(
    ("asked", "rounds", "exchanges"),
    [
        pytest.param(routes(), count(1, 12), 700, id="any route"),
        pytest.param(CACHED, ROUNDS, 100, id="cached routes"),
    ],
)
def test_no_user_gets_what_is_anothers(
    gateway: CachedGateway, stack: Stack, asked: list[Route], rounds: int, exchanges: int
) -> None:
    found = crossings(gateway, stack, asked, rounds)
    assert found.exchanges >= exchanges * rounds
    assert found.crossings == []


def properties(template: Template) -> Template:
    api: Template = template["Resources"]["RestAPI"]["Properties"]
    return api


def caching(place: str, key: tuple[str, ...] = ()) -> Callable[[Template], None]:
    """Have a private route cached."""

    def edit(template: Template) -> None:
        api = properties(template)
        config = next(each for each in api["MethodSettings"] if each["ResourcePath"] == "/~1config")
        path = place.replace("~1", "/")
        api["MethodSettings"].append(config | {"ResourcePath": f"/{place}"})
        api["DefinitionBody"]["paths"][path] = {
            "get": {"x-amazon-apigateway-integration": {"cacheKeyParameters": list(key)}}
        }

    return edit


def caching_all_that_is_read(template: Template) -> None:
    properties(template)["MethodSettings"][0]["CachingEnabled"] = True


def without_tags_in_the_key(template: Template) -> None:
    for methods in properties(template)["DefinitionBody"]["paths"].values():
        integration = methods["get"]["x-amazon-apigateway-integration"]
        key = integration["cacheKeyParameters"]
        integration["cacheKeyParameters"] = [each for each in key if "None-Match" not in each]


def letting_anybody_flush(template: Template) -> None:
    metadata = template["Resources"]["RestAPI"]["Metadata"]
    metadata["InvalidationOfCachedMethods"]["RequireAuthorizationForCacheControl"] = False


BREAKS: dict[str, tuple[Callable[[Template], None], str]] = {
    "caching lists": (caching("~1todos"), "GET /todos: what is "),
    "caching who one is": (caching("~1me"), "GET /me: what is "),
    "caching to-dos": (caching("~1todos~1{todo_id}"), "GET /todos/{todo_id}: what is "),
    "caching to-dos by their ids": (
        caching("~1todos~1{todo_id}", ("method.request.path.todo_id",)),
        "GET /todos/{todo_id}: what is ",
    ),
    "caching everything": (caching_all_that_is_read, "GET /me: what is "),
    "a key without tags": (without_tags_in_the_key, "GET /config: 304 went to somebody"),
    "flushing by anybody": (letting_anybody_flush, "GET /config: a caller has emptied"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_template_that_would_leak_is_found(stack: Stack, tmp_path: Path, name: str) -> None:
    edit, expected = BREAKS[name]
    template = api_template()
    edit(template)
    leaking = [route for route in routes() if expected.startswith(f"{route}: ")]
    with a_gateway(stack, tmp_path, template) as leaky:
        found = crossings(leaky, stack, leaking, 2 if "tags" in name else 1)
    assert [each for each in found.crossings if each.startswith(expected)]
