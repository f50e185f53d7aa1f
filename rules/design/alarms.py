"""Alarms: whoever is woken by one reads what it means."""

from collections.abc import Iterator

from rules.rule import Rule
from rules.statements import statements
from rules.template import Finding, Template
from rules.values import text

_ALARM = "AWS::CloudWatch::Alarm"
_CLOUDWATCH = ("Service", "cloudwatch.amazonaws.com")
_SOURCE = ("StringEquals", "aws:sourceaccount")
_DOCS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"
_TAGS = ["design", "alarms"]


class AlarmsExplain(Rule):
    id = "E9104"
    shortdesc = "An alarm says what it means"
    description = "AlarmDescription has a sentence."
    source_url = f"{_DOCS}CloudWatch_Alarms.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for alarm in template.of(_ALARM, "AWS::CloudWatch::CompositeAlarm"):
            if not all(" " in text(each) for each in alarm.choices("AlarmDescription")):
                yield alarm.finding(
                    "doesn't say what it means: who is woken has to guess.", "AlarmDescription"
                )


class SilenceIsMeant(Rule):
    id = "E9105"
    shortdesc = "An alarm says what no data means"
    description = "TreatMissingData is set: silence may be a quiet night, or a dead function."
    source_url = f"{_DOCS}alarms-and-missing-data.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for alarm in template.of(_ALARM):
            if None in alarm.choices("TreatMissingData"):
                yield alarm.finding("doesn't say what no data means.", "TreatMissingData")


class OnlyOurAlarms(Rule):
    id = "E9106"
    shortdesc = "A topic takes messages of this account's alarms"
    description = "What its policy allows is for CloudWatch, and demands aws:SourceAccount."
    source_url = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for policy in template.of("AWS::SNS::TopicPolicy"):
            for each in statements(policy):
                ours = each.demands.get(_SOURCE) == ["<AWS::AccountId>"]
                if not each.denies and not (ours and each.principals == {_CLOUDWATCH}):
                    yield each.finding(
                        "takes messages of others: anybody's alarm wakes whoever reads ours."
                    )
