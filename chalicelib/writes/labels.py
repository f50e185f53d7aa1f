"""Labels are texts on to-dos: renaming one everywhere is a job."""

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.jobs.queue import RENAME_LABEL, queue
from chalicelib.model.drafts import LabelRename
from chalicelib.model.todo import Todo
from chalicelib.store.operations import Written
from chalicelib.writes.changes import Author, Scene, Terms


def renaming(rename: LabelRename, terms: Terms) -> Author[Todo]:
    """Have a label renamed on all to-dos that have it now."""

    def author(scene: Scene) -> Written[Todo]:
        terms.precondition(None)
        if rename.name == rename.label:
            raise InvalidInputError([FieldError("name", "must be another one")])
        queue(scene, RENAME_LABEL, rename.label, name=rename.name)
        return scene.written()

    return author
