"""Reads Markdown as far as the tests of the documentation need it."""

import re
from collections import Counter
from collections.abc import Iterator

Row = dict[str, str]


def tables(markdown: str) -> Iterator[list[Row]]:
    """Read each table: its rows, by the names of its columns."""
    for block in re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE):
        header, _, *rows = [_cells(line) for line in block.splitlines()]
        yield [dict(zip(header, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table(markdown: str, *header: str) -> list[Row]:
    """Return the rows of the one table whose header begins like this."""
    found = [rows for rows in tables(markdown) if list(rows[0])[: len(header)] == list(header)]
    assert len(found) == 1, f"{len(found)} tables begin with {header}"
    return found[0]


def section(markdown: str, heading: str) -> str:
    """Return what stands below a heading, up to the next of the same level."""
    level = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^{level} |\Z)", markdown, re.DOTALL | re.MULTILINE
    )
    assert found, f"no {heading!r}"
    return found[1]


def blocks(markdown: str, language: str = ".*?") -> list[str]:
    """Return the contents of fenced blocks."""
    return re.findall(rf"^```{language}\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)


def without_blocks(markdown: str) -> str:
    """Leave out fenced blocks."""
    return re.sub(r"^```.*?^```", "", markdown, flags=re.DOTALL | re.MULTILINE)


def code(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def numbers(text: str) -> list[int]:
    """Return the whole numbers, which may have commas between their thousands."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def anchors(markdown: str) -> set[str]:
    """Return the anchors that GitHub gives to headings."""
    found: Counter[str] = Counter()
    names = set()
    for heading in re.findall(r"^#+ (.+)$", without_blocks(markdown), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        names.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return names
