"""Tables: what a month costs at each rate, with each cache and without."""

from collections.abc import Iterator
from dataclasses import replace

from costs.bill import LINES, Bill, bill, total
from costs.dax import with_dax
from costs.deployed import TIERS
from costs.inputs import Inputs
from costs.load import Load
from costs.prices import Prices
from costs.words import dollars, rate, table

RATES = (1, 100, 10_000)
"""Reads a second."""


def tables(given: Inputs, prices: Prices) -> Iterator[str]:
    """Make the tables, one after the other."""
    plain = [Load(reads_per_s=per_s, inputs=given) for per_s in RATES]
    yield _totals(plain, prices)
    yield _lines(plain, prices)
    yield _cognito_tiers(plain, prices)
    yield _idle(Load(reads_per_s=0, inputs=given), prices)
    yield _jobs(given, prices)
    yield _what_dax_changes(plain, prices)
    yield _what_the_api_cache_changes(plain, prices)


def _combinations(load: Load, prices: Prices) -> dict[tuple[str, str], Load]:
    """Return the four stages: with and without each cache."""
    dax = with_dax(load, prices)
    return {
        ("no", "no"): load,
        ("no", "yes"): replace(load, api_cache=True),
        ("yes", "no"): dax,
        ("yes", "yes"): replace(dax, api_cache=True),
    }


def _totals(loads: list[Load], prices: Prices) -> str:
    columns = [_combinations(load, prices) for load in loads]
    heads = [f"{load.reads_per_s:,g}/s" for load in loads]
    return table(
        ("DAX", "API Gateway's cache", *heads),
        *(
            (*key, *(dollars(total(column[key], prices)) for column in columns))
            for key in columns[0]
        ),
    )


def _lines(loads: list[Load], prices: Prices) -> str:
    bills = [bill(load, prices) for load in loads]
    return table(
        ("Line, without caches", *(f"{load.reads_per_s:,g}/s" for load in loads)),
        *(
            (line.name, *(dollars(each[line.name]) for each in bills))
            for line in LINES
            if any(each[line.name] for each in bills)
        ),
        ("**All**", *(f"**{dollars(sum(each.values()))}**" for each in bills)),
    )


def _cognito_tiers(loads: list[Load], prices: Prices) -> str:
    return table(
        ("Cognito's tier", *(f"{load.users:,.0f} users" for load in loads)),
        *(
            (tier, *(dollars(prices[f"cognito_{tier}"].cost(load.users)) for load in loads))
            for tier in TIERS.values()
        ),
    )


def _jobs(given: Inputs, prices: Prices) -> str:
    """Show what runs cost that find nothing to do: the difference to a stage that has none."""
    without = Load(reads_per_s=0, inputs=given.model_copy(update={"runs_per_minute": 0.0}))
    with_runs = replace(without, inputs=given)
    return table(
        ("Background jobs, with nothing to do", "a month"),
        ("runs", f"{with_runs.runs:,.0f}"),
        *_changed([_difference(bill(with_runs, prices), bill(without, prices))]),
    )


def _what_dax_changes(loads: list[Load], prices: Prices) -> str:
    stages = [with_dax(load, prices) for load in loads]
    changes = [
        _difference(bill(stage, prices), bill(load, prices))
        for stage, load in zip(stages, loads, strict=True)
    ]
    clusters = [stage.cluster for stage in stages]
    names = [f"{each.nodes} `{each.node_type}`" for each in clusters if each]
    return table(
        ("With DAX", *(f"{load.reads_per_s:,g}/s" for load in loads)),
        ("cluster that carries it", *names),
        ("pages found in it", *(f"{stage.hit_share:.0%}" for stage in stages)),
        *_changed(changes),
    )


def _what_the_api_cache_changes(loads: list[Load], prices: Prices) -> str:
    stages = [replace(load, api_cache=True) for load in loads]
    changes = [
        _difference(bill(stage, prices), bill(load, prices))
        for stage, load in zip(stages, loads, strict=True)
    ]
    return table(
        ("With API Gateway's cache", *(f"{load.reads_per_s:,g}/s" for load in loads)),
        ("requests that it could answer, a second", *(
            rate(load.reads_per_s * load.inputs.public_percent / 100) for load in loads
        )),
        ("of them answered", *(
            f"{stage.from_api_cache / stage.public if stage.public else 0:.0%}" for stage in stages
        )),
        *_changed(changes),
    )  # fmt: skip


def _difference(with_it: Bill, without: Bill) -> Bill:
    return {name: with_it[name] - without[name] for name in with_it}


def _changed(changes: list[Bill]) -> Iterator[tuple[str, ...]]:
    """Make a row of each line that changes, and one of all together."""
    for name in changes[0]:
        if any(round(change[name], 2) for change in changes):
            yield (name, *(dollars(change[name]) for change in changes))
    yield ("**adds**", *(f"**{dollars(sum(change.values()))}**" for change in changes))


def _idle(load: Load, prices: Prices) -> str:
    everything = _combinations(load, prices)
    bills = {key: bill(each, prices) for key, each in everything.items()}
    heads = {
        ("no", "no"): "without caches",
        ("no", "yes"): "API Gateway's cache",
        ("yes", "no"): "DAX",
        ("yes", "yes"): "both",
    }
    names = [
        line.name for line in LINES if any(round(each[line.name], 2) for each in bills.values())
    ]
    others = [sum(each.values()) - sum(each[name] for name in names) for each in bills.values()]
    return table(
        ("Idle", *heads.values()),
        *((name, *(dollars(each[name]) for each in bills.values())) for name in names),
        ("everything else", *map(dollars, others)),
        ("**All**", *(f"**{dollars(sum(each.values()))}**" for each in bills.values())),
    )
