"""docs/cost.md shows what the script prints, and names no amount that is in no table."""

import re
from pathlib import Path

from costs import deployed
from costs.__main__ import made
from costs.inputs import Inputs, inputs
from costs.load import MONTH_H
from costs.prices import read
from tests.support.markdown import code, numbers, section, table, without_blocks

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cost.md").read_text()
RESOURCES = (ROOT / "docs" / "resources.md").read_text()
PRICES = read()
TABLES = made(inputs(), PRICES)
IN_TABLES = r"(?:^\|.*\n)+"


def prose(text: str) -> str:
    return re.sub(IN_TABLES, "", without_blocks(text), flags=re.MULTILINE)


def amounts(text: str) -> set[str]:
    """Return numbers with cents or thousands, and those of three digits: they come from tables."""
    return set(re.findall(r"\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d{2}\b|\b\d{3}\b", text))


def test_the_tables_are_those_that_the_script_prints() -> None:
    found = re.findall(IN_TABLES, PAGE, re.MULTILINE)
    assert sorted(each.rstrip("\n") for each in found) == sorted(TABLES)


def test_an_amount_among_the_surprises_is_in_a_table() -> None:
    surprises = section(PAGE, "## Surprises first")
    rates = {"100", "10,000", "304"}
    named = amounts(re.sub(r"\]\(.*?\)|\[0\d{3}\]", "", surprises)) - rates
    assert len(named) > 10
    assert named - amounts("\n".join(TABLES)) == set()


def test_what_the_page_says_of_the_templates_is_so() -> None:
    words = prose(PAGE)
    assert f"takes {deployed.throttle_per_s()} requests a second" in words
    assert deployed.api_cache_size() != "none"
    assert "`api.yaml` switches on by default" in words.replace("\n   ", " ")
    assert {each["ResourcePath"] for each in deployed.cached_answers()} == {
        "/~1config",
        "/~1openapi.json",
    }


def test_the_verdicts_are_what_the_tables_show() -> None:
    nodes = table(PAGE, "Nodes", "a month")
    assert all(row["pays from"] == "never" for row in nodes)
    assert all("never" in row["with free zones, from"] for row in nodes)
    habits = table(PAGE, "304s", "writes per 100 reads")
    paying = [
        int(pays.replace(",", ""))
        for row in habits
        for column, pays in row.items()
        if column.startswith("3 ") and "never" not in pays
    ]
    assert min(paying) >= 200  # "below some hundreds"
    often = [row for row in habits if row["304s"] == "60 %" and row["writes per 100 reads"] == "10"]
    assert all("never" in often[0][column] for column in often[0] if column.startswith("3 "))
    public = table(PAGE, "Public reads, of all")
    assert {row["of them public, a second"] for row in public} == {"10"}


def test_each_assumption_says_what_it_is() -> None:
    told = [code(row["Input"])[0] for row in table(PAGE, "Input")]
    assert told == list(Inputs.model_fields)


# docs/resources.md


def idle_costs() -> dict[str, str]:
    rows = table(RESOURCES, "Resource", "What it is for")
    return {name: row["Idle, a month"] for row in rows for name in code(row["Resource"])}


def first(name: str) -> float:
    return PRICES[name].tiers[0].amount


def test_the_idle_costs_of_resources_are_these_prices() -> None:
    told = idle_costs()
    small, large = (first(f"{name}_hour") * MONTH_H for name in ("dax.t3.small", "dax.r5.large"))
    assert numbers(re.sub(r"`.*?`", "", told["DaxCluster"])) == [round(small), round(large)]
    assert told["SigningKey"] == f"{first('secret'):.2f}"
    assert told["FailedRequests"].startswith(f"{first('metric'):.2f} each")
    assert told["FailedRequestsAlarm"].startswith(f"{first('alarm_metric'):.2f} each")
    assert told["DaxHitRateAlarm"] == f"{2 * first('alarm_metric'):.2f}"
    assert f"{first('table_gb'):.2f} for each GB stored" in told["TodoTable"]
    assert f"{first('recovery_gb'):.2f} for each GB's recovery" in told["TodoTable"]
    assert f"{first('file_gb')} for each GB" in told["FilesBucket"]
    assert f"{first('log_gb'):.2f} for each GB" in told["ApiLogs"]
    assert f"{first('trace'):g} for a million traces" in told["ApiTracePolicy"]


def test_the_idle_costs_of_the_whole_are_those_of_the_page() -> None:
    idle = {row["Idle"]: row for row in table(PAGE, "Idle")}
    whole = {name: cost.strip("*") for name, cost in idle["**All**"].items()}
    told = section(RESOURCES, "## What each is for")
    assert f"the whole costs {whole['without caches']}, " in told
    assert f"smallest nodes {whole['DAX']}." in told
    cache = idle["API Gateway, cache"]["API Gateway's cache"]
    assert f"is {cache} more" in told
