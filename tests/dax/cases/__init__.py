"""The differential cases: what a client asks, directly and through DAX."""

from tests.dax.cases import (
    batches,
    cancellations,
    conditions,
    indexes,
    keys,
    projections,
    queries,
    refusals,
    refused_writes,
    scans,
    transactions,
    updates,
    values,
)
from tests.dax.cases.case import Case

CASES: tuple[Case, ...] = (
    *values.CASES,
    *keys.CASES,
    *projections.CASES,
    *conditions.CASES,
    *updates.CASES,
    *queries.CASES,
    *indexes.CASES,
    *scans.CASES,
    *batches.CASES,
    *transactions.CASES,
    *cancellations.CASES,
    *refusals.CASES,
    *refused_writes.CASES,
)
