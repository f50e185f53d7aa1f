"""What the local gateway keeps of the answers of Lambda, as a template says."""

import copy
from itertools import count
from typing import Any

import pytest

from local.answers import Answer
from local.response_cache import MOST_BYTES, MOST_ENTRIES, ResponseCache
from tests.support.cached_gateway import api_template, without_cache

TEMPLATE = api_template()
FLUSH = {"cache-control": "no-transform, Max-Age=0"}


class Lambda:
    """Answers each time with another number."""

    def __init__(self, status: int = 200, body: bytes = b"") -> None:
        self._numbers = count()
        self._status, self._body = status, body

    def __call__(self) -> Answer:
        return Answer(self._status, (("Number", str(next(self._numbers))),), self._body)


class Gateway:
    """A cache, its clock, and what it says."""

    def __init__(self, template: dict[str, Any] = TEMPLATE) -> None:
        self.now_s = 0.0
        self.said: list[str] = []
        self.function = Lambda()
        self._cache = ResponseCache(template, lambda: self.now_s, self.said.append)

    def get(self, resource: str = "/config", **sent: Any) -> int:  # noqa: ANN401 - parts of an event
        """Return the number of the answer."""
        asked: dict[str, Any] = {
            "httpMethod": "GET",
            "resource": resource,
            "headers": {},
            "pathParameters": {},
            "queryStringParameters": None,
        }
        return int(self._cache.answer(asked | sent, self.function).headers[0][1])


def altered(**properties: object) -> dict[str, Any]:
    template = copy.deepcopy(TEMPLATE)
    template["Resources"]["RestAPI"]["Properties"] |= properties
    return template


def cached(resource: str, method: str = "GET", **more: object) -> dict[str, object]:
    return {"HttpMethod": method, "ResourcePath": resource, "CachingEnabled": True, **more}


def keyed(*parameters: str, declared: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a template that caches ``GET /a/{b}`` under this key."""
    said = {
        "parameters": [{"name": name} for name in declared],
        "x-amazon-apigateway-integration": {"cacheKeyParameters": list(parameters)},
    }
    definition = {"paths": {"/a/{b}": {"get": said}}}
    return altered(MethodSettings=[cached("/~1a~1{b}")], DefinitionBody=definition)


def test_the_second_to_ask_gets_what_the_first_got() -> None:
    gateway = Gateway()
    assert [gateway.get(), gateway.get()] == [0, 0]
    assert gateway.said == ["cache  GET /config  miss", "cache  GET /config  hit"]


def test_what_no_setting_names_is_not_kept() -> None:
    gateway = Gateway()
    assert [gateway.get("/todos"), gateway.get("/todos")] == [0, 1]
    assert gateway.said == []


def test_an_answer_is_kept_for_as_long_as_the_template_says() -> None:
    gateway, seen = Gateway(), []
    for now_s in (0, 3599.9, 3600, 7199.9, 7200):
        gateway.now_s = now_s
        seen.append(gateway.get())
    assert seen == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("status", [200, 304, 400, 404, 422, 429, 500, 503])
def test_whatever_lambda_answers_is_kept(status: int) -> None:
    gateway = Gateway()
    gateway.function = Lambda(status)
    assert [gateway.get(), gateway.get()] == [0, 0]


def test_what_the_key_has_is_told_apart() -> None:
    gateway = Gateway()
    sent = [{}, {"if-none-match": ""}, {"if-none-match": '"a"'}, {"accept-encoding": '"a"'}]
    assert [gateway.get(headers=each) for each in sent] == [0, 1, 2, 3]
    assert [gateway.get(headers=each) for each in sent] == [0, 1, 2, 3]


def test_nothing_else_is_told_apart() -> None:
    gateway = Gateway()
    assert gateway.get() == 0
    assert gateway.get(headers={"authorization": "x"}) == 0
    assert gateway.get(queryStringParameters={"x": "1"}) == 0
    assert gateway.get(pathParameters={"x": "1"}) == 0


def test_parts_of_the_path_and_the_query_count_where_the_key_has_them() -> None:
    key = ("method.request.path.b", "method.request.querystring.c")
    gateway = Gateway(keyed(*key, declared=("c",)))
    sent = [("1", None), ("2", None), ("1", {"c": "1"}), ("1", {"c": "2"}), ("1", {"d": "2"})]
    numbers = [
        gateway.get("/a/{b}", pathParameters={"b": b}, queryStringParameters=query)
        for b, query in sent
    ]
    assert numbers == [0, 1, 2, 3, 0]


def test_a_parameter_that_is_not_declared_does_not_count() -> None:
    gateway = Gateway(keyed("method.request.header.X"))
    assert [gateway.get("/a/{b}", headers={"x": x}) for x in "12"] == [0, 0]


def test_a_parameter_of_no_place_is_refused() -> None:
    gateway = Gateway(keyed("method.request.body"))
    with pytest.raises(ValueError, match=r"method\.request\.body"):
        gateway.get("/a/{b}")


def test_a_setting_for_all_methods_keeps_the_answers_of_get() -> None:
    gateway = Gateway(altered(MethodSettings=[cached("/*", "*")]))
    assert [gateway.get("/todos"), gateway.get("/todos")] == [0, 0]
    assert [gateway.get("/todos", httpMethod="POST") for _ in range(2)] == [1, 2]
    gateway.now_s = 300  # AWS's default
    assert gateway.get("/todos") == 3


def test_without_a_cache_and_for_no_time_nothing_is_kept() -> None:
    never = altered(MethodSettings=[cached("/~1config", CacheTtlInSeconds=0)])
    for template in (without_cache(), never):
        gateway = Gateway(template)
        assert [gateway.get(), gateway.get()] == [0, 1]


def test_callers_can_not_empty_the_cache() -> None:
    gateway = Gateway()
    assert [gateway.get(), gateway.get(headers=FLUSH)] == [0, 0]


def test_where_anybody_may_flush_an_entry_goes_and_no_other() -> None:
    template = altered()
    settings = template["Resources"]["RestAPI"]["Metadata"]["InvalidationOfCachedMethods"]
    settings["RequireAuthorizationForCacheControl"] = False
    gateway, other = Gateway(template), {"if-none-match": "x"}
    assert [gateway.get(), gateway.get(headers=other)] == [0, 1]
    assert [gateway.get(headers=FLUSH), gateway.get(), gateway.get(headers=other)] == [2, 2, 1]


def test_what_is_too_long_is_not_kept() -> None:
    gateway = Gateway()
    gateway.function = Lambda(body=b"x" * (MOST_BYTES + 1))
    assert [gateway.get(), gateway.get()] == [0, 1]


def test_when_it_is_full_what_nobody_asked_for_longest_goes() -> None:
    gateway = Gateway()
    sent = [{"if-none-match": str(number)} for number in range(MOST_ENTRIES)]
    for each in sent:
        gateway.get(headers=each)
    assert gateway.get(headers=sent[0]) == 0
    assert gateway.get(headers={"if-none-match": "new"}) == MOST_ENTRIES
    assert gateway.get(headers=sent[0]) == 0
    assert gateway.get(headers=sent[1]) == MOST_ENTRIES + 1
