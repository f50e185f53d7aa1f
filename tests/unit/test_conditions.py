"""What a reading client accepts: answers of which age, and none from before which revision."""

import math
from typing import Any

import pytest

from chalicelib.errors import MalformedRequestError
from chalicelib.settings import Settings
from chalicelib.store.reading import STALE_S, SURE, Freshness
from chalicelib.store.views import PageQuery
from chalicelib.web.conditions import freshness_of
from chalicelib.web.etags import page_tag, record_tag, revision_of
from tests.builders import a_todo
from tests.unit.test_web import a_request


def accepted(**headers: str | list[str]) -> Freshness:
    lines = {
        name.replace("_", "-"): value if isinstance(value, list) else [value]
        for name, value in headers.items()
    }
    event: dict[str, Any] = {
        "headers": {name: each[-1] for name, each in lines.items()},
        "multiValueHeaders": lines,
    }
    return freshness_of(a_request(**event))


pytestmark = pytest.mark.usefixtures("deployment")


def test_who_says_nothing_is_answered_surely() -> None:
    assert accepted() == SURE
    assert not SURE.by_consent


@pytest.mark.parametrize(
    ("header", "stale_s"),
    [
        ("max-stale=20", 20),
        ("Max-Stale=20", 20),
        ("max-stale", math.inf),
        ("max-stale=2147483647", math.inf),
        (f"max-stale={'9' * 5000}", math.inf),
        ('max-stale="20"', 20),
        ("max-age=0, max-stale=30 ,foo", 30),
        ("max-stale=60, max-stale=20", 20),
        ("max-stale, max-stale=20", 20),
        (["max-stale=60", "max-stale=20"], 20),
    ],
)
def test_max_stale_says_how_old_an_answer_may_be(header: str | list[str], stale_s: float) -> None:
    assert accepted(Cache_Control=header).stale_s == stale_s


@pytest.mark.parametrize(
    "header",
    [
        "",
        "max-stale=",
        "max-stale=-1",
        "max-stale=1.5",
        "max-stale=x",
        "max-stale=٣٠",
        'max-stale="20',
        'max-stale=20"',
        "xmax-stale=60",
        "no-cache, max-stale=60",
        ["max-stale=60", "no-cache"],
        "max-stale=60, no-store",
        ",,;",
    ],
)
def test_what_is_no_clear_consent_is_none(header: str | list[str]) -> None:
    assert accepted(Cache_Control=header).stale_s == 0


@pytest.mark.parametrize(("stale_s", "is_enough"), [(STALE_S - 1, False), (STALE_S, True)])
def test_consent_counts_from_the_age_that_a_copy_can_have(stale_s: int, is_enough: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert accepted(Cache_Control=f"max-stale={stale_s}").by_consent is is_enough


def test_the_revision_that_is_known_is_the_highest_that_is_named(deployment: Settings) -> None:
    page = page_tag(deployment.epoch, "anna", 7, PageQuery())
    todo = record_tag(deployment.epoch, "anna", a_todo(revision=9))
    assert accepted(Revision="8").revision == 8
    assert accepted(If_None_Match=f"{page}, {todo}").revision == 9
    assert accepted(Revision="8", If_None_Match=page).revision == 8
    assert accepted(Revision="10", If_None_Match=[page, todo]).revision == 10


def test_tags_that_are_not_ours_or_of_another_epoch_name_no_revision(deployment: Settings) -> None:
    other = page_tag("another", "anna", 7, PageQuery())
    foreign = ['"7"', 'W/"1.7"', '"1.7.x"', f'"{deployment.epoch}.{"9" * 16}.0123456789ab"', other]
    assert [revision_of(deployment.epoch, tag) for tag in foreign] == [0] * len(foreign)
    assert accepted(If_None_Match=", ".join(foreign)).revision == 0
    assert accepted(If_None_Match="*").revision == 0


@pytest.mark.parametrize("header", ["", "x", "-1", "+1", "1.0", "1, 2", "٣", "9" * 16, ["1", "2"]])
def test_a_revision_that_is_none_is_refused_by_name(header: str | list[str]) -> None:
    with pytest.raises(MalformedRequestError) as refused:
        accepted(Revision=header)
    assert [each.field for each in refused.value.errors] == ["Revision"]
