"""Log lines are kept for a while, not for ever."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.template import Finding, Template

_TAGS = ["design", "logs"]


class LogsEnd(Rule):
    id = "E9101"
    shortdesc = "Every log group says how long it keeps lines"
    description = "RetentionInDays is set; without it lines are kept, and paid, for ever."
    source_url = (
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/WhatIsCloudWatchLogs.html"
    )
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for group in template.of("AWS::Logs::LogGroup"):
            if None in group.choices("RetentionInDays"):
                yield group.finding("keeps its lines for ever.", "RetentionInDays")
