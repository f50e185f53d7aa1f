"""Makes the emulator decide about permissions as AWS does, where it does not by itself.

Loaded by emulator_process.py into the emulator's own process, so nothing of this project can be
imported, and all of it is one file. It reaches into private functions: ministack is pinned to the
patch for that, and tests/integration/folder holds what is mended here against the running emulator.

- Policy variables (``${aws:PrincipalTag/sub}``) are expanded; ministack takes them literally.
- Keys in S3 are checked as they are stored (ministack checks ``a//b`` as ``a/b``), and so are all
  that a request names, the versions among them, and what its headers ask for besides.
- Credentials of the identity pool carry the pool's principal tags, and are given only to who is
  still signed in, if the role's trust policy allows it. ministack gives guests some, and strangers
  by way of STS, and asks no role.
- The loopback interface counts as TLS, or the bucket's policy would refuse everything.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import error_response_json
from ministack.services import cognito, iam, sts

Answer = Any
"""What ministack's handlers return: status, headers, body."""
Call = dict[str, Any]
Pool = dict[str, Any]
Session = dict[str, Any]


def mend() -> None:
    """Put all of it in place; before the emulator serves its first request."""
    _expand_variables()
    _check_keys_as_they_are()
    _check_all_that_is_asked()
    _guard_credentials()
    _leave_no_other_way_to_credentials()


# Policy variables. One without a value equals nothing and is like nothing (IAM User Guide, "Policy
# variables"): what is to be equal never is, what is to differ always does.

_VARIABLE = re.compile(r"\$\{([^}]*)}")


class _NoValueError(Exception):
    """A policy names a variable that this request has no value for."""


def _expand_variables() -> None:
    first_match, resolve = iam_evaluator._first_match, iam_evaluator._resolve_condition_key

    def resolve_securely(key: str, context: Any) -> Any:
        return "true" if key.lower() == "aws:securetransport" else resolve(key, context)

    def match_expanded(context: Any, statements: list[Any], effect: str) -> Any:
        expanded = [each for statement in statements for each in _expanded(statement, context)]
        return first_match(context, expanded, effect)

    iam_evaluator._resolve_condition_key = resolve_securely
    iam_evaluator._first_match = match_expanded


def _expanded(statement: Any, context: Any) -> Iterator[Any]:
    """Yield the statement with values in it; nothing, if no resource is left."""
    resources = list(_values(statement.resources, context))
    if resources or not statement.resources:
        yield replace(
            statement,
            resources=resources,
            not_resources=list(_values(statement.not_resources, context)),
            conditions={
                operator: {key: list(_values(value, context)) for key, value in keys.items()}
                for operator, keys in statement.conditions.items()
            },
        )


def _values(part: Any, context: Any) -> Iterator[str]:
    for each in part if isinstance(part, list) else [part]:
        try:
            yield _VARIABLE.sub(lambda found: _value(found[1], context), str(each))
        except _NoValueError:
            continue


def _value(name: str, context: Any) -> str:
    """Return a variable's value. One with wildcards has none here: they would be taken for such."""
    found = "$" if name == "$" else iam_evaluator._resolve_condition_key(name.strip(), context)
    if not isinstance(found, str) or not found or {"*", "?"} & set(found):
        raise _NoValueError(name)
    return found


# What a request to S3 asks for

_ALSO_ASKED = {
    "x-amz-acl": "s3:PutObjectAcl",
    "x-amz-object-lock-legal-hold": "s3:PutObjectLegalHold",
    "x-amz-object-lock-mode": "s3:PutObjectRetention",
    "x-amz-tagging": "s3:PutObjectTagging",
}
"""Headers of an upload that need an action of their own (S3 User Guide, "Required permissions")."""


def _check_keys_as_they_are() -> None:
    resource_arn = iam_actions.extract_resource_arn

    def exact_arn(service: str, method: str, path: str, *rest: Any) -> str:
        bucket, _, key = path.lstrip("/").partition("/")
        if service == "s3" and bucket and key:
            return f"arn:aws:s3:::{bucket}/{key}"
        arn: str = resource_arn(service, method, path, *rest)
        return arn

    iam_actions.extract_resource_arn = exact_arn


def _check_all_that_is_asked() -> None:
    additional = iam_actions.s3_additional_checks

    def all_checks(
        method: str, path: str, headers: dict[str, str], body: bytes, query: Any
    ) -> list[tuple[str, str]]:
        bucket, _, key = path.lstrip("/").partition("/")
        checks: list[tuple[str, str]] = additional(method, path, headers, body, query)
        if key and method in {"POST", "PUT"}:
            asked = [action for header, action in _ALSO_ASKED.items() if headers.get(header)]
            return checks + [(action, f"arn:aws:s3:::{bucket}/{key}") for action in asked]
        return checks + (list(_deletions(bucket, body)) if "delete" in query else [])

    iam_actions.s3_additional_checks = all_checks


def _deletions(bucket: str, body: bytes) -> Iterator[tuple[str, str]]:
    """Yield an action for each key of a DeleteObjects: also where an object has two of them."""
    try:
        objects = [each for each in iam_actions.fromstring(body).iter() if _tag(each) == "Object"]
    except (iam_actions.ParseError, ValueError):
        return
    for each in objects:
        texts = [(_tag(child), child.text or "") for child in each]
        versioned = any(text for tag, text in texts if tag == "VersionId")
        action = "s3:DeleteObjectVersion" if versioned else "s3:DeleteObject"
        yield from ((action, f"arn:aws:s3:::{bucket}/{key}") for tag, key in texts if tag == "Key")


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


# Credentials of the identity pool

_COGNITO = "cognito-identity.amazonaws.com"
_ASSUME, _TAG = "sts:AssumeRoleWithWebIdentity", "sts:TagSession"
_GIVEN_TO_STRANGERS = frozenset({"GetId", "GetCredentialsForIdentity", "GetOpenIdToken"})


def _guard_credentials() -> None:
    run = cognito._run_identity_handler

    def guarded(handler: Callable[[Call], Answer], action: str, call: Any) -> Answer:
        def answer(asked: Call) -> Answer:
            pool = _pool_of(action, asked)
            refused = _refusal(action, pool, asked)
            return refused or _checked(pool or {}, asked, handler(asked))

        if action not in _GIVEN_TO_STRANGERS:
            return run(handler, action, call)
        if not _is_well_formed(call):
            return _error("InvalidParameterException", "The request can't be read.")
        return run(answer, action, call)

    cognito._run_identity_handler = guarded


def _leave_no_other_way_to_credentials() -> None:
    """Refuse Cognito's identities at STS: the classic flow is off, and nobody checks signatures."""
    principal = sts._web_identity_principal

    def never_cognitos(token: str, provider: str, role: str) -> tuple[str, dict[str, Any]]:
        name, keys = principal(token, provider, role)
        return ("", {}) if name == _COGNITO else (name, keys)

    sts._web_identity_principal = never_cognitos


def _is_well_formed(call: Any) -> bool:
    if not isinstance(call, dict):
        return False
    sent = {name: value for name, value in call.items() if value is not None}
    logins = sent.get("Logins", {})
    names = [sent.get("IdentityPoolId", ""), sent.get("IdentityId", "")]
    return isinstance(logins, dict) and all(
        isinstance(each, str) for each in [*names, *logins, *logins.values()]
    )


def _pool_of(action: str, call: Call) -> Pool | None:
    pools = cognito._identity_pools
    if action == "GetId":
        return pools.get(call.get("IdentityPoolId"))  # type: ignore[no-any-return]
    identity = call.get("IdentityId")
    return next((each for each in pools.values() if identity in each["_identities"]), None)


def _error(code: str, words: str) -> Answer:
    return error_response_json(code, words, HTTPStatus.BAD_REQUEST)


def _refusal(action: str, pool: Pool | None, call: Call) -> Answer | None:
    """Return how AWS would refuse a call, whatever its tokens are: those ministack checks."""
    if pool is None:
        return _error("ResourceNotFoundException", "There is no such identity.")
    if not call.get("Logins") and not pool["AllowUnauthenticatedIdentities"]:
        return _error("NotAuthorizedException", "Unauthenticated access is not supported.")
    if action == "GetOpenIdToken" and not pool["AllowClassicFlow"]:
        return _error("InvalidParameterException", "Basic (classic) flow is not enabled.")
    return None


def _checked(pool: Pool, call: Call, answer: Answer) -> Answer:
    """Give credentials their tags, or take them back."""
    if answer[0] != HTTPStatus.OK:
        return answer
    key = json.loads(answer[2]).get("Credentials", {}).get("AccessKeyId")
    session, logins = sts._sessions.get(key), call.get("Logins") or {}
    refused = _late_refusal(pool, logins, session)
    if refused:
        sts._sessions.pop(key, None)
    elif session:
        tags = _tags(pool, logins).items()
        session["SessionTags"] = [{"Key": name, "Value": value} for name, value in tags]
    return refused or answer


def _late_refusal(pool: Pool, logins: dict[str, str], session: Session | None) -> Answer | None:
    """Return how AWS would refuse a call whose tokens are good."""
    if any(_has_ended(pool, *login) for login in logins.items()):
        return _error("NotAuthorizedException", "Invalid login token. Its session has ended.")
    needed = [_ASSUME, _TAG] if _tags(pool, logins) else [_ASSUME]
    if session and not _is_trusted(pool, session, needed):
        words = "Invalid identity pool configuration. Check assigned IAM roles for this pool."
        return _error("InvalidIdentityPoolConfigurationException", words)
    return None


def _has_ended(pool: Pool, provider: str, token: str) -> bool:
    """Tell whether a user is gone or signed out, where the pool wants that to be looked at."""
    known = [each for each in pool["CognitoIdentityProviders"] if each["ProviderName"] == provider]
    if not any(each.get("ServerSideTokenCheck") for each in known):
        return False
    claims = cognito._token_claims(token)
    users = (cognito._user_pools.get(provider.rpartition("/")[2]) or {}).get("_users", {})
    user = users.get(claims.get("cognito:username")) or {}
    return not user.get("Enabled") or claims.get("origin_jti") in cognito._revoked_tokens


def _tags(pool: Pool, logins: dict[str, str]) -> dict[str, str]:
    """Return the principal tags that the pool makes of the claims of its logins."""
    tags: dict[str, str] = {}
    for provider, token in logins.items():
        wanted = pool.get("_principal_tags", {}).get(provider, {}).get("PrincipalTags", {})
        claims = cognito._token_claims(token)
        tags |= {tag: str(claims[claim]) for tag, claim in wanted.items() if claim in claims}
    return tags


def _is_trusted(pool: Pool, session: Session, actions: list[str]) -> bool:
    """Ask the trust policy of the role that the pool hands out."""
    arn = pool["_roles"].get(session["_cognito_auth_type"], "")
    document = (iam._roles.get(arn.rpartition("/")[2]) or {}).get("AssumeRolePolicyDocument", "{}")
    policy = json.loads(document) if isinstance(document, str) else document
    written = policy.get("Statement", [])
    ours = [each for each in (written if isinstance(written, list) else [written]) if _is_us(each)]
    keys = {"aud": pool["IdentityPoolId"], "amr": session["_cognito_amr"]}
    parsed = [iam_evaluator.parse_policy_document({"Statement": ours})]
    contexts = [
        iam_evaluator.EvalContext(
            _COGNITO,
            "WebIdentityUser",
            session["AccountId"],
            action,
            arn,
            region="",
            service_context={f"{_COGNITO}:{name}": value for name, value in keys.items()},
        )
        for action in actions
    ]
    return all(iam_evaluator.evaluate(each, parsed).decision == "Allow" for each in contexts)


def _is_us(statement: dict[str, Any]) -> bool:
    """Tell whether a statement is about the identity pool. What denies is, whoever it names."""
    principal = statement.get("Principal")
    named = iam_evaluator._trust_principal_matches(principal, _COGNITO, federated=True)
    return statement.get("Effect") == "Deny" or bool(named)
