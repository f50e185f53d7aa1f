"""Who makes requests in the cases."""

from tests.permissions.callers import Caller
from tests.permissions.names import ACCOUNT, REGION, session_arn
from tests.permissions.policies import EVERYTHING_ALLOWED
from tests.permissions.requests import Context
from tests.permissions.stacks import DEFAULTS, EVERYTHING, Stack

SUB = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
OTHER = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
LONGER = f"{SUB}x"
SHORTER = SUB[:-1]
PREFIXED = f"x{SUB}"

_TLS = {"aws:SecureTransport": "true"}
WITHOUT_TLS = {"aws:SecureTransport": "false"}


def _user(who: str, stack: Stack) -> Caller:
    return Caller(
        who=who,
        principal=session_arn("SignedInRole", "CognitoIdentityCredentials"),
        identity=stack.of_role("SignedInRole"),
        context={"aws:PrincipalTag/sub": SUB, **_TLS},
        stack=stack,
    )


def _lambda(who: str, stack: Stack, context: Context) -> Caller:
    return Caller(
        who=who,
        principal=session_arn("ApiRole", "my-todo-list-dev-APIHandler"),
        identity=stack.of_role("ApiRole"),
        context={**context, **_TLS},
        stack=stack,
    )


def service(name: str) -> Caller:
    """Return a service that acts for itself, and has no policies of its own here."""
    return Caller(who=name, principal=name, identity=(), context=_TLS)


USER = _user("a signed-in user", EVERYTHING)
USER_BY_DEFAULT = _user("a signed-in user, by default,", DEFAULTS)
UNTAGGED = USER.but("without a tag", {"aws:PrincipalTag/sub": []})
UNNAMED = USER.but("with an empty tag", {"aws:PrincipalTag/sub": ""})
LONGER_USER = USER.but("whose id begins with another's", {"aws:PrincipalTag/sub": LONGER})
SHOUTED_USER = USER.but("whose id is in capitals", {"aws:PrincipalTag/sub": SUB.upper()})

_FROM_CODE = {
    "lambda:SourceFunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:APIHandler",
}
"""What Lambda adds to requests of the code, and leaves out of its own."""
API = _lambda("the API", EVERYTHING, _FROM_CODE)
API_BY_DEFAULT = _lambda("the API without DAX", DEFAULTS, _FROM_CODE)
LAMBDA = _lambda("Lambda itself", EVERYTHING, {})
LAMBDA_BY_DEFAULT = _lambda("Lambda itself, where there is no DAX,", DEFAULTS, {})

DAX = Caller(
    who="DAX",
    principal=session_arn("DaxRole", "dax"),
    identity=EVERYTHING.of_role("DaxRole"),
    context=_TLS,
)
ADMINISTRATOR = Caller(
    who="an administrator",
    principal=f"arn:aws:iam::{ACCOUNT}:user/administrator",
    identity=(EVERYTHING_ALLOWED,),
    context=_TLS,
)
