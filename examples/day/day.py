"""A day with a to-do list, told step by step: what an app does, with nothing but Python.

    python3 examples/day/day.py [configuration]

The configuration is .local/demo.json of a running `make run`, or a file that has api_url and
id_token of a stage in the cloud. All that is made here is taken away in the end.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

from client import Api, Document, RefusedError

PATIENCE_S = 90
"""Jobs begin ten seconds after they were asked for, at the next full minute of the service."""


@contextmanager
def lists_for_a_day(api: Api) -> Iterator[dict[str, str]]:
    """Make lists with colours, and take them away again with all that is in them."""
    colours = {"Today": "#1e90ff", "Shopping": "#2e8b57", "Yesterday": "#808080"}
    was_empty = not api.get("/trash?limit=1")["items"]
    ids: dict[str, str] = {}
    try:
        for name, colour in colours.items():
            ids[name] = str(uuid4())  # before the request: who stops it here, leaves nothing
            api.make("/lists", id=ids[name], name=name, colour=colour)
        yield ids
    finally:
        for list_id in ids.values():
            take_away(api, list_id)
        if was_empty:  # or else there is something in it that is not of this day
            api.ask("DELETE", "/trash")
        say("Good night: everything of this day is taken away.")


def take_away(api: Api, list_id: str) -> None:
    """Delete a list and what is in it. A list can be deleted alone: the rest would follow."""
    try:
        inside = [
            item["id"]
            for view in ("board", "history")
            for item in api.items(f"/todos?view={view}&list={list_id}")
        ]
        for path in [*(f"/todos/{todo_id}" for todo_id in inside), f"/lists/{list_id}"]:
            try:
                api.ask("DELETE", path)
            except RefusedError as refused:  # a subtask has gone with its parent
                if refused.status != HTTPStatus.NOT_FOUND:
                    raise
    except RefusedError as refused:  # it was never made
        if refused.status != HTTPStatus.NOT_FOUND:
            raise


def day(api: Api, lists: dict[str, str]) -> None:
    """Live through it."""
    now = datetime.now(UTC)
    today, tomorrow = (f"{now + timedelta(days=days):%Y-%m-%d}" for days in (0, 1))
    board = f"/todos?view=board&list={lists['Today']}"

    say("In the morning: plan the day.")
    plan = {"list": lists["Today"], "labels": ["home"]}
    call = api.make("/todos", title="Call New York", due=f"{today}T09:00:00",
                    due_zone="America/New_York", reminders=["-PT15M"], **plan)  # fmt: skip
    plants = api.make("/todos", title="Water the plants", due=f"{today}T18:00:00",
                      due_zone="Europe/Zurich", recurrence="FREQ=DAILY", **plan)  # fmt: skip
    report = api.make("/todos", title="Write the report", due=today, priority="high", **plan)
    say(f"  9 o'clock in New York is {call['due_at']}.")
    api.move(report, to="first")
    api.move(plants, after=report["id"])
    show("  The board, in an order of your own", api.items(board))

    say("At noon: shopping for dinner.")
    dinner = api.make("/todos", title="Dinner", list=lists["Shopping"])
    bread, *_ = [api.make("/todos", title=title, parent=dinner["id"])
                 for title in ("Bread", "Cheese", "Pears")]  # fmt: skip
    api.change(bread, done=True)
    inside = f"/todos?view=subtasks&parent={dinner['id']}"
    show("  In the bag", (each for each in api.items(inside) if each["done"]))
    api.change(dinner, done=True)
    show("  Finish the whole, and its parts are finished", api.items(inside))

    say("In the evening: the plants are watered, and the report has to wait.")
    api.change(plants, done=True)
    for again in (each for each in api.items(board) if each["series"] == plants["series"]):
        say(f"  {again['title']}: comes again, due at {again['due']}.")
    put_off = api.change(report, due=tomorrow)
    say(f"  {put_off['title']}: put off from {report['due']} to {put_off['due']}.")

    say("Yesterday's list is put away.")
    api.ask("PATCH", f"/lists/{lists['Yesterday']}", {"archived": True})
    archived = (each for each in api.items("/lists?archived=true") if each["id"] in lists.values())
    show("  Among the archived lists", archived)

    say("A slip of the finger deletes the call; the trash has it.")
    api.ask("DELETE", f"/todos/{call['id']}")
    back = api.ask("POST", f"/trash/{call['id']}/restore")
    say(f"  {back['title']}: back again, due at {back['due']} as before.")

    say("The label home shall be called house, on every to-do.")
    name = f"house {uuid4().hex[:8]}"  # to-dos of yours that are not of this day keep their label
    api.change(call, labels=[name])
    api.make("/labels/rename", label=name, name="house")
    waited_for(api, call)

    used = api.get("/me")["usage"]
    say(f"You have {used['todos']} to-dos in {used['lists']} lists, with {used['bytes']} bytes.")


def waited_for(api: Api, todo: Document) -> None:
    """Wait until a label is renamed, which is done in the background."""
    latest = time.monotonic() + PATIENCE_S
    while api.get(f"/todos/{todo['id']}")["labels"] != ["house"]:
        if time.monotonic() > latest:
            say("  That takes longer than usual: it will be done later.")
            return
        time.sleep(0.2)
    say("  Done, in the background.")


def say(words: str) -> None:
    """Tell what happens, at once."""
    print(words, flush=True)


def show(what: str, items: Iterable[Document]) -> None:
    """Tell what is there, in its order."""
    names = ", ".join(each["title"] if "title" in each else each["name"] for each in items)
    say(f"{what}: {names}.")


def configuration(path: Path) -> Document:
    """Read where everything is."""
    try:
        found: Document = json.loads(path.read_text())
    except FileNotFoundError:
        sys.exit(f"There is no {path}: start `make run`, or name another configuration.")
    except ValueError:
        sys.exit(f"{path} is no JSON.")
    return found


def main(config: Document) -> None:
    """Have a day, and say in words what stands in its way."""
    for name in ("api_url", "id_token"):
        if name not in config:
            sys.exit(f"The configuration has no {name}.")
    api = Api(config["api_url"], config["id_token"])
    try:
        with lists_for_a_day(api) as made:
            day(api, made)
    except RefusedError as refused:
        sys.exit(f"The API refuses it. {refused}")
    except (OSError, HTTPException) as error:
        sys.exit(f"Nothing answers at {config['api_url']} ({error}): start `make run`.")
    except KeyboardInterrupt:
        sys.exit("Stopped.")


if __name__ == "__main__":
    main(configuration(Path(sys.argv[1] if sys.argv[1:] else ".local/demo.json")))
