"""The settings of an API Gateway stage that neither Chalice nor CloudFormation can make."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from deploy.cloud import Cloud, in_words
from deploy.guard.api import Api, Method, Template
from deploy.guard.caches import cached_methods
from deploy.guard.invalidation import SETTINGS
from deploy.words import DeployError, Say

if TYPE_CHECKING:
    from mypy_boto3_apigateway.type_defs import PatchOperationTypeDef

NO_LOG_ROLE = (
    "API Gateway may not write logs in this account and region yet, which no stage can do "
    "without. Once for all: make a role that apigateway.amazonaws.com may assume, with the policy "
    "AmazonAPIGatewayPushToCloudWatchLogs, and name it: aws apigateway update-account "
    "--patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN (docs/deploy.md)."
)


def require_log_role(cloud: Cloud) -> None:
    """Refuse to deploy access logs where API Gateway has no role to write them with."""
    with in_words():
        account = cloud.apigateway.get_account()
    if not account.get("cloudwatchRoleArn"):
        raise DeployError(NO_LOG_ROLE)


def of_invalidation(api: Api) -> dict[str, str]:
    """Return what keeps callers from emptying the cache, for each cached method."""
    settings = api.metadata[SETTINGS]
    wanted = {
        "requireAuthorizationForCacheControl": _text(
            settings["RequireAuthorizationForCacheControl"]
        ),
        "unauthorizedCacheControlHeaderStrategy": settings[
            "UnauthorizedCacheControlHeaderStrategy"
        ],
    }
    return {
        f"{_path_of(f'{method.path}/{method.name}')}/caching/{name}": value
        for method in cached_methods(api)
        for name, value in wanted.items()
    }


def of_development(api: Api, parameters: Template, outputs: Mapping[str, str]) -> dict[str, str]:
    """Return what ``chalice deploy`` leaves out: throttling, access log, and no cache."""
    default = next(each for each in api.properties["MethodSettings"] if each["HttpMethod"] == "*")

    def value(name: str) -> str:
        given = default[name]
        return _text(parameters[given["Ref"]]["Default"] if isinstance(given, dict) else given)

    return {
        "/*/*/throttling/rateLimit": value("ThrottlingRateLimit"),
        "/*/*/throttling/burstLimit": value("ThrottlingBurstLimit"),
        "/*/*/caching/enabled": "false",
        "/cacheClusterEnabled": "false",
        "/tracingEnabled": "true",
        # CloudFormation's ARN of a group ends in what API Gateway takes for a part of its name.
        "/accessLogSettings/destinationArn": outputs["ApiAccessLogGroupArn"].removesuffix(":*"),
        "/accessLogSettings/format": outputs["AccessLogFormat"],
    }


def of_caches_left(
    cloud: Cloud, api_id: str, stage: str, cached: Iterable[Method]
) -> dict[str, str]:
    """Return what switches caching off for each method that is not to be cached any more.

    CloudFormation leaves it on when its setting goes, and the key goes all the same: answers would
    be given to anybody (aws-cloudformation/cloudformation-coverage-roadmap #2231).
    """
    with in_words():
        found = cloud.apigateway.get_stage(restApiId=api_id, stageName=stage)
    wanted = {_path_of(f"{method.path}/{method.name}") for method in cached}
    return {
        f"{_path_of(key)}/caching/enabled": "false"
        for key, settings in (found.get("methodSettings") or {}).items()
        if settings.get("cachingEnabled") and _path_of(key) not in wanted
    }


def set_stage(cloud: Cloud, api_id: str, stage: str, wanted: Mapping[str, str], say: Say) -> None:
    """Make a stage's settings as wanted; those that are so already are left alone."""
    with in_words():
        found = cloud.apigateway.get_stage(restApiId=api_id, stageName=stage)
    is_so = _settings(dict(found))
    missing = {path: value for path, value in wanted.items() if is_so.get(path) != value}
    if not missing:
        say("API Gateway's settings are as they should be.")
        return
    operations: list[PatchOperationTypeDef] = [
        {"op": "replace", "path": path, "value": value} for path, value in missing.items()
    ]
    with in_words():
        cloud.apigateway.update_stage(restApiId=api_id, stageName=stage, patchOperations=operations)
    say(f"API Gateway: {len(missing)} settings made that deployment can't make.")


def flush(cloud: Cloud, api_id: str, stage: str, say: Say) -> None:
    """Forget what the cache holds of the version before, where the stage has a cache."""
    with in_words():
        found = cloud.apigateway.get_stage(restApiId=api_id, stageName=stage)
        if found.get("cacheClusterStatus") != "AVAILABLE":
            return  # there is none, or it is being made and holds nothing
        cloud.apigateway.flush_stage_cache(restApiId=api_id, stageName=stage)
    say("API Gateway's cache is emptied: it held answers of the version before.")


def _settings(stage: Template) -> dict[str, str]:
    """Return a stage's settings by the paths that change them."""
    log = stage.get("accessLogSettings") or {}
    found = {
        "/cacheClusterEnabled": _text(stage.get("cacheClusterEnabled", False)),
        "/tracingEnabled": _text(stage.get("tracingEnabled", False)),
        "/accessLogSettings/destinationArn": log.get("destinationArn", ""),
        "/accessLogSettings/format": log.get("format", ""),
    }
    for key, method in (stage.get("methodSettings") or {}).items():
        for name, of_api in _NAMES.items():
            if of_api in method:
                found[f"{_path_of(key)}/{name}"] = _text(method[of_api])
    return found


def _path_of(key: str) -> str:
    """Return where a method's settings are changed: ``/~1config/GET`` for ``/config/GET``."""
    resource, _, method = key.rpartition("/")
    return f"/{resource.replace('/', '~1')}/{method}"


_NAMES = {
    "throttling/rateLimit": "throttlingRateLimit",
    "throttling/burstLimit": "throttlingBurstLimit",
    "caching/enabled": "cachingEnabled",
    "caching/requireAuthorizationForCacheControl": "requireAuthorizationForCacheControl",
    "caching/unauthorizedCacheControlHeaderStrategy": "unauthorizedCacheControlHeaderStrategy",
}


def _text(value: object) -> str:
    """Return a value as patch operations have it: ``200``, not ``200.0``; ``true``."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
