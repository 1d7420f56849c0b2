"""What a lane shows of the facts of its goal, where room is short."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.domain.changes import roadblocks
from lastmile_tui.domain.model.goal import NextStep, Turn
from lastmile_tui.ui.drawing.facts import facts_of, picked_fact
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.lane import MARGIN, MARKS, draw_compact, draw_lane
from support.drawing.facts import BLOCKED, DRIVEN, FORECAST, REASONS, ago, measures
from support.drawing.roads import PEN, PLAIN, TODAY, shown
from support.ui.screen import shown as screen
from support.ui.screen import until, view
from support.ui.workspace import NOW


def test_a_lane_that_needs_attention_has_its_marks_and_names_the_strongest_reason():
    late = measures(BLOCKED, forecast=FORECAST)
    assert shown(draw_lane(DRIVEN, 110, PEN, measures=late)[:1]) == (
        "   ▴▴  Ship the thesis  #study           "
        "1.6 mi to go · waiting on Miriam 4 d · due Tue, forecast 23–29 Nov"
    )


def test_a_compact_lane_that_needs_attention_has_its_marks_too():
    (row,) = draw_compact(DRIVEN, 72, PEN, measures=measures(level=3))
    assert row.text == "   ▴▴▴ Ship the thesis     ━━┃━┃━┃━╟►═┃══┃▞    1.6 mi to go · due Tue   "
    (row,) = draw_compact(DRIVEN, 72, PLAIN, measures=measures(level=3))
    assert row.text == "   !!! Ship the thesis     ##|#|#|#[>=|==|%    1.6 mi to go - due Tue   "


def test_a_lane_that_needs_attention_is_ascii_where_signs_are():
    late = measures(BLOCKED, level=3, forecast=FORECAST)
    assert shown(draw_lane(DRIVEN, 110, PLAIN, measures=late)[:1]) == (
        "   !!! Ship the thesis  #study           "
        "1.6 mi to go - waiting on Miriam 4 d - due Tue, forecast 23-29 Nov"
    )


@pytest.mark.parametrize("draw", [draw_lane, draw_compact])
@pytest.mark.parametrize("reason", [reason for reason, *_ in REASONS])
def test_every_reason_is_told_in_ascii_where_signs_are(draw, reason):
    for strip in draw(DRIVEN, 200, PLAIN, measures=measures(reason, forecast=FORECAST)):
        assert strip.text.isascii(), strip.text


@pytest.mark.parametrize("draw", [draw_lane, draw_compact])
@pytest.mark.parametrize("pen", [PEN, PLAIN], ids=["unicode", "ascii"])
@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize("width", [40, 72, 160])
def test_there_is_a_mark_for_each_level_and_the_title_stays_in_its_place(draw, pen, level, width):
    heading = draw(DRIVEN, width, pen, measures=measures(level=level))[0]
    sign = {PEN: "▴", PLAIN: "!"}[pen]
    assert heading.text[MARGIN : MARGIN + MARKS] == f"{sign * level:<4}"
    assert heading.text[MARGIN + MARKS :].startswith("Ship")
    unmeasured = draw(DRIVEN, width, pen)[0].text
    assert heading.text[MARGIN + MARKS :] == unmeasured[MARGIN + MARKS :]


@pytest.mark.parametrize("draw", [draw_lane, draw_compact])
def test_marks_take_the_colour_of_their_level(draw):
    palette = PEN.palette
    inks = []
    for level in (1, 2, 3):
        heading = draw(DRIVEN, 100, PEN, measures=measures(level=level))[0]
        inks.append(next(part.style.color for part in heading if "▴" in part.text))
    assert inks == [palette.muted.color, palette.warning.color, palette.danger.color]
    assert len(set(inks)) == 3


def test_marks_leave_room_for_the_edge_of_the_chosen_lane():
    for glyphs, pen in ((UNICODE, PEN), (ASCII, PLAIN)):
        chosen = draw_lane(DRIVEN, 72, pen, measures=measures(level=3), chosen=True)[0]
        assert chosen.text.startswith(f"{glyphs.edge}  {glyphs.attention * 3} Ship the thesis")


@pytest.mark.parametrize("draw", [draw_lane, draw_compact])
@pytest.mark.parametrize("pen", [PEN, PLAIN], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [30, 60, 160])
@pytest.mark.parametrize("chosen", [True, False])
def test_what_was_picked_has_a_flag_whatever_else_is_told(draw, pen, width, chosen):
    late = measures(REASONS[0][0], level=3, forecast=FORECAST)
    before, after = (
        draw(DRIVEN, width, pen, measures=late, picked=picked, chosen=chosen)[0]
        for picked in (None, picked_fact(of_today=False))
    )
    edge = pen.glyphs.edge if chosen else " "
    marks = pen.glyphs.attention * 3
    assert after.text.startswith(f"{edge}{pen.glyphs.flag} {marks} Ship")
    assert before.text.startswith(f"{edge}  {marks} Ship")
    ink = next(part.style for part in after if pen.glyphs.flag in part.text)
    assert ink.color == pen.palette.accent.color


CROWDED = replace(
    DRIVEN,
    tags=(),
    turn=Turn("theirs", ago(3)),
    next_step=NextStep("call her about the binding", ago(1)),
)


LATE = measures(BLOCKED, forecast=FORECAST)


WIDTHS = {
    160: "1.6 mi to go · waiting on Miriam 4 d · their turn 3 d · "
    "next: call her about the binding, 1 d ago · due Tue, forecast 23–29 Nov",
    140: "1.6 mi to go · waiting on Miriam 4 d · their turn 3 d · next step 1 d ago · "
    "due Tue, forecast 23–29 Nov",
    120: "1.6 mi to go · waiting on Miriam 4 d · their turn 3 d · due Tue, forecast 23–29 Nov",
    100: "1.6 mi to go · waiting on Miriam 4 d · due Tue, forecast 23–29 Nov",
    80: "1.6 mi to go · waiting on Miriam 4 d · due Tue",
    72: "1.6 mi to go · waiting on Miriam 4 d",
    60: "waiting on Miriam 4 d · due Tue",
    44: "1.6 mi to go",
}
"""What a comfortable lane tells in so many cells."""


COMPACT_WIDTHS = {
    160: "1.6 mi to go · waiting on Miriam 4 d · due Tue",
    120: "1.6 mi to go · waiting on Miriam 4 d",
    80: "waiting on Miriam 4 d",
    60: "1.6 mi to go",
}


def facts_in(strip):
    """The facts that stand at the end of a lane."""
    return strip.text.rstrip().rpartition("  ")[2]


@pytest.mark.parametrize("width", WIDTHS)
def test_facts_give_way_in_the_order_of_their_ranks(width):
    assert facts_in(draw_lane(CROWDED, width, PEN, measures=LATE)[0]) == WIDTHS[width]


@pytest.mark.parametrize("width", COMPACT_WIDTHS)
def test_facts_of_a_compact_lane_give_way_in_the_same_order(width):
    assert facts_in(draw_compact(CROWDED, width, PEN, measures=LATE)[0]) == COMPACT_WIDTHS[width]


@given(
    draw=st.sampled_from([draw_lane, draw_compact]),
    width=st.integers(30, 220),
    reason=st.sampled_from([reason for reason, *_ in REASONS]),
)
def test_no_fact_takes_the_room_of_a_more_telling_one(draw, width, reason):
    found = measures(reason, forecast=FORECAST)
    told = facts_in(draw(CROWDED, width, PEN, measures=found)[0]).split(" · ")
    facts = facts_of(CROWDED, TODAY, found)
    kept = [(fact, text) for fact in facts for text in (fact.text, fact.brief) if text in told]
    for fact in facts:
        shortest = fact.brief or fact.text
        longer = [text for other, text in kept if other.rank > fact.rank]
        if any(cell_len(shortest) <= cell_len(text) for text in longer):
            assert fact in [one for one, _ in kept]


# The Highway


async def test_the_highway_marks_what_needs_attention_until_it_needs_none(garage):
    garage.clock.instant = NOW - timedelta(days=30)
    swim = garage.add("Run: a > b > c > d", "Swim: a > b > c > d")
    with garage.store() as store:
        store.change(swim.uid, partial(roadblocks.block, kind="waiting", who="Ana"))
    garage.clock.instant = NOW
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: marks(app) == {"Run": "", "Swim": "▴▴"})
        assert "waiting on Ana 30 d" in screen(app)
        view(app).choose(swim.uid)
        await pilot.press("b")
        await until(pilot, lambda: marks(app) == {"Run": "", "Swim": ""})
        assert "waiting on Ana" not in screen(app)


async def test_the_last_mile_has_its_flag_on_a_small_terminal(garage):
    swim = garage.add("Run: a > b > c > d", "Swim: a > b > c > d")
    with garage.store() as store:
        store.change(swim.uid, partial(roadblocks.block, kind="waiting", who="Ana"))
    garage.clock.instant = NOW + timedelta(days=30)
    app = garage.app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.session.pick(swim.uid)
        app.bind_down()
        await until(pilot, lambda: "⚑ ▴▴" in screen(app))
        (line,) = [line for line in screen(app).splitlines() if "⚑" in line]
        assert "Swim" in line


def marks(app):
    """The marks in front of each title."""
    headings = [line for line in screen(app).splitlines() if " to go" in line]
    return {line[MARGIN + MARKS :].split()[0]: line[MARGIN:][:MARKS].strip() for line in headings}


STEP = "find out who prints on the grey paper"
LATER = replace(DRIVEN, due=None, tags=(), next_step=NextStep(STEP, TODAY + timedelta(days=4)))
LONG = replace(LATER, title="Hand in the thesis with all its tables")


@pytest.mark.parametrize(
    ("made", "width", "words"),
    [
        (LATER, 110, f"next: {STEP}, Wed"),
        (replace(LATER, next_step=NextStep(STEP)), 110, f"next: {STEP}"),
        (LATER, 72, "next: find out who prints…"),
        (LATER, 60, None),
        (LONG, 130, f"next: {STEP}, Wed"),
        (LONG, 110, "next: find out who prints…"),
        (LONG, 90, None),
    ],
)
def test_a_next_step_that_is_to_come_stands_only_beside_the_whole_title(made, width, words):
    heading = draw_lane(made, width, PEN)[0].text
    assert heading[MARGIN + MARKS :].startswith(f"{made.title} ")
    assert ("next: " in heading) is (words is not None)
    assert (words or "") in heading
