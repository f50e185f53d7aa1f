"""Reminders: a time before the due, or an instant; each in one spelling."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.model.reminders import LONGEST_MINUTES, is_before_due, read_reminder


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("PT0S", "PT0S"),
        ("-PT0M", "PT0S"),
        ("-PT30M", "-PT30M"),
        ("-PT90M", "-PT1H30M"),
        ("-PT24H", "-P1D"),
        ("-P1W", "-P7D"),
        ("-P1DT2H", "-P1DT2H"),
        ("-P366D", "-P366D"),
        ("2026-03-01T09:00:00+01:00", "2026-03-01T08:00:00Z"),
    ],
)
def test_a_reminder_has_one_spelling(sent: str, kept: str) -> None:
    assert read_reminder(sent) == kept
    assert read_reminder(kept) == kept


@pytest.mark.parametrize(
    "sent",
    [
        *("", "P", "-P", "-PT", "PT30M", "+PT30M", "-PT30S", "-P1M", "-P1Y", "-P1WT1H", "-p1d"),
        *("-PT1.5H", "-P367D", "-P99W", "-PT99999M9H", "-P\N{ARABIC-INDIC DIGIT ONE}D"),
        *("2026-03-01", "2026-03-01T09:00:00", "30", "-PT30M\n", "-PT30M-PT30M"),
    ],
)
def test_what_is_no_reminder_is_refused_in_words(sent: str) -> None:
    with pytest.raises(ValueError, match="must be a time before the due, at most a year"):
        read_reminder(sent)


@given(st.integers(0, LONGEST_MINUTES))
def test_a_time_before_the_due_keeps_its_length(minutes: int) -> None:
    days, rest = divmod(minutes, 24 * 60)
    kept = read_reminder(f"-P{days}DT{rest}M")
    assert is_before_due(kept)
    assert read_reminder(f"-P{days}DT{rest // 60}H{rest % 60}M") == kept


@given(st.text())
def test_any_text_is_a_reminder_or_refused(text: str) -> None:
    with suppress(ValueError):
        kept = read_reminder(text)
        assert read_reminder(kept) == kept
