"""What the service was free to choose is looked at, and taken over if it is right."""

from tests.model.account import Account, Place, Thing, by_rank


def adopt(account: Account, seen: dict[str, Thing], seen_lists: dict[str, Thing]) -> None:
    """Complete the account with the ids and ranks that the last write has made."""
    _adopt_series(account, seen)
    _adopt_following(account, seen)
    for place in account.places:
        _adopt_rank(account, place, seen_lists if "name" in place.thing else seen)
    account.leave_nothing_open()


def _adopt_series(account: Account, seen: dict[str, Thing]) -> None:
    begun = account.begun
    if begun is None:
        return
    series = seen[begun["id"]]["series"]
    known = {each["series"] for each in account.todos.values() if each is not begun}
    assert series, f"a series without an id: {begun}"
    assert series not in known, f"one id for two series: {begun}"
    begun["series"] = series
    if account.following:
        account.following["series"] = series


def _adopt_following(account: Account, seen: dict[str, Thing]) -> None:
    """Find the next occurrence by its series and day; its id is the same for ever."""
    following = account.following
    if following is None:
        return
    series, day = following["series"], following["occurrence"]
    new = [
        each
        for each in seen.values()
        if each["id"] not in account.todos and (each["series"], each["occurrence"]) == (series, day)
    ]
    assert len(new) == 1, f"{len(new)} new to-dos instead of {following}"
    assert following["id"] in {"", new[0]["id"]}, f"another id than before: {new[0]}"
    following["id"] = new[0]["id"]
    account.occurrences[series, day] = following["id"]
    account.todos[following["id"]] = following
    copies = [each for each in seen.values() if each["parent"] == following["id"]]
    copies.sort(key=by_rank)
    assert len(copies) == len(account.copies), f"{copies} instead of {account.copies}"
    for copy, found in zip(account.copies, copies, strict=True):
        copy.update(id=found["id"], parent=following["id"])
        account.todos[copy["id"]] = copy


def _adopt_rank(account: Account, place: Place, seen: dict[str, Thing]) -> None:
    """Take a rank over, if it is where the thing has to be among the others."""
    moved = place.thing
    assert moved["id"] in seen, f"missing: {moved}"
    rank = seen[moved["id"]]["rank"]
    things, order = _others(account, moved)
    if moved is account.following and place.beside:
        before = str(place.beside["id"])
        heir = account.heirs.get(before, before)
        account.heirs[moved["id"]] = heir
        order = _but_for_heirs(account, heir, place.beside["rank"], order)
    else:
        account.heirs.pop(moved["id"], None)
    if place.where == "last":
        assert all(each < rank for each in things), f"{rank} is not the last of {things}"
    elif place.where == "first":
        assert all(rank < each for each in things), f"{rank} is not the first of {things}"
    else:
        _is_beside(rank, place, order)
    moved["rank"] = rank


def _but_for_heirs(account: Account, heir: str, since: str, order: list[str]) -> list[str]:
    """Leave out what lies before an earlier occurrence that came into the same place."""
    heirs = [each for each, its in account.heirs.items() if its == heir and each in account.todos]
    ranks = [account.todos[each]["rank"] or "" for each in heirs]
    last = max([since, *(each for each in ranks if each in order)])
    return [each for each in order if each > last]


def _others(account: Account, moved: Thing) -> tuple[list[str], list[str]]:
    """Return the ranks of all that share an order with a thing, and of what is shown of them."""
    if "name" in moved:
        lists = [each for each in account.lists.values() if each is not moved and each["rank"]]
        shown = [each for each in lists if each["archived"] is moved["archived"]]
        return _ranks(lists), _ranks(shown)
    todos = [each for each in account.todos.values() if each is not moved and each["rank"]]
    here = [each for each in todos if each["list"] == moved["list"]]
    return _ranks(here), _ranks([each for each in here if not each["done"]])


def _ranks(things: list[Thing]) -> list[str]:
    return sorted(each["rank"] for each in things)


def _is_beside(rank: str, place: Place, order: list[str]) -> None:
    assert place.beside
    beside = place.beside["rank"]
    if place.where == "after":
        between = [each for each in order if beside < each < rank]
        assert beside < rank, f"{rank} is not behind {beside}"
    else:
        between = [each for each in order if rank < each < beside]
        assert rank < beside, f"{rank} is not before {beside}"
    assert not between, f"{between} are between {rank} and {beside}"
