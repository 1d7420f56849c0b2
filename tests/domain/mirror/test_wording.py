"""The mirror in words, in tables and as JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.mirror.figures import Cause, Ends, FactorRange, LapDays, Panel, Split
from lastmile_tui.domain.mirror.gather import figures_of
from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.tables import figures_json, rows_of
from lastmile_tui.domain.mirror.wording import captions, needs
from lastmile_tui.domain.review.streak import Streaks
from support.domain.forecasts import BOTH, RECORD, record_of
from support.domain.goals import driven
from support.domain.history import TODAY

EMPTY = figures_of([], lambda _: (), TODAY)
WAITING = Cause("waiting", 5, days=43)
NO_TIME = Cause("no time", 2, let_go=True)
SURE = FactorRange(1.7, 1.2, 2.4, 6)
LATE = Ends((0, 1, 1, 0, 2, 1, 0, 0, 1, 3), 0.58)
FULL = replace(
    EMPTY,
    months=(
        *EMPTY.months[:-1],
        replace(EMPTY.months[-1], started=4, sealed=3, let_go=1),
    ),
    ends=LATE,
    splits=(Split("Boat", date(2026, 9, 1), 20, 4), Split("Book", date(2026, 3, 1), 5, 13)),
    laps=(
        LapDays("tax", "Tax", 3, date(2026, 11, 9), 20, 5),
        LapDays("tax", "Tax", 2, date(2026, 10, 9), 26, 6),
    ),
    factor=SURE,
    causes=(WAITING, NO_TIME),
    forecasts=RECORD,
    activity=(*EMPTY.activity[:-1], (3, 0, 0, 1, 0, 0, 0)),
    streaks=Streaks(3, 12, 1_040),
    sealed=11,
    let_go=9,
    open=2,
)


def test_each_panel_of_an_empty_mirror_says_what_it_needs():
    assert needs(EMPTY) == {
        Panel.MONTHS: "needs a road started or ended in the last twelve months",
        Panel.ENDS: "needs one road that was let go",
        Panel.SPLITS: "needs one sealed road with a way before its final stretch",
        Panel.FACTOR: (
            "needs three roads that ended in their stretch, each driven on three days or more"
        ),
        Panel.FORECASTS: "needs 10 forecasts whose outcome is known; none is known so far",
        Panel.CAUSES: "needs one roadblock, or one road that was let go",
        Panel.ACTIVITY: "needs one log entry in the last half year",
        Panel.STREAKS: "needs one daily review that was finished",
    }
    assert captions(EMPTY) == {}


def test_each_panel_with_figures_says_what_they_come_to():
    assert needs(FULL) == {}
    assert captions(FULL) == {
        Panel.MONTHS: "4 started, 3 sealed, 1 let go in twelve months; of all that ended,"
        " 55 % were sealed",
        Panel.ENDS: "4 of 9 in the last fifth; median 58 % of the way",
        Panel.SPLITS: "median 12.5 days before it, 8.5 in it",
        Panel.LAPS: "lap 3 took 20 days, lap 2 26; the last mile 5 days against 6",
        Panel.FACTOR: "a mile takes 1.7 times as long as before it, likely 1.2 to 2.4 times;"
        " from 6 roads",
        Panel.FORECASTS: "31 of your 40 forecasts so far held (80 % promised);"
        " in the long run likely 68 % to 85 %",
        Panel.CAUSES: "‘waiting’ 5 times, 43 days in all; let go: ‘no time’ twice",
        Panel.ACTIVITY: "4 log entries on 2 days in 26 weeks",
        Panel.STREAKS: "3 days in a row, 12 the longest, 1,040 in all",
    }


def test_a_wait_at_the_last_marker_is_said_where_there_was_one():
    splits = (replace(FULL.splits[0], door=6), FULL.splits[1])
    said = captions(replace(FULL, splits=splits))[Panel.SPLITS]
    assert said == "median 12.5 days before it, 8.5 in it, then 3 until the seal"


def test_a_factor_around_one_is_said_without_a_number():
    said = captions(replace(FULL, factor=FactorRange(0.98, 0.66, 1.48, 3)))[Panel.FACTOR]
    assert said == "a mile takes about as long as before it, likely 0.7 to 1.5 times; from 3 roads"


def test_of_counting_roads_it_is_said_that_they_count():
    said = captions(replace(FULL, factor=replace(SURE, counting=True)))[Panel.FACTOR]
    assert said.endswith("; from 6 roads that count something")


@pytest.mark.parametrize("goals", [0, 1, 2])
def test_under_three_roads_nothing_is_claimed_of_the_last_mile(goals):
    found = replace(FULL, ends=EMPTY.ends, factor=FactorRange(2.7, 1.9, 3.8, goals))
    assert "final stretch takes" not in headline(found)
    assert needs(found).keys() == {Panel.ENDS, Panel.FACTOR}
    assert Panel.FACTOR not in captions(found)
    assert {table.panel: table for table in rows_of(found)}[Panel.FACTOR].rows == ()
    assert figures_json(found)["factor"] is None


def test_the_tables_hold_all_figures():
    tables = {table.panel: table for table in rows_of(FULL)}
    assert list(tables) == list(Panel)
    assert tables[Panel.MONTHS].rows[-1] == ("2026-11", "4", "3", "1")
    assert len(tables[Panel.MONTHS].rows) == 1, "months begin with the first data"
    assert [row[1] for row in tables[Panel.ENDS].rows] == [str(n) for n in LATE.tenths]
    assert [row[0] for row in tables[Panel.ENDS].rows][::9] == ["0 to 10 %", "90 to 100 %"]
    assert tables[Panel.SPLITS].rows == (
        ("Boat", "2026-09-01", "20", "4", "0"),
        ("Book", "2026-03-01", "5", "13", "0"),
        ("median", "", "12.5", "8.5", "0"),
    )
    assert tables[Panel.LAPS].rows == (
        ("Tax", "2026-11-09", "3", "20", "5"),
        ("Tax", "2026-10-09", "2", "26", "6"),
    )
    assert tables[Panel.FACTOR].rows == (("1.70", "1.20", "2.40", "6"),)
    assert tables[Panel.FORECASTS].rows == (
        ("50 %", "19", "40", "38 %", "58 %"),
        ("80 %", "31", "40", "68 %", "85 %"),
    )
    assert tables[Panel.CAUSES].rows == (
        ("waiting", "roadblock", "5", "43"),
        ("no time", "let go", "2", ""),
    )
    assert tables[Panel.ACTIVITY].rows[-1] == ("2026-11-16", "3", "0", "0", "1", "0", "0", "0")
    assert tables[Panel.ACTIVITY].rows[0][0] == "2026-11-16", "weeks without an entry are left out"
    assert [row[1] for row in tables[Panel.STREAKS].rows] == ["3", "12", "1,040"]


@pytest.mark.parametrize(
    ("known", "note"),
    [
        (0, "needs 10 forecasts whose outcome is known; none is known so far"),
        (1, "needs 10 forecasts whose outcome is known; 1 is known so far"),
        (9, "needs 10 forecasts whose outcome is known; 9 are known so far"),
    ],
)
def test_under_ten_ranges_it_is_told_how_many_are_known(known, note):
    few = replace(FULL, forecasts=record_of(*[BOTH] * known))
    (table,) = (table for table in rows_of(few) if table.panel is Panel.FORECASTS)
    assert (table.note, table.rows) == (note, ())
    assert figures_json(few)["forecasts"] == {"known": known, "ranges": []}


def test_a_panel_that_needs_something_has_no_rows_but_says_so():
    for table in rows_of(EMPTY):
        assert table.rows == ()
        assert table.note == needs(EMPTY)[table.panel]


def test_a_title_from_elsewhere_obeys_nothing_in_a_terminal():
    split = Split("Bo\x1b[2Jat\n", date(2026, 9, 1), 20, 4)
    table = next(table for table in rows_of(replace(EMPTY, splits=(split,))) if table.rows)
    assert table.rows[0][0].isprintable()


def test_the_json_has_stable_names():
    told = json.loads(json.dumps(figures_json(FULL)))
    assert next(iter(told)) == "version"
    assert told["version"] == 1
    assert told["today"] == "2026-11-22"
    assert told["headline"] == headline(FULL)
    assert told["goals"] == {"open": 2, "sealed": 11, "let_go": 9}
    assert told["finish_rate"] == pytest.approx(11 / 20)
    assert told["months"][-1] == {"month": "2026-11", "started": 4, "sealed": 3, "let_go": 1}
    assert told["ends"] == {"tenths": list(LATE.tenths), "last_fifth": 4, "median_share": 0.58}
    assert told["stretches"]["median_before"] == 12.5
    assert told["stretches"]["median_in"] == 8.5
    assert told["stretches"]["goals"][0] == {
        "title": "Boat", "sealed": "2026-09-01", "before": 20, "in": 4, "at_end": 0,
    }  # fmt: skip
    assert told["factor"] == {
        "value": 1.7, "low": 1.2, "high": 2.4, "goals": 6, "counting": False,
    }  # fmt: skip
    half, most = told["forecasts"]["ranges"]
    assert told["forecasts"]["known"] == 40
    assert (half["promised"], half["held"]) == (0.5, 19)
    assert (most["promised"], most["held"], most["ranges"]) == (0.8, 31, 40)
    assert most["low"] < 31 / 40 < most["high"]
    assert told["causes"] == [
        {"name": "waiting", "let_go": False, "count": 5, "days": 43},
        {"name": "no-time", "let_go": True, "count": 2, "days": None},
    ]
    assert told["activity"][-1] == {"monday": "2026-11-16", "entries": [3, 0, 0, 1, 0, 0, 0]}
    assert told["streaks"] == {"current": 3, "longest": 12, "reviewed": 1040}


def test_the_json_says_null_for_what_is_not_there():
    told = figures_json(EMPTY)
    assert told["finish_rate"] is None
    assert told["factor"] is None
    assert told["forecasts"] == {"known": 0, "ranges": []}
    assert told["ends"]["median_share"] is None
    assert told["stretches"] == {
        "median_before": None, "median_in": None, "median_at_end": None, "goals": [],
    }  # fmt: skip
    assert told["causes"] == []


@settings(max_examples=30)
@given(st.lists(driven(), max_size=3))
def test_every_mirror_has_a_sentence_and_each_panel_shows_or_says_what_it_needs(records):
    told = {str(number): record for number, record in enumerate(records)}
    goals = [replace(record.goal, uid=uid) for uid, record in told.items()]
    found = figures_of(goals, lambda uid: told[uid].log, date(2026, 3, 2))
    sentence = headline(found)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not needs(found).keys() & captions(found).keys()
    shown = set(Panel) - (set() if found.laps else {Panel.LAPS})  # who has no laps needs none
    assert needs(found).keys() | captions(found).keys() == shown
    assert all(len(row) == len(table.header) for table in rows_of(found) for row in table.rows)


@pytest.mark.parametrize("first", [0, 3, 8, 11])
def test_months_begin_with_the_first_in_which_something_was_started_or_ended(first):
    kinds = ("started", "sealed", "let_go")
    these = [*EMPTY.months]
    these[first] = replace(these[first], **{kinds[first % 3]: 1})
    tables = {table.panel: table for table in rows_of(replace(FULL, months=tuple(these)))}
    assert len(tables[Panel.MONTHS].rows) == 12 - first
    assert len(figures_json(replace(FULL, months=tuple(these)))["months"]) == 12


@pytest.mark.parametrize("busy", [{0}, {25}, {3, 4, 20}, set(range(26))])
def test_tables_leave_out_weeks_without_an_entry(busy):
    weeks = tuple((0, 0, int(week in busy), 0, 0, 0, 0) for week in range(26))
    tables = {table.panel: table for table in rows_of(replace(FULL, activity=weeks))}
    assert len(tables[Panel.ACTIVITY].rows) == len(busy)
