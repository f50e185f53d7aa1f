"""Moving one thing in the user's order: that thing is written, and no other."""

from chalicelib.errors import (
    FieldError,
    InvalidInputError,
    NeighbourGoneError,
    TooMuchAtOnceError,
)
from chalicelib.jobs.queue import MOST_JOBS, SPACE_OUT, is_queued, queue
from chalicelib.model import rank
from chalicelib.model.drafts import Move, TodoMove
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.store.items import LIST_PREFIX, TODO_PREFIX
from chalicelib.store.look import TornError
from chalicelib.store.operations import Written
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import ARCHIVE, LISTS, Record
from chalicelib.writes.changes import Author, Scene, Terms
from chalicelib.writes.lists import list_there
from chalicelib.writes.todos import require_list, resettle, there


def expected(todo_id: str, move: TodoMove) -> tuple[str, ...]:
    """Name the items that a move of a to-do looks at first."""
    beside = move.after or move.before
    ids = [TODO_PREFIX + todo_id, *([TODO_PREFIX + beside] if beside else [])]
    if move.list and move.list != INBOX:
        ids.append(LIST_PREFIX + move.list)
    return tuple(dict.fromkeys(ids))


def todo_move(todo_id: str, move: TodoMove, terms: Terms) -> Author[Todo]:
    """Move a to-do to a place in its list, or in another one.

    Raises ``NoSuchTodoError``, ``ListGoneError``, ``NeighbourGoneError``, ``TooMuchAtOnceError``.
    """

    def author(scene: Scene) -> Written[Todo]:
        before = there(scene, todo_id)
        terms.precondition(before)
        target = move.list or before.list
        if before.parent and target != before.list:
            raise InvalidInputError([FieldError("list", "must be the list of the parent")])
        if target != before.list:
            require_list(scene, target)
        place = _place(scene, f"{target}#", move, before)
        after = scene.stamped(before, list=target, rank=place)
        resettle(scene, before, after)
        _have_spaced_out(scene, target, place)
        return scene.written(after)

    return author


def list_move(list_id: str, move: Move, terms: Terms) -> Author[TodoList]:
    """Move a list to a place among the others, which are those that are archived if it is.

    Raises ``NoSuchListError``, ``NeighbourGoneError``, ``TooMuchAtOnceError``.
    """

    def author(scene: Scene) -> Written[TodoList]:
        before = list_there(scene, list_id)
        terms.precondition(before)
        part = ARCHIVE if before.archived else LISTS
        place = _place(scene, part, move, before)
        after = scene.stamped(before, rank=place)
        scene.ledger.replace(before, after)
        _have_spaced_out(scene, part.removesuffix("#"), place)
        return scene.written(after)

    return author


def _place(scene: Scene, part: str, move: Move, moved: Record) -> str:
    """Return the rank of the place where a thing is to go, in a part of the board."""
    said = [name for name in ("after", "before", "to") if getattr(move, name)]
    if len(said) > 1:
        raise InvalidInputError([FieldError(name, "is one too many") for name in said[1:]])
    beside = move.after or move.before
    if beside is None:
        make = rank.first if move.to == "first" else rank.last
        return make(scene.stamp.revision)
    name = "after" if move.after else "before"
    if beside == moved.id:
        raise InvalidInputError([FieldError(name, "must be another one")])
    anchor = _anchor(scene, part, beside, moved, name)
    neighbour = _neighbour(scene, part, anchor, moved, behind=bool(move.after))
    if neighbour is None:
        make = rank.last if move.after else rank.first
        return make(scene.stamp.revision)
    low, high = (anchor.rank, neighbour) if move.after else (neighbour, anchor.rank)
    if low >= high:
        raise TornError
    return rank.between(low, high, scene.stamp.revision)


def _anchor(scene: Scene, part: str, beside: str, moved: Record, name: str) -> Record:
    """Return the thing that another is to go beside, if it is in that part."""
    anchor: Record | None
    if isinstance(moved, Todo):
        anchor = scene.look.todo(beside)
        is_here = anchor is not None and not anchor.done and f"{anchor.list}#" == part
    else:
        anchor = scene.look.todo_list(beside)
        is_here = anchor is not None and anchor.archived == moved.archived
    if anchor is None or not is_here:
        raise NeighbourGoneError(
            "There is nothing with that id there.",
            errors=[FieldError(name, "must be open, and in that list")]
            if isinstance(moved, Todo)
            else [FieldError(name, "must be a list, and archived if this one is")],
        )
    return anchor


def _neighbour(
    scene: Scene, part: str, anchor: Record, moved: Record, *, behind: bool
) -> str | None:
    """Return the rank of what is next to the anchor now, but for the thing that moves."""
    here = f"{part}{anchor.rank}#{anchor.id}"
    bounds = (here, part + HIGH) if behind else (part, here)
    found = scene.look.found(Range("board", *bounds, 3, descending=not behind))
    keys = [item["board_key"]["S"].removeprefix(part).split("#") for item in found]
    others = [place for place, its_id in keys if its_id not in {anchor.id, moved.id}]
    return others[0] if others else None


def _have_spaced_out(scene: Scene, target: str, place: str) -> None:
    """Have ranks that have grown long made short again, in the background."""
    if len(place) <= rank.LONG:
        return
    if len(place) > rank.LONGEST:
        raise TooMuchAtOnceError("Too much was moved to one place; it is being spaced out.")
    if scene.head.counts.jobs < MOST_JOBS and not is_queued(scene, SPACE_OUT, target):
        queue(scene, SPACE_OUT, target)
