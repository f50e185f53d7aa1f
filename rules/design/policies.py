"""What holds for every policy, whoever it is for."""

from collections.abc import Iterator

from rules.roles import POLICIES, ROLE
from rules.rule import Rule
from rules.statements import documents, statements
from rules.template import Finding, Resource, Template
from rules.values import text

_DOCS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_TAGS = ["design", "iam", "policies"]
_LASTING = ("AccessKey", "Group", "GroupPolicy", "User", "UserPolicy", "UserToGroupAddition")


class VersionWithVariables(Rule):
    id = "E9021"
    shortdesc = "Every policy is of the version that knows variables"
    description = 'Version is "2012-10-17"; in older ones ${aws:PrincipalTag/sub} is plain text.'
    source_url = f"{_DOCS}reference_policies_elements_version.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for resource in template.resources.values():
            for path, document in documents(resource):
                if text(document.get("Version")) != "2012-10-17":
                    yield resource.finding(
                        'has a policy that is not of Version "2012-10-17": its variables are '
                        "plain text.",
                        *path,
                    )


class NothingByException(Rule):
    id = "E9022"
    shortdesc = "A policy says what it allows, not what it doesn't"
    description = "No Allow has NotAction, NotResource or NotPrincipal, or leaves Action out."
    source_url = f"{_DOCS}reference_policies_elements_notaction.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for resource in template.resources.values():
            for each in statements(resource):
                left_out = [key for key in each.body if key.startswith("Not")]
                if not each.denies and (left_out or not each.actions):
                    yield each.finding(
                        "allows all but something, or something that can't be read: what AWS adds "
                        "tomorrow is allowed too."
                    )


class PoliciesOfRoles(Rule):
    id = "E9023"
    shortdesc = "A policy is for roles of this template"
    description = "Roles are references; there are no groups, no users, and no managed policies."
    source_url = f"{_DOCS}access_policies_managed-vs-inline.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for policy in template.of(*POLICIES):
            if (
                policy.entries("Users")
                or policy.entries("Groups")
                or not _names_roles(template, policy)
            ):
                yield policy.finding("is for somebody who is no role of this template.")


def _names_roles(template: Template, policy: Resource) -> bool:
    named = [*policy.entries("Roles"), *policy.entries("RoleName")]
    return bool(named) and all(template.meant(each, ROLE) for each in named)


class NoManagedPolicies(Rule):
    id = "E9024"
    shortdesc = "Roles have no managed policies"
    description = "What AWS's own policies allow stands elsewhere, is wide, and grows."
    source_url = f"{_DOCS}access_policies_managed-vs-inline.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in template.of(ROLE):
            if role.entries("ManagedPolicyArns"):
                yield role.finding(
                    "has managed policies: what they allow is not written here, and grows.",
                    "ManagedPolicyArns",
                )
        for policy in template.of("AWS::IAM::ManagedPolicy"):
            yield policy.finding("is a managed policy: anybody in the account could attach it.")


class NoKeysOfPeople(Rule):
    id = "E9025"
    shortdesc = "There are no users of IAM, and no keys that last"
    description = "People sign in, code has roles: credentials expire by themselves."
    source_url = f"{_DOCS}best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(*(f"AWS::IAM::{kind}" for kind in _LASTING)):
            yield each.finding("gives credentials, or permissions, that never expire.")
