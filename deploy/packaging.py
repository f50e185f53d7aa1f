"""``make package``: builds, and prints what a cold start has to load."""

from deploy.building import BUILD, built
from deploy.package import for_host, import_cost
from deploy.stages import Stage
from deploy.words import Say


def package(stage: Stage, say: Say) -> None:
    """Build a stage into ``build/``, and tell its size and what its import costs."""
    ready = built(stage, say)
    say(f"{ready.template.relative_to(BUILD.parent)}: {ready.template.stat().st_size / 1e3:.0f} kB")
    for line in ready.package.lines():
        say(line)
    for line in import_cost(for_host(ready.package.zip, BUILD / "app-host.zip")).lines():
        say(line)
