"""Users of the local pool: made by an administrator, signed in as an app would."""

import contextlib
import re
import secrets
import warnings
from typing import TYPE_CHECKING

from pycognito.aws_srp import AWSSRP

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef

_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}(@[a-z0-9.-]+\.[a-z]+)?")


class BadNameError(ValueError):
    """No e-mail address can be made of the name; in words for who typed it."""


def email_of(name: str) -> str:
    """Turn ``anna`` into ``anna@example.com``: the pool's user names are e-mail addresses."""
    lowered = name.strip().lower()
    match = _NAME.fullmatch(lowered)
    if match is None:
        raise BadNameError(f"{name!r} is no name: use letters, digits, and . _ + - between.")
    return lowered if match[1] else f"{lowered}@example.com"


def fresh_password() -> str:
    """Return a password that any pool's policy takes: the ending brings what chance may not."""
    return secrets.token_urlsafe(12) + "-aB3"


def make_user(
    cognito: "CognitoIdentityProviderClient", pool_id: str, email: str, password: str
) -> None:
    """Make a user who can sign in at once, or give an existing one this password."""
    attributes: list[AttributeTypeTypeDef] = [
        {"Name": "email", "Value": email},
        {"Name": "email_verified", "Value": "true"},
    ]
    with contextlib.suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            UserPoolId=pool_id,
            Username=email,
            UserAttributes=attributes,
            MessageAction="SUPPRESS",  # there is nobody to send the invitation
        )
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=email, Password=password, Permanent=True
    )


def id_token(
    cognito: "CognitoIdentityProviderClient",
    pool_id: str,
    client_id: str,
    email: str,
    password: str,
) -> str:
    """Sign in by SRP, and return the token that opens the API."""
    return tokens(cognito, pool_id, client_id, email, password)["IdToken"]


def tokens(
    cognito: "CognitoIdentityProviderClient",
    pool_id: str,
    client_id: str,
    email: str,
    password: str,
) -> dict[str, str]:
    """Sign in by SRP, which the emulator checks; raises NotAuthorizedException if it's wrong."""
    srp = AWSSRP(
        username=email, password=password, pool_id=pool_id, client_id=client_id, client=cognito
    )
    with warnings.catch_warnings(category=DeprecationWarning, action="ignore"):
        answer = srp.authenticate_user()  # calls datetime.utcnow, deprecated since Python 3.12
    found: dict[str, str] = answer["AuthenticationResult"]
    return found
