"""``make package``: builds, and prints what a cold start has to load."""

from pathlib import Path

from deploy.building import built
from deploy.package import for_host, import_cost
from deploy.stages import Stage
from deploy.words import Say


def package(stage: Stage, folder: Path, say: Say) -> None:
    """Build a stage into a folder, and tell its size and what its import costs."""
    ready = built(stage, say, folder)
    say(f"{ready.template}: {ready.template.stat().st_size / 1e3:.0f} kB")
    for line in ready.package.lines():
        say(line)
    for line in import_cost(for_host(ready.package.zip, folder / "app-host.zip")).lines():
        say(line)
