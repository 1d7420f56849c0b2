"""A review as it is drawn; and the views that tests of its screen show."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.domain.changes import drive, edit, status
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.review.draw_last_page import (
    EndKeys,
    choice_row,
    empty_rows,
    pick_line,
)
from lastmile_tui.ui.review.draw_lines import asked_lines, end_lines, status_lines
from lastmile_tui.ui.review.draw_page import boxes_of
from support.drawing.review_pages import (
    END,
    TODAY,
    asked,
    door,
    last,
    planned,
    road,
    sheet,
    text,
    volvo,
)
from support.drawing.roads import pen


def test_what_does_not_fit_goes_in_the_order_log_seal_list_forecast():
    page = asked(volvo()).page
    kept = [
        (
            bool(boxes.log),
            len(boxes.seal.lines) if boxes.seal else 0,
            "forecast" in "".join(text(boxes.why.lines, 50)),
        )
        for height in (18, 13, 10, 8, 5, 4)
        for boxes in [boxes_of(page, entries(page.record.log), 60, height, UNICODE)]
    ]
    assert kept == [
        (True, 3, True),
        (False, 3, True),
        (False, 2, True),
        (False, 0, True),
        (False, 0, False),
        (False, 0, False),
    ]


def test_a_short_seal_list_keeps_the_items_that_are_open():
    page = asked(volvo()).page
    boxes = boxes_of(page, (), 60, 10, UNICODE)
    assert text(boxes.seal.lines, 50) == [
        "[ ] buyer signs the transfer form",
        "[ ] keys and papers handed over",
    ]


def test_without_a_worry_it_says_so_and_when_it_may_be_done():
    assert sheet(asked(planned()), 60, 10).splitlines()[4:8] == [
        "= how it is going (50)",
        "✓ nothing to worry about",
        "► forecast: after 3 days with progress (0 so far)",
        "= to seal it · 0 of 1 (50)",
    ]


def ahead(line, height, *beats, width=60):
    """What the box of the markers ahead says; None without one."""
    record = road(line, (9,), *beats)
    boxes = boxes_of(asked(record).page, entries(record.log), width, height, UNICODE)
    return boxes.ahead and text(boxes.ahead.lines, boxes.ahead.cells)


@pytest.mark.parametrize(
    ("line", "beats", "height", "rows"),
    [
        (
            "Boat: sand > prime > paint >> rig",
            [(4, drive.advance), (3, edit.redate_marker, 1, date(2026, 12, 1))],
            30,
            ["2   prime   1 Dec", "3   paint", "4   rig"],
        ),
        ("Boat: sand > prime > paint", [], 13, None),
        ("Boat: sand > prime > paint", [], 14, ["1   sand", "    and 2 more"]),
        ("Boat: sand > prime > paint", [(1, drive.advance)], 30, ["2   prime", "3   paint"]),
        ("Boat: sand > prime", [(1, drive.advance)], 30, None),
        ("Boat: sand > prime", [(2, drive.advance), (1, drive.advance)], 30, None),
        (
            "Swim: pool > lake > sea target 12 km",
            [],
            30,
            [" 4   pool", " 8   lake", "12   sea"],
        ),
        ("Run target 100 km", [], 30, ["25 km", "50 km", "75 km", "100 km"]),
    ],
)
def test_below_a_short_log_the_markers_ahead_are_named(line, beats, height, rows):
    assert ahead(line, height, *beats) == rows


def test_a_long_list_of_markers_says_how_many_more_there_are_and_a_long_log_leaves_no_room():
    many = "Move: " + " > ".join(f"room {number}" for number in range(1, 26))
    rows = ahead(many, 24, width=110)
    assert rows[:2] == [" 1   room 1", " 2   room 2"]
    assert rows[-1] == f"     and {25 - len(rows) + 1} more"
    notes = [(8, drive.note, f"note {number}") for number in range(20)]
    assert ahead(many, 24, *notes, width=110) is None


LONG = "meanwhile you started " + "one more road whose title goes on " * 9
STAKE = "119 days, 5.4 mi and 18 log entries"


def why(*reasons, rows, stake=STAKE, forecast="soon"):
    """The lines of the first box of a road with these reasons, in so many rows."""
    page = asked(planned()).page
    page = replace(page, level=2, reasons=reasons, stake=stake, forecast=forecast)
    return text(boxes_of(page, (), 60, rows + 2, UNICODE).why.lines, 50)


def test_a_long_reason_is_cut_before_the_stake_or_the_forecast_is():
    whole = why("short", LONG, rows=20)
    assert len(whole) == 11
    assert not any(line.endswith("…") for line in whole)
    assert (
        why("short", LONG, rows=10)
        == why("short", LONG, rows=5)
        == [
            "▴ short",
            "▴ meanwhile you started one more road whose title",
            "  goes on one more road whose title goes on one m…",
            "· at stake: 119 days, 5.4 mi and 18 log entries",
            "► forecast: soon",
        ]
    )


def test_what_does_not_fit_beside_the_reasons_is_left_out_whole():
    assert [line[0] for line in why("short", LONG, rows=4)] == ["▴", "▴", " ", "·"]
    stake = f"{STAKE}, and more that takes a second line"
    assert [line[0] for line in why("short", LONG, rows=4, stake=stake)] == ["▴", "▴", " "]
    assert why("short", LONG, rows=2) == ["▴ short"]
    assert why(LONG, rows=1) == ["▴ meanwhile you started one more road whose title…"]


def test_the_roadblock_is_said_once_and_first():
    told = text(boxes_of(asked(volvo()).page, (), 120, 26, UNICODE).why.lines, 63)
    assert told[0] == "▧ waiting on the buyer for 4 days: asks his bank"
    assert sum("waiting" in line for line in told) == 1


def test_the_next_step_is_not_said_twice():
    record = road("A: a >> b", (9,), (8, drive.advance), (2, status.plan_step, "call", TODAY))
    assert text(asked_lines(asked(record), 80, UNICODE), 80) == [
        "▌  The next step was ‘call’. Has it moved?"
    ]


def test_without_room_for_the_minutes_the_dots_stay():
    many = asked(planned(), 10, (True,) * 9 + (False,))
    assert text(status_lines(many, 45, UNICODE, tall=False), 45) == [
        "   Daily review  goal 10 of 10  ●●●●●●●●●◉"
    ]
    assert text(status_lines(many, 40, UNICODE, tall=False), 40) == [
        "   Daily review  goal 10 of 10"
    ]


def test_the_dot_of_an_answered_page_has_the_sign_of_an_answer_and_the_color_of_the_place():
    for answered, sign in (((True, True, False), "●"), ((True, False, False), "◉")):
        line = status_lines(asked(volvo(), 2, answered), 80, UNICODE, tall=False)[0]
        dots = [(run.text, run.role) for run in line if run.text in tuple("●◉○")]
        assert dots == [("●", "passed_text"), (sign, "accent"), ("○", "faint")]


def test_a_weekly_look_has_its_own_words():
    view = asked(volvo(), 1, (False,) * 3, Scope.WEEKLY)
    assert text(status_lines(view, 60, UNICODE, tall=False), 60)[0].startswith(
        "   Weekly look  road 1 of 3"
    )
    assert "Drive it, park it, or let it go?" in text(asked_lines(view, 80, UNICODE), 80)[0]
    assert text(end_lines(last(door(), scope=Scope.WEEKLY), 60), 60) == [
        "   That was the weekly look."
    ]


def test_a_long_streak_stands_under_the_heading():
    view = last(door(), streak="Today counts once every road has its answer.")
    assert text(end_lines(view, 60), 60) == [
        "   1 road to answer yet.",
        "   Today counts once every road has its answer.",
    ]


@pytest.mark.parametrize(
    ("view", "keys", "words"),
    [
        (
            last(),
            EndKeys("a"),
            ["   No road is under way: sleep well, or begin one.", "   a  adds one"],
        ),
        (last(), EndKeys(), ["   No road is under way: sleep well, or begin one."]),
        (last(scope=Scope.WEEKLY), EndKeys("a"), ["   Nothing was lost sight of."]),
    ],
)
def test_an_empty_review_says_so_kindly(view, keys, words):
    rows = empty_rows(view, keys, 60, pen())
    assert [row.strip(pen().palette.base).text.rstrip() for row in rows] == words
    assert text(end_lines(view, 60), 60) == ["   Nothing to ask today."]


def choice(number, width, *, glyphs=UNICODE, picked=False):
    """A goal to pick."""
    goal = END.choices[number]
    row = choice_row(goal, number + 1, width, pen(glyphs), picked=picked)
    return row.strip(pen(glyphs).palette.base).text.rstrip()


def test_goals_to_pick_have_a_digit_a_road_and_what_is_left_and_the_picked_one_has_the_flag():
    assert [choice(0, 76, picked=True), choice(1, 76), choice(2, 56)] == [
        "1 ⚑ Sell the Volvo                ━━━━┃━━━━┃━━━╟━►═▧════┃▞    0.8 mi to go",
        "2   Parcel                        ━━━━━━━━━━━━━╟━━━━━━━━►▞   at the finish",
        "3   Thesis                                1.6 mi to go",
    ]
    assert choice(0, 56, glyphs=ASCII, picked=True).startswith("1 P Sell the Volvo")
    assert text([pick_line(END), pick_line(replace(END, picked="x"))], 60) == [
        "   Which one is today’s last mile?",
        "   TODAY’S LAST MILE",
    ]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(WORDS, st.integers(40, 160), st.integers(4, 40))
def test_nothing_runs_over_the_edge(words, width, height):
    goal = replace(
        volvo().goal,
        title=words,
        why=words,
        next_step=replace(volvo().goal.next_step, text=words),
    )
    view = asked(volvo())
    page = replace(
        view.page,
        record=replace(view.page.record, goal=goal),
        reasons=(words,),
        stake=words,
        forecast=words,
    )
    view = replace(view, page=page, question=words)
    boxes = boxes_of(page, entries(page.record.log), width, height, UNICODE)
    shown = [
        (box.lines, box.cells)
        for box in (boxes.why, boxes.seal, boxes.log, boxes.side_log, boxes.ahead)
        if box
    ]
    around = (*status_lines(view, width, UNICODE, tall=True), *asked_lines(view, width, UNICODE))
    for lines, cells in (*shown, (around, width - MARGIN)):
        ends = [run.x + cell_len(run.text) for line in lines for run in line]
        assert max(ends, default=0) <= cells
    below = boxes.log.rows + boxes.gap if boxes.log else 0
    side = boxes.side_log.rows if boxes.side_log else 0
    seal = boxes.seal.rows if boxes.seal else 0
    below += boxes.ahead.rows + boxes.gap if boxes.ahead else 0
    above = max(boxes.why.rows, seal + side) if boxes.beside else boxes.why.rows + seal
    assert above + below <= max(height, 3)
