"""The function for background jobs as it is packaged: who calls it, and that it answers."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.cloud import Cloud
from deploy.functions import called
from deploy.stages import stage
from deploy.words import DeployError
from local import aws
from local.schedules import event
from tests.support.shipped import STAGE
from tests.support.stack import Stack

PROD = stage(STAGE)


@pytest.fixture
def cloud(rehearsal: Stack) -> Cloud:
    return Cloud(aws.session(), rehearsal.demo.aws_endpoint_url)


def test_a_run_says_how_many_steps_it_has_made(cloud: Cloud) -> None:
    answer = called(cloud, PROD.jobs, event(PROD.jobs, datetime.now(UTC)))
    assert list(answer) == ["steps"]
    assert answer["steps"] >= 0


def test_a_function_that_fails_is_told_with_what_it_says(cloud: Cloud) -> None:
    with pytest.raises(DeployError, match=r"run_jobs failed: .*version"):
        called(cloud, PROD.jobs, {"nothing": "that EventBridge sends"})


def test_a_schedule_calls_it_each_minute_and_nothing_else_may(
    cloud: Cloud, rehearsal: Stack
) -> None:
    events: Any = aws.session().create_client(
        "events", endpoint_url=rehearsal.demo.aws_endpoint_url
    )
    (rule,) = events.list_rules()["Rules"]
    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 minute)", "ENABLED")
    (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    said = cloud.functions.get_function_configuration(FunctionName=PROD.jobs)
    assert target["Arn"] == said["FunctionArn"]
    policy = json.loads(cloud.functions.get_policy(FunctionName=PROD.jobs)["Policy"])
    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert rule["Arn"] in json.dumps(statement["Condition"])


def test_it_has_the_environment_of_the_api_and_a_log_and_a_time_of_its_own(cloud: Cloud) -> None:
    said = cloud.functions.get_function_configuration(FunctionName=PROD.jobs)
    others = cloud.functions.list_functions()["Functions"]
    (of_api,) = (each for each in others if each["FunctionName"] != PROD.jobs)
    assert said["Environment"] == of_api["Environment"]
    assert (said["Role"], said["CodeSha256"]) == (of_api["Role"], of_api["CodeSha256"])
    assert (said["Handler"], said["Timeout"]) == ("app.run_jobs", 60)
    assert said["LoggingConfig"]["LogFormat"] == "JSON"
    assert "JobLogs" in said["LoggingConfig"]["LogGroup"]
    assert "ApiLogs" in of_api["LoggingConfig"]["LogGroup"]
