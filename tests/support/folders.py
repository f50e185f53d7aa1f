"""Users' own folders in S3, opened as an app does: token, identity pool, temporary credentials."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from chalicelib.folder import prefix_of
from local.emulator import ACCESS_KEY, SECRET_KEY
from local.state import Demo
from tests.support.stack import User

if TYPE_CHECKING:
    from mypy_boto3_cognito_identity import CognitoIdentityClient
    from mypy_boto3_cognito_identity.type_defs import CredentialsTypeDef
    from mypy_boto3_s3 import S3Client

_SESSION = boto3.Session()
"""One for all clients: it reads the model of a service once."""


def a_client_of(service: str, demo: Demo, *key: str, **config: Any) -> Any:  # noqa: ANN401 - as boto3 has it
    """Return a client of the local AWS, with a key id, its secret and maybe a session token."""
    return _SESSION.client(
        service,
        region_name=demo.region,
        endpoint_url=demo.aws_endpoint_url,
        config=Config(retries={"total_max_attempts": 1}, **config),
        **dict(
            zip(
                ("aws_access_key_id", "aws_secret_access_key", "aws_session_token"),
                key,
                strict=False,
            )
        ),
    )


def an_administrator(service: str, demo: Demo) -> Any:  # noqa: ANN401
    """Return a client that may do everything: to look at what others have done."""
    return a_client_of(service, demo, ACCESS_KEY, SECRET_KEY)


class IdentityPool:
    """The stack's identity pool, as somebody without AWS credentials sees it."""

    def __init__(self, demo: Demo) -> None:
        self.id = demo.identity_pool_id
        self.provider = f"cognito-idp.{demo.region}.amazonaws.com/{demo.user_pool_id}"
        client = a_client_of("cognito-identity", demo, signature_version=UNSIGNED)
        self.client: CognitoIdentityClient = client

    def identity(self, token: str) -> str:
        """Return the identity that the pool keeps for who has this id token."""
        answer = self.client.get_id(IdentityPoolId=self.id, Logins={self.provider: token})
        return answer["IdentityId"]

    def credentials(self, token: str) -> "CredentialsTypeDef":
        """Return temporary credentials for an id token; raises ``ClientError``."""
        answer = self.client.get_credentials_for_identity(
            IdentityId=self.identity(token), Logins={self.provider: token}
        )
        return answer["Credentials"]


@dataclass(frozen=True)
class Folder:
    """One user's folder, with the user's own credentials."""

    demo: Demo
    user: User

    @property
    def bucket(self) -> str:
        """The bucket of all folders."""
        return self.demo.bucket

    @property
    def prefix(self) -> str:
        """What the keys of the user's files begin with."""
        return prefix_of(self.user.owner)

    def key(self, name: str) -> str:
        """Return the key of a file in the folder."""
        return self.prefix + name

    @cached_property
    def s3(self) -> "S3Client":
        """S3 with the user's own temporary credentials, and nothing else."""
        return cast("S3Client", self.client("s3"))

    def client(self, service: str) -> Any:  # noqa: ANN401
        """Return a client of any service, with the user's own temporary credentials."""
        found = IdentityPool(self.demo).credentials(self.user.token)
        key = found["AccessKeyId"], found["SecretKey"], found["SessionToken"]
        return a_client_of(service, self.demo, *key)
