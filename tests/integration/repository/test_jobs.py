"""What one transaction can't do is done later, in steps, and out of its owner's way."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from chalicelib.errors import InvalidInputError, ListGoneError, NoSuchTodoError, TooMuchAtOnceError
from chalicelib.jobs.queue import JOBS, MOST_JOBS, Job
from chalicelib.jobs.running import JobsFailedError
from chalicelib.model.drafts import LabelRename, parse
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.store.items import HEAD, encode, key
from chalicelib.store.reading import SETTLE_S
from chalicelib.store.tables import Table
from tests.builders import a_done_todo, a_todo, an_id
from tests.integration.repository.builders import OwnersItems, a_request, counted, recounted
from tests.integration.repository.user import SETTLED_S, User
from tests.support.counts import FULL
from tests.support.engines import ENGINES, create_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


@pytest.fixture
def table(client: "DynamoDBClient") -> Table:
    """A table of each test's own: whoever works jobs off does so for all owners."""
    name = f"jobs-{uuid4()}"
    create_table(client, name)
    return Table(client, name)


def rename(user: User, label: str, name: str) -> None:
    body = parse(LabelRename, {"label": label, "name": name})
    user.opened.todos.rename_label(user.owner, body, a_request(user.clock))


def labels(user: User) -> list[tuple[str, ...]]:
    return sorted(tuple(entry["labels"]) for entry in user.page("all"))


@pytest.fixture
def garden(user: User) -> list[Todo]:
    """A list of thirty open and done to-dos, two of them with subtasks, that is being deleted."""
    garden = user.new_list()
    todos = [user.todo(f"{number}", list=garden.id) for number in range(26)]
    parents = [user.todo(title, list=garden.id) for title in ("Dig", "Mow")]
    todos += [user.todo("Hole", parent=parent.id) for parent in parents]
    todos += parents
    for done in todos[:5]:
        user.finish(done)
    user.delete_list(garden)
    return todos


def test_the_contents_of_a_deleted_list_are_read_until_their_turn_comes(
    user: User, garden: list[Todo]
) -> None:
    assert len(user.page("all")) == len(garden) == 30
    assert user.now(garden[7]) == garden[7]
    assert user.counts().jobs == 1


def test_nothing_begins_before_all_that_was_written_can_be_seen(
    user: User, garden: list[Todo]
) -> None:
    user.clock.advance(SETTLE_S - 1)
    assert user.opened.jobs.run(within_s=5) == 0
    assert len(user.page("all")) == len(garden)


def test_the_contents_of_a_deleted_list_go_to_the_trash(
    user: User, items: OwnersItems, garden: list[Todo]
) -> None:
    user.have_jobs_done()
    assert items.todos() == []
    assert user.counts().todos == user.counts().jobs == user.counts().bytes == 0
    assert {entry["id"] for entry in user.trash()} == {todo.id for todo in garden}
    assert replace(items, owner=JOBS).begun_with("job#") == []


def test_what_comes_back_after_its_list_was_deleted_is_in_the_inbox(
    user: User, garden: list[Todo]
) -> None:
    user.have_jobs_done()
    dig = next(todo for todo in garden if todo.title == "Dig")
    assert user.restore(dig).subtasks == 1
    assert user.titles("board", list=INBOX) == ["Dig", "Hole"]


def test_a_todo_is_saved_from_a_deleted_list_by_moving_it(user: User, garden: list[Todo]) -> None:
    saved = user.change(garden[9], list=INBOX)
    user.have_jobs_done()
    assert [entry["id"] for entry in user.page("all")] == [saved.id]


def test_nothing_gets_into_a_list_while_it_is_emptied(user: User, garden: list[Todo]) -> None:
    with pytest.raises(ListGoneError):
        user.todo("late", list=garden[0].list)
    with pytest.raises(ListGoneError):
        user.todo("late", parent=garden[-1].id)
    user.change(garden[9], title="still changed")
    user.have_jobs_done()
    with pytest.raises(NoSuchTodoError):
        user.now(garden[9])


def test_the_counters_are_right_behind_every_step(
    user: User, items: OwnersItems, garden: list[Todo]
) -> None:
    user.clock.advance(SETTLED_S)
    steps = 0
    while user.opened.jobs.run(within_s=0.001):
        steps += 1
        assert counted(user.opened.todos.head(user.owner)) == recounted(items.todos())
    assert steps > 1
    assert len(garden) == len(user.trash())


def test_a_label_is_renamed_on_every_todo_that_has_it(user: User) -> None:
    for each in (["home"], ["home", "work"], ["work"], []):
        user.todo(labels=each)
    user.finish(user.todo(labels=["home"]))
    rename(user, "home", "house")
    user.have_jobs_done()
    assert labels(user) == [(), ("house",), ("house",), ("house", "work"), ("work",)]


def test_a_label_that_gets_the_name_of_another_becomes_one_with_it(user: User) -> None:
    user.todo(labels=["a", "b", "c"])
    rename(user, "c", "a")
    user.have_jobs_done()
    assert labels(user) == [("a", "b")]


def test_of_two_renamings_of_one_label_the_last_one_counts(user: User) -> None:
    user.todo(labels=["a"])
    rename(user, "a", "b")
    rename(user, "a", "c")
    assert user.counts().jobs == 1
    user.have_jobs_done()
    assert labels(user) == [("c",)]
    assert user.counts().jobs == 0


def test_renamings_are_done_in_the_order_in_which_they_were_asked_for(user: User) -> None:
    user.todo(labels=["b"])
    rename(user, "b", "a")
    rename(user, "a", "c")
    user.have_jobs_done()
    assert labels(user) == [("c",)]


def test_a_renaming_gets_over_many_todos_without_the_label_in_short_runs(
    user: User, items: OwnersItems
) -> None:
    items.store(a_todo(id=an_id()) for _ in range(250))
    items.store([replace(a_todo(id=f"f{an_id()[1:]}"), labels=("x",))])
    rename(user, "x", "y")
    user.clock.advance(SETTLED_S)
    while user.opened.jobs.run(within_s=0.001):
        pass
    assert ("y",) in {todo.labels for todo in items.todos()}


def test_a_renaming_goes_through_many_todos_and_counts_their_bytes(
    user: User, items: OwnersItems
) -> None:
    first = user.todo(labels=["x"])
    items.store(replace(a_todo(id=an_id()), labels=("x",)) for _ in range(120))
    before = recounted(items.todos())
    rename(user, "x", "longer")
    user.have_jobs_done()
    assert user.now(first).labels == ("longer",)
    assert {todo.labels for todo in items.todos()} == {("longer",)}
    assert recounted(items.todos())[1] == before[1] + 121 * len("onger")


def test_the_jobs_of_all_owners_take_turns(user: User, stranger: User) -> None:
    for each in (user, stranger):
        garden = each.new_list()
        for _ in range(50):
            each.todo(list=garden.id)
        each.delete_list(garden)
    user.have_jobs_done()
    assert user.counts().todos == stranger.counts().todos == 0
    assert user.counts().jobs == stranger.counts().jobs == 0


def test_owners_write_while_their_jobs_are_done(
    user: User, items: OwnersItems, garden: list[Todo]
) -> None:
    user.clock.advance(SETTLED_S)
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(user.opened.jobs.run, within_s=60)
        written = [user.todo("meanwhile") for _ in range(40)]
    assert done.result() > 1
    assert {todo.id for todo in items.todos()} == {todo.id for todo in written}
    assert counted(user.opened.todos.head(user.owner)) == recounted(items.todos())
    assert len(garden) == len(user.trash())


def test_two_that_work_off_the_same_job_do_no_harm(
    user: User, items: OwnersItems, garden: list[Todo]
) -> None:
    user.clock.advance(SETTLED_S)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: user.opened.jobs.run(within_s=60), range(2)))
    user.have_jobs_done()
    assert items.todos() == []
    assert user.counts().todos == user.counts().jobs == 0
    assert len(garden) == len(user.trash())


def test_a_job_that_fails_keeps_no_other_from_being_done(
    user: User, items: OwnersItems, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Job(owner=user.owner, kind="unheard-of", target="x", revision=1)
    said = {"for": user.owner, "kind": "unheard-of", "target": "x", "details": {}, "cursor": ""}
    item = {**said, "version": 1, "asked_s": 0}
    items.client.put_item(
        TableName=items.table,
        Item={
            **key(JOBS, broken.item_id),
            **{name: encode(value) for name, value in item.items()},
        },
    )
    rename(user, "a", "b")
    with pytest.raises(JobsFailedError, match="1 jobs failed"):
        user.have_jobs_done()
    assert user.counts().jobs == 0
    assert "job_failed kind=unheard-of" in caplog.text


def test_the_jobs_of_an_account_that_is_being_deleted_are_dropped(
    user: User, items: OwnersItems, garden: list[Todo]
) -> None:
    items.close_account()
    user.clock.advance(SETTLED_S)
    user.opened.jobs.run(within_s=5)
    assert len(items.todos()) == len(garden)
    assert user.opened.jobs.run(within_s=5) == 0


def test_nobody_has_more_jobs_than_one_may_have(user: User, items: OwnersItems) -> None:
    rename(user, "a", "x")
    items.client.update_item(
        TableName=items.table,
        Key=key(user.owner, HEAD),
        UpdateExpression="SET jobs = :most",
        ExpressionAttributeValues={":most": encode(MOST_JOBS)},
    )
    with pytest.raises(TooMuchAtOnceError):
        rename(user, "one more", "x")
    with pytest.raises(TooMuchAtOnceError):
        user.empty_trash()
    rename(user, "a", "y")
    user.have_jobs_done()
    rename(user, "one more", "x")


def test_a_label_is_not_renamed_to_itself(user: User) -> None:
    with pytest.raises(InvalidInputError):
        rename(user, "a", "a")


def test_a_done_todo_of_a_deleted_list_is_deleted_too(user: User, items: OwnersItems) -> None:
    garden = user.new_list()
    items.store([a_done_todo(id=an_id(), list=garden.id) for _ in range(3)])
    user.delete_list(garden)
    user.have_jobs_done()
    assert items.todos() == []
