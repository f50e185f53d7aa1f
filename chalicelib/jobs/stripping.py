"""Takes the to-dos out of what the trash held when it was emptied.

They are not shown any more, nor restored. What stays of each is what keeps its id from coming back.
"""

from chalicelib.jobs.queue import Job
from chalicelib.jobs.steps import DONE, Step
from chalicelib.store.ranges import HIGH, Range
from chalicelib.store.records import TRASH, trash_key
from chalicelib.writes.changes import Scene


def strip_trash(scene: Scene, _job: Job, most: int) -> Step:
    """Strip some tombstones."""
    emptied = trash_key(scene.head.emptied) + HIGH
    found = scene.look.found(Range("history", TRASH, emptied, most))
    scene.look.expect(item["id"]["S"] for item in found)
    for each in found:
        gone = scene.look.item(each["id"]["S"])
        if gone:
            scene.ledger.strip(gone)
    return Step() if found else DONE
