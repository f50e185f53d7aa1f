"""API Gateway's response cache, as api.yaml sets it: which answers it keeps, under which key.

It keeps no more apart than that file says, on purpose: what is missing there shows here as the leak
that it would be in the cloud. It does not look at what an answer says of itself (``Cache-Control``,
``Vary``) either, nor at its status: what Lambda has answered is given to whoever has the same key.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from local.answers import Answer
from local.events import Event
from templates.read import Template

DEFAULT_TTL_S = 300
MOST_BYTES = 1_048_576
"""A longer answer is not kept ("Cache settings for REST APIs", API Gateway Developer Guide)."""
MOST_ENTRIES = 1000
"""How many answers are kept here. AWS counts gigabytes."""

_PLACES = {
    "path": "pathParameters",
    "header": "headers",
    "querystring": "queryStringParameters",
}
"""Where an event has what a key parameter such as ``method.request.header.Accept`` names: of what
is repeated, the last value."""

Method = tuple[str, str]
"""A method and its resource: ``("GET", "/todos/{todo_id}")``."""

Key = tuple[Method, tuple[str | None, ...]]
"""A method, and the values of its key's parameters; ``None`` is one that was not sent."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a method's answers are kept, and what tells them apart: place and name."""

    ttl_s: float
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: Answer
    ends_at: float


class ResponseCache:
    """Keeps answers in front of Lambda; whoever asks has been let in already."""

    def __init__(
        self, template: Template, clock: Callable[[], float], say: Callable[[str], None]
    ) -> None:
        """Cache as a template such as api.yaml says. The clock counts in seconds."""
        api = template["Resources"]["RestAPI"]
        self._properties = api["Properties"]
        self._anybody_may_flush = not _wants_authorization(api.get("Metadata", {}))
        self._clock = clock
        self._say = say
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()

    def answer(self, asked: Event, ask_lambda: Callable[[], Answer]) -> Answer:
        """Answer from what is kept, else ask, and keep it."""
        method = (asked["httpMethod"], asked["resource"])
        rule = _rule(self._properties, method)
        if rule is None:
            return ask_lambda()
        key = (method, tuple(_value(asked, *each) for each in rule.parameters))
        kept = self._kept(key, flushed=self._anybody_may_flush and _asks_to_flush(asked))
        self._say(f"cache  {' '.join(method)}  {'hit' if kept else 'miss'}")
        if kept:
            return kept
        answer = ask_lambda()
        if len(answer.body) <= MOST_BYTES:
            self._keep(key, _Entry(answer, self._clock() + rule.ttl_s))
        return answer

    def _kept(self, key: Key, *, flushed: bool) -> Answer | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if flushed or self._clock() >= entry.ends_at:
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
            return entry.answer

    def _keep(self, key: Key, entry: _Entry) -> None:
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            if len(self._entries) > MOST_ENTRIES:
                self._entries.popitem(last=False)


def _rule(properties: Template, method: Method) -> Rule | None:
    """Read what a template says of a method; ``None`` if its answers are not kept.

    A stage may be made without a cache (``ApiCacheSize``): here there is one.
    """
    settings = {_named(each): each for each in properties.get("MethodSettings", ())}
    # What is set for all methods caches GET alone, as AWS says of a stage's cache.
    own = settings.get(method, settings.get(("*", "*"), {}) if method[0] == "GET" else {})
    ttl_s = own.get("CacheTtlInSeconds", DEFAULT_TTL_S)
    if not (properties.get("CacheClusterEnabled") and own.get("CachingEnabled") and ttl_s):
        return None
    said = properties["DefinitionBody"]["paths"].get(method[1], {}).get(method[0].lower(), {})
    return Rule(ttl_s, tuple(_parameters(said)))


def _named(setting: Template) -> Method:
    """Return which method a setting is for: in its path, ``~1`` stands for a slash."""
    path = setting["ResourcePath"].removeprefix("/").replace("~1", "/").replace("~0", "~")
    return setting["HttpMethod"].upper(), path


def _parameters(said: Template) -> Iterator[tuple[str, str]]:
    """Read a method's cacheKeyParameters: of headers and the query those that are declared, too.

    Chalice declares what is in paths.
    """
    declared = {each["name"].lower() for each in said.get("parameters", ())}
    for each in said.get("x-amazon-apigateway-integration", {}).get("cacheKeyParameters", ()):
        place, _, name = each.removeprefix("method.request.").partition(".")
        if place not in _PLACES:
            raise ValueError(f"{each} is no parameter that a key can have")
        if place == "path" or name.lower() in declared:
            yield place, name


def _value(asked: Event, place: str, name: str) -> str | None:
    """Return what a request has for a parameter; names of headers mean the same in any case."""
    sent: Mapping[str, object] = asked[_PLACES[place]] or {}
    if place == "header":
        name = name.lower()
    return str(sent[name]) if name in sent else None


def _wants_authorization(metadata: Template) -> bool:
    """Tell whether only whoever AWS allows it may flush an entry: no user of an app is."""
    settings = metadata.get("InvalidationOfCachedMethods", {})
    return settings.get("RequireAuthorizationForCacheControl") is True


def _asks_to_flush(asked: Event) -> bool:
    directives = str(asked["headers"].get("cache-control", "")).lower().split(",")
    return "max-age=0" in {each.strip() for each in directives}
