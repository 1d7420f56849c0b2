"""Watson's frames: hours of projects on the days on which they were worked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.domain.changes.edit import remeasure_marker
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.exchange.trackers import watson
from lastmile_tui.exchange.trackers.watson import (
    BACKWARDS,
    NO_END,
    NO_FRAME,
    NO_TIME,
    TOO_LONG,
    read,
)
from support.exchange import (
    BROKEN_JSON,
    again,
    brought,
    given,
    local,
    read_or_sentence,
    stamp_after,
)

BERLIN = ZoneInfo("Europe/Berlin")
NAME = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


def seconds(words, zone=BERLIN):
    return int(datetime.fromisoformat(words).replace(tzinfo=zone).timestamp())


def frame(begin, end, project="novel", tags=(), zone=BERLIN):
    return [seconds(begin, zone), seconds(end, zone), project, NAME, list(tags), 0]


def hours(*frames, zone=BERLIN):
    """Each entry by its local day."""
    (item,) = read(given("frames", list(frames)), local(zone)).items
    calendar = Calendar(zone)
    days = [one.at if type(one.at) is date else calendar.date_of(one.at) for one in item.amounts]
    return [(str(day), one.value) for day, one in zip(days, item.amounts, strict=True)]


@pytest.mark.parametrize(
    ("begin", "end", "parts"),
    [
        ("2026-11-01T20:00", "2026-11-01T21:30", [("2026-11-01", 1.5)]),
        ("2026-11-01T22:00", "2026-11-02T01:30", [("2026-11-01", 2), ("2026-11-02", 1.5)]),
        ("2026-11-01T22:00", "2026-11-02T00:00", [("2026-11-01", 2)]),
        ("2026-11-02T00:00", "2026-11-02T01:00", [("2026-11-02", 1)]),
        ("2026-11-01T23:00", "2026-11-03T01:00",
         [("2026-11-01", 1), ("2026-11-02", 24), ("2026-11-03", 1)]),
        # the clocks change in these nights
        ("2026-10-24T23:00", "2026-10-25T04:00", [("2026-10-24", 1), ("2026-10-25", 5)]),
        ("2026-03-28T23:00", "2026-03-29T04:00", [("2026-03-28", 1), ("2026-03-29", 3)]),
        ("2026-10-24T12:00", "2026-10-26T12:00",
         [("2026-10-24", 12), ("2026-10-25", 25), ("2026-10-26", 12)]),
        ("2026-12-31T23:30", "2027-01-01T00:30", [("2026-12-31", 0.5), ("2027-01-01", 0.5)]),
    ],
)  # fmt: skip
def test_a_frame_is_cut_at_the_midnights_of_here(begin, end, parts):
    assert hours(frame(begin, end)) == parts


@pytest.mark.parametrize("zone", ["America/Santiago", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
def test_nothing_is_lost_or_doubled_by_a_zone(zone):
    place = ZoneInfo(zone)
    begun = "2026-09-05T22:00"  # the day after has no midnight in Santiago
    parts = hours(frame(begun, "2026-09-06T22:00", zone=UTC), zone=place)
    assert sum(value for _, value in parts) == pytest.approx(24)
    assert len({day for day, _ in parts}) == len(parts)


def test_a_frame_over_midnight_is_in_the_log_on_both_days():
    found = read(given("frames", [frame("2026-11-01T22:00", "2026-11-02T01:30")]), local())
    (record,) = brought(found)
    assert (record.goal.position, record.goal.unit, record.goal.distance) == (3.5, "h", 10)


@pytest.mark.parametrize(
    ("total", "finish"), [(0.5, 10), (9.9, 10), (10, 20), (37.5, 50), (99, 100), (400, 500)]
)
def test_the_finish_is_the_next_round_number_of_hours(total, finish):
    one = [0, int(total * 3600), "novel", NAME, [], 0]
    one[:2] = [1793566800 + value for value in one[:2]]
    (item,) = read(given("frames", [one]), local()).items
    assert item.target == finish


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([200, 100, "a", NAME, [], 0], BACKWARDS),
        (["x", 100, "a", NAME, [], 0], NO_END),
        ([1793566800, None, "a", NAME, [], 0], NO_END),
        ([1793566800, 1e300, "a", NAME, [], 0], NO_END),
        ([1793566800, True, "a"], NO_END),
        ([0, 1793566800, "a", NAME, [], 0], TOO_LONG),
        ([1, 2], NO_FRAME),
        ("text", NO_FRAME),
        (None, NO_FRAME),
        ({"project": "a"}, NO_END),
    ],
)
def test_what_is_no_frame_is_named_and_the_others_come(row, reason):
    good = frame("2026-11-01T20:00", "2026-11-01T21:00")
    found = read(given("frames", [good, row]), local())
    assert [left.reason for left in found.unread] == [reason]
    assert len(found.items) == 1


def test_a_frame_without_time_is_left_out_and_not_wrong():
    found = read(given("frames", [[100_000_000, 100_000_000, "a", NAME, [], 0]]), local())
    assert [left.reason for left in found.skipped] == [NO_TIME]
    assert not found.unread


@pytest.mark.parametrize(
    "row",
    [
        [1793566800, 1793570400, "a"],
        [1793566800, 1793570400, "a", NAME],
        [1793566800, 1793570400, "a", NAME, None],
        [1793566800.5, 1793570400.5, "a", NAME, "x, y"],
        ["2026-11-01T22:00:00+01:00", "2026-11-01T23:00:00+01:00", "a", 5, [1, "x"]],
        [1793566800, 1793570400, 12, NAME, {}],
        [1793566800, 1793570400, "", NAME, []],
    ],
)
def test_frames_of_other_versions_and_hands(row):
    found = read(given("frames", [row]), local())
    assert not found.unread
    assert found.items[0].amounts[0].value == 1


@pytest.mark.parametrize("data", [*BROKEN_JSON, b'[[1,2,"a","b"', b'[[1,2,"a"]] [[1]]'])
def test_broken_files_end_in_a_sentence(data):
    found = read_or_sentence(watson, given("frames", data))
    assert not found or found.endswith(".") or "UNREAD" in found or "SKIPPED" in found


def test_a_second_import_brings_what_was_worked_since():
    old = [frame(f"2026-11-{day:02}T20:00", f"2026-11-{day:02}T21:00") for day in range(1, 4)]
    (before,) = brought(read(given("frames", old), local()))
    new = [*old, frame("2026-11-20T23:00", "2026-11-21T01:00", zone=UTC)]
    assert not again([before], read(given("frames", old), local()))
    (after,) = again([before], read(given("frames", new), local()))
    assert (before.goal.position, after.goal.position) == (3, 5)
    assert [str(event.day) for event in after.log if "position" in event.set][-2:] == [
        "2026-11-20",
        "2026-11-21",
    ]


def test_more_hours_than_the_finish_move_it_on():
    old = [frame("2026-11-01T12:00", "2026-11-01T21:30")]
    (before,) = brought(read(given("frames", old), local()))
    new = [*old, frame("2026-11-20T12:00", "2026-11-20T18:00")]
    (after,) = again([before], read(given("frames", new), local()))
    assert (before.goal.position, before.goal.distance) == (9.5, 10)
    assert (after.goal.position, after.goal.distance) == (15.5, 20)


def test_a_finish_that_was_edited_here_stays():
    old = [frame("2026-11-01T12:00", "2026-11-01T21:30")]
    (record,) = brought(read(given("frames", old), local()))
    edited = remeasure_marker(record, stamp_after(record.event), 0, 40.0)
    new = [*old, frame("2026-11-20T12:00", "2026-11-20T18:00")]
    (after,) = again([edited], read(given("frames", new), local()))
    assert (after.goal.position, after.goal.distance) == (15.5, 40)


def test_only_frames_are_recognised():
    one = frame("2026-11-01T20:00", "2026-11-01T21:00")
    assert watson.recognises(given("frames", [one])) > 0.9
    for other in ([], [[1, 2]], [[1, 2, "a", "b"]], {"project": "a", "start": 1, "tags": []}, "[["):
        assert watson.recognises(given("frames", other)) == 0
