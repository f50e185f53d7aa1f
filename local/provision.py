"""Creates the stack from resources.yaml, and brings an existing one up to date."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from local.table_shape import TABLE, UnreadableTemplateError, is_as_described

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef, StackTypeDef
    from mypy_boto3_dynamodb import DynamoDBClient

STACK = "mytodolist"
PATIENCE_S = 60
_PARAMETERS: "list[ParameterTypeDef]" = [{"ParameterKey": "Stage", "ParameterValue": "local"}]
"""No DAX: the emulator knows none, and the stack has its own in front of the table."""
_DONE = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})


class ProvisionError(Exception):
    """The stack could not be made as the template says; in words for who runs it."""


class OutdatedStateError(ProvisionError):
    """What is there was made from another template, and can't be changed into this one."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the template says about the resources that it made."""

    table: str
    user_pool_id: str
    user_pool_client_id: str
    identity_pool_id: str
    bucket: str

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Outputs":
        """Read a stack's outputs by their names in the template; KeyError for a missing one."""
        return cls(
            table=values["TableName"],
            user_pool_id=values["UserPoolId"],
            user_pool_client_id=values["UserPoolClientId"],
            identity_pool_id=values["IdentityPoolId"],
            bucket=values["Bucket"],
        )


def provision(
    cloudformation: "CloudFormationClient", dynamodb: "DynamoDBClient", template: str
) -> Outputs:
    """Make the stack be as the template says. Rows and users of an existing one are kept."""
    try:
        return _outputs(_created_or_updated(cloudformation, dynamodb, template))
    except (ClientError, UnreadableTemplateError) as cause:
        raise ProvisionError(f"resources.yaml was refused: {_message(cause)}") from cause


def _created_or_updated(
    cloudformation: "CloudFormationClient", dynamodb: "DynamoDBClient", template: str
) -> "StackTypeDef":
    try:
        cloudformation.create_stack(
            StackName=STACK,
            TemplateBody=template,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=_PARAMETERS,
        )
    except cloudformation.exceptions.AlreadyExistsException:
        if not is_as_described(dynamodb, _table(cloudformation), template):
            raise OutdatedStateError("the table's keys or indexes have changed") from None
        return _updated(cloudformation, template)
    return _done(_settled(cloudformation))


def _updated(cloudformation: "CloudFormationClient", template: str) -> "StackTypeDef":
    try:
        cloudformation.update_stack(
            StackName=STACK,
            TemplateBody=template,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=_PARAMETERS,
        )
    except ClientError as error:
        if "No updates are to be performed" in _message(error):
            return _settled(cloudformation)
        raise
    return _done(_settled(cloudformation))


def _table(cloudformation: "CloudFormationClient") -> str:
    found = cloudformation.describe_stack_resource(StackName=STACK, LogicalResourceId=TABLE)
    return found["StackResourceDetail"]["PhysicalResourceId"]


def _settled(cloudformation: "CloudFormationClient") -> "StackTypeDef":
    deadline = time.monotonic() + PATIENCE_S
    while True:
        stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
        if not stack["StackStatus"].endswith("IN_PROGRESS"):
            return stack
        if time.monotonic() > deadline:
            raise ProvisionError(f"The stack is still {stack['StackStatus']}.")
        time.sleep(0.05)


def _done(stack: "StackTypeDef") -> "StackTypeDef":
    if stack["StackStatus"] not in _DONE:
        reason = stack.get("StackStatusReason") or "no reason given"
        raise OutdatedStateError(f"{stack['StackStatus']}, {reason}")
    return stack


def _outputs(stack: "StackTypeDef") -> Outputs:
    values = {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}
    try:
        return Outputs.of(values)
    except KeyError as cause:
        raise ProvisionError(f"The stack has no output {cause}.") from cause


def _message(error: ClientError | UnreadableTemplateError) -> str:
    return error.response["Error"]["Message"] if isinstance(error, ClientError) else str(error)
