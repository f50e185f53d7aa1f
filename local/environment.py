"""What the stack's processes know of the environment that it was started in."""

import os

_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")


def child_environment() -> dict[str, str]:
    """Return what a child may know: nothing of the developer's own AWS settings, or proxies."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}
