"""What a list costs, by where it comes from: processor time as ratios, and calls. Prints Markdown.

Run by ``make bench``. The method is in ``benchmarks/README.md``.
"""

import argparse
import gc
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median, quantiles
from time import process_time

from benchmarks.markdown import heading, row
from benchmarks.service import TABLE, Service, answer_of, deployed, store_list
from tests.support.dax import DaxProcess, dax_process
from tests.support.engines import Engine, create_table, emulator
from tests.support.faults import FaultProxy
from tests.support.wire import Request

SIZES = (25, 100)
SEED = 1
AN_HOUR = "3600"


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a list is answered."""

    name: str
    has_dax: bool = True
    is_kept: bool = True
    """Whether DAX was asked for the page before."""
    by_consent: bool = False
    client_has_it: bool = False

    def headers(self, tag: str) -> dict[str, str]:
        """Return what the client sends; ``tag`` is the page's."""
        consent = {"cache-control": "max-stale=60"} if self.by_consent else {}
        return consent | ({"if-none-match": tag} if self.client_has_it else {})


REFERENCE = Case("table, without DAX", has_dax=False)
CASES = (
    REFERENCE,
    Case("DAX, miss", is_kept=False),
    Case("DAX, hit"),
    Case("`max-stale`, both from DAX", by_consent=True),
    Case("304", client_has_it=True),
    Case("`max-stale`, 304", by_consent=True, client_has_it=True),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A case, for a list of so many to-dos."""

    case: Case
    owner: str
    size: int
    tag: str


class Lists:
    """Lists in a table, DAX before it, and the service with it and without."""

    def __init__(self, engine: Engine, dax: DaxProcess, table_url: str) -> None:
        self._dax = dax
        self._services = {
            has_dax: Service(engine, dax.endpoint if has_dax else None, table_url)
            for has_dax in (True, False)
        }
        self.owners = {size: store_list(engine, size) for size in SIZES}

    def all_cases(self) -> list[Asked]:
        """Return every case for every size, with the tags that clients have."""
        return [
            Asked(case, owner, size, self._tag(owner, size))
            for size, owner in self.owners.items()
            for case in CASES
        ]

    def cpu_s(self, asked: Asked) -> float:
        """Answer once; return this process's time of it. A wrong answer ends the benchmark."""
        if not asked.case.is_kept:
            self._dax.post("flush")
        service, headers = self._services[asked.case.has_dax], asked.case.headers(asked.tag)
        service.install()
        started = process_time()
        returned = service.list_todos(asked.owner, asked.size, headers)
        spent = process_time() - started
        answer = answer_of(returned)
        if asked.case.client_has_it:
            assert answer.status == HTTPStatus.NOT_MODIFIED
        else:
            assert (answer.status, answer.items) == (HTTPStatus.OK, asked.size)
        return spent

    def _tag(self, owner: str, size: int) -> str:
        service = self._services[False]
        service.install()
        return answer_of(service.list_todos(owner, size, {})).headers["ETag"]


@contextmanager
def lists(engine: Engine, *, before_dax: str, before_app: str) -> Iterator[Lists]:
    """Store the lists, and put DAX before the table; both by way of these addresses."""
    options = ("--item-ttl", AN_HOUR, "--query-ttl", AN_HOUR)
    with dax_process(before_dax, *options) as dax:
        yield Lists(engine, dax, before_app)


@dataclass(frozen=True, slots=True)
class Calls:
    """Who asked the table for what, to answer once."""

    by_service: str
    by_dax: str


def calls(engine: Engine) -> dict[tuple[str, int], Calls]:
    """Return each case's calls to the table."""
    found = {}
    with (
        FaultProxy(engine.endpoint_url, seed=SEED) as app_side,
        FaultProxy(engine.endpoint_url, seed=SEED) as dax_side,
        lists(engine, before_dax=dax_side.url, before_app=app_side.url) as measured,
    ):
        for asked in measured.all_cases():
            measured.cpu_s(asked)  # what is kept is kept from now on
            with app_side.recording() as by_app, dax_side.recording() as by_dax:
                measured.cpu_s(asked)
            found[asked.case.name, asked.size] = Calls(spelt(by_app), spelt(by_dax))
    return found


def times(engine: Engine, rounds: int, repeats: int) -> dict[tuple[str, int], list[float]]:
    """Return each case's processor time in each round, in seconds.

    All cases take their turn in each round, in an order of its own, so that what else the
    machine does meets all of them.
    """
    found = defaultdict(list)
    shuffled = random.Random(SEED)  # noqa: S311 - no secret
    url = engine.endpoint_url
    with lists(engine, before_dax=url, before_app=url) as measured:
        cases = measured.all_cases()
        for number in range(rounds + 1):
            gc.collect()
            for asked in shuffled.sample(cases, len(cases)):
                spent = min(measured.cpu_s(asked) for _ in range(repeats))
                if number:  # the first round warms up
                    found[asked.case.name, asked.size].append(spent)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=40, help="default: %(default)s")
    parser.add_argument("--repeats", type=int, default=5, help="in each; the best one counts")
    asked = parser.parse_args()
    with deployed(), emulator() as engine:
        client = engine.client()
        create_table(client, TABLE)
        client.close()
        print_results(calls(engine), times(engine, asked.rounds, asked.repeats))


def print_results(
    called: dict[tuple[str, int], Calls], spent: dict[tuple[str, int], list[float]]
) -> None:
    """Print a table for each size."""
    for size in SIZES:
        reference = spent[REFERENCE.name, size]
        print(f"\n### `GET /todos` of {size}\n")
        heading("answered from", "ratio", "quartiles", "ms", "service to table", "DAX to table")
        for case in CASES:
            figures = spent[case.name, size]
            ratios = [one / other for one, other in zip(figures, reference, strict=True)]
            low, middle, high = quantiles(ratios, n=4)
            asked = called[case.name, size]
            quartiles, ms = f"{low:.2f} to {high:.2f}", f"{median(figures) * 1000:.2f}"
            row(case.name, f"{middle:.2f}", quartiles, ms, asked.by_service, asked.by_dax)


def spelt(requests: list[Request]) -> str:
    """Return calls in words."""
    counts = Counter(request.operation for request in requests)
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "none"


if __name__ == "__main__":
    main()
