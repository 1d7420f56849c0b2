"""The clock, and instants that are typed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lastmile_tui.dates import (
    FixedClock,
    SystemClock,
    read_instant,
)
from lastmile_tui.errors import DateError


def test_the_clock_of_the_machine_is_aware_and_in_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_fixed_clock_stands_still():
    instant = datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert FixedClock(instant).now() is instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-27", "2026-11-27T11:00"),
        ("2026-11-27T18:00", "2026-11-27T17:00"),
        (" 2026-11-27 18:00:30 ", "2026-11-27T17:00:30"),
        ("2026-11-27T18:00Z", "2026-11-27T18:00"),
        ("2026-11-27T18:00+05:45", "2026-11-27T12:15"),
    ],
)
def test_an_instant_without_an_offset_is_local(text, instant):
    read = read_instant(text, timezone(timedelta(hours=1)))
    assert read == datetime.fromisoformat(instant + "+00:00")
    assert read.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "now", "18:00", "fri", "0001-01-01", "2026-13-01", "\x1b[2J"])
def test_what_is_no_instant_is_refused_with_an_example(text):
    with pytest.raises(DateError, match="write it like 2026-11-27T18:00") as error:
        read_instant(text, timezone(timedelta(hours=14)))
    assert str(error.value).isprintable()
