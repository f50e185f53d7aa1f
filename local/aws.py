"""Clients of the emulator's own AWS, which can't reach the real one."""

from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

from local.emulator import ACCESS_KEY, REGION, SECRET_KEY

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient

_CONFIG = Config(
    connect_timeout=5,
    read_timeout=60,
    proxies={},  # a proxy of the environment has no business with this machine
    retries={"total_max_attempts": 2},
)
_NO_PROFILE = {"profile": (None, None, None, None)}
"""In place of AWS_PROFILE, which may name one that is not there. The form is botocore's own."""


def session() -> botocore.session.Session:
    """Return a session with the emulator's own keys, whatever the environment says."""
    found = botocore.session.Session(_NO_PROFILE)
    found.set_config_variable("region", REGION)
    found.set_credentials(ACCESS_KEY, SECRET_KEY)
    found.set_default_client_config(_CONFIG)
    return found


def _client(service: str, url: str) -> Any:  # noqa: ANN401 - as botocore has it
    return session().create_client(service, endpoint_url=url)


def cloudformation(url: str) -> "CloudFormationClient":
    """Return a client that creates the stack."""
    client: CloudFormationClient = _client("cloudformation", url)
    return client


def cognito(url: str) -> "CognitoIdentityProviderClient":
    """Return a client that makes users and signs them in."""
    client: CognitoIdentityProviderClient = _client("cognito-idp", url)
    return client


def dynamodb(url: str) -> "DynamoDBClient":
    """Return a client that looks at the table."""
    client: DynamoDBClient = _client("dynamodb", url)
    return client
