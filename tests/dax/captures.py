"""What the public client and a server said to each other, byte for byte (``captures.txt``).

The client was amazon-dax-client 2.1.0. Each ``##`` begins one call of the application, ``conn`` a
connection, ``C>`` is what the client sent until it waited, ``S>`` what it was answered.
"""

from dataclasses import dataclass
from pathlib import Path

from local.dax.wire.codec import AttributeLists

_FILE = Path(__file__).with_name("captures.txt")

_LISTS = """[406451310,["n","t"]]
[1910337016,["n"]]
[852272596,["t"]]
[1782962059,["x"]]
"""
"""The numbers that the captured server gave: a list keeps the one with which it is stored."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Bytes sent, and their answer. ``opens`` where they begin with a connection's preamble."""

    title: str
    opens: bool
    sent: bytes
    answered: bytes


def exchanges() -> list[Exchange]:
    """Return all exchanges in their order."""
    found, title, opens, sent = [], "", False, b""
    for line in _FILE.read_text().splitlines():
        match line.partition(" "):
            case "##", _, rest:
                title = rest.partition(" => ")[0]
            case "conn", _, _:
                opens = True
            case "C>", _, digits:
                sent += bytes.fromhex(digits)
            case _, _, digits:
                found.append(Exchange(title, opens, sent, bytes.fromhex(digits)))
                opens, sent = False, b""
    return found


def captured_lists(folder: Path) -> AttributeLists:
    """Return attribute lists numbered as the captured server did, stored in a folder."""
    (folder / "lists").write_text(_LISTS)
    return AttributeLists(folder / "lists")
