"""Somebody who writes to the same owner's to-dos while a test reads them."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from chalicelib.repository import TodoRepository
from tests.builders import a_draft, a_patch, an_id
from tests.integration.repository.builders import Clock, a_request


@contextmanager
def somebody_writing(repository: TodoRepository, owner: str, view: str) -> Iterator[None]:
    """Make, change and delete other to-dos of the owner's all the while."""
    stopped, began = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not stopped.is_set():
            terms, todo_id = a_request(Clock()), an_id()
            due = f"2026-03-{number % 28 + 1:02}"
            repository.create(owner, todo_id, a_draft(due=due, done=view == "history"), terms)
            repository.patch(owner, todo_id, a_patch(due="2026-03-14T12:00:00"), terms)
            if number % 2:
                repository.delete(owner, todo_id, terms)
            number += 1
            began.set()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            assert began.wait(30)
            yield
        finally:
            stopped.set()
            writing.result()
