"""The API's routes, read from app.py, so that a suite over all of them covers new ones too."""

import ast
import re
from dataclasses import dataclass
from typing import Any

from chalicelib.model import drafts
from chalicelib.web import queries
from local.state import PROJECT
from templates.read import read

DECORATORS = {"private", "public"}
"""What makes a view of app.py a route."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path."""

    method: str
    path: str
    """With parameters in braces, as in ``/todos/{todo_id}``."""
    needs_token: bool
    model: type[drafts.Body] | None
    """What its body must be, if it takes one."""
    parameters: tuple[str, ...]
    """What may stand in its query."""
    is_page: bool
    """Whether it answers with a page of things."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def has_body(self) -> bool:
        """Whether the route reads a body."""
        return self.model is not None

    @property
    def writes(self) -> bool:
        """Whether something is another afterwards."""
        return self.method != "GET"

    @property
    def is_cached(self) -> bool:
        """Whether API Gateway keeps its answers, as api.yaml has it."""
        settings = read(PROJECT / "api.yaml")["Resources"]["RestAPI"]["Properties"]
        place = "/" + self.path.replace("/", "~1")
        return any(
            (each["HttpMethod"], each["ResourcePath"]) == (self.method, place)
            and each["CachingEnabled"]
            for each in settings["MethodSettings"]
        )

    @property
    def has_id(self) -> bool:
        """Whether the path names one thing."""
        return "{" in self.path

    @property
    def collection(self) -> str:
        """Where the thing is that the path names, or what is behind the path: ``lists``."""
        return self.path.split("/")[1]

    @property
    def uses_up(self) -> bool:
        """Whether what the path names is not there afterwards."""
        return self.has_id and (self.method == "DELETE" or self.path.endswith("/restore"))

    def on(self, its_id: str) -> str:
        """Return the path of one thing."""
        return re.sub(r"\{\w+\}", its_id, self.path)


def routes() -> list[Route]:
    """Return every route of the app, in its order."""
    module = ast.parse((PROJECT / "app.py").read_text())
    found = [
        _route(decorator, view)
        for view in module.body
        if isinstance(view, ast.FunctionDef)
        for decorator in view.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in DECORATORS
    ]
    assert found, "app.py has routes"
    return found


def _route(decorator: ast.Call, view: ast.FunctionDef) -> Route:
    path, *method = map(ast.literal_eval, decorator.args)
    assert path.count("{") < 2, f"{path}: how to make two things is not known to the suites"
    calls = {ast.unparse(each.func): each for each in ast.walk(view) if isinstance(each, ast.Call)}
    assert ("parse" in calls) == ("document_of" in calls), f"{path}: a body has a model"
    return Route(
        method=method[0] if method else "GET",
        path=path,
        needs_token=ast.unparse(decorator.func) == "private",
        model=_named(drafts, calls["parse"].args[0]) if "parse" in calls else None,
        parameters=_named(queries, calls["parameters_of"].args[1])
        if "parameters_of" in calls
        else (),
        is_page="shown_page" in calls,
    )


def _named(module: object, name: ast.expr) -> Any:  # noqa: ANN401 - what the module has there
    return getattr(module, ast.unparse(name))
