"""What a lane says of its goal: the facts, the strongest reason among them, and the marks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.domain.changes import roadblocks, seal
from lastmile_tui.domain.measures.attention import Attention
from lastmile_tui.domain.measures.course import Course
from lastmile_tui.domain.measures.forecast import HORIZON, Forecast
from lastmile_tui.domain.measures.measurer import Measures
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.domain.model.goal import LetGo, NextStep, Roadblock, Turn
from lastmile_tui.ui.drawing.facts import STILL_PICKED, Fact, facts_of
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.lane import MARGIN, MARKS, draw_compact, draw_lane
from support.ui.drawing import PEN, PLAIN, THESIS, TODAY, by, goal, shown
from support.ui.screen import shown as screen
from support.ui.screen import until, view
from support.ui.workspace import NOW

COURSE = Course(
    begun=TODAY, touches=(TODAY,), moves=(), legs=(), in_stretch=None, at_door=None,
    delays=(), entries=1,
)  # fmt: skip
FORECAST = Forecast(likely=(3, 5), wide=(2, 8), middle=4)
DRIVEN = goal(THESIS, by(4.4))
UNDATED = replace(DRIVEN, due=None)


def measures(*reasons, level=0, forecast=None):
    """Measures with these reasons, the strongest first."""
    level = level or max((reason.level for reason in reasons), default=0)
    return Measures(course=COURSE, attention=Attention(level, reasons), forecast=forecast)


def ago(days):
    return TODAY - timedelta(days=days)


def told(made, *reasons, forecast=None):
    """The facts as they are told, without their ranks and weights."""
    facts = facts_of(made, TODAY, measures(*reasons, forecast=forecast))
    return [fact.text for fact in facts]


BLOCKED = Reason(ReasonKind.BLOCKED, 2, days=4, name="waiting on Miriam")

REASONS = [
    (Reason(ReasonKind.LATE, 3, days=-3), "3 d late", "danger"),
    (Reason(ReasonKind.LATE, 1, days=3, early=5, late=9), "behind its date", "plain"),
    (Reason(ReasonKind.NOT_SEALED, 2, days=5), "not sealed for 5 d", "warning"),
    (BLOCKED, "waiting on Miriam 4 d", "warning"),
    (Reason(ReasonKind.BLOCKED, 1, days=1, name="dead end"), "dead end 1 d", "plain"),
    (Reason(ReasonKind.YOUR_TURN, 2, days=16), "your turn 16 d", "warning"),
    (Reason(ReasonKind.THEIR_TURN, 1, days=50), "their turn 50 d", "plain"),
    (Reason(ReasonKind.IDLE, 1, days=9), "idle 9 d", "plain"),
    (Reason(ReasonKind.IDLE, 2, days=30, usual=6.5), "idle 30 d, was every 6.5 d", "warning"),
    (Reason(ReasonKind.IDLE, 3, days=10, usual=7, left=3), "idle 10 d, 3 d left", "danger"),
    (Reason(ReasonKind.COASTING, 2, now=0.05, before=0.2), "coasting, 25% of its pace", "warning"),
    (Reason(ReasonKind.MOVED_ON, 2, days=5, count=1, name="Sell the boat"),
     "you started ‘Sell the boat’", "warning"),
    (Reason(ReasonKind.MOVED_ON, 2, days=5, count=3, name="Sell the boat"),
     "you started ‘Sell the boat’ and 2 more", "warning"),
    (Reason(ReasonKind.MOVED_ON, 1, days=5, count=1), "you drove another road", "plain"),
    (Reason(ReasonKind.MOVED_ON, 1, days=5, count=4), "you drove 4 others", "plain"),
    (Reason(ReasonKind.UPKEEP, 2, days=95), "untouched 95 d", "warning"),
    (Reason(ReasonKind.FINISH_MOVED, 1, days=88, count=3), "put off 3 times", "plain"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "words", "weight"), REASONS)
def test_each_reason_is_told_in_a_few_words_behind_what_is_left(reason, words, weight):
    facts = facts_of(UNDATED, TODAY, measures(reason))
    rank = 1 if weight == "plain" else -1
    assert facts == (Fact("1.6 mi to go", 0), Fact(words, rank, weight))


def test_there_are_words_for_every_kind_of_reason():
    assert {reason.kind for reason, *_ in REASONS} == set(ReasonKind)


def test_only_the_strongest_reason_is_told():
    idle = Reason(ReasonKind.IDLE, 1, days=9)
    assert told(UNDATED, BLOCKED, idle) == ["1.6 mi to go", "waiting on Miriam 4 d"]


def test_before_anything_is_measured_the_goal_itself_is_told():
    assert facts_of(DRIVEN, TODAY) == (Fact("1.6 mi to go", 0), Fact("due Tue", 2))
    assert facts_of(DRIVEN, TODAY, measures()) == facts_of(DRIVEN, TODAY)


def test_a_roadblock_too_young_to_worry_about_is_told_and_an_old_one_only_once():
    blocked = replace(UNDATED, roadblocks=(Roadblock("r", "waiting", ago(4), "Miriam"),))
    idle = Reason(ReasonKind.IDLE, 1, days=9)
    assert told(blocked) == ["1.6 mi to go", "waiting on Miriam 4 d"]
    assert told(blocked, idle) == ["1.6 mi to go", "idle 9 d", "waiting on Miriam 4 d"]
    assert told(blocked, BLOCKED) == ["1.6 mi to go", "waiting on Miriam 4 d"]


@pytest.mark.parametrize(
    ("whose", "kind", "words"),
    [
        ("mine", ReasonKind.YOUR_TURN, "your turn 3 d"),
        ("theirs", ReasonKind.THEIR_TURN, "their turn 3 d"),
    ],
)
def test_a_turn_too_young_to_worry_about_is_told_and_an_old_one_only_once(whose, kind, words):
    waiting = replace(UNDATED, turn=Turn(whose, ago(3)))
    assert told(waiting) == ["1.6 mi to go", words]
    assert told(waiting, Reason(kind, 1, days=3)) == ["1.6 mi to go", words]
    assert told(waiting, BLOCKED) == ["1.6 mi to go", "waiting on Miriam 4 d", words]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, []),
        (TODAY + timedelta(days=1), []),
        (TODAY, ["next: call her, today"]),
        (ago(2), ["next: call her, 2 d ago"]),
    ],
)
def test_the_next_step_is_told_from_its_day_on(on, words):
    made = replace(UNDATED, next_step=NextStep("call her", on))
    assert told(made) == ["1.6 mi to go", *words]


@pytest.mark.parametrize(
    ("days", "fact"),
    [
        (3, Fact("due Tue, forecast 23-29 Nov", 2, "plain", "due Tue")),
        (1, Fact("due tomorrow, forecast 23-29 Nov", 2, "warning", "due tomorrow")),
        (0, Fact("due today, forecast 23-29 Nov", 2, "warning", "due today")),
        (-1, Fact("was due 20 Nov", 2, "danger")),
        (None, Fact("forecast 23-29 Nov", 6)),
    ],
)
def test_the_due_date_is_told_against_the_forecast(days, fact):
    made = replace(DRIVEN, due=None if days is None else TODAY + timedelta(days=days))
    assert facts_of(made, TODAY, measures(forecast=FORECAST))[1:] == (fact,)


def test_a_forecast_beyond_all_that_can_be_told_has_no_end():
    far = replace(FORECAST, wide=(2, HORIZON))
    assert told(DRIVEN, forecast=far) == ["1.6 mi to go", "due Tue, forecast after 23 Nov"]
    assert told(UNDATED, forecast=far) == ["1.6 mi to go", "forecast after 23 Nov"]


@pytest.mark.parametrize(
    ("ticked", "fact"),
    [
        (0, Fact("at the door, 2 items to seal", 0, "warning", "2 items to seal")),
        (1, Fact("at the door, 1 item to seal", 0, "warning", "1 item to seal")),
        (2, Fact("ready to seal", 0, "warning")),
    ],
)
def test_at_the_door_it_is_told_what_the_seal_still_wants(ticked, fact):
    ticks = [partial(seal.tick, index=index) for index in range(ticked)]
    door = goal("Sell: listed > signed ! paid ! thanked", by(9), *ticks)
    assert facts_of(door, TODAY, measures()) == (fact,)


def test_a_goal_beside_the_road_says_why_and_since_when_whatever_else_there_is():
    back = replace(DRIVEN, parked_until=TODAY + timedelta(days=20))
    assert facts_of(back, TODAY, measures(BLOCKED)) == (
        Fact("1.6 mi to go", 1),
        Fact("back on 11 Dec", 0),
    )
    gone = LetGo(ago(3), "it rained", "too late")
    assert told(replace(DRIVEN, let_go=gone), BLOCKED) == [
        "it rained",
        "let go 3 days ago",
    ]
    kind = replace(DRIVEN, let_go=replace(gone, reason=""))
    assert told(kind) == ["too late", "let go 3 days ago"]
    assert told(replace(DRIVEN, let_go=LetGo(ago(3)))) == ["let go 3 days ago"]
    sealed = replace(DRIVEN, sealed=datetime(2026, 11, 19, 12, tzinfo=UTC))
    assert told(sealed, BLOCKED) == ["sealed 2 days ago"]


# Lanes


def test_a_lane_that_needs_attention_has_its_marks_and_names_the_strongest_reason():
    late = measures(BLOCKED, forecast=FORECAST)
    assert shown(draw_lane(DRIVEN, 110, PEN, measures=late)[:1]) == (
        "   ▴▴  Ship the thesis  #study           "
        "1.6 mi to go · waiting on Miriam 4 d · due Tue, forecast 23-29 Nov"
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
        for picked in (None, STILL_PICKED)
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
    "next: call her about the binding, 1 d ago · due Tue, forecast 23-29 Nov",
    140: "1.6 mi to go · waiting on Miriam 4 d · their turn 3 d · next step 1 d ago · "
    "due Tue, forecast 23-29 Nov",
    120: "1.6 mi to go · waiting on Miriam 4 d · their turn 3 d · due Tue, forecast 23-29 Nov",
    100: "1.6 mi to go · waiting on Miriam 4 d · due Tue, forecast 23-29 Nov",
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
