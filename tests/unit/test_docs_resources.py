"""docs/resources.md tells of all that is in the template, and of nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.markdown import code, table, tables
from tests.support.template import template

PAGE = (Path(__file__).parents[2] / "docs" / "resources.md").read_text()
TEMPLATE = template()
RESOURCES = TEMPLATE["Resources"]
KEPT = {"RetainExceptOnCreate", "Retain"}


def named(rows: list[dict[str, str]], column: str) -> list[str]:
    """Return what a column names, several in a cell."""
    return [name for row in rows for name in code(row[column])]


def test_the_parameters_are_those_of_the_template() -> None:
    rows = table(PAGE, "Parameter", "Default")
    told = {code(row["Parameter"])[0]: "".join(code(row["Default"])) for row in rows}
    defaults = {name: str(each["Default"]) for name, each in TEMPLATE["Parameters"].items()}
    assert told == defaults


def test_each_resource_is_told_of_once() -> None:
    told = named(table(PAGE, "Resource", "What it is for"), "Resource")
    assert sorted(told) == sorted(RESOURCES)


def test_what_is_kept_is_what_the_template_keeps() -> None:
    rows = table(PAGE, "Resource", "What it is for")
    kept = named([row for row in rows if row["When the stack goes"] == "kept"], "Resource")
    retained = {name for name, each in RESOURCES.items() if each.get("DeletionPolicy") in KEPT}
    assert set(kept) == retained
    assert {each.get("UpdateReplacePolicy") for each in map(RESOURCES.get, kept) if each} == {
        "Retain"
    }


def test_each_output_is_told_of_once() -> None:
    found = [rows for rows in tables(PAGE) if "Output" in rows[0]]
    told = [name for rows in found for name in named(rows, "Output")]
    assert sorted(told) == sorted(TEMPLATE["Outputs"])


def alarms() -> list[dict[str, str]]:
    return table(PAGE, "Alarm", "When")


def test_each_alarm_is_told_of_once() -> None:
    of_template = [n for n, r in RESOURCES.items() if r["Type"] == "AWS::CloudWatch::Alarm"]
    assert sorted(named(alarms(), "Alarm")) == sorted(of_template)


def properties(alarm: str) -> dict[str, Any]:
    found: dict[str, Any] = RESOURCES[alarm]["Properties"]
    return found


@pytest.mark.parametrize("row", alarms(), ids=lambda row: code(row["Alarm"])[0])
def test_an_alarms_bounds_are_those_in_force(row: dict[str, str]) -> None:
    for name in code(row["Alarm"]):
        alarm = properties(name)
        stats = [each.get("MetricStat", {}) for each in alarm.get("Metrics", [])]
        period_s = alarm.get("Period") or next(s["Period"] for s in stats if s)
        told = re.findall(r"\d[\d,]*", row["When"])
        if name != "DaxFallbacksAlarm":  # once is enough, and is not told as a number
            assert str(alarm["Threshold"]) in told
        lasts = period_s * alarm["EvaluationPeriods"]
        assert str(lasts // 60) in told or str(lasts // 3600) in told
