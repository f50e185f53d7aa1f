"""Spaces an order out again whose ranks have grown long, without changing it.

From the last thing to the first, each gets a short rank of a new range, behind all that were there
when the job was asked for. So at every moment the order is what it was, and what is moved
meanwhile finds its place. What is done is in no order of the user's, and keeps its rank.
"""

from dataclasses import replace

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.model import rank
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import record_of
from chalicelib.writes.changes import Scene

BEHIND_SUBTASKS = rank.DIGITS[1]
"""The move that asked for the job may have taken subtasks along: their ranks have 0 here."""


def space_out(scene: Scene, job: Job, most: int) -> Step:
    """Give the last of those that have old ranks new ones."""
    part = f"{job.target}#"
    base = rank.last(job.revision) + BEHIND_SUBTASKS
    spaced = scene.look.found(Range("board", part + base, part + base + HIGH, 1))
    lowest = spaced[0]["board_key"]["S"].removeprefix(part).partition("#")[0] if spaced else None
    old = scene.look.found(Range("board", part, part + base, most, descending=True))
    scene.look.expect(item["id"]["S"] for item in old)
    for found in old:
        item = scene.look.item(found["id"]["S"])
        if item and item.get("board_key") == found["board_key"]:
            before = record_of(item)
            lowest = rank.apart(base, lowest, scene.stamp.revision)
            scene.ledger.replace(
                before, replace(before, rank=lowest, revision=scene.stamp.revision)
            )
    return Step() if old else DONE
