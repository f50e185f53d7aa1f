"""Which role the identity pool hands out, and with which tags."""

from collections.abc import Iterator

from rules.design import user_pool
from rules.design.identity_pool import POOL
from rules.roles import ROLE
from rules.rule import Rule
from rules.template import Finding, Template

_DOCS = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_TAGS = ["design", "cognito", "identity"]


class OneRoleForUsers(Rule):
    id = "E9005"
    shortdesc = "An identity pool hands out one role, to signed-in users"
    description = "Roles has authenticated and nothing else, and no claim chooses another role."
    source_url = f"{_DOCS}role-based-access-control.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for attachment in template.of("AWS::Cognito::IdentityPoolRoleAttachment"):
            for roles in attachment.choices("Roles"):
                if not isinstance(roles, dict) or roles.keys() != {"authenticated"}:
                    yield attachment.finding(
                        "hands out roles to others than the authenticated.", "Roles"
                    )
                elif not template.meant(roles["authenticated"], ROLE):
                    yield attachment.finding(
                        "hands out a role that is not in this template: nobody sees here what "
                        "users may do with it.",
                        "Roles",
                    )
            if attachment.entries("RoleMappings"):
                yield attachment.finding(
                    "lets claims choose a role (RoleMappings): who can write a claim can choose.",
                    "RoleMappings",
                )


class SubIsTheOnlyTag(Rule):
    id = "E9006"
    shortdesc = "The principal tag is the sub, and nothing else"
    description = "PrincipalTags is {sub: sub} and UseDefaults is false, for every identity pool."
    source_url = f"{_DOCS}attributes-for-access-control.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        tagged = set()
        for tags in template.of("AWS::Cognito::IdentityPoolPrincipalTag"):
            tagged |= set(tags.texts("IdentityPoolId"))
            if not tags.always("PrincipalTags", among=[{"sub": "sub"}]):
                yield tags.finding(
                    "makes a tag of something else than the sub: who can write that attribute "
                    "can choose a folder.",
                    "PrincipalTags",
                )
            if not tags.always("UseDefaults", among=[False]):
                yield tags.finding(
                    "takes AWS's default tags: username and client, and no sub.", "UseDefaults"
                )
            if not template.meant(tags.properties.get("IdentityProviderName"), user_pool.POOL):
                yield tags.finding(
                    "is for a provider that is no user pool of this template: our users have no "
                    "folder.",
                    "IdentityProviderName",
                )
        for pool in template.of(POOL):
            if f"<{pool.name}>" not in tagged:
                yield pool.finding("has no principal tag: its users have no folder.")
