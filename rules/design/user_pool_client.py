"""The user pool's client: an app on a phone, that can keep no secret."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.template import Finding, Resource, Template
from rules.values import number

CLIENT = "AWS::Cognito::UserPoolClient"
_REFERENCE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
_DOCS = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_TAGS = ["design", "cognito", "users"]
_FLOWS = {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"}
_LONGEST_TOKEN_MINUTES = 60
_MINUTES = {"seconds": 1 / 60, "minutes": 1, "hours": 60, "days": 24 * 60}


class NoSecret(Rule):
    id = "E9051"
    shortdesc = "A client has no secret"
    description = "GenerateSecret is false: a secret in an app is none."
    source_url = f"{_DOCS}user-pool-settings-client-apps.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            if not client.always("GenerateSecret", among=[False]):
                yield client.finding(
                    "has a secret: apps can't sign in without one, and can't keep it.",
                    "GenerateSecret",
                )


class PasswordsStayHome(Rule):
    id = "E9052"
    shortdesc = "Passwords never travel"
    description = "ExplicitAuthFlows has SRP and the refresh token only."
    source_url = f"{_DOCS}amazon-cognito-user-pools-authentication-flow-methods.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            if set(client.texts("ExplicitAuthFlows")) != _FLOWS:
                yield client.finding(
                    f"signs in by other flows than {sorted(_FLOWS)}: passwords travel.",
                    "ExplicitAuthFlows",
                )
            if client.entries("AllowedOAuthFlows"):
                yield client.finding(
                    "signs in on a web page, too: another way in to watch.", "AllowedOAuthFlows"
                )


class NobodyIsTold(Rule):
    id = "E9053"
    shortdesc = "Nobody is told who has an account"
    description = "PreventUserExistenceErrors is ENABLED."
    source_url = f"{_DOCS}cognito-user-pool-managing-errors.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            if not client.always("PreventUserExistenceErrors", among=["ENABLED"]):
                yield client.finding(
                    "tells strangers which addresses have an account.", "PreventUserExistenceErrors"
                )


class TokensAreRevoked(Rule):
    id = "E9054"
    shortdesc = "Signing out ends a session"
    description = "EnableTokenRevocation is true."
    source_url = f"{_DOCS}token-revocation.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            if not client.always("EnableTokenRevocation", among=[True]):
                yield client.finding(
                    "can't revoke tokens: a stolen telephone stays signed in.",
                    "EnableTokenRevocation",
                )


class ShortTokens(Rule):
    id = "E9055"
    shortdesc = f"Tokens last {_LONGEST_TOKEN_MINUTES} minutes at most"
    description = "IdTokenValidity and AccessTokenValidity, each with its unit said."
    source_url = f"{_REFERENCE}aws-properties-cognito-userpoolclient-tokenvalidityunits.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            for token in ("IdToken", "AccessToken"):
                if not all(0 < each <= _LONGEST_TOKEN_MINUTES for each in _minutes(client, token)):
                    yield client.finding(
                        f"has no {token} of {_LONGEST_TOKEN_MINUTES} minutes at most, with its "
                        "unit (the default is hours): API Gateway takes a token until it expires.",
                        f"{token}Validity",
                    )


def _minutes(client: Resource, token: str) -> Iterator[float]:
    """Yield how long a token may last; 0 where length or unit are not said."""
    for length in client.choices(f"{token}Validity"):
        for unit in client.choices("TokenValidityUnits", token):
            yield (number(length) or 0) * _MINUTES.get(str(unit), 0)


class OnlyTheAddressIsTheirs(Rule):
    id = "E9056"
    shortdesc = "Users write their address, and no other attribute"
    description = "WriteAttributes is [email]; without it, users can write nearly all of them."
    source_url = f"{_DOCS}user-pool-settings-attributes.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for client in template.of(CLIENT):
            if set(client.texts("WriteAttributes")) != {"email"}:
                yield client.finding(
                    "lets users write other attributes than their address: no claim can be "
                    "believed then.",
                    "WriteAttributes",
                )
