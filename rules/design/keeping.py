"""What holds users' data outlives a stack, and an update gone wrong."""

from collections.abc import Iterator

from rules.conditions import UnreadableError, holds, switches
from rules.design.bucket import BUCKET
from rules.design.table import TABLE
from rules.design.user_pool import POOL
from rules.rule import Rule
from rules.template import Finding, Resource, Template

_DATA = (TABLE, "AWS::DynamoDB::GlobalTable", POOL, BUCKET)
_DOCS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
_TAGS = ["design", "data"]


class DataOutlivesTheStack(Rule):
    id = "E9061"
    shortdesc = "Deleting the stack deletes no data"
    description = "DeletionPolicy is RetainExceptOnCreate or Retain for tables, pools and buckets."
    source_url = f"{_DOCS}aws-attribute-deletionpolicy.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(*_DATA):
            if each.body.get("DeletionPolicy") not in ["Retain", "RetainExceptOnCreate"]:
                yield each.finding("is deleted with the stack, and users' data with it.")


class DataOutlivesAnUpdate(Rule):
    id = "E9062"
    shortdesc = "Replacing a resource deletes no data"
    description = "UpdateReplacePolicy is Retain for tables, pools and buckets."
    source_url = f"{_DOCS}aws-attribute-updatereplacepolicy.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(*_DATA):
            if each.body.get("UpdateReplacePolicy") != "Retain":
                yield each.finding(
                    "is deleted when an update replaces it, and users' data with it."
                )


class ProtectionByParameter(Rule):
    id = "E9063"
    shortdesc = "Tables and user pools are protected when a parameter says so"
    description = "Deletion protection is an Fn::If whose parameter, set to true, switches it on."
    source_url = f"{_DOCS}aws-resource-dynamodb-table.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(TABLE, POOL):
            if not protection(template, each):
                yield each.finding("can't be protected from being deleted, by a parameter.")


def protection(template: Template, resource: Resource) -> set[str]:
    """Name the parameter that protects a table or a pool; nothing if none does."""
    properties = resource.properties or {}
    match properties.get("DeletionProtectionEnabled", properties.get("DeletionProtection")):
        case {"Fn::If": [condition, True | "true" | "ACTIVE", False | "false" | "INACTIVE"]}:
            names = switches(template, condition)
            return names if _follows(template, condition, names) else set()
        case _:
            return set()


def _follows(template: Template, condition: str, names: set[str]) -> bool:
    try:
        on, off = (
            holds(template, {"Condition": condition}, dict.fromkeys(names, value))
            for value in (True, False)
        )
    except UnreadableError:
        return False
    return on and not off
