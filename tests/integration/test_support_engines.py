"""Each engine takes the table of ``resources.yaml`` as it is."""

import pytest

from tests.support.engines import ENGINES, create_table, engine_or_skip


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_has_the_table_with_its_views(name: str) -> None:
    with engine_or_skip(name) as engine:
        client = engine.client()
        create_table(client, "todos")
        table = client.describe_table(TableName="todos")["Table"]
        client.close()
    views = {
        index["IndexName"]: index["Projection"]["ProjectionType"]
        for index in table["LocalSecondaryIndexes"]
    }
    assert views.pop("by_revision") == "ALL"
    assert views == {"agenda": "INCLUDE", "board": "INCLUDE", "history": "INCLUDE"}
