"""What writes and pages cost, as Amazon's DynamoDB Local charges them. Prints Markdown.

Run by ``python -m benchmarks.write_cost``. The table of ``resources.yaml`` is compared with
one whose views hold whole items, notes too.
"""

import copy
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from benchmarks.charges import PAGE, TRANSACTED, Cost, fill, page, writes
from benchmarks.markdown import heading, row
from benchmarks.own_writes import own_writes
from benchmarks.samples import Sample
from tests.support.engines import create_table, dynamodb_local
from tests.support.tables import table_definition

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AS_IS, WHOLE = "as-is", "whole-items"
INDEXES = ("by_revision", "agenda", "board", "history", "subtasks")
NOTES = (0, 500, 5000)
COUNTS = (100, 10_000)


def main() -> None:
    """Measure and print."""
    with dynamodb_local() as engine:
        client = engine.client()
        create_table(client, AS_IS)
        create_table(client, WHOLE, with_whole_items())
        print_writes(client)
        print_projections(client)
        print_reads(client)
        client.close()


def with_whole_items() -> dict[str, Any]:
    """Return the table's definition, changed to project all attributes into every view."""
    definition = copy.deepcopy(table_definition())
    for index in definition["LocalSecondaryIndexes"]:
        index["Projection"] = {"ProjectionType": "ALL"}
    return definition


def costs(client: "DynamoDBClient", table: str, *, on_board: bool) -> dict[tuple[str, int], Cost]:
    """Return the cost of each kind of write, for each length of notes."""
    by_notes = {
        notes: dict(writes(client, table, Sample(str(uuid4()), notes, on_board=on_board)))
        for notes in NOTES
    }
    return {(name, notes): by_notes[notes][name] for name in by_notes[0] for notes in NOTES}


def bounds(cost: Cost) -> str:
    """Return the write units of a transaction, with its indexes charged once and twice."""
    table, indexes = TRANSACTED * cost["table"], cost.total() - cost["table"]
    low, high = table + indexes, table + TRANSACTED * indexes
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def print_writes(client: "DynamoDBClient") -> None:
    """Print where the write units of each of the app's transactions go."""
    print("\n### WCU of a write\n")
    heading("write", "notes", "total", "table, twice", *(f"{name}, once" for name in INDEXES))
    by_notes = {notes: dict(own_writes(client, AS_IS, notes)) for notes in NOTES}
    for name in by_notes[0]:
        for notes in NOTES:
            cost = by_notes[notes][name]
            charged = [TRANSACTED * cost["table"], *(cost[index] for index in INDEXES)]
            row(name, notes, bounds(cost), *charged)


def print_projections(client: "DynamoDBClient") -> None:
    """Print what whole items in the views would cost."""
    print("\n### WCU of a write, by what the views project\n")
    heading("write", "notes", "as is", "whole items", "as is, on board", "whole items, on board")
    cases = [
        costs(client, table, on_board=on_board)
        for on_board in (False, True)
        for table in (AS_IS, WHOLE)
    ]
    for name, notes in cases[0]:
        row(name, notes, *(bounds(case[name, notes]) for case in cases))


def print_reads(client: "DynamoDBClient") -> None:
    """Print the read units of a page, and that they don't grow with the number of to-dos."""
    print(f"\n### RCU of a page of {PAGE}\n")
    kinds = [("table", None), ("agenda", "agenda")]
    heading("of", "to-dos", "notes", "eventual", "strong", "whole items: eventual", "strong")
    for count, notes in [*((COUNTS[0], notes) for notes in NOTES), (COUNTS[1], 500)]:
        owners = {table: fill(client, table, count, notes) for table in (AS_IS, WHOLE)}
        for name, index in kinds:
            charged = [
                page(client, table, owner, index=index, strong=strong)
                for table, owner in owners.items()
                for strong in (False, True)
            ]
            row(name, count, notes, *charged)


if __name__ == "__main__":
    main()
