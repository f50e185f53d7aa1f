"""Roles: who may take them, and what all policies together let them do."""

from collections.abc import Iterator

from rules.statements import Statement, statements
from rules.template import Resource, Template
from rules.values import text

ROLE = "AWS::IAM::Role"
POLICIES = ("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy")
IDENTITIES = ("Federated", "cognito-identity.amazonaws.com")
TRUST = "AssumeRolePolicyDocument"


def trust(role: Resource) -> Iterator[Statement]:
    """Yield what says who may take the role."""
    return statements(role, TRUST)


def takers(role: Resource) -> set[tuple[str, str]]:
    """Return who may take the role, each with its kind, such as Service."""
    return {one for each in trust(role) if not each.denies for one in each.principals}


def services(template: Template) -> Iterator[Resource]:
    """Yield the roles that services take."""
    for role in template.of(ROLE):
        if any(kind == "Service" for kind, _ in takers(role)):
            yield role


def signed_in(template: Template) -> list[Resource]:
    """Return the roles of signed-in users: attached to an identity pool, or trusting any."""
    return [
        role
        for role in template.of(ROLE)
        if IDENTITIES in takers(role) or role.name in _attached(template)
    ]


def _attached(template: Template) -> set[str]:
    attachments = template.of("AWS::Cognito::IdentityPoolRoleAttachment")
    handed_out = [
        each for one in attachments for roles in one.choices("Roles") for each in _of(roles)
    ]
    roles = [template.meant(each, ROLE) for each in handed_out]
    return {role.name for role in roles if role}


def _of(roles: object) -> list[object]:
    return list(roles.values()) if isinstance(roles, dict) else []


def policies(template: Template, role: Resource) -> Iterator[Resource]:
    """Yield the policies that stand apart and name the role, by reference or by its name."""
    names = {f"<{role.name}>", *(text(each) for each in role.choices("RoleName") if each)}
    for policy in template.of(*POLICIES):
        if names & {*policy.texts("Roles"), *policy.texts("RoleName")}:
            yield policy


def permissions(template: Template, role: Resource) -> Iterator[Statement]:
    """Yield every statement about what a role may do, its own and those of policies apart."""
    yield from statements(role, "Policies")
    for policy in policies(template, role):
        yield from statements(policy)


def allowed(template: Template, role: Resource) -> Iterator[Statement]:
    """Yield what a role is allowed, without the denials."""
    return (each for each in permissions(template, role) if not each.denies)
