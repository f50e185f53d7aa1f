"""Reading one's own partition of the table, without the API."""

from collections.abc import Iterator

from rules import roles
from rules.conditions import is_off_by_default
from rules.design.signed_in import READS
from rules.design.table import TABLE
from rules.rule import Rule
from rules.statements import Statement
from rules.template import Finding, Template

_DOCS = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"
)
_TAGS = ["design", "iam", "dynamodb"]
_OWN_KEY = ("ForAllValues:StringEquals", "dynamodb:leadingkeys")
_NO_KEY = ("Null", "dynamodb:leadingkeys")


class OwnPartition(Rule):
    id = "E9035"
    shortdesc = "Signed-in users read their own partition only"
    description = "dynamodb:LeadingKeys equals the tag."
    source_url = _DOCS
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _reads(template):
            if each.demands.get(_OWN_KEY) != ["${aws:PrincipalTag/sub}"]:
                yield each.finding("reads partitions of others (LeadingKeys).")


class SomePartition(Rule):
    id = "E9036"
    shortdesc = "Signed-in users read with a key, always"
    description = "ForAllValues is true of no values: Null demands that there are some."
    source_url = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _reads(template):
            if each.demands.get(_NO_KEY) != ["false"]:
                yield each.finding(
                    "lets requests pass that name no key (Null LeadingKeys false): ForAllValues "
                    "is true of nothing."
                )


class OurTable(Rule):
    id = "E9037"
    shortdesc = "Signed-in users read a table of this template only"
    description = "Each resource is a table's Arn, or below it."
    source_url = _DOCS
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        tables = tuple(f"<{table.name}.Arn>" for table in template.of(TABLE))
        for each in _reads(template):
            if not each.resources or not all(one.startswith(tables) for one in each.resources):
                yield each.finding("reads something that is no table of this template.")


class DirectReadIsAsked(Rule):
    id = "E9038"
    shortdesc = "Reading the table directly is off unless somebody switches it on"
    description = "What allows it stands under a Condition that is false by default."
    source_url = _DOCS
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _reads(template):
            if not is_off_by_default(template, each.resource.body.get("Condition")):
                yield each.finding(
                    "opens the table to every stage: readers without quota, version and errors."
                )


def _reads(template: Template) -> Iterator[Statement]:
    for role in roles.signed_in(template):
        for each in roles.allowed(template, role):
            if READS & set(each.actions):
                yield each
