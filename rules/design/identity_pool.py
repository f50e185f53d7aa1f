"""The identity pool: who is given credentials of AWS at all."""

from collections.abc import Iterator

from rules.design import user_pool, user_pool_client
from rules.rule import Rule
from rules.template import Finding, Template
from rules.values import always, choices

POOL = "AWS::Cognito::IdentityPool"
_DOCS = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_TAGS = ["design", "cognito", "identity"]
_OTHER_PROVIDERS = (
    "DeveloperProviderName",
    "OpenIdConnectProviderARNs",
    "SamlProviderARNs",
    "SupportedLoginProviders",
)


class NoGuests(Rule):
    id = "E9001"
    shortdesc = "An identity pool lets no guests in"
    description = "AllowUnauthenticatedIdentities is false: a guest has no folder, only our bill."
    source_url = f"{_DOCS}identity-pools.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            if not pool.always("AllowUnauthenticatedIdentities", among=[False]):
                yield pool.finding(
                    "lets guests in: anybody is given AWS credentials without signing in.",
                    "AllowUnauthenticatedIdentities",
                )


class NoClassicFlow(Rule):
    id = "E9002"
    shortdesc = "An identity pool has no classic flow"
    description = "AllowClassicFlow is false: only the enhanced flow lets the pool choose the role."
    source_url = f"{_DOCS}authentication-flow.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            if not pool.always("AllowClassicFlow", among=[False]):
                yield pool.finding(
                    "allows the classic flow: a client can ask for any role that trusts the pool.",
                    "AllowClassicFlow",
                )


class TokensAreChecked(Rule):
    id = "E9003"
    shortdesc = "An identity pool asks the user pool about every token"
    description = "ServerSideTokenCheck is true for every provider."
    source_url = f"{_DOCS}amazon-cognito-integrating-user-pools-with-identity-pools.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            for provider in pool.entries("CognitoIdentityProviders"):
                if not always(provider, "ServerSideTokenCheck", among=[True]):
                    yield pool.finding(
                        "takes tokens without asking (ServerSideTokenCheck): one of somebody who "
                        "was signed out or disabled still opens the folder.",
                        "CognitoIdentityProviders",
                    )


class OnlyOurUsers(Rule):
    id = "E9004"
    shortdesc = "Only users of the template's own user pool have identities"
    description = "ProviderName and ClientId are those of this template, and nobody else signs in."
    source_url = f"{_DOCS}external-identity-providers.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            for other in _OTHER_PROVIDERS:
                if pool.entries(other):
                    yield pool.finding(f"takes users of others: {other} signs them in.", other)
            for provider in pool.entries("CognitoIdentityProviders"):
                if not _is_ours(template, provider):
                    yield pool.finding(
                        "takes tokens of a user pool or a client that is not in this template: its "
                        "rules on passwords and tokens are anybody's guess.",
                        "CognitoIdentityProviders",
                    )


def _is_ours(template: Template, provider: object) -> bool:
    pools = choices(provider, "ProviderName")
    clients = choices(provider, "ClientId")
    return all(template.meant(each, user_pool.POOL) for each in pools) and all(
        template.meant(each, user_pool_client.CLIENT) for each in clients
    )
