"""Who may become a signed-in user."""

from typing import Any

from tests.permissions.callers import Caller
from tests.permissions.names import POOL, REGION, role_arn
from tests.permissions.people import ADMINISTRATOR, API, USER, service
from tests.permissions.requests import Case

_ROLE = role_arn("SignedInRole")
_AUD = "cognito-identity.amazonaws.com:aud"
_AMR = "cognito-identity.amazonaws.com:amr"
_PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc123"
_ASSUME = "sts:AssumeRoleWithWebIdentity"
_TAG = "sts:TagSession"

_COGNITO = service("cognito-identity.amazonaws.com")
"""The provider that Cognito's tokens name."""


def _with(who: str, principal: str = _COGNITO.principal, **claims: str | list[str]) -> Caller:
    keys = {"aud": _AUD, "amr": _AMR}
    context = {keys[name]: value for name, value in claims.items()}
    return Caller(who, principal, (), context)


_SIGNED_IN = ["authenticated", _PROVIDER, f"{_PROVIDER}:CognitoSignIn:1"]
_CLAIMS: dict[str, Any] = {"aud": POOL, "amr": _SIGNED_IN}
_RIGHT = _with("somebody who signed in", **_CLAIMS)
_UUID = POOL.partition(":")[2]

_OTHERS = [
    _with("a guest", aud=POOL, amr=["unauthenticated"]),
    _with("somebody of whom nothing is said", aud=POOL),
    _with("somebody with an empty list of ways", aud=POOL, amr=[]),
    _with("somebody who only has a provider", aud=POOL, amr=[_PROVIDER]),
    _with("somebody of another pool", aud=f"{POOL[:-1]}1", amr=_SIGNED_IN),
    _with("somebody of a pool spelt in capitals", aud=POOL.upper(), amr=_SIGNED_IN),
    _with("somebody of a pool whose id begins alike", aud=f"{POOL}0", amr=_SIGNED_IN),
    _with("somebody of no pool", amr=_SIGNED_IN),
    _with("somebody without any claims"),
    _with("somebody of a pool of another region", aud=f"eu-north-1:{_UUID}", amr=_SIGNED_IN),
    _with("somebody of a region called alike", aud=f"{REGION}b:{_UUID}", amr=_SIGNED_IN),
    _with("somebody of a region that ends alike", aud=f"x{POOL}", amr=_SIGNED_IN),
    _with("somebody of a pool whose id ends alike", aud=f"{REGION}:0{_UUID}", amr=_SIGNED_IN),
    _with("a guest of a kind called alike", aud=POOL, amr=["authenticated-guest"]),
    _with("another service with such claims", "cognito-idp.amazonaws.com", **_CLAIMS),
    ADMINISTRATOR.but("with such claims", {_AUD: POOL, _AMR: _SIGNED_IN}),
]


def _decided(action: str, what: str) -> list[Case]:
    return [
        _RIGHT.may(what, action, _ROLE),
        *(other.may_not(what, action, _ROLE) for other in _OTHERS),
    ]


CASES = [
    *_decided(_ASSUME, "become a signed-in user"),
    *_decided(_TAG, "be given a tag"),
    _RIGHT.may_not("become a user without the token", "sts:AssumeRole", _ROLE),
    _RIGHT.may_not("become a user with another kind of token", "sts:AssumeRoleWithSAML", _ROLE),
    _RIGHT.may_not("say who they were before", "sts:SetSourceIdentity", _ROLE),
    _RIGHT.may_not("become the API", _ASSUME, role_arn("ApiRole")),
    _RIGHT.may_not("become DAX", _ASSUME, role_arn("DaxRole")),
    ADMINISTRATOR.may_not("become a signed-in user", "sts:AssumeRole", _ROLE),
    API.may_not("become a signed-in user", "sts:AssumeRole", _ROLE),
    USER.may_not("become somebody else", "sts:AssumeRole", _ROLE),
    USER.may_not("give themselves another tag", _TAG, _ROLE),
    service("lambda.amazonaws.com").may_not("become a signed-in user", "sts:AssumeRole", _ROLE),
]
