"""What is wrong with prices or assumptions is said in words, and never by a traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from costs.__main__ import renewed
from costs.prices import OURS
from costs.words import CostError

ROOT = Path(__file__).parents[2]


def costs(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - this project's own command
        [sys.executable, "-m", "costs", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def refused(*arguments: str) -> str:
    """Return what is said of input that can't be used."""
    run = costs(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    return run.stderr


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("nonsense=1", "unknown name 'nonsense'"),
        ("list_ms", "write name=value"),
        ("list_ms=-1", "list_ms ('-1'): Input should be greater than or equal to 0"),
        ("list_ms=many", "list_ms ('many'): Input should be a valid number"),
        ("list_ms=nan", "list_ms ('nan'): Input should be a finite number"),
        ("not_modified_percent=101", "less than or equal to 100"),
        ("lists_percent=99", "more than 100 together"),
        ("cognito_tier=gold", "'lite', 'essentials' or 'plus'"),
        ("dax_large_kb_per_s=0.001", "no cluster of 10 nodes carries"),
    ],
)
def test_an_assumption_that_makes_no_sense_is_refused(setting: str, said: str) -> None:
    assert said in refused("--set", setting)


def changed_prices(path: Path, **changes: object) -> Path:
    """Write a file of prices; what is changed to ``None`` is left out."""
    prices = json.loads(OURS.read_text()) | changes
    path.write_text(json.dumps({name: price for name, price in prices.items() if price}))
    return path


def a_price(**changes: object) -> dict[str, Any]:
    secret: dict[str, Any] = json.loads(OURS.read_text())["secret"]
    return secret | changes


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        (None, "no price for secret"),
        (a_price(tiers=[{"above": 0, "amount": -1}]), "secret: tiers.0.amount"),
        (a_price(tiers=[{"above": 0, "amount": "0.4"}]), "secret: tiers.0.amount"),
        (a_price(tiers=[{"above": 0, "amount": True}]), "secret: tiers.0.amount"),
        (a_price(tiers=[{"above": 0, "amount": float("nan")}]), "finite number"),
        (a_price(tiers=[{"above": 0}]), "secret: tiers.0.amount: Field required"),
        (a_price(tiers=[]), "secret: tiers"),
        (a_price(tiers=[{"above": 5, "amount": 1}]), "tiers begin above 0 and rise"),
        (a_price(per=0), "secret: per"),
        (a_price(region="eu-west-1"), "secret: region"),
        (a_price(source=None), "what was looked up has a source"),
        (a_price(looked_up="lately"), "Invalid isoformat string"),
        (a_price(kind="hearsay"), "secret: kind"),
        (a_price(amount=1), "secret: amount"),
        (7, "secret: "),
    ],
)
def test_a_price_that_makes_no_sense_is_refused(tmp_path: Path, secret: object, said: str) -> None:
    file = changed_prices(tmp_path / "mine.json", secret=secret)
    words = refused("--prices", str(file))
    assert words.startswith("mine.json: ")
    assert said in words


def test_a_price_that_nobody_asks_for_is_refused(tmp_path: Path) -> None:
    file = changed_prices(tmp_path / "mine.json", sercet=a_price())
    assert "unknown price sercet" in refused("--prices", str(file))


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "7", "\x00", "[" * 100_000])
def test_a_file_that_has_no_prices_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.json").write_text(text)
    assert refused("--prices", str(tmp_path / "mine.json")).startswith("mine.json")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    assert "can't be read" in refused("--prices", str(tmp_path / "none.json"))
    assert "can't be read" in refused("--prices", str(tmp_path))
    (tmp_path / "mine.json").write_bytes(b"\xff\xfe{}")
    assert "is no JSON" in refused("--prices", str(tmp_path / "mine.json"))


def test_a_page_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    assert "can't be read" in refused("--into", str(tmp_path / "none.md"))
    assert "can't be read" in refused("--into", str(tmp_path))
    (tmp_path / "page.md").write_bytes(b"\xff\xfe")
    assert "is no text" in refused("--into", str(tmp_path / "page.md"))


def test_other_prices_make_another_bill(tmp_path: Path) -> None:
    file = changed_prices(tmp_path / "mine.json", secret=a_price(tiers=[{"above": 0, "amount": 7}]))
    assert "| Secret | 7.00 | 7.00 | 7.00 |" in costs("--prices", str(file)).stdout


def test_help_lists_what_can_be_set() -> None:
    run = costs("--help")
    assert run.returncode == 0
    assert "writes_per_100_reads=10 " in run.stdout


def test_a_pages_tables_are_renewed_and_its_words_are_kept() -> None:
    page = "before\n\n| a | b |\n| --- | --- |\n| old | 1 |\n\nafter\n"
    table = "| a | b |\n| --- | --- |\n| new | 2 |"
    assert renewed(page, [table]) == f"before\n\n{table}\n\nafter\n"
    with pytest.raises(CostError, match=r"begins with \| c \|"):
        renewed(page, ["| c |\n| --- |"])
