"""What becomes of the account when a recurring to-do is done: the next one is made."""

from datetime import date, timedelta

from tests.model.account import Account, Place, Thing


def make_next(account: Account, done: Thing, subtasks: list[Thing]) -> None:
    found = _next_of(done["recurrence"], done["occurrence"], done["due"])
    if found is None or not account.is_there(done["list"]):
        return
    day, rule = found
    known = account.occurrences.get((done["series"], day), "")
    if known in account.todos or account.was_deleted(known):
        return
    account.following = {**_again(account, done, day), "id": known, "recurrence": rule}
    account.following.update(occurrence=day, subtasks=len(subtasks))
    account.places.append(Place(account.following, "after", done))
    days = date.fromisoformat(day) - date.fromisoformat(done["occurrence"])
    for each in subtasks:
        due = each["due"] and (date.fromisoformat(each["due"]) + days).isoformat()
        copy = _again(account, each, due)
        account.copies.append(copy)
        account.places.append(Place(copy, "last"))


def _again(account: Account, done: Thing, due: str | None) -> Thing:
    """Return an open to-do like one that is done, due at another time."""
    again = {**done, "id": "", "done": False, "done_at": None, "due": due, "rank": None}
    again["reminders"] = tuple(each for each in done["reminders"] if due and "P" in each)
    again["created_at"] = account.now
    account.touch(again)
    return again


def _next_of(rule: str | None, occurrence: str, due: str) -> tuple[str, str] | None:
    """Return the next day of a rule, and the rule from there; ``None`` at the series' end."""
    if rule is None:
        return None
    freq, _, number = rule.partition(";COUNT=")
    if number == "1":
        return None
    day = date.fromisoformat(occurrence)
    while day.isoformat() <= max(occurrence, due):
        day += timedelta(days=1 if freq == "FREQ=DAILY" else 7)
    return day.isoformat(), f"{freq};COUNT={int(number) - 1}" if number else freq
