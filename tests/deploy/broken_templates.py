"""Ways in which a template's API, or its contract, could let answers reach the wrong people.

Each is one edit, in words, with what the guard has to say of it.
"""

from collections.abc import Callable
from typing import Any

from tests.rules.edits import Edit, add, drop, put

Broken = tuple[str, Edit, str]

_BODY = "RestAPI/DefinitionBody"
_CONFIG = f"{_BODY}/paths//config/get"


def _at(*path: str) -> Callable[[dict[str, Any]], Any]:
    """Return what finds a place whose steps have slashes in them."""

    def found(template: dict[str, Any]) -> Any:  # noqa: ANN401 - any part of a template
        for step in path:
            template = template[step]
        return template

    return found


_API = ("Resources", "RestAPI", "Properties")
_PATHS = (*_API, "DefinitionBody", "paths")


def method(path: str, name: str = "get") -> Callable[[dict[str, Any]], Any]:
    """Return what finds a method of the API."""
    return _at(*_PATHS, path, name)


def change(
    place: Callable[[dict[str, Any]], Any], **values: Any  # noqa: ANN401
) -> Edit:  # fmt: skip
    """Set values at a place; a dash in a name is written as ``__``."""

    def edit(template: dict[str, Any]) -> None:
        place(template).update({name.replace("__", "-"): value for name, value in values.items()})

    return edit


def settings(path: str, **values: Any) -> Edit:  # noqa: ANN401
    """Change the settings of a method, by its path in them."""

    def edit(template: dict[str, Any]) -> None:
        entries = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
        next(each for each in entries if each["ResourcePath"] == path).update(values)

    return edit


def cached(http_method: str, path: str) -> Edit:
    """Cache one more method, as the others are."""
    return add(
        "RestAPI/MethodSettings",
        {
            "HttpMethod": http_method,
            "ResourcePath": path,
            "CachingEnabled": True,
            "CacheTtlInSeconds": 60,
            "CacheDataEncrypted": True,
        },
    )


def without(place: Callable[[dict[str, Any]], Any], name: str) -> Edit:
    """Leave something out."""

    def edit(template: dict[str, Any]) -> None:
        del place(template)[name]

    return edit


def _key(*parameters: str) -> Edit:
    def edit(template: dict[str, Any]) -> None:
        integration = method("/config")(template)["x-amazon-apigateway-integration"]
        integration["cacheKeyParameters"] = list(parameters)

    return edit


_IF, _ENCODING = "method.request.header.If-None-Match", "method.request.header.Accept-Encoding"
_PUBLIC_POLICY = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "execute-api:*",
    "Resource": "execute-api:/*",
}


def _allowed(action: Any) -> Edit:  # noqa: ANN401
    """Let users do something more with their own credentials."""
    statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
    policy = {"PolicyName": "more", "PolicyDocument": {"Statement": [statement]}}
    return add("SignedInRole/Policies", policy)


_INTEGRATION = "x-amazon-apigateway-integration"

TEMPLATES: list[Broken] = [
    # What is cached.
    ("a list is cached", cached("GET", "/~1todos"), "GET /todos is cached and has an authorizer"),
    ("a to-do is cached", cached("GET", "/~1todos~1{todo_id}"), "has an authorizer"),
    ("a profile is cached", cached("GET", "/~1me"), "the contract wants a token"),
    ("health is cached", cached("GET", "/~1health"), "does not call its answers public"),
    ("a write is cached", cached("POST", "/~1todos"), "is not a GET"),
    ("nothing that there is", cached("GET", "/~1nothing"), "has no such method"),
    ("a path without its code", cached("GET", "/todos"), "GET todos is cached"),
    ("all is cached", settings("/*", CachingEnabled=True), "Caching is not off for * /*"),
    ("all may be cached", settings("/*", CachingEnabled={"Ref": "A"}), "Caching is not off"),
    ("nothing says that all is not", drop("RestAPI/MethodSettings"), "no list of settings"),
    ("the default is gone", drop("RestAPI/MethodSettings/0"), "needs one entry for all methods"),
    ("every GET is cached", cached("GET", "/*"), "Caching is not off for GET /*"),
    ("every method of a path", cached("*", "/~1config"), "Caching is not off for * /~1config"),
    ("perhaps cached", settings("/~1config", CachingEnabled={"Ref": "A"}), "to be found out"),
    ("not encrypted", settings("/~1config", CacheDataEncrypted=False), "is not encrypted"),
    ("for a day", settings("/~1config", CacheTtlInSeconds=86400), "CacheTtlInSeconds"),
    ("for how long is open", settings("/~1config", CacheTtlInSeconds=None), "CacheTtlInSeconds"),
    # Under which key.
    ("a header is not in the key", _key(_ENCODING), "reads if-none-match (header)"),
    ("compression is not in the key", _key(_IF), "reads accept-encoding (header)"),
    ("there is no key", _key(), "which is not in its key"),
    ("a token in the key", _key(_IF, _ENCODING, "method.request.header.authorization"), "own"),
    ("a cookie in the key", _key(_IF, _ENCODING, "method.request.header.Cookie"), "own answers"),
    (
        "a key that is not declared",
        without(method("/config"), "parameters"),
        "not in its parameters",
    ),
    (
        "two methods share answers",
        change(_at(*_PATHS, "/config", "get", _INTEGRATION), cacheNamespace="shared"),
        "cacheNamespace",
    ),
    (
        "the request is changed on the way",
        change(_at(*_PATHS, "/config", "get", _INTEGRATION), requestParameters={"a": "b"}),
        "requestParameters",
    ),
    (
        "something else answers",
        change(_at(*_PATHS, "/config", "get", _INTEGRATION), type="http_proxy"),
        "does not call the function",
    ),
    # Who may call.
    (
        "a cached method with an authorizer",
        change(method("/config"), security=[{"Pool": []}]),
        "GET /config is cached and has an authorizer",
    ),
    (
        "an authorizer for all",
        change(_at(*_API, "DefinitionBody"), security=[{"Pool": []}]),
        "GET /config is cached and has an authorizer",
    ),
    ("a list without an authorizer", without(method("/todos"), "security"), "no user pool"),
    ("a write without one", change(method("/todos", "post"), security=[]), "no user pool"),
    ("an unknown authorizer", change(method("/me"), security=[{"Other": []}]), "no user pool"),
    ("or none", change(method("/me"), security=[{"Pool": []}, {"Other": []}]), "no user pool"),
    (
        "an authorizer that is none",
        change(
            _at(*_API, "DefinitionBody", "securityDefinitions", "Pool"),
            type="apiKey",
            **{"in": "query"},
        ),
        "no user pool",
    ),
    ("a method that nobody described", change(_at(*_PATHS), **{"/debug": {"get": {}}}), "/debug"),
    ("a method that is gone", without(_at(*_PATHS, "/todos"), "post"), "POST /todos is in the"),
    (
        "any method reaches the function",
        change(_at(*_PATHS, "/todos"), **{"x-amazon-apigateway-any-method": {}}),
        "ANY /todos calls something",
    ),
    # Ways around.
    ("a second stage", put("RestAPI/OpenApiVersion", "3.0.1"), "second stage"),
    ("a canary", put("RestAPI/CanarySetting", {"PercentTraffic": 1}), "has CanarySetting"),
    ("SAM's own authorizers", put("RestAPI/Auth", {"DefaultAuthorizer": "NONE"}), "has Auth"),
    (
        "a stage of one's own",
        put("Resources/Other", {"Type": "AWS::ApiGateway::Stage", "Properties": {}}),
        "Other (AWS::ApiGateway::Stage)",
    ),
    ("settings for all APIs", change(_at(), Globals={"Api": {}}), "Globals"),
    ("another transform", put("Transform", ["AWS::LanguageExtensions"]), "another transform"),
    (
        "a definition from elsewhere",
        put("RestAPI/DefinitionBody", {"Fn::Transform": {"Name": "AWS::Include"}}),
        "Fn::Transform",
    ),
    (
        "a stack in the stack",
        put("Resources/Other", {"Type": "AWS::CloudFormation::Stack", "Properties": {}}),
        "Other (AWS::CloudFormation::Stack)",
    ),
    ("a URL of the function", put("APIHandler/FunctionUrlConfig", {}), "another way in"),
    ("an event of the function", put("APIHandler/Events", {}), "APIHandler has Events"),
    (
        "a second API",
        put("Resources/Other", {"Type": "AWS::Serverless::Api", "Properties": {}}),
        "but 2",
    ),
    # Who may empty the cache.
    ("anybody may", without(_at("Resources", "RestAPI"), "Metadata"), "Anybody could empty"),
    (
        "perhaps anybody",
        change(
            _at("Resources", "RestAPI", "Metadata", "InvalidationOfCachedMethods"),
            RequireAuthorizationForCacheControl="true",
        ),
        "Anybody could empty",
    ),
    (
        "who may not is told so",
        change(
            _at("Resources", "RestAPI", "Metadata", "InvalidationOfCachedMethods"),
            UnauthorizedCacheControlHeaderStrategy="SUCCEED_WITH_RESPONSE_HEADER",
        ),
        "UnauthorizedCacheControlHeaderStrategy",
    ),
    (
        "the API's own policy lets everybody",
        change(
            _at(*_API, "DefinitionBody"),
            **{"x-amazon-apigateway-policy": {"Statement": [_PUBLIC_POLICY]}},
        ),
        "allows to empty the cache",
    ),
    (
        "users' role may",
        add(
            "SignedInRole/Policies",
            {
                "PolicyName": "more",
                "PolicyDocument": {"Statement": {**_PUBLIC_POLICY, "Action": ["execute-api:Inv*"]}},
            },
        ),
        "execute-api:inv*",
    ),
    (
        "users' role may all but a little",
        add(
            "SignedInRole/Policies",
            {
                "PolicyName": "more",
                "PolicyDocument": {"Statement": [{"Effect": "Allow", "NotAction": "iam:*"}]},
            },
        ),
        "all but some actions",
    ),
    # What the form of a template could hide.
    ("a definition at an address", put("RestAPI/DefinitionUri", "s3://a/b"), "has DefinitionUri"),
    ("a template from elsewhere", change(_at(), **{"Fn::Transform": {}}), "Fn::Transform"),
    ("a setting that is chosen", add("RestAPI/MethodSettings", {"Fn::If": []}), "no list of"),
    ("a setting in words", add("RestAPI/MethodSettings", "all"), "no list of settings"),
    ("many resources in one", put("Resources/Fn::ForEach::A", []), "can't be checked"),
    (
        "no authorization, said elsewhere",
        change(method("/todos"), **{"x-amazon-apigateway-auth": {"type": "NONE"}}),
        "x-amazon-apigateway-auth",
    ),
    ("a token or nothing", change(method("/todos"), security=[{"Pool": []}, {}]), "no user pool"),
    ("a method twice", change(_at(*_PATHS, "/todos"), GET={}), "/todos has GET"),
    ("parameters of a path", change(_at(*_PATHS, "/config"), parameters=[]), "has parameters"),
    (
        "a pool of somebody else",
        change(
            _at(
                *(*_API, "DefinitionBody", "securityDefinitions", "Pool"),
                "x-amazon-apigateway-authorizer",
            ),
            providerARNs=["arn", {"Fn::GetAtt": ["UserPool", "Arn"]}],
        ),
        "no user pool",
    ),
    (
        "another function behind a route",
        change(_at(*_PATHS, "/config", "get", _INTEGRATION), uri="arn:of:another"),
        "something else than the function",
    ),
    (
        "anybody calls the function",
        put("APIHandlerInvokePermission/Principal", "*"),
        "lets others than the API call",
    ),
    (
        "any API calls the function",
        drop("APIHandlerInvokePermission/SourceArn"),
        "lets others than the API call",
    ),
    (
        "a cache in front of it",
        put("Resources/Cdn", {"Type": "AWS::CloudFront::Distribution", "Properties": {}}),
        "another cache",
    ),
    ("what users write is logged", settings("/*", DataTraceEnabled=True), "Execution logs"),
    ("compression without a key", _key(_IF), "reads accept-encoding (header)"),
    ("an action known later", _allowed({"Ref": "A"}), "only known later"),
    ("actions known later", _allowed([{"Fn::If": []}]), "only known later"),
    ("everything", _allowed("*"), "allows to empty the cache: *"),
    ("everything of all services", _allowed("*:*"), "allows to empty the cache: *:*"),
    ("services that begin alike", _allowed("exec*:?nvalidate*"), "allows to empty"),
    ("the API's own keys", _allowed("apigateway:DELETE"), "allows to empty the cache"),
    (
        "AWS's own policies",
        put("SignedInRole/ManagedPolicyArns", ["arn:aws:iam::aws:policy/AdministratorAccess"]),
        "ManagedPolicyArns",
    ),
    (
        "a policy as text",
        add("SignedInRole/Policies", {"PolicyName": "a", "PolicyDocument": {"Fn::Join": []}}),
        "no policy that can be read",
    ),
]
"""Edits of the template."""


def operation(path: str, name: str = "get") -> Callable[[dict[str, Any]], Any]:
    """Return what finds an operation of the contract."""
    return _at("paths", path, name)


def reads(place: str, name: str) -> Edit:
    """Have the cached configuration depend on one thing more."""

    def edit(document: dict[str, Any]) -> None:
        said = operation("/config")(document)
        parameter = {"in": place, "name": name, "schema": {"type": "string"}}
        said["parameters"] = [*said.get("parameters", []), parameter]

    return edit


CONTRACTS: list[Broken] = [
    ("it reads a parameter", reads("query", "platform"), "reads platform (query)"),
    ("it reads a header", reads("header", "Accept-Language"), "reads accept-language (header)"),
    ("it reads a cookie", reads("cookie", "session"), "reads session (cookie)"),
    (
        "its path reads a parameter",
        change(_at("paths", "/config"), parameters=[{"in": "query", "name": "platform"}]),
        "reads platform (query)",
    ),
    ("nobody says what it answers", change(operation("/config"), responses={}), "public"),
    ("it reads a body", change(operation("/config"), requestBody={}), "reads a body"),
    ("it wants a token", change(operation("/config"), security=[{"idToken": []}]), "wants a token"),
    (
        "it is private",
        change(operation("/config"), responses={"200": {"headers": {}}}),
        "does not call its answers public",
    ),
    ("it is not described", without(_at("paths"), "/config"), "has no such method"),
    ("a private route is public", change(operation("/me"), security=[]), "GET /me wants a token"),
    ("a route is not built", change(_at("paths"), **{"/new": {"get": {"responses": {}}}}), "/new"),
]
"""Edits of the contract: what the code of a route that is cached begins to read."""
