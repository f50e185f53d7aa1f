"""The API's routes, read from app.py, so that a suite over all of them covers new ones too."""

import ast
from dataclasses import dataclass

from local.state import PROJECT
from templates.read import read


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path."""

    method: str
    path: str
    """With parameters in braces, as in ``/todos/{todo_id}``."""
    needs_token: bool

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
        """Whether the path names a to-do."""
        return "{todo_id}" in self.path

    @property
    def has_body(self) -> bool:
        """Whether the route reads a body."""
        return self.method in {"PATCH", "POST", "PUT"}

    def on(self, todo_id: str) -> str:
        """Return the path of one to-do."""
        return self.path.format(todo_id=todo_id)


def routes() -> list[Route]:
    """Return every route of the app, in its order."""
    module = ast.parse((PROJECT / "app.py").read_text())
    found = [
        _route(decorator)
        for view in module.body
        if isinstance(view, ast.FunctionDef)
        for decorator in view.decorator_list
        if isinstance(decorator, ast.Call)
    ]
    assert found, "app.py has routes"
    return found


def _route(decorator: ast.Call) -> Route:
    given = {keyword.arg: keyword.value for keyword in decorator.keywords}
    (method,) = ast.literal_eval(given["methods"])
    return Route(method, ast.literal_eval(decorator.args[0]), "authorizer" in given)
