"""What the templates say that costs money, so that it is told once."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

from templates.read import Template, read

_ROOT = Path(__file__).parents[1]
_ALARM, _METRIC_FILTER = "AWS::CloudWatch::Alarm", "AWS::Logs::MetricFilter"

CognitoTier = Literal["lite", "essentials", "plus"]
TIERS: dict[str, CognitoTier] = {"LITE": "lite", "ESSENTIALS": "essentials", "PLUS": "plus"}


@cache
def _resources() -> Template:
    return read(_ROOT / "resources.yaml")


@cache
def _api() -> Template:
    return read(_ROOT / "api.yaml")


def _made(kind: str, *, dax: bool) -> list[Template]:
    """Return the properties of the resources of a type that a stage has."""
    return [
        each["Properties"]
        for each in _resources()["Resources"].values()
        if each["Type"] == kind and (dax or each.get("Condition") != "HasDax")
    ]


def alarm_metrics(*, dax: bool) -> int:
    """Return how many metrics the alarms watch: each is paid for."""
    alarms = _made(_ALARM, dax=dax)
    return sum(sum("MetricStat" in m for m in a.get("Metrics", [])) or 1 for a in alarms)


def metrics(*, dax: bool) -> int:
    """Return how many metrics are made of log lines."""
    return len(_made(_METRIC_FILTER, dax=dax))


def secrets() -> int:
    """Return the number of secrets."""
    return len(_made("AWS::SecretsManager::Secret", dax=True))


def table_asks_kms() -> bool:
    """Return whether the table has the key that AWS manages in the account.

    Requests for that one are billed ("AWS KMS pricing"); for the default, which AWS owns, they
    are not.
    """
    table = _made("AWS::DynamoDB::Table", dax=True)[0]
    return bool(table.get("SSESpecification", {}).get("SSEEnabled"))


def cognito_tier() -> CognitoTier:
    """Return the feature plan of the user pool; Cognito's own choice is essentials."""
    pool = _made("AWS::Cognito::UserPool", dax=True)[0]
    return TIERS[pool.get("UserPoolTier", "ESSENTIALS")]


def page_ttl_s() -> float:
    """Return how long DAX keeps a page, in seconds."""
    group = _made("AWS::DAX::ParameterGroup", dax=True)[0]
    return float(group["ParameterNameValues"]["query-ttl-millis"]) / 1000


def _dax_nodes() -> list[int]:
    return [int(each) for each in _resources()["Parameters"]["DaxNodes"]["AllowedValues"]]


def most_dax_nodes() -> int:
    """Return how many nodes a cluster may have."""
    return max(_dax_nodes())


def least_dax_nodes() -> int:
    """Return with how many nodes a cluster survives the loss of one, as prod has to."""
    return min(nodes for nodes in _dax_nodes() if nodes > 1)


def log_days() -> float:
    """Return how long log lines are kept, in days."""
    return float(_resources()["Parameters"]["LogRetentionDays"]["Default"])


def api_cache_size() -> str:
    """Return the size of API Gateway's cache that a stage gets, in GB; or ``none``."""
    return str(_api()["Parameters"]["ApiCacheSize"]["Default"])


def throttle_per_s() -> int:
    """Return how many requests a second a stage takes."""
    return int(_api()["Parameters"]["ThrottleRate"]["Default"])


def cached_answers() -> list[dict[str, Any]]:
    """Return the settings of the methods that API Gateway caches."""
    found = _api()["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    return [method for method in found if method["CachingEnabled"]]


def api_ttl_s() -> float:
    """Return how long API Gateway keeps an answer, in seconds."""
    return float(min(method["CacheTtlInSeconds"] for method in cached_answers()))


def lambda_mb() -> float:
    """Return the function's memory, in MB."""
    config = json.loads((_ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    return float(config["lambda_memory_size"])
