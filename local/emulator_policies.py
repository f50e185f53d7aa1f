"""Makes the emulator decide about permissions as AWS does, where it does not by itself.

Loaded by emulator_process.py into the emulator's own process, so nothing of this project can be
imported. It reaches into private functions: ministack is pinned to the patch for that, and
tests/integration/folder holds what is mended here against the running emulator.

- Policy variables (``${aws:PrincipalTag/sub}``) are expanded; ministack takes them literally.
- Credentials of the identity pool carry the pool's principal tags, and are given only to who signed
  in, if the role's trust policy allows it. ministack gives guests some, and asks no role.
- An S3 key is checked as it is stored; ministack checks ``a//b`` as ``a/b``.
- The loopback interface counts as TLS, or the bucket's policy would refuse everything.
"""

import contextlib
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


def mend() -> None:
    """Put all of it in place; before the emulator serves its first request."""
    _expand_variables()
    _check_keys_as_they_are()
    _guard_credentials()


# Policy variables

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
    """Yield the statement with values in it, for each resource for which it has all of them."""
    for resource in statement.resources or [None]:
        with contextlib.suppress(_NoValueError):
            yield replace(
                statement,
                resources=[_filled(resource, context)] if resource else [],
                not_resources=_filled(statement.not_resources, context),
                conditions=_filled(statement.conditions, context),
            )


def _filled(part: Any, context: Any) -> Any:
    if isinstance(part, dict):
        return {name: _filled(value, context) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, context) for value in part]
    if isinstance(part, str):
        return _VARIABLE.sub(lambda found: _value(found[1], context), part)
    return part


def _value(name: str, context: Any) -> str:
    """Return a variable's value. One with wildcards has none here: they would be taken for such."""
    found = iam_evaluator._resolve_condition_key(name.strip(), context)
    if not isinstance(found, str) or not found or {"*", "?"} & set(found):
        raise _NoValueError(name)
    return found


# Keys of objects


def _check_keys_as_they_are() -> None:
    resource_arn = iam_actions.extract_resource_arn

    def exact_arn(service: str, method: str, path: str, *rest: Any) -> str:
        bucket, _, key = path.lstrip("/").partition("/")
        if service == "s3" and bucket and key:
            return f"arn:aws:s3:::{bucket}/{key}"
        arn: str = resource_arn(service, method, path, *rest)
        return arn

    iam_actions.extract_resource_arn = exact_arn


# Credentials of the identity pool

_COGNITO = "cognito-identity.amazonaws.com"
_ASSUME, _TAG = "sts:AssumeRoleWithWebIdentity", "sts:TagSession"
_GIVEN_TO_STRANGERS = frozenset({"GetId", "GetCredentialsForIdentity", "GetOpenIdToken"})


def _guard_credentials() -> None:
    run = cognito._run_identity_handler

    def guarded(handler: Callable[[Call], Answer], action: str, call: Call) -> Answer:
        def answer(asked: Call) -> Answer:
            pool = _pool_of(asked)
            refused = _refusal(action, pool, asked.get("Logins") or {})
            return refused or _tagged(pool or {}, handler(asked))

        return run(answer if action in _GIVEN_TO_STRANGERS else handler, action, call)

    cognito._run_identity_handler = guarded


def _pool_of(call: Call) -> Pool | None:
    pools = cognito._identity_pools
    of_identity = (each for each in pools.values() if call.get("IdentityId") in each["_identities"])
    found: Pool | None = pools.get(call.get("IdentityPoolId")) or next(of_identity, None)
    return found


def _refusal(action: str, pool: Pool | None, logins: dict[str, str]) -> Answer | None:
    """Return how AWS would refuse a call, if not for a login's signature: that ministack checks."""
    if pool is None:
        return _error("ResourceNotFoundException", "There is no such identity.")
    if not logins and not pool["AllowUnauthenticatedIdentities"]:
        return _error("NotAuthorizedException", "Unauthenticated access is not supported.")
    if action == "GetOpenIdToken" and not pool["AllowClassicFlow"]:
        return _error("InvalidParameterException", "Basic (classic) flow is not enabled.")
    known = pool["CognitoIdentityProviders"]
    providers = [each for each in known if each.get("ServerSideTokenCheck")]
    tokens = [logins.get(each["ProviderName"], "") for each in providers]
    if {cognito._token_claims(each).get("origin_jti") for each in tokens} & cognito._revoked_tokens:
        return _error("NotAuthorizedException", "Invalid login token. Token has been revoked.")
    return None


def _error(code: str, words: str) -> Answer:
    return error_response_json(code, words, HTTPStatus.BAD_REQUEST)


def _tagged(pool: Pool, answer: Answer) -> Answer:
    """Give credentials their tags, or take them back if the role doesn't trust the pool."""
    key = json.loads(answer[2]).get("Credentials", {}).get("AccessKeyId")
    if key is None:
        return answer
    session = sts._sessions[key]
    tags = _tags(pool, session["_logins"])
    needed = [_ASSUME, _TAG] if tags else [_ASSUME]
    if not all(_is_trusted(pool, session, action) for action in needed):
        del sts._sessions[key]
        words = "Invalid identity pool configuration. Check assigned IAM roles for this pool."
        return _error("InvalidIdentityPoolConfigurationException", words)
    session["SessionTags"] = [{"Key": name, "Value": value} for name, value in tags.items()]
    return answer


def _tags(pool: Pool, logins: dict[str, str]) -> dict[str, str]:
    """Return the principal tags that the pool makes of the claims of its logins."""
    tags: dict[str, str] = {}
    for provider, token in logins.items():
        wanted = pool.get("_principal_tags", {}).get(provider, {}).get("PrincipalTags", {})
        claims = cognito._token_claims(token)
        tags |= {tag: str(claims[claim]) for tag, claim in wanted.items() if claim in claims}
    return tags


def _is_trusted(pool: Pool, session: dict[str, Any], action: str) -> bool:
    """Ask the trust policy of the role that the pool hands out."""
    arn = pool["_roles"].get(session["_cognito_auth_type"], "")
    document = (iam._roles.get(arn.rpartition("/")[2]) or {}).get("AssumeRolePolicyDocument", "{}")
    policy = json.loads(document) if isinstance(document, str) else document
    statements = policy.get("Statement", [])
    ours = [each for each in statements if each["Principal"] == {"Federated": _COGNITO}]
    keys = {"aud": pool["IdentityPoolId"], "amr": session["_cognito_amr"]}
    context = iam_evaluator.EvalContext(
        _COGNITO,
        "WebIdentityUser",
        session["AccountId"],
        action,
        arn,
        region="",
        service_context={f"{_COGNITO}:{name}": value for name, value in keys.items()},
    )
    parsed = iam_evaluator.parse_policy_document({"Statement": ours})
    return bool(iam_evaluator.evaluate(context, [parsed]).decision == "Allow")
