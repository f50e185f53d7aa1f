"""A month's bill: for each line a quantity and a price."""

from collections.abc import Callable
from dataclasses import dataclass

from costs import quantities as q
from costs.load import Load
from costs.prices import Prices


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill."""

    name: str
    quantity: Callable[[Load], float]
    price: str
    """The price's name; ``price_name`` fills in what is chosen by an input."""

    def price_name(self, load: Load) -> str:
        """Return the name of the price that applies."""
        node_type = load.cluster.node_type if load.cluster else "dax.t3.small"
        return self.price.format(
            node_type=node_type,
            size=load.inputs.api_cache_size,
            tier=load.inputs.cognito_tier,
        )

    def cost(self, load: Load, prices: Prices) -> float:
        """Return dollars a month."""
        return prices[self.price_name(load)].cost(self.quantity(load))

    def formula(self) -> str:
        """Return the first line of the quantity's docstring, without its verb."""
        text = (self.quantity.__doc__ or "").splitlines()[0]
        return text.removeprefix("Return ").removesuffix(".")


LINES = (
    Line("Cognito, users", q.users, "cognito_{tier}"),
    Line("API Gateway, requests", q.api_requests, "api_request"),
    Line("API Gateway, cache", q.api_cache_hours, "api_cache_{size}_hour"),
    Line("Lambda, requests", q.lambda_requests, "lambda_request"),
    Line("Lambda, time", q.lambda_gb_s, "lambda_gb_s"),
    Line("DynamoDB, reads", q.table_rru, "table_rru"),
    Line("DynamoDB, writes", q.table_wru, "table_wru"),
    Line("DynamoDB, storage", q.table_gb, "table_gb"),
    Line("DynamoDB, recovery", q.table_gb, "recovery_gb"),
    Line("DAX, nodes", q.dax_hours, "{node_type}_hour"),
    Line("DAX, between zones", q.zone_gb, "zone_gb"),
    Line("Logs of Lambda", q.lambda_log_gb, "lambda_log_gb"),
    Line("Logs of API Gateway", q.access_log_gb, "log_gb"),
    Line("Logs, kept", q.log_stored_gb, "log_stored_gb"),
    Line("Metrics", q.metrics, "metric"),
    Line("Alarms", q.alarm_metrics, "alarm_metric"),
    Line("X-Ray, traces", q.traces, "trace"),
    Line("Secret", q.secrets, "secret"),
    Line("KMS, requests", q.key_requests, "key_request"),
    Line("S3, storage", q.file_gb, "file_gb"),
    Line("S3, uploads", q.file_puts, "file_put"),
    Line("S3, downloads", q.file_gets, "file_get"),
    Line("Data out", q.out_gb, "out_gb"),
)

Bill = dict[str, float]
"""Dollars a month, by the names of the lines."""


def bill(load: Load, prices: Prices) -> Bill:
    """Return dollars a month for each line."""
    return {line.name: line.cost(load, prices) for line in LINES}


def total(load: Load, prices: Prices) -> float:
    """Return dollars a month for all lines together."""
    return sum(bill(load, prices).values())
