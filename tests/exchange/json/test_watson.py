"""Watson's frames: hours of projects, parted at local midnight."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.json import watson
from support.exchange import BROKEN_JSON, brought, by_head, given, local, read_or_sentence

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YEAR = 1798761600  # 2027-01-01T00:00Z


def read(*frames, zone=UTC):
    return watson.read(given("frames", [*frames]), local(zone))


def frame(start, stop, project="p", name="id", tags=()):
    return [start, stop, project, name, [*tags], stop]


@pytest.mark.parametrize(
    ("start", "stop", "zone", "parts"),
    [
        (NEW_YEAR - 3600, NEW_YEAR + 7200, UTC, [("2026-12-31", 1), ("2027-01-01", 2)]),
        (NEW_YEAR - 7200, NEW_YEAR, UTC, [("2026-12-31", 2)]),
        (NEW_YEAR, NEW_YEAR + 1800, UTC, [("2027-01-01", 0.5)]),
        (NEW_YEAR - 7200, NEW_YEAR, BERLIN, [("2026-12-31", 1), ("2027-01-01", 1)]),
        (NEW_YEAR, NEW_YEAR + 3 * 86_400, UTC,
         [("2027-01-01", 24), ("2027-01-02", 24), ("2027-01-03", 24)]),
        # the clock was put back: that day had 25 hours
        (1792879200, 1792879200 + 25 * 3600, BERLIN, [("2026-10-25", 25)]),
        (NEW_YEAR, NEW_YEAR, UTC, []),
    ],
)  # fmt: skip
def test_a_frame_is_parted_at_local_midnight(start, stop, zone, parts):
    (item,) = read(frame(start, stop), zone=zone).items
    found = [(one.at.isoformat()[:10], one.value) for one in item.amounts]
    assert found == parts


def test_a_project_is_a_road_that_counts_hours_to_a_round_number():
    frames = [frame(1793534400 + 86_400 * n, 1793534400 + 86_400 * n + 9000) for n in range(9)]
    (record,) = brought(read(*frames))
    assert (record.goal.unit, record.goal.position, record.goal.distance) == ("h", 22.5, 50)
    assert [event.day.day for event in record.log[1:-1]] == [*range(1, 10)]


@pytest.mark.parametrize(
    "bad",
    [
        [1, 2],
        [1, 2, ""],
        ["x", 2, "p"],
        [NEW_YEAR, NEW_YEAR - 1, "p"],
        [0, NEW_YEAR, "p"],
        [NEW_YEAR, 10**30, "p"],
        "frame",
        None,
        {"start": None},
    ],
)
def test_a_frame_that_is_none_is_named_by_its_number(bad):
    reading = read(frame(NEW_YEAR, NEW_YEAR + 60), bad)
    assert [left.line for left in reading.unread] == [2]
    assert len(reading.items) == 1


@pytest.mark.parametrize("data", BROKEN_JSON, ids=by_head)
def test_broken_files_end_in_a_sentence_or_are_named(data):
    found = read_or_sentence(watson, given("frames", data))
    assert found.endswith(".") or "UNREAD" in found or not found


def test_the_hours_after_midnight_are_of_the_next_day_though_our_day_turns_at_four():
    (record,) = brought(read(frame(1793568600, 1793579400), zone=BERLIN))
    days = [(event.day.isoformat(), event.set["position"]) for event in record.log[1:-1]]
    assert days == [("2026-11-01", 1.5), ("2026-11-02", 3)]
