"""Who may take a role: the trust of the signed-in role, and of all others."""

from collections.abc import Iterator

from rules import roles
from rules.design.identity_pool import POOL
from rules.rule import Rule
from rules.template import Finding, Resource, Template

_DOCS = "https://docs.aws.amazon.com/"
_TRUST = f"{_DOCS}cognito/latest/developerguide/role-trust-and-permissions.html"
_TAGS = ["design", "iam", "trust"]
_TAKING = {"sts:AssumeRoleWithWebIdentity", "sts:TagSession"}
_AUD = "cognito-identity.amazonaws.com:aud"
_AMR = "cognito-identity.amazonaws.com:amr"


class TakenByIdentities(Rule):
    id = "E9011"
    shortdesc = "The signed-in role is taken with a web identity, and tagged"
    description = "Its trust allows sts:AssumeRoleWithWebIdentity and sts:TagSession, nothing else."
    source_url = _TRUST
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.signed_in(template):
            allowed = [each for each in roles.trust(role) if not each.denies]
            if {action for each in allowed for action in each.actions} != _TAKING:
                yield role.finding(
                    "is to be taken by sts:AssumeRoleWithWebIdentity and sts:TagSession, and by "
                    "nothing else: without the tag nobody has a folder.",
                    roles.TRUST,
                )
            for each in allowed:
                if each.principals != {roles.IDENTITIES}:
                    yield each.finding("may be taken by others than the identity pool's users.")


class TakenFromOurPool(Rule):
    id = "E9012"
    shortdesc = "The signed-in role is taken from our own identity pool only"
    description = (
        "Its trust demands the pool (aud, StringEquals): every account has identity pools."
    )
    source_url = _TRUST
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.signed_in(template):
            for each in roles.trust(role):
                pools = each.demands.get(("StringEquals", _AUD), [])
                if not each.denies and not _are_pools(template, pools):
                    yield each.finding(
                        "doesn't say from which identity pool (StringEquals aud, a Ref): anybody "
                        "can make one, and take this role from it."
                    )


def _are_pools(template: Template, references: list[str]) -> bool:
    names = {f"<{pool.name}>" for pool in template.of(POOL)}
    return len(references) == 1 and references[0] in names


class TakenBySignedIn(Rule):
    id = "E9013"
    shortdesc = "The signed-in role is not for guests"
    description = "Its trust demands amr authenticated, ForAnyValue, and without a wildcard."
    source_url = _TRUST
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.signed_in(template):
            for each in roles.trust(role):
                demanded = [
                    each.demands.get((f"ForAnyValue:{operator}", _AMR))
                    for operator in ("StringLike", "StringEquals")
                ]
                if not each.denies and ["authenticated"] not in demanded:
                    yield each.finding("may be taken by guests (ForAnyValue amr authenticated).")


class TakenByServices(Rule):
    id = "E9014"
    shortdesc = "Every other role is taken by a service that is named"
    description = (
        "A principal is a service or the identity pool: no account, no star, no parameter."
    )
    source_url = f"{_DOCS}IAM/latest/UserGuide/reference_policies_elements_principal.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        signed_in = {role.name for role in roles.signed_in(template)}
        for role in template.of(roles.ROLE):
            if role.name not in signed_in and not _is_for_services(role):
                yield role.finding(
                    "may be taken by others than services of AWS that are named.", roles.TRUST
                )


def _is_for_services(role: Resource) -> bool:
    allowed = [each for each in roles.trust(role) if not each.denies]
    return bool(allowed) and all(
        each.principals and _are_services(each.principals) for each in allowed
    )


def _are_services(principals: set[tuple[str, str]]) -> bool:
    return all(kind == "Service" and name.endswith(".amazonaws.com") for kind, name in principals)
