"""Which service may act in which role."""

from tests.permissions.names import role_arn
from tests.permissions.people import ADMINISTRATOR, USER, service
from tests.permissions.requests import Case

_SERVICES = {
    "ApiRole": service("lambda.amazonaws.com"),
    "DaxRole": service("dax.amazonaws.com"),
}
_STRANGERS = [
    service("ec2.amazonaws.com"),
    service("cognito-identity.amazonaws.com"),
    ADMINISTRATOR,
    USER,
]


def _of(role: str) -> list[Case]:
    what, arn = f"act as {role}", role_arn(role)
    others = [other for name, other in _SERVICES.items() if name != role]
    return [
        _SERVICES[role].may(what, "sts:AssumeRole", arn),
        _SERVICES[role].may_not(f"tag whoever is {role}", "sts:TagSession", arn),
        _SERVICES[role].may_not(f"{what} by a token", "sts:AssumeRoleWithWebIdentity", arn),
        *(other.may_not(what, "sts:AssumeRole", arn) for other in [*others, *_STRANGERS]),
    ]


CASES = [*_of("ApiRole"), *_of("DaxRole")]
