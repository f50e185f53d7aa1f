"""The API's routes, read from app.py, so that a suite over all of them covers new ones too."""

import ast
import re
from dataclasses import dataclass

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
    has_body: bool
    """Whether the route reads a body."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

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
        """Whether the path names a to-do or a list."""
        return "{" in self.path

    def on(self, its_id: str) -> str:
        """Return the path of one to-do or list."""
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
    return Route(
        method=method[0] if method else "GET",
        path=path,
        needs_token=ast.unparse(decorator.func) == "private",
        has_body="document_of" in ast.unparse(view),
    )
