"""AWS as the environment of whoever deploys says: its clients, and what it refuses, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore import exceptions

from deploy.words import DeployError

if TYPE_CHECKING:
    from mypy_boto3_apigateway import APIGatewayClient
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient

_NO_CREDENTIALS = (
    "There are no AWS credentials here. Sign in (`aws sso login`, `aws configure`), name a profile "
    "(AWS_PROFILE=name make …), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
)
_NO_REGION = "Say in which region: AWS_DEFAULT_REGION=eu-central-1 make …, or in the profile."
_EXPIRED = "The AWS credentials have expired: sign in again (`aws sso login`)."
_UNKNOWN_KEY = "AWS doesn't know these credentials, or their secret is wrong: sign in again."

_LONGEST = 600
"""Most of AWS's own words that are repeated: some of them quote a whole template first."""

_MISSING = frozenset({"404", "ResourceNotFoundException"})

_CODES = {
    "ExpiredToken": _EXPIRED,
    "ExpiredTokenException": _EXPIRED,
    "InvalidClientTokenId": _UNKNOWN_KEY,
    "UnrecognizedClientException": _UNKNOWN_KEY,
    "InvalidAccessKeyId": _UNKNOWN_KEY,
    "SignatureDoesNotMatch": _UNKNOWN_KEY,
}


class Cloud:
    """One account in one region; clients are made when they are first used."""

    def __init__(
        self, session: botocore.session.Session | None = None, endpoint_url: str | None = None
    ) -> None:
        self._session = session or botocore.session.Session()
        self._endpoint_url = endpoint_url

    @cached_property
    def region(self) -> str:
        """Where everything is."""
        with in_words():
            region: str | None = self._session.get_config_variable("region")
        if not region:
            raise DeployError(_NO_REGION)
        return region

    @cached_property
    def account(self) -> str:
        """The account's number; asking for it shows that the credentials work."""
        with in_words():
            found: dict[str, str] = self._client("sts").get_caller_identity()
        return found["Account"]

    @cached_property
    def cloudformation(self) -> "CloudFormationClient":
        """Makes stacks."""
        client: CloudFormationClient = self._client("cloudformation")
        return client

    @cached_property
    def apigateway(self) -> "APIGatewayClient":
        """Has settings that neither CloudFormation nor Chalice know."""
        client: APIGatewayClient = self._client("apigateway")
        return client

    @cached_property
    def functions(self) -> "LambdaClient":
        """Has the function that Chalice deploys."""
        client: LambdaClient = self._client("lambda")
        return client

    @cached_property
    def s3(self) -> "S3Client":
        """Keeps packages and templates for CloudFormation."""
        client: S3Client = self._client("s3")
        return client

    @cached_property
    def secrets(self) -> "SecretsManagerClient":
        """Has the key that signs cursors."""
        client: SecretsManagerClient = self._client("secretsmanager")
        return client

    def _client(self, service: str) -> Any:  # noqa: ANN401 - as botocore has it
        with in_words():
            return self._session.create_client(
                service, region_name=self.region, endpoint_url=self._endpoint_url
            )


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what AWS or its client refuses into a ``DeployError`` with a way out."""
    try:
        yield
    except exceptions.ProfileNotFound as error:
        raise DeployError(f"{error}. Set AWS_PROFILE to one of ~/.aws/config.") from error
    except (exceptions.NoCredentialsError, exceptions.PartialCredentialsError) as error:
        raise DeployError(_NO_CREDENTIALS) from error
    except exceptions.NoRegionError as error:
        raise DeployError(_NO_REGION) from error
    except (exceptions.SSOError, exceptions.TokenRetrievalError) as error:
        raise DeployError(_EXPIRED) from error
    except exceptions.ClientError as error:
        raise DeployError(_refused(error)) from error
    except (exceptions.HTTPClientError, exceptions.ConnectionError) as error:
        raise DeployError(f"AWS can't be reached: {error}") from error
    except exceptions.BotoCoreError as error:
        raise DeployError(f"AWS could not be asked: {error}") from error


def _code_of(error: exceptions.ClientError) -> str:
    """Return AWS's name for an error."""
    return error.response.get("Error", {}).get("Code", "")


def is_missing(error: DeployError) -> bool:
    """Tell whether something was refused because there is no such thing."""
    cause = error.__cause__
    return isinstance(cause, exceptions.ClientError) and _code_of(cause) in _MISSING


def _refused(error: exceptions.ClientError) -> str:
    code, said = _code_of(error), error.response.get("Error", {}).get("Message", "")
    if code in _CODES:
        return _CODES[code]
    if code.startswith(("AccessDenied", "Unauthorized")):
        return f"These credentials may not do that ({error.operation_name}): {said}"
    return f"AWS refused {error.operation_name}: {(said or code)[-_LONGEST:]}"
