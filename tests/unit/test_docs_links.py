"""The documentation's links lead somewhere, and its commands are there."""

import re
from pathlib import Path

import pytest

from tests.support.markdown import anchors, blocks, code, without_blocks

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "local", "benchmarks", "tests")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for top in FOLDERS for page in (ROOT / top).rglob("*.md"))]
)
MAKEFILE = (ROOT / "Makefile").read_text()


def links() -> list[tuple[Path, str]]:
    """Return each page with each of its links that stay in the repository."""
    return [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(page.read_text()))
        if not re.match(r"[a-z]+:", target)
    ]


@pytest.mark.parametrize(
    ("page", "target"), [pytest.param(*link, id=f"{link[0].name}:{link[1]}") for link in links()]
)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    assert found.is_relative_to(ROOT)
    assert found.exists()
    assert not anchor or anchor in anchors(found.read_text())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


def targets_in_help() -> set[str]:
    return set(re.findall(r'@echo "make ([a-z-]+)', MAKEFILE))


def commands() -> list[tuple[str, str]]:
    """Return each page with each target that its code, never its prose, tells to make."""
    told = set()
    for page in PAGES:
        text = page.read_text()
        for span in (*blocks(text), *code(without_blocks(text))):
            found = re.findall(r"(?:^|[\s(;&])make (?:-\S+ )*([a-z][a-z-]*)", span)
            told |= {(page.name, name) for name in found}
    return sorted(told)


@pytest.mark.parametrize(("page", "target"), commands())
def test_a_command_that_is_told_is_one(page: str, target: str) -> None:
    assert target in targets(), f"{page} tells to make {target}"


def test_help_lists_each_target_that_is_for_people() -> None:
    phony = " ".join(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)).split()
    public = {name for name in phony if not name.startswith("setup-")} - {"help"}
    assert targets_in_help() == public


def test_help_lists_targets_only() -> None:
    assert targets_in_help() <= targets()
