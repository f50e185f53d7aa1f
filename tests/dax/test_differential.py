"""Through DAX everything is answered as by the table itself, but for what is explained.

Each case runs twice, on tables of the same shape: with a botocore client at the engine, and with
the public DAX client at the local DAX in front of the same engine.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pytest
from botocore.config import Config

from tests.dax.cases import CASES
from tests.dax.cases.case import Case
from tests.dax.cases.tables import create_tables
from tests.dax.explanations import BY_ENGINES, EXPLAINED
from tests.dax.reasons import reasons_of_botocore, reasons_of_dax
from tests.dax.ways import Outcome, Way, prepare
from tests.support.counts import count
from tests.support.dax import dax_client, running_dax
from tests.support.engines import Engine, engine_or_skip

_PLAIN, _BY_DAX = "plain.", "bydax."
"""What tables' names begin with: as long as each other, since engines count and quote."""


def _some(number: int, always: Collection[str]) -> pytest.MarkDecorator:
    """Take so many cases, from everywhere among them, and some others in any event."""
    taken = {place * len(CASES) // number for place in range(number)}
    cases = [case for place, case in enumerate(CASES) if place in taken or case.name in always]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


@dataclass(frozen=True, slots=True)
class Ways:
    engine: str
    direct: Way
    dax: Way


@pytest.fixture(scope="module")
def ways(request: pytest.FixtureRequest) -> Iterator[Ways]:
    with engine_or_skip(request.param) as engine:
        yield from _ways_to(engine)


def _ways_to(engine: Engine) -> Iterator[Ways]:
    client = engine.client(config=Config(retries={"total_max_attempts": 1}))
    for prefix in (_PLAIN, _BY_DAX):
        create_tables(client, prefix)
    with (
        running_dax(engine.endpoint_url) as dax,
        dax_client(dax.endpoint, max_attempts=0) as through_dax,
    ):
        yield Ways(
            engine.name,
            direct=Way(client, _PLAIN, reasons_of_botocore),
            dax=Way(through_dax, _BY_DAX, reasons_of_dax(through_dax)),
        )
    client.close()


@pytest.mark.proof
@_some(count(quick=130, full=len(CASES)), EXPLAINED)
@pytest.mark.parametrize("ways", ["emulator"], indirect=True)
def test_dax_answers_as_the_emulator_does_or_as_is_explained(ways: Ways, case: Case) -> None:
    _compare(ways, case)


@pytest.mark.proof
@_some(count(quick=10, full=len(CASES)), BY_ENGINES)
@pytest.mark.parametrize("ways", ["dynamodb-local"], indirect=True)
def test_dax_answers_as_dynamodb_local_does_or_as_is_explained(ways: Ways, case: Case) -> None:
    _compare(ways, case)


def _compare(ways: Ways, case: Case) -> None:
    prepare(ways.direct.client, case, (_PLAIN, _BY_DAX))
    directly = ways.direct.outcomes(case)
    explained = _explained(ways.engine, case)
    through_dax = ways.dax.outcomes(case)
    assert through_dax == [explained.get(*each) for each in enumerate(directly)]
    assert (through_dax != directly) == bool(explained)


def _explained(engine: str, case: Case) -> dict[int, Outcome]:
    explained = EXPLAINED.get(case.name)
    return explained.outcomes if explained and engine in explained.engines else {}


def test_there_are_many_cases_and_few_that_need_explaining() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) >= 480
    assert set(names) >= EXPLAINED.keys()
    assert len(EXPLAINED) <= 90


def test_every_operation_is_compared() -> None:
    assert {step.operation for case in CASES for step in case.steps} == {
        "batch_get_item",
        "batch_write_item",
        "delete_item",
        "get_item",
        "put_item",
        "query",
        "scan",
        "transact_get_items",
        "transact_write_items",
        "update_item",
    }
