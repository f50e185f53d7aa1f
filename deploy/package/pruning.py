"""What of Chalice's zip is never read on Lambda."""

from pathlib import PurePosixPath

SERVICES = ("dynamodb",)
"""The services of botocore's that the app makes clients of. The others are three
quarters of a zip."""

_UNREAD = frozenset({".pyi", ".typed", ".c", ".h", ".cpp", ".pyx", ".pxd", ".rst", ".md", ".js"})
"""Types for checkers, sources of what is compiled, words for people, and a browser's part of
urllib3."""

_COMPILED = frozenset({".pyc", ".pyo"})
"""Whoever made these, and with which Python: the package has its own."""

_LEGAL = ("licen", "notice", "copying", "copyright", "authors")


def is_kept(name: str) -> bool:
    """Tell whether a file belongs to the lean package."""
    path = PurePosixPath(name)
    folders = path.parts[:-1]
    if path.suffix in _UNREAD | _COMPILED or {"tests", "test", "__pycache__"} & set(folders):
        return False
    if not folders:
        return True
    if folders[0].endswith(".dist-info"):
        return is_legal(path)
    if folders[0].endswith(".data") or folders[0] in {"docs", "doc", "examples"}:
        return False
    if folders[:2] == ("botocore", "data"):
        return _is_asked(path)
    return True


def is_legal(path: PurePosixPath) -> bool:
    """Tell whether a file of a ``dist-info`` is a licence or the like.

    Apache, MIT and BSD licences alike ask that every copy brings them. Nothing else of these
    folders is read on Lambda; and without an ``entry_points.txt``, pydantic, which looks for
    plug-ins in all of them when it is imported, has nothing to read.
    """
    return path.name.lower().startswith(_LEGAL)


def _is_asked(path: PurePosixPath) -> bool:
    """Keep what is said of all services, such as partitions and retries, and of our own."""
    of_service = path.parts[2:]
    if len(of_service) == 1:
        return True
    return of_service[0] in SERVICES and not path.name.startswith("examples-")
