"""The log: what it says, and that nobody has to read it."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from local.dax.server.log import Log
from local.dax.server.printer import Printer
from tests.dax.raw_peer import KEY_SCHEMA, Error, a_raw_peer, call, get
from tests.dax.todo_table import TABLE
from tests.support.dax import running_dax
from tests.support.engines import Engine

A_LINE = "a line that is as long as those are that a request gets"


@contextmanager
def a_pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    try:
        yield reader, writer
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.parametrize(
    ("wire", "line"),
    [
        (get("anna", "missing"), "dax  getItem  missing  failed  ResourceNotFoundException"),
        (
            call(-742646399, b"missing"),
            "dax  defineKeySchema  missing  failed  ResourceNotFoundException",
        ),
        (
            call(263244906, TABLE.encode(), b"\x61aa", {99: 1}),
            f"dax  getItem  {TABLE}  failed  ValidationException",
        ),
        (call(123456789), "dax  failed  ValidationException: There is no method 123456789."),
    ],
)
def test_what_fails_before_the_caches_has_a_line(engine: Engine, wire: bytes, line: str) -> None:
    lines: list[str] = []
    with (
        running_dax(engine.endpoint_url, log=Log(lines.append, nodes=1)) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        peer.say(wire)
        assert isinstance(peer.hear(), Error)
    [said] = lines
    assert said.startswith(line)


def test_an_error_of_dynamodbs_has_one_line(engine: Engine) -> None:
    lines: list[str] = []
    too_many = call(-697851100, {TABLE.encode(): [[b"\x61aa", None]] * 2}, None)
    with (
        running_dax(engine.endpoint_url, log=Log(lines.append, nodes=1)) as dax,
        a_raw_peer(dax.endpoint) as peer,
    ):
        peer.say(too_many + KEY_SCHEMA)
        assert isinstance(peer.hear(), Error)
        assert peer.hear() == {"owner": "S", "id": "S"}
    assert len(lines) == 1


def test_lines_are_printed_in_their_order() -> None:
    with a_pipe() as (reader, writer), closing(Printer(writer)) as printer:
        for number in range(100):
            printer.say(str(number))
        with os.fdopen(os.dup(reader)) as lines:
            assert [next(lines) for _ in range(100)] == [f"{number}\n" for number in range(100)]


def test_nobody_waits_for_who_does_not_read_and_what_was_dropped_is_counted() -> None:
    said = 20_000
    with a_pipe() as (reader, writer), closing(Printer(writer, most_lines=100)) as printer:
        for _ in range(said):
            printer.say(A_LINE)
        with os.fdopen(os.dup(reader)) as lines:
            printed = dropped = 0
            while printed + dropped < said:  # else it reads on, in vain, until the test's end
                line = next(lines)
                if counted := re.match(r"dax  (\d+) lines were dropped: nobody read them", line):
                    dropped += int(counted[1])
                else:
                    assert line == f"{A_LINE}\n"
                    printed += 1
        assert dropped > 0
        assert printed + dropped == said


def test_a_reader_who_has_left_disturbs_nobody() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with closing(Printer(writer)) as printer:
        printer.say(A_LINE)
    os.close(writer)
    assert "dax-printer" not in {thread.name for thread in threading.enumerate()}
