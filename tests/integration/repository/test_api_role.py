"""The role that the function has is enough for all it does, and for nothing more."""

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.repository import TodoRepository
from chalicelib.store.tables import Table
from chalicelib.store.views import PageQuery
from tests.builders import a_draft, a_patch, an_id
from tests.integration.repository.builders import (
    Clock,
    a_repository,
    a_request,
    an_operation,
    ids_of,
    pages_of,
)
from tests.support.folders import a_client_of, an_administrator
from tests.support.stack import Stack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sts import STSClient

Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def role(stack: Stack) -> Key:
    """Credentials of the function's role, as Lambda gives them to it."""
    roles = an_administrator("iam", stack.demo).list_roles()["Roles"]
    (arn,) = (each["Arn"] for each in roles if "ApiRole" in each["RoleName"])
    sts: STSClient = an_administrator("sts", stack.demo)
    found = sts.assume_role(RoleArn=arn, RoleSessionName="api")["Credentials"]
    return found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"]


@pytest.fixture
def as_function(stack: Stack, role: Key, clock: Clock) -> TodoRepository:
    client: DynamoDBClient = a_client_of("dynamodb", stack.demo, *role)
    return a_repository(Table(client, stack.demo.table), clock)


def test_everything_that_the_api_does_is_allowed(
    as_function: TodoRepository, owner: str, clock: Clock
) -> None:
    kept, gone = an_id(), an_id()
    for todo_id in (kept, gone):
        as_function.create(owner, todo_id, a_draft(), a_request(clock, an_operation()))
    as_function.put(owner, kept, a_draft(due="2026-03-01"), a_request(clock))
    as_function.patch(owner, kept, a_patch(notes="more"), a_request(clock))
    as_function.delete(owner, gone, a_request(clock))
    assert as_function.head(owner).counts.todos == 1
    assert as_function.get(owner, kept).notes == "more"
    for settled in (False, True):
        for view in ("all", "agenda"):
            assert list(ids_of(pages_of(as_function, owner, PageQuery(view=view)))) == [kept]
        assert not list(ids_of(pages_of(as_function, owner, PageQuery(view="history"))))
        if not settled:
            clock.advance(3600)


REFUSED: dict[str, dict[str, Any]] = {
    "scan": {},
    "describe_table": {},
    "delete_table": {},
    "update_table": {"BillingMode": "PAY_PER_REQUEST"},
    "create_backup": {"BackupName": "mine"},
    "update_time_to_live": {
        "TimeToLiveSpecification": {"Enabled": False, "AttributeName": "expires_at"}
    },
}


@pytest.mark.parametrize("method", REFUSED)
def test_what_the_api_never_does_is_refused(stack: Stack, role: Key, method: str) -> None:
    client = a_client_of("dynamodb", stack.demo, *role)
    with pytest.raises(ClientError, match="AccessDenied"):
        getattr(client, method)(TableName=stack.demo.table, **REFUSED[method])


def test_other_services_and_tables_are_refused(stack: Stack, role: Key) -> None:
    demo = stack.demo
    elsewhere: list[tuple[str, str, dict[str, Any]]] = [
        ("dynamodb", "get_item", {"TableName": "other", "Key": {"owner": {"S": "x"}}}),
        ("dynamodb", "list_tables", {}),
        ("s3", "list_objects_v2", {"Bucket": demo.bucket}),
        ("s3", "get_object", {"Bucket": demo.bucket, "Key": "users/x/y"}),
        ("secretsmanager", "list_secrets", {}),
        ("cognito-idp", "list_users", {"UserPoolId": demo.user_pool_id}),
        ("cognito-identity", "list_identity_pools", {"MaxResults": 1}),
        ("iam", "list_roles", {}),
    ]
    for service, method, parameters in elsewhere:
        with pytest.raises(ClientError) as refused:
            getattr(a_client_of(service, demo, *role), method)(**parameters)
        assert "AccessDenied" in refused.value.response["Error"]["Code"], (service, method)
