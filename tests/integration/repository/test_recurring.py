"""A to-do that recurs comes again when it is done: once, and when its rule says."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.errors import InvalidInputError, QuotaExceededError
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.store.tables import Table
from chalicelib.writes.changes import Limits
from tests.integration.repository.builders import Clock, OwnersItems, all_of_it
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


def next_of(user: User, done: Todo) -> Todo:
    """Return the open to-do of a series."""
    [found] = [entry for entry in user.page("agenda") if entry["series"] == done.series is not None]
    return user.opened.todos.get(user.owner, found["id"])


def dues(user: User) -> list[str]:
    return [entry["due"] for entry in user.page("agenda")]


def weekly(user: User, **fields: object) -> Todo:
    """Make a to-do for each Monday: the first of March 2027 is one."""
    given = {"due": "2027-03-01", "recurrence": "FREQ=WEEKLY;BYDAY=MO", **fields}
    return user.todo("Water", **given)


def test_finishing_one_makes_the_next_and_history_keeps_the_one_that_is_done(user: User) -> None:
    done = user.finish(weekly(user, notes="Two litres.", labels=["home"], priority="high"))
    following = next_of(user, done)
    assert (following.due, following.occurrence) == ("2027-03-08", "2027-03-08")
    assert (following.title, following.notes, following.labels, following.priority) == (
        *(done.title, done.notes, done.labels, done.priority),
    )
    assert following.id != done.id
    assert following.revision == done.revision
    assert [entry["id"] for entry in user.page("history")] == [done.id]
    assert user.counts().todos == 2


def test_the_next_one_takes_the_place_of_the_one_that_is_done(user: User) -> None:
    user.todo("before")
    recurring = weekly(user)
    user.todo("behind")
    user.finish(recurring)
    assert user.titles("board", list=INBOX) == ["before", "Water", "behind"]


def test_finishing_again_makes_no_second_one(user: User) -> None:
    done = user.finish(weekly(user))
    user.finish(done)
    user.change(done, done=False)
    user.finish(done)
    assert dues(user) == ["2027-03-08"]


def test_devices_that_finish_the_same_one_at_once_make_one_next(user: User) -> None:
    recurring = weekly(user)
    with ThreadPoolExecutor(4) as devices:
        list(devices.map(lambda _: user.finish(recurring), range(8)))
    assert dues(user) == ["2027-03-08"]
    assert user.counts().todos == 2


def test_a_next_one_that_was_deleted_does_not_come_back(user: User) -> None:
    done = user.finish(weekly(user))
    user.delete(next_of(user, done))
    user.change(done, done=False)
    user.finish(done)
    assert dues(user) == []


def test_putting_one_off_changes_no_other(user: User) -> None:
    put_off = user.change(weekly(user), due="2027-03-03")
    assert put_off.occurrence == "2027-03-01"
    assert next_of(user, user.finish(put_off)).due == "2027-03-08"


def test_the_next_one_is_behind_a_due_that_was_put_far_off(user: User) -> None:
    put_off = user.change(weekly(user), due="2027-03-16")
    assert next_of(user, user.finish(put_off)).due == "2027-03-22"


def test_another_rule_begins_another_series_at_the_due(user: User) -> None:
    todo = user.change(weekly(user), due="2027-03-03")
    daily = user.change(todo, recurrence="FREQ=DAILY")
    assert daily.series != todo.series
    assert daily.occurrence == "2027-03-03"
    assert next_of(user, user.finish(daily)).due == "2027-03-04"


def test_a_rule_that_is_sent_back_as_it_was_read_goes_on(user: User) -> None:
    todo = user.change(weekly(user), due="2027-03-03")
    sent = user.put(todo, title="Water", due=todo.due, recurrence="rrule:freq=weekly;byday=mo")
    assert (sent.series, sent.occurrence) == (todo.series, todo.occurrence)


def test_a_series_ends_after_its_count(user: User) -> None:
    todo = weekly(user, recurrence="FREQ=WEEKLY;COUNT=3")
    for due in ("2027-03-08", "2027-03-15"):
        todo = next_of(user, user.finish(todo))
        assert todo.due == due
    assert todo.recurrence == "FREQ=WEEKLY;COUNT=1"
    user.finish(todo)
    assert dues(user) == []
    assert len(user.page("history")) == 3


def test_a_series_ends_at_its_until(user: User) -> None:
    todo = weekly(user, recurrence="FREQ=WEEKLY;UNTIL=20270308")
    last = next_of(user, user.finish(todo))
    user.finish(last)
    assert dues(user) == []


def test_the_last_one_can_still_be_changed(user: User) -> None:
    last = weekly(user, recurrence="FREQ=WEEKLY;COUNT=1")
    assert user.change(last, title="The last time").recurrence == "FREQ=WEEKLY;COUNT=1"


def test_without_a_rule_it_does_not_come_again(user: User) -> None:
    once = user.change(weekly(user), recurrence=None)
    assert (once.series, once.occurrence) == (None, None)
    user.finish(once)
    assert dues(user) == []


def test_without_a_due_it_does_not_come_again(user: User) -> None:
    assert user.change(weekly(user), due=None).recurrence is None
    with pytest.raises(InvalidInputError):
        user.todo(recurrence="FREQ=DAILY")


def test_nine_oclock_stays_nine_oclock_when_the_clocks_change(user: User) -> None:
    todo = user.todo(due="2027-03-22T09:00:00", due_zone="Europe/Zurich", recurrence="FREQ=WEEKLY")
    assert todo.due_at == "2027-03-22T08:00:00Z"
    following = next_of(user, user.finish(todo))
    assert (following.due, following.due_zone) == ("2027-03-29T09:00:00", "Europe/Zurich")
    assert following.due_at == "2027-03-29T07:00:00Z"


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "FREQ=SECONDLY", "FREQ=HOURLY", "x" * 10_000]
)
def test_a_rule_that_is_none_or_never_comes_is_refused(user: User, rule: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        weekly(user, recurrence=rule)
    assert [error.field for error in refused.value.errors] == ["recurrence"]


def test_subtasks_come_again_open_and_as_many_days_later(user: User) -> None:
    parent = weekly(user)
    user.todo("Fill the can", parent=parent.id, due="2027-02-28", notes="cold", reminders=["-P1D"])
    user.finish(user.todo("Carry it", parent=parent.id))
    following = next_of(user, user.finish(parent))
    assert following.subtasks == 2
    copies = user.page("subtasks", parent=following.id)
    assert [(each["title"], each["due"], each["done"]) for each in copies] == [
        ("Fill the can", "2027-03-07", False),
        ("Carry it", None, False),
    ]
    assert user.opened.todos.get(user.owner, copies[0]["id"]).notes == "cold"
    assert copies[0]["reminders"] == ["-P1D"]
    assert [each["done"] for each in user.page("subtasks", parent=parent.id)] == [True, True]
    assert user.counts().todos == 6


def test_a_parent_with_all_the_subtasks_that_one_may_have_comes_again(user: User) -> None:
    parent = weekly(user)
    for number in range(30):
        user.todo(f"{number}", parent=parent.id)
    assert next_of(user, user.finish(parent)).subtasks == 30
    assert user.counts().todos == 62


def test_reminders_before_the_due_come_again_and_instants_do_not(user: User) -> None:
    todo = weekly(user, reminders=["-PT30M", "2027-02-28T18:00:00Z"])
    assert next_of(user, user.finish(todo)).reminders == ("-PT30M",)


def test_in_a_list_that_is_being_deleted_nothing_comes_again(user: User) -> None:
    garden = user.new_list()
    todo = weekly(user, list=garden.id)
    user.delete_list(garden)
    user.finish(todo)
    assert dues(user) == []


def test_who_has_no_room_for_the_next_one_is_told(table: Table, owner: str, clock: Clock) -> None:
    full = User(all_of_it(table, clock, limits=Limits(todos=1, lists=1, bytes=999)), owner, clock)
    todo = weekly(full)
    with pytest.raises(QuotaExceededError):
        full.finish(todo)
    full.finish(full.change(todo, recurrence=None))


def test_a_recurring_todo_that_is_made_done_comes_again(user: User, items: OwnersItems) -> None:
    weekly(user, done=True)
    assert dues(user) == ["2027-03-08"]
    assert len(items.todos()) == 2


def test_what_comes_back_from_the_trash_goes_on(user: User) -> None:
    todo = weekly(user)
    user.delete(todo)
    restored = user.restore(todo)
    assert next_of(user, user.finish(restored)).due == "2027-03-08"
