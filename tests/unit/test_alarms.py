"""What the alarms of resources.yaml count is what is logged."""

import json
import logging
import operator
import re
from typing import Any

import pytest

from chalicelib.store.dax import Dax
from deploy.stages import PROJECT, stage
from templates.read import read
from tests.support.template import template
from tests.unit.test_dax import OWNER, Behind

FILTER = re.compile(r"\{ \$\.(\w+) (>=|>|=) (\d+) }")
"""As much of the language of metric filters as the template speaks."""
RESOURCES = template()["Resources"]
FILTERS = {
    name: each["Properties"]
    for name, each in RESOURCES.items()
    if each["Type"] == "AWS::Logs::MetricFilter"
}
ALARMS = {
    name: each["Properties"]
    for name, each in RESOURCES.items()
    if each["Type"] == "AWS::CloudWatch::Alarm"
}
OURS = {"Fn::Sub": "MyTodoList/${AWS::StackName}"}


def a_line(status: int, latency_ms: int = 12) -> dict[str, Any]:
    """Return a line of the access log as API Gateway writes it: what there is not is a dash."""
    line = template()["Outputs"]["AccessLogFormat"]["Value"]
    line = line.replace("$context.status", str(status))
    line = line.replace("$context.responseLatency", str(latency_ms))
    filled: dict[str, Any] = json.loads(re.sub(r"\$context\.[\w.]+", "-", line))
    return filled


def counts(name: str, line: dict[str, Any]) -> bool:
    """Tell whether a filter counts a line."""
    found = FILTER.fullmatch(FILTERS[name]["FilterPattern"])
    assert found, "a pattern that this test can't read"
    field, comparison, bound = found.groups()
    value = line[field]
    assert isinstance(value, int), "compared as a number, so it must be written as one"
    compare = {">=": operator.ge, ">": operator.gt, "=": operator.eq}[comparison]
    return bool(compare(value, int(bound)))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failed_request_is_counted(status: int) -> None:
    assert counts("FailedRequests", a_line(status))
    assert not counts("ThrottledRequests", a_line(status))


@pytest.mark.parametrize("status", [200, 201, 204, 304, 401, 404, 412, 422])
def test_other_requests_are_not(status: int) -> None:
    assert not counts("FailedRequests", a_line(status))
    assert not counts("ThrottledRequests", a_line(status))


def test_a_request_that_was_turned_away_is_counted() -> None:
    assert counts("ThrottledRequests", a_line(429))
    assert not counts("FailedRequests", a_line(429))


def test_a_slow_request_is_counted() -> None:
    assert counts("SlowRequests", a_line(200, latency_ms=2001))
    assert not counts("SlowRequests", a_line(200, latency_ms=2000))
    assert not counts("SlowRequests", a_line(500))


def test_dax_that_is_down_is_counted_and_dax_that_is_up_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    word = FILTERS["DaxDown"]["FilterPattern"].strip('"')

    def unreachable() -> Any:  # noqa: ANN401 - never returns
        raise OSError

    with caplog.at_level(logging.WARNING):
        Dax(Behind(), unreachable).copy(OWNER, "head", lambda item: item)
    (line,) = caplog.messages
    assert word in line.split()
    assert word not in "dax_up fallbacks=1".split()  # noqa: SIM905 - as it is logged


def test_a_run_of_jobs_that_fails_is_counted_by_the_functions_name_both_ways_of_deploying() -> None:
    (dimension,) = ALARMS["FailedJobsAlarm"]["Dimensions"]
    of_template = read(PROJECT / "api.yaml")["Resources"]["RunJobs"]["Properties"]["FunctionName"]
    assert dimension == {"Name": "FunctionName", "Value": of_template}
    for name in ("dev", "prod"):
        deployed = stage(name)
        # What Chalice calls a function that is not the API's: app, stage, and its own name.
        of_chalice = f"{deployed.app}-{deployed.name}-run_jobs"
        named = of_template["Fn::Sub"].replace("${AWS::StackName}", deployed.stack)
        assert named == of_chalice == deployed.jobs


def test_jobs_that_do_not_run_at_all_ring_too() -> None:
    assert ALARMS["FailedJobsAlarm"]["TreatMissingData"] == "breaching"


def metrics_of(alarm: dict[str, Any]) -> list[tuple[Any, str]]:
    """Return namespace and name of what an alarm looks at."""
    several = [
        each["MetricStat"]["Metric"] for each in alarm.get("Metrics", []) if "MetricStat" in each
    ]
    return [(each["Namespace"], each["MetricName"]) for each in several or [alarm]]


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_looks_at_a_metric_that_is_there(name: str) -> None:
    made = [each["MetricTransformations"][0] for each in FILTERS.values()]
    ours = [(each["MetricNamespace"], each["MetricName"]) for each in made]
    aws = [
        *(("AWS/DynamoDB", f"{what}ThrottleEvents") for what in ("Read", "Write")),
        *(("AWS/DAX", f"QueryCache{what}") for what in ("Hits", "Misses")),
        ("AWS/Lambda", "Errors"),
    ]
    assert all(namespace == OURS for namespace, _ in ours)
    for metric in metrics_of(ALARMS[name]):
        assert metric in [*ours, *aws]


def test_each_metric_has_its_alarm() -> None:
    looked_at = [name for alarm in ALARMS.values() for _, name in metrics_of(alarm)]
    assert {each["MetricTransformations"][0]["MetricName"] for each in FILTERS.values()} <= {
        *looked_at
    }


def test_nobody_is_told_but_by_the_topic() -> None:
    actions = {"Fn::If": ["HasAlarmEmail", [{"Ref": "AlarmTopic"}], []]}
    assert [each["AlarmActions"] for each in ALARMS.values()] == [actions] * len(ALARMS)
