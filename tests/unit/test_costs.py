"""The formulas behind docs/cost.md: computed by hand, and as they have to behave."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from costs import break_even, dax, deployed
from costs.bill import LINES, Line, bill, total
from costs.inputs import Inputs, inputs
from costs.load import Cluster, Load
from costs.prices import Price, read

PRICES = read()
SMALL = Cluster("dax.t3.small", 3)
STAGES = {
    "neither": (None, False),
    "dax": (SMALL, False),
    "api": (None, True),
    "both": (SMALL, True),
}


def a_load(reads_per_s: float, stage: str = "neither", **given: float) -> Load:
    """Return a load that has no background jobs, unless they are given."""
    cluster, api_cache = STAGES[stage]
    changed = Inputs.model_validate({"runs_per_minute": 0} | given)
    return Load(reads_per_s=reads_per_s, inputs=changed, cluster=cluster, api_cache=api_cache)


def a_price(*tiers: tuple[float, float], per: float = 1) -> Price:
    return Price.model_validate(
        {
            "unit": "request",
            "per": per,
            "tiers": [{"above": above, "amount": amount} for above, amount in tiers],
            "region": "us-east-1",
            "kind": "not looked up",
            "looked_up": None,
            "source": None,
        }
    )


def line(name: str) -> Line:
    return next(each for each in LINES if each.name == name)


def quantity(name: str, load: Load) -> float:
    return line(name).quantity(load)


# By hand: 1 read a second is 2,628,000 in a month of 730 hours.


def test_a_list_costs_a_head_and_a_page() -> None:
    load = a_load(
        1, lists_percent=100, public_percent=0, not_modified_percent=0, unsettled_percent=0,
        writes_per_100_reads=0,
    )  # fmt: skip
    assert quantity("DynamoDB, reads", load) == pytest.approx(2_628_000 * 2.5)
    assert bill(load, PRICES)["DynamoDB, reads"] == pytest.approx(2.628 * 2.5 * 0.125)


def test_a_304_costs_the_head_alone() -> None:
    load = a_load(
        1, lists_percent=100, public_percent=0, not_modified_percent=100, writes_per_100_reads=0
    )
    assert quantity("DynamoDB, reads", load) == pytest.approx(2_628_000)


@pytest.mark.parametrize("stage", ["neither", "dax"])
def test_a_list_soon_after_a_write_costs_a_head_and_twice_a_page_with_dax_too(stage: str) -> None:
    load = a_load(
        1, stage, lists_percent=100, public_percent=0, not_modified_percent=0,
        unsettled_percent=100, writes_per_100_reads=0,
    )  # fmt: skip
    assert quantity("DynamoDB, reads", load) == pytest.approx(2_628_000 * 4)


def test_one_todo_costs_one_sure_read() -> None:
    load = a_load(1, lists_percent=0, public_percent=0, writes_per_100_reads=0)
    assert quantity("DynamoDB, reads", load) == pytest.approx(2_628_000)


def test_a_public_answer_costs_the_table_nothing() -> None:
    load = a_load(1, lists_percent=0, public_percent=100, writes_per_100_reads=0)
    assert quantity("DynamoDB, reads", load) == 0


def test_a_write_costs_what_was_measured_and_its_key() -> None:
    load = a_load(1, writes_per_100_reads=50, write_wru=10, key_wru=2, keyed_percent=50)
    assert quantity("DynamoDB, writes", load) == pytest.approx(1_314_000 * 11)


def test_lambda_is_billed_by_memory_and_time() -> None:
    load = a_load(
        1, lists_percent=0, public_percent=0, writes_per_100_reads=0, todo_ms=100, lambda_mb=512
    )
    assert quantity("Lambda, time", load) == pytest.approx(2_628_000 * 0.1 * 0.5)
    assert quantity("Lambda, requests", load) == pytest.approx(2_628_000)


def test_traces_are_the_first_of_each_second_and_a_share_of_the_others() -> None:
    load = a_load(101, writes_per_100_reads=0, traced_percent=5)
    assert quantity("X-Ray, traces", load) == pytest.approx(2_628_000 * (1 + 5))
    rare = a_load(0.25, writes_per_100_reads=0)
    assert quantity("X-Ray, traces", rare) == pytest.approx(2_628_000 / 4)


def test_users_are_those_who_make_that_many_reads() -> None:
    load = a_load(1, reads_per_user_per_day=86.4, stored_kb_per_user=1000)
    assert quantity("Cognito, users", load) == pytest.approx(1000)
    assert quantity("DynamoDB, storage", load) == pytest.approx(1)
    assert bill(load, PRICES)["Cognito, users"] == pytest.approx(15)


def test_answers_and_downloads_go_out() -> None:
    load = a_load(
        1, lists_percent=0, public_percent=0, writes_per_100_reads=0, todo_out_bytes=1000,
        files_out_mb_per_user=0,
    )  # fmt: skip
    assert quantity("Data out", load) == pytest.approx(2.628)


def test_caches_are_paid_by_the_hour() -> None:
    made = bill(a_load(0, "both"), PRICES)
    assert made["DAX, nodes"] == pytest.approx(3 * 730 * 0.04)
    assert made["API Gateway, cache"] == pytest.approx(730 * 0.02)


def test_pages_from_another_zone_are_traffic() -> None:
    load = a_load(
        1, "dax", lists_percent=100, public_percent=0, not_modified_percent=0, unsettled_percent=0,
        cross_zone_percent=50, page_kb=10,
    )  # fmt: skip
    assert quantity("DAX, between zones", load) == pytest.approx(13.14)
    assert quantity("DAX, between zones", replace(load, cluster=None)) == 0


def test_each_caller_of_the_table_asks_for_its_key_every_five_minutes() -> None:
    alone = a_load(1, lists_percent=0, public_percent=0, writes_per_100_reads=0, todo_ms=1)
    assert quantity("KMS, requests", alone) == pytest.approx(2_628_000 / 300)
    nodes = replace(alone, cluster=SMALL)
    assert quantity("KMS, requests", nodes) == pytest.approx(4 * 2_628_000 / 300)
    many = a_load(
        1000, lists_percent=0, public_percent=0, writes_per_100_reads=0, todo_ms=10, peak_factor=2
    )  # fmt: skip
    assert quantity("KMS, requests", many) == pytest.approx(20 * 2_628_000 / 300)
    assert quantity("KMS, requests", replace(many, reads_per_s=0)) == 0


def test_a_run_of_jobs_each_minute_is_a_call_with_its_query_its_lines_and_its_trace() -> None:
    load = a_load(0, runs_per_minute=1, run_ms=20, run_rru=0.5, lambda_mb=512)
    assert quantity("Lambda, requests", load) == 43_800
    assert quantity("Lambda, time", load) == pytest.approx(43_800 * 0.02 * 0.5)
    assert quantity("DynamoDB, reads", load) == pytest.approx(21_900)
    assert quantity("DynamoDB, writes", load) == 0
    assert quantity("Logs of Lambda", load) == pytest.approx(43_800 * 620e-9)
    assert quantity("X-Ray, traces", load) == 43_800
    assert quantity("KMS, requests", load) == pytest.approx(8760)
    assert quantity("API Gateway, requests", load) == 0


# What is there, counted in the template's text: the script reads it as YAML


def resources(kind: str, *, dax: bool) -> list[str]:
    """Return the text of each resource of a type that a stage has."""
    template = Path("resources.yaml").read_text()
    each = re.split(r"^(?=  [A-Za-z]+:$)", template, flags=re.MULTILINE)
    found = [text for text in each if f"\n    Type: {kind}\n" in text]
    assert found
    return [text for text in found if dax or "\n    Condition: HasDax\n" not in text]


@pytest.mark.parametrize("dax", [False, True], ids=["without DAX", "with DAX"])
def test_alarms_and_metrics_are_those_of_the_template(dax: bool) -> None:  # noqa: FBT001
    alarms = resources("AWS::CloudWatch::Alarm", dax=dax)
    watched = sum(max(1, text.count("MetricStat:")) for text in alarms)
    assert deployed.alarm_metrics(dax=dax) == watched
    assert deployed.metrics(dax=dax) == len(resources("AWS::Logs::MetricFilter", dax=dax))


def test_the_secret_and_the_key_are_those_of_the_template() -> None:
    assert deployed.secrets() == len(resources("AWS::SecretsManager::Secret", dax=True))
    (table,) = resources("AWS::DynamoDB::Table", dax=True)
    assert deployed.table_asks_kms() is ("SSEEnabled: true" in table)


# Hits


@pytest.mark.parametrize(("nodes", "measured"), [(1, 0.980), (3, 0.940)])
def test_fifty_looks_for_each_write_hit_as_often_as_was_measured(
    nodes: int, measured: float
) -> None:
    load = a_load(
        1, lists_percent=100, public_percent=0, not_modified_percent=0, unsettled_percent=0,
        writes_per_100_reads=2,
    )  # fmt: skip
    assert replace(load, cluster=Cluster("dax.t3.small", nodes)).hit_share == pytest.approx(
        measured, abs=0.0005
    )


@pytest.mark.parametrize("writes", [0, 0.001, 1, 100, 10_000])
def test_a_share_is_a_share_and_more_nodes_find_less(writes: float) -> None:
    load = a_load(1, writes_per_100_reads=writes)
    shares = [
        replace(load, cluster=Cluster("dax.t3.small", nodes)).hit_share for nodes in range(1, 11)
    ]
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)


def test_api_gateways_cache_misses_each_key_once_in_its_lifetime() -> None:
    load = a_load(1, "api", public_percent=100, lists_percent=0, api_cache_keys=360, api_ttl_s=3600)
    assert load.from_api_cache == pytest.approx(0.9 * 2_628_000)
    assert replace(load, reads_per_s=0.01).from_api_cache == 0


# How it has to behave


@pytest.mark.parametrize("stage", STAGES)
def test_no_line_falls_as_the_rate_rises(stage: str) -> None:
    rates = (0, 0.01, 1, 10, 100, 1000, 10_000, 100_000)
    bills = [bill(a_load(rate, stage), PRICES) for rate in rates]
    for lower, higher in pairwise(bills):
        assert [name for name in lower if lower[name] > higher[name] * (1 + 1e-9)] == []


def test_most_lines_rise_with_the_rate() -> None:
    once, twice = (bill(a_load(rate, "both"), PRICES) for rate in (100, 200))
    same = {name for name in once if once[name] == twice[name]}
    assert same == {"API Gateway, cache", "DAX, nodes", "Metrics", "Alarms", "Secret"}


@pytest.mark.parametrize("each", LINES, ids=lambda each: each.name)
def test_twice_a_price_is_twice_its_lines_and_no_others(each: Line) -> None:
    load = a_load(10_000, "both")
    name = each.price_name(load)
    once = bill(load, PRICES)
    twice = bill(load, {**PRICES, name: PRICES[name].times(2)})
    dearer = {other.name for other in LINES if other.price_name(load) == name}
    assert once[each.name] > 0
    for line_name, cost in once.items():
        assert twice[line_name] == pytest.approx(cost * (2 if line_name in dearer else 1))


def test_twice_all_prices_is_twice_the_bill() -> None:
    load = a_load(10_000, "both")
    doubled = {name: price.times(2) for name, price in PRICES.items()}
    assert total(load, doubled) == pytest.approx(2 * total(load, PRICES))


def test_without_requests_only_what_is_there_is_paid() -> None:
    paid = {name: cost for name, cost in bill(a_load(0), PRICES).items() if cost}
    assert paid == {"Alarms": pytest.approx(0.6), "Secret": pytest.approx(0.4)}


def test_each_line_has_a_formula_with_its_unit() -> None:
    assert [each.name for each in LINES if ": " not in each.formula()] == []


# Tiers


@pytest.mark.parametrize(
    ("quantity", "cost"),
    [(0, 0), (1, 3), (99, 297), (100, 300), (101, 302), (200, 500), (201, 501), (300, 600)],
)
def test_each_tier_is_paid_for_what_is_in_it(quantity: float, cost: float) -> None:
    assert a_price((0, 3), (100, 2), (200, 1)).cost(quantity) == pytest.approx(cost)


def test_an_amount_is_for_so_many() -> None:
    assert a_price((0, 3), per=1_000_000).cost(500_000) == pytest.approx(1.5)


def test_the_tiers_of_requests_are_api_gateways() -> None:
    cost = PRICES["api_request"].cost
    assert cost(333e6) == pytest.approx(333 * 3.5)
    assert cost(1e9) == pytest.approx(333 * 3.5 + 667 * 2.8)
    assert cost(21e9) == pytest.approx(333 * 3.5 + 667 * 2.8 + 19_000 * 2.38 + 1000 * 1.51)


# Clusters and where they pay


@pytest.mark.parametrize("reads_per_s", [0, 1, 100, 10_000])
def test_a_cluster_carries_what_it_is_chosen_for(reads_per_s: float) -> None:
    assert dax.carries(dax.with_dax(a_load(reads_per_s), PRICES)) >= reads_per_s


def test_what_a_cluster_carries_does_not_depend_on_the_rate() -> None:
    assert dax.carries(a_load(1, "dax")) == pytest.approx(dax.carries(a_load(5000, "dax")))


def all_pages(cluster: Cluster, **given: float) -> Load:
    """Return a load of nothing but settled pages of 10 KB, all day at the same rate."""
    only_pages: dict[str, float] = {
        "lists_percent": 100, "public_percent": 0, "not_modified_percent": 0,
        "unsettled_percent": 0, "writes_per_100_reads": 0, "peak_factor": 1, "page_kb": 10,
    }  # fmt: skip
    return replace(a_load(1, "neither", **only_pages | given), cluster=cluster)


@pytest.mark.parametrize(("nodes", "answering"), [(1, 0.7), (3, 2), (4, 2.8), (10, 7)], ids=str)
def test_a_cluster_answers_without_one_node_and_is_never_busier_than_it_should_be(
    nodes: int, answering: float
) -> None:
    found = all_pages(Cluster("dax.r5.large", nodes))
    assert dax.carries(found) == pytest.approx(answering * 75_000 / 10)


def test_a_page_that_is_not_found_is_the_work_of_ten_that_are() -> None:
    load = all_pages(Cluster("dax.r5.large", 3), writes_per_100_reads=10, dax_ttl_s=0)
    share = load.hit_share
    assert 0 < share < 1
    assert dax.carries(load) == pytest.approx(15_000 / (share + 10 * (1 - share)))


def test_a_larger_page_is_more_work_by_whole_kilobytes() -> None:
    cluster = Cluster("dax.r5.large", 3)
    assert dax.carries(all_pages(cluster, page_kb=9.1)) == pytest.approx(15_000)
    assert dax.carries(all_pages(cluster, page_kb=20)) == pytest.approx(7500)


def test_a_cluster_holds_what_it_has_queried_until_it_expires() -> None:
    load = all_pages(Cluster("dax.t3.small", 3), writes_per_100_reads=10)
    missed_per_read = 1 - load.hit_share
    held_gb = missed_per_read / 3 * 3600 * 10e-6  # by each node, for each read a second
    assert dax.carries(load) == pytest.approx(2 * 0.75 / held_gb)


def test_no_node_answers_more_than_a_million() -> None:
    assert max(node.size for node in dax.NODES.values()) * 75_000 == pytest.approx(1e6)


def test_a_break_even_is_where_the_bills_meet() -> None:
    habits = {"writes_per_100_reads": 1, "not_modified_percent": 0}
    load = a_load(1, "neither", **habits)
    pays = break_even.of_dax(load, SMALL, PRICES)
    assert pays is not None
    for factor, dearer in ((0.99, True), (1.01, False)):
        at = a_load(pays * factor, "neither", **habits)
        assert (total(replace(at, cluster=SMALL), PRICES) > total(at, PRICES)) is dearer


def test_dax_pays_later_with_dearer_nodes_and_sooner_with_dearer_reads() -> None:
    load = a_load(1, writes_per_100_reads=1)
    name = "dax.t3.small_hour"
    usual = break_even.of_dax(load, SMALL, PRICES)
    dearer_nodes = break_even.of_dax(load, SMALL, {**PRICES, name: PRICES[name].times(2)})
    dearer_reads = break_even.of_dax(
        load, SMALL, {**PRICES, "table_rru": PRICES["table_rru"].times(2)}
    )
    assert usual
    assert dearer_nodes
    assert dearer_reads
    assert dearer_reads < usual < dearer_nodes


def test_what_never_pays_has_no_break_even() -> None:
    assert break_even.of_dax(a_load(1, not_modified_percent=100), SMALL, PRICES) is None
    assert break_even.of_api_cache(a_load(1, public_percent=0), PRICES) is None
    free = {name: price.times(0) for name, price in PRICES.items()}
    assert math.isclose(break_even.of_dax(a_load(1), SMALL, free) or 0, 0, abs_tol=1e-5)


def test_inputs_are_the_defaults_and_what_is_set() -> None:
    changed = inputs(["list_ms=7.5", "cognito_tier=lite"])
    assert (changed.list_ms, changed.cognito_tier) == (7.5, "lite")
    assert changed.model_copy(update={"list_ms": 25.0, "cognito_tier": "essentials"}) == inputs()
