"""The table: what can be restored, what nobody can read, what goes by itself."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.template import Finding, Template

TABLE = "AWS::DynamoDB::Table"
_DOCS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
_TAGS = ["design", "data", "dynamodb"]


class AnySecondBack(Rule):
    id = "E9064"
    shortdesc = "A table can be restored to any second"
    description = "PointInTimeRecoveryEnabled is true."
    source_url = f"{_DOCS}Point-in-time-recovery.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for table in template.of(TABLE):
            path = ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
            if not table.always(*path, among=[True]):
                yield table.finding("can't be restored to the second before a mistake.", *path)


class TableIsEncrypted(Rule):
    id = "E9065"
    shortdesc = "A table is encrypted with a key whose use is logged"
    description = "SSEEnabled is true."
    source_url = f"{_DOCS}encryption.howitworks.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for table in template.of(TABLE):
            if not table.always("SSESpecification", "SSEEnabled", among=[True]):
                yield table.finding(
                    "is encrypted with a key that nobody sees used.", "SSESpecification"
                )


class TombstonesGo(Rule):
    id = "E9066"
    shortdesc = "Tombstones and operations go when they have expired"
    description = "TimeToLiveSpecification is on, for expires_at: the name that the code writes."
    source_url = f"{_DOCS}TTL.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for table in template.of(TABLE):
            on = table.always("TimeToLiveSpecification", "Enabled", among=[True])
            names = table.texts("TimeToLiveSpecification", "AttributeName")
            if not on or names != ["expires_at"]:
                yield table.finding(
                    "keeps what has expired (TTL on expires_at): titles of what users deleted.",
                    "TimeToLiveSpecification",
                )
