"""Secrets are made by AWS, and known to nobody who deploys."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.template import Finding, Template

_DOCS = "https://docs.aws.amazon.com/"
_TAGS = ["design", "secrets"]
_SHORTEST = 32


class SecretsAreGenerated(Rule):
    id = "E9102"
    shortdesc = "Secrets are generated"
    description = "A secret has GenerateSecretString, and no SecretString."
    source_url = f"{_DOCS}secretsmanager/latest/userguide/best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for secret in template.of("AWS::SecretsManager::Secret"):
            if secret.entries("SecretString") or None in secret.choices("GenerateSecretString"):
                yield secret.finding("is written by somebody: who reads the template knows it.")


class SecretsHaveNoDefault(Rule):
    id = "E9103"
    shortdesc = "No secret stands in the template"
    description = "A parameter that is NoEcho has no Default."
    source_url = f"{_DOCS}AWSCloudFormation/latest/UserGuide/security-best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for name, each in template.parameters.items():
            if "NoEcho" in each and "Default" in each:
                yield Finding(
                    f"{name} is a secret that stands in the template, as its Default.",
                    ("Parameters", name, "Default"),
                )
