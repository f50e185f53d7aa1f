"""``make deploy STAGE=dev`` in an account: twice, by hand, from elsewhere, and down again.

The tests go through the life of one stage, in their order.
"""

import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from chalicelib.errors import MEDIA_TYPE
from deploy.api.definition import ANY, GATEWAY_RESPONSES
from deploy.cloudformation.progress import delete_quietly
from deploy.resources import ENVIRONMENT
from local import aws
from tests.support.accounts import NOBODYS, Account, Checkout
from tests.support.clients import a_client
from tests.support.routes import routes

STACK = "mytodolist-dev"
JOBS = f"{STACK}-run_jobs"
UNMAKEABLE = {
    "Resources": {
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "Metrics": [{"Id": "one", "Expression": "1"}],
                "EvaluationPeriods": 1,
                "ComparisonOperator": "GreaterThanThreshold",
            },
        }
    }
}
"""A template that the emulator accepts, and whose one resource it can't make."""


def definitions(account: Account) -> list[dict[str, Any]]:
    """Return each API definition that was sent."""
    return [
        json.loads(request.body)
        for request in account.requests
        if request.path.startswith("/restapis") and "mode=" in request.path
    ]


def status(account: Account) -> str:
    (found,) = account.cloud.cloudformation.describe_stacks(StackName=STACK)["Stacks"]
    return found["StackStatus"]


def function(account: Account, name: str = STACK) -> dict[str, Any]:
    return dict(account.cloud.functions.get_function_configuration(FunctionName=name))


def schedules(account: Account) -> list[dict[str, Any]]:
    """Return each rule of EventBridge, with what it calls."""
    events: Any = aws.session().create_client("events", endpoint_url=account.url)
    return [
        rule | {"Targets": events.list_targets_by_rule(Rule=rule["Name"])["Targets"]}
        for rule in events.list_rules()["Rules"]
    ]


def api_of(checkout: Checkout) -> str:
    path = checkout.folder / ".chalice" / "deployed" / "dev.json"
    resources = json.loads(path.read_text())["resources"]
    (found,) = (each for each in resources if each["name"] == "rest_api")
    api_id: str = found["rest_api_id"]
    return api_id


def stage(account: Account, checkout: Checkout) -> dict[str, Any]:
    return dict(account.cloud.apigateway.get_stage(restApiId=api_of(checkout), stageName="v1"))


def ask(account: Account, checkout: Checkout, method: str, path: str) -> httpx.Response:
    with a_client(f"{account.url}/_aws/execute-api/{api_of(checkout)}/v1") as client:
        return client.request(method, path)


def test_without_a_role_for_logs_it_says_how_to_make_one(
    account: Account, checkout: Checkout
) -> None:
    ended = checkout.run("deploy", "dev", environment=account.environment)
    assert ended.returncode == 1
    assert "update-account" in ended.stderr
    account.cloud.apigateway.update_account(
        patchOperations=[
            {"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::1:role/logs"}
        ]
    )


def test_chalice_alone_says_what_comes_first(account: Account, checkout: Checkout) -> None:
    ended = checkout.chalice("deploy", "--stage", "dev", environment=account.environment)
    assert ended.returncode == 1
    assert "make deploy STAGE=dev" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", [("deploy", "dev", "--dry-run"), ("deploy", "dev")])
def test_what_is_left_of_a_failed_stack_is_for_people_to_look_at(
    account: Account, checkout: Checkout, command: tuple[str, ...]
) -> None:
    cloudformation = account.cloud.cloudformation
    cloudformation.create_stack(StackName=STACK, TemplateBody=json.dumps(UNMAKEABLE))
    deadline = time.monotonic() + 20
    while status(account) != "ROLLBACK_COMPLETE":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    ended = checkout.run(*command, environment=account.environment)
    assert ended.returncode == 1
    assert "delete-stack" in ended.stderr
    assert status(account) == "ROLLBACK_COMPLETE"
    delete_quietly(account.cloud, STACK)


def test_a_dry_run_says_what_and_changes_nothing(account: Account, checkout: Checkout) -> None:
    ended = checkout.run("deploy", "dev", "--dry-run", environment=account.environment)
    assert ended.returncode == 0, ended.stderr
    assert "Add     TodoTable" in ended.stdout
    assert "Nothing was changed" in ended.stdout
    assert (
        account.cloud.cloudformation.list_stacks(StackStatusFilter=["CREATE_COMPLETE"])[
            "StackSummaries"
        ]
        == []
    )
    assert definitions(account) == []


def test_the_first_time_makes_everything(account: Account, checkout: Checkout) -> None:
    before = (checkout.folder / ".chalice" / "config.json").read_bytes()
    ended = checkout.run("deploy", "dev", environment=account.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "CREATE_COMPLETE TodoTable" in ended.stdout
    assert "The API is at https://" in ended.stdout
    assert (checkout.folder / ".chalice" / "config.json").read_bytes() == before


def test_every_route_is_sent_with_its_authorizer(account: Account) -> None:
    (sent,) = definitions(account)
    (pool,) = (
        each["OutputValue"]
        for each in account.cloud.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0][
            "Outputs"
        ]
        if each["OutputKey"] == "UserPoolArn"
    )
    for route in routes():
        method = sent["paths"][route.path][route.method.lower()]
        assert method.get("security") == ([{"Pool": []}] if route.needs_token else None), route
    scheme = sent["securityDefinitions"]["Pool"]["x-amazon-apigateway-authorizer"]
    assert scheme == {"type": "cognito_user_pools", "providerARNs": [pool]}


def test_nothing_that_is_sent_reaches_the_function_but_the_routes(account: Account) -> None:
    (sent,) = definitions(account)
    reaching = {
        (name.upper(), path)
        for path, methods in sent["paths"].items()
        for name, said in methods.items()
        if said["x-amazon-apigateway-integration"]["type"] != "mock"
    }
    assert reaching == {(route.method, route.path) for route in routes()}
    assert all(ANY in methods for methods in sent["paths"].values())
    assert {"UNAUTHORIZED", "THROTTLED", "DEFAULT_5XX"} <= set(sent[GATEWAY_RESPONSES])


def test_the_function_is_configured_with_the_stacks_resources(account: Account) -> None:
    said = function(account)
    variables = said["Environment"]["Variables"]
    assert set(variables) == {*ENVIRONMENT, "STAGE", "SIGNING_KEY", "DAX_ENDPOINT"}
    assert all(value for name, value in variables.items() if name != "DAX_ENDPOINT")
    assert len(variables["SIGNING_KEY"]) == 64
    assert said["Role"].rpartition("/")[2].startswith(f"{STACK}-ApiRole")
    assert said["Architectures"] == ["arm64"]
    assert said["TracingConfig"]["Mode"] == "Active"
    assert said["LoggingConfig"]["LogFormat"] == "JSON"
    assert "ApiLogs" in said["LoggingConfig"]["LogGroup"]


def test_the_function_of_jobs_is_configured_like_the_other_with_a_log_and_a_time_of_its_own(
    account: Account,
) -> None:
    said, of_api = function(account, JOBS), function(account)
    alike = ("Environment", "Role", "Architectures", "TracingConfig", "MemorySize", "CodeSha256")
    assert {name: said[name] for name in alike} == {name: of_api[name] for name in alike}
    assert (said["Handler"], said["Timeout"]) == ("app.run_jobs", 60)
    assert said["LoggingConfig"]["LogFormat"] == "JSON"
    assert "JobLogs" in said["LoggingConfig"]["LogGroup"]


def test_a_schedule_calls_it_each_minute_and_nothing_else_may(account: Account) -> None:
    (rule,) = schedules(account)
    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 minute)", "ENABLED")
    (target,) = rule["Targets"]
    assert target == {"Id": "1", "Arn": function(account, JOBS)["FunctionArn"]}
    policy = json.loads(account.cloud.functions.get_policy(FunctionName=JOBS)["Policy"])
    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": rule["Arn"]}}


def test_a_run_that_fails_is_left_to_the_next_one(account: Account) -> None:
    said = account.cloud.functions.get_function_event_invoke_config(FunctionName=JOBS)
    assert (said["MaximumRetryAttempts"], said["MaximumEventAgeInSeconds"]) == (0, 60)


def test_the_stage_has_what_chalice_can_not_set(account: Account, checkout: Checkout) -> None:
    found = stage(account, checkout)
    settings = found["methodSettings"]["*/*"]
    assert (settings["throttlingRateLimit"], settings["throttlingBurstLimit"]) == (200, 400)
    assert settings["cachingEnabled"] is False
    assert found["cacheClusterEnabled"] is False
    assert found["tracingEnabled"] is True
    assert '"status": $context.status' in found["accessLogSettings"]["format"]
    assert "ApiAccessLogs" in found["accessLogSettings"]["destinationArn"]
    assert not found["accessLogSettings"]["destinationArn"].endswith("*")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/todos", 401), ("GET", "/nothing", 404), ("PUT", "/todos", 405)],
)
def test_the_api_answers_what_is_not_the_functions_to_answer(
    account: Account, checkout: Checkout, method: str, path: str, status: int
) -> None:
    answer = ask(account, checkout, method, path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["Content-Type"] == MEDIA_TYPE


def test_the_second_time_changes_nothing(account: Account, checkout: Checkout) -> None:
    before = api_of(checkout), stage(account, checkout)["methodSettings"]
    ended = checkout.run("deploy", "dev", environment=account.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{STACK} is as its template says" in ended.stdout
    assert "settings are as they should be" in ended.stdout
    assert "Lambda: " not in ended.stdout
    assert (api_of(checkout), stage(account, checkout)["methodSettings"]) == before


def test_plain_chalice_deploys_the_same(account: Account, checkout: Checkout) -> None:
    ended = checkout.chalice("deploy", "--stage", "dev", environment=account.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    sent = definitions(account)
    assert sent[-1] == sent[0]
    assert ask(account, checkout, "GET", "/nothing").status_code == 404
    for name in (STACK, JOBS):
        assert function(account, name)["LoggingConfig"]["LogFormat"] == "JSON"
    assert len(schedules(account)) == 1


def test_what_somebody_has_cached_by_hand_is_not_cached_any_more(
    account: Account, checkout: Checkout
) -> None:
    path = "/~1me/GET/caching/enabled"
    account.cloud.apigateway.update_stage(
        restApiId=api_of(checkout),
        stageName="v1",
        patchOperations=[{"op": "replace", "path": path, "value": "true"}],
    )
    assert stage(account, checkout)["methodSettings"]["/me/GET"]["cachingEnabled"] is True
    ended = checkout.run("deploy", "dev", environment=account.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert stage(account, checkout)["methodSettings"]["/me/GET"]["cachingEnabled"] is False


@pytest.mark.parametrize("command", [("deploy", "dev"), ("destroy", "dev", "--yes")])
def test_another_machine_makes_no_second_api_and_leaves_none(
    account: Account, elsewhere: Checkout, command: tuple[str, ...]
) -> None:
    ended = elsewhere.run(*command, environment=account.environment)
    assert ended.returncode == 1
    assert ".chalice/deployed/dev.json" in ended.stderr


def test_a_parameter_that_is_none_is_refused_by_name(account: Account, checkout: Checkout) -> None:
    environment = account.environment
    ended = checkout.run("deploy", "dev", "--set", "Colour=red", environment=environment)
    assert ended.returncode == 1
    assert "no parameter Colour" in ended.stderr
    assert "LogRetentionDays" in ended.stderr


@pytest.mark.parametrize("name", [".chalice/config.json", "api.yaml", "resources.yaml"])
def test_a_file_that_can_not_be_read_is_named(
    account: Account, elsewhere: Checkout, name: str
) -> None:
    (elsewhere.folder / name).write_text("{")
    ended = elsewhere.run("deploy", "dev", environment=account.environment)
    assert ended.returncode == 1
    assert Path(name).name in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_is_not_taken_down_by_accident(account: Account, checkout: Checkout) -> None:
    for typed in ("", "prod\n"):
        ended = checkout.run("destroy", "dev", environment=account.environment, typed=typed)
        assert ended.returncode == 1
    ended = checkout.run("destroy", "dev", "--dry-run", environment=account.environment)
    assert "TodoTable mytodolist-dev" in ended.stdout
    assert ask(account, checkout, "GET", "/nothing").status_code == 404


def test_taken_down_it_says_what_is_kept(account: Account, checkout: Checkout) -> None:
    api_id = api_of(checkout)
    ended = checkout.run("destroy", "dev", environment=account.environment, typed="dev\n")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    kept = [line.split()[1] for line in ended.stdout.splitlines() if line.startswith("  Kept:")]
    assert kept == ["FilesBucket", "TodoTable", "UserPool"]
    apis = account.cloud.apigateway.get_rest_apis()["items"]
    assert api_id not in {each["id"] for each in apis}
    assert len(account.cloud.s3.list_buckets()["Buckets"]) == 1
    assert account.cloud.functions.list_functions()["Functions"] == []
    assert schedules(account) == []
    again = checkout.run("destroy", "dev", "--yes", environment=account.environment)
    assert "nothing to take down" in again.stdout


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "in which region"),
        ({"AWS_DEFAULT_REGION": "eu-west-1"}, "no AWS credentials"),
        ({"AWS_DEFAULT_REGION": "eu-west-1", "AWS_PROFILE": "nobody"}, "nobody"),
        (
            {
                "AWS_DEFAULT_REGION": "eu-west-1",
                "AWS_ACCESS_KEY_ID": "a",
                "AWS_SECRET_ACCESS_KEY": "b",
                "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
                "AWS_MAX_ATTEMPTS": "1",
            },
            "can't be reached",
        ),
    ],
    ids=["no region", "no credentials", "no such profile", "no network"],
)
@pytest.mark.parametrize("command", [("deploy", "dev"), ("destroy", "dev", "--yes")])
def test_what_is_missing_is_said_in_words(
    checkout: Checkout, environment: dict[str, str], words: str, command: tuple[str, ...]
) -> None:
    ended = checkout.run(*command, environment=NOBODYS | environment)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_wrong_credentials_are_said_in_words(account: Account, checkout: Checkout) -> None:
    wrong = account.environment | {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE"}
    ended = checkout.run("deploy", "dev", environment=wrong)
    assert ended.returncode == 1
    assert "sign in again" in ended.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("deploy", "nowhere"), "has dev and prod"),
        (("deploy", "local"), "has dev and prod"),
        (("package", "dev"), "deployed by Chalice"),
    ],
)
def test_a_stage_that_is_none_is_said_with_those_there_are(
    checkout: Checkout, command: tuple[str, str], words: str
) -> None:
    ended = checkout.run(*command, environment=NOBODYS)
    assert (ended.returncode, words in ended.stderr) == (1, True), ended.stderr


def test_chalice_does_not_deploy_a_stage_that_is_a_template(
    account: Account, checkout: Checkout
) -> None:
    ended = checkout.chalice("deploy", "--stage", "prod", environment=account.environment)
    assert ended.returncode == 1
    assert "second API" in ended.stderr
