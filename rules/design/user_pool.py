"""The user pool: how people prove who they are."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.template import Finding, Template
from rules.values import number, texts

POOL = "AWS::Cognito::UserPool"
_DOCS = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_TAGS = ["design", "cognito", "users"]
_SHORTEST_PASSWORD = 12


class LongPasswords(Rule):
    id = "E9041"
    shortdesc = f"Passwords have {_SHORTEST_PASSWORD} characters and more"
    description = "MinimumLength; length is worth more than symbols (NIST SP 800-63B)."
    source_url = f"{_DOCS}managing-users-passwords.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            path = ("Policies", "PasswordPolicy", "MinimumLength")
            if any((number(each) or 0) < _SHORTEST_PASSWORD for each in pool.choices(*path)):
                yield pool.finding(
                    f"takes passwords shorter than {_SHORTEST_PASSWORD}: they can be guessed.",
                    *path,
                )


class AddressesAreVerified(Rule):
    id = "E9042"
    shortdesc = "Addresses count once they are verified"
    description = "email is in AutoVerifiedAttributes, and in UserAttributeUpdateSettings."
    source_url = f"{_DOCS}user-pool-settings-email-phone-verification.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            if pool.texts("AutoVerifiedAttributes") != ["email"]:
                yield pool.finding(
                    "verifies something else than the e-mail address.", "AutoVerifiedAttributes"
                )
            path = ("UserAttributeUpdateSettings", "AttributesRequireVerificationBeforeUpdate")
            if pool.texts(*path) != ["email"]:
                yield pool.finding(
                    "believes a new address before it is verified: a mistyped one resets the "
                    "password.",
                    *path,
                )


class SecondFactor(Rule):
    id = "E9043"
    shortdesc = "A second factor is offered: an authenticator app"
    description = "MfaConfiguration is OPTIONAL or ON, with SOFTWARE_TOKEN_MFA."
    source_url = f"{_DOCS}user-pool-settings-mfa-totp.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            if not pool.always("MfaConfiguration", among=["OPTIONAL", "ON"]):
                yield pool.finding("offers no second factor.", "MfaConfiguration")
            if any("SOFTWARE_TOKEN_MFA" not in texts(each) for each in pool.choices("EnabledMfas")):
                yield pool.finding(
                    "offers no authenticator app (SOFTWARE_TOKEN_MFA): nobody can set one up.",
                    "EnabledMfas",
                )


class RecoveryByAddress(Rule):
    id = "E9044"
    shortdesc = "Accounts are recovered by the verified address only"
    description = "RecoveryMechanisms has verified_email, and no telephone."
    source_url = f"{_DOCS}managing-users-passwords.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            path = ("AccountRecoverySetting", "RecoveryMechanisms")
            names = [name for each in pool.entries(*path) for name in texts(each, "Name")]
            if names != ["verified_email"]:
                yield pool.finding(
                    "recovers accounts by something else than the verified address: a telephone "
                    "number changes hands.",
                    *path,
                )


class SignInByAddress(Rule):
    id = "E9045"
    shortdesc = "People sign in by their address, in any case"
    description = "UsernameAttributes is [email], CaseSensitive is false. Neither can change later."
    source_url = f"{_DOCS}user-pool-settings-attributes.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for pool in template.of(POOL):
            by_address = pool.texts("UsernameAttributes") == ["email"]
            if not by_address or not pool.always(
                "UsernameConfiguration", "CaseSensitive", among=[False]
            ):
                yield pool.finding(
                    "has people sign in by something else than their address, in any case; "
                    "another way later is another pool, without the accounts."
                )
