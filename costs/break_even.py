"""From which rate on a cache costs less than it saves."""

from collections.abc import Callable
from dataclasses import replace

from costs.bill import total
from costs.load import Cluster, Load
from costs.prices import Prices

HIGHEST_PER_S = 1e6
"""Reads a second; what does not pay until there never pays."""


def first_rate(costs_more: Callable[[float], float]) -> float | None:
    """Return the reads per second from which on the difference is 0 or less; ``None`` is never.

    The difference, in dollars a month, falls as the rate rises, or never gets there.
    """
    if costs_more(HIGHEST_PER_S) > 0:
        return None
    low, high = 0.0, HIGHEST_PER_S
    while high - low > high * 1e-4 and high > 1e-6:  # noqa: PLR2004 - nothing is that rare
        middle = (low + high) / 2
        if costs_more(middle) > 0:
            low = middle
        else:
            high = middle
    return high


def of_dax(load: Load, cluster: Cluster, prices: Prices) -> float | None:
    """Return the rate from which on a cluster pays, whether it carries that rate or not."""
    return first_rate(lambda per_s: _adds(load, per_s, prices, cluster=cluster))


def of_api_cache(load: Load, prices: Prices) -> float | None:
    """Return the rate of all reads from which on API Gateway's cache pays."""
    return first_rate(lambda per_s: _adds(load, per_s, prices, api_cache=True))


def _adds(
    load: Load,
    per_s: float,
    prices: Prices,
    *,
    cluster: Cluster | None = None,
    api_cache: bool = False,
) -> float:
    """Return by how much a cache raises the bill, in dollars a month."""
    without = replace(load, reads_per_s=per_s, cluster=None, api_cache=False)
    with_it = replace(without, cluster=cluster, api_cache=api_cache)
    return total(with_it, prices) - total(without, prices)
