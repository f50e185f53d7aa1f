"""What services may do: what is named, with what is named."""

from collections.abc import Iterator

from rules import roles
from rules.design.network import is_ours
from rules.rule import Rule
from rules.statements import Statement, statements
from rules.template import Finding, Template
from rules.values import texts

_DOCS = "https://docs.aws.amazon.com/"
_TAGS = ["design", "iam", "services"]
_JOINING = {
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
}
_TRACING = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}
_NAMELESS = _JOINING | _TRACING
"""Actions on what has no name beforehand, or none at all."""
_FROM_CODE = {("Null", "lambda:sourcefunctionarn"): ["false"]}


class ActionsAreNamed(Rule):
    id = "E9091"
    shortdesc = "A service's actions are named one by one"
    description = "No action that a service is allowed has a wildcard."
    source_url = f"{_DOCS}IAM/latest/UserGuide/best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _allowed(template):
            if wide := [action for action in each.actions if "*" in action or "?" in action]:
                yield each.finding(f"allows more than is named: {wide}.")


class ResourcesAreNamed(Rule):
    id = "E9092"
    shortdesc = "A service's resources are of this template"
    description = "Only what puts a function into a network, and traces, need a star."
    source_url = f"{_DOCS}IAM/latest/UserGuide/best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _allowed(template):
            ours = each.resources and all(is_ours(template, one) for one in each.resources)
            if not ours and not set(each.actions) <= _NAMELESS:
                yield each.finding(
                    f"reaches beyond this template, into other stages: {each.resources}."
                )


class CodeDoesNotJoin(Rule):
    id = "E9093"
    shortdesc = "What Lambda needs for the network, code may not use"
    description = "Beside the permissions stands a Deny of ec2 for what a function's code sends."
    source_url = f"{_DOCS}lambda/latest/dg/configuration-vpc.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.services(template):
            for each in roles.permissions(template, role):
                if not each.denies and _JOINING & set(each.actions) and not _is_denied(each):
                    yield each.finding(
                        "lets code make network interfaces: nothing denies ec2:* where "
                        "lambda:SourceFunctionArn is set."
                    )


class NetworkIsLeftFirst(Rule):
    id = "E9094"
    shortdesc = "The right to leave a network goes after the network"
    description = "A subnet depends on the policy with which Lambda deletes its interfaces in it."
    source_url = f"{_DOCS}lambda/latest/dg/configuration-vpc.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        joining = {each.resource.name for each in _allowed(template) if _JOINING & {*each.actions}}
        for subnet in template.of("AWS::EC2::Subnet"):
            if joining and not joining & {*texts(subnet.body, "DependsOn")}:
                yield subnet.finding(
                    "can't be deleted: it would go after the policy with which Lambda takes its "
                    "interfaces out of it."
                )


def _is_denied(statement: Statement) -> bool:
    """Tell whether the same resource denies it to code, so that the two are attached together."""
    return any(
        each.denies
        and each.actions == ["ec2:*"]
        and each.resources == ["*"]
        and each.demands == _FROM_CODE
        for each in statements(statement.resource)
    )


def _allowed(template: Template) -> Iterator[Statement]:
    for role in roles.services(template):
        yield from roles.allowed(template, role)
