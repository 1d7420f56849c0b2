"""Roads as they are drawn, against golden text."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.app import App

from lastmile_tui.domain.changes import roadblocks, seal
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.views.lens import FINAL_CELLS, lens
from lastmile_tui.domain.views.lineup import Look, Section, SectionKind, View, line_up
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.deck import deck_of
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.lane import COMFORTABLE_ROWS, draw_compact, draw_lane, post_at
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.themes import DARK, LIGHT, THEMES
from lastmile_tui.ui.highway.draw_heading import draw_heading
from lastmile_tui.ui.highway.line_index import rows_of
from support.drawing.roads import PEN, PLAIN, THESIS, TODAY, by, goal, shown, variables


def test_a_lane_in_the_final_stretch():
    assert shown(draw_lane(goal(THESIS, by(4.4)), 72, PEN, chosen=True)) == (
        "▌      Ship the thesis  #study                 1.6 mi to go · due Tue\n"
        "▌          ✓1       ✓2        ✓3       ✓4           5            6⚑\n"
        "▌  ━━━━━━━━━┃━━━━━━━━┃━━━━━━━━━┃━━━━━━━━╟━━━━►══════┃════════════┃▞▞▞\n"
        "▌     outline   review     draft    edits      format    submitted"
    )


def test_a_lane_in_ascii_is_ascii():
    drawn = shown(draw_lane(goal(THESIS, by(2.5)), 72, PLAIN, chosen=True))
    assert drawn.isascii()
    assert "|####>----|" in drawn
    assert "[===========|" in drawn
    assert "%%%" in drawn


def test_a_planned_road_has_its_vehicle_at_the_start_and_a_driven_one_at_the_door():
    deck = draw_lane(goal(THESIS), 72, PEN)[2].text
    assert deck.strip().startswith("►")
    door = draw_lane(goal(THESIS, by(99)), 72, PEN)[2].text
    assert door.strip().endswith("►▞▞▞")


def test_a_sealed_road_is_driven_from_end_to_end():
    sealed = goal(THESIS, by(99), seal.seal)
    assert sealed.state(TODAY) is State.SEALED
    deck = draw_lane(sealed, 72, PEN)[2].text
    assert set(deck.strip()) == set("━┃╟▞")


def test_a_roadblock_stands_in_front_of_the_vehicle():
    blocked = goal(THESIS, by(2.5), partial(roadblocks.block, kind="waiting", who="Miriam"))
    heading, _, deck, _ = draw_lane(blocked, 100, PEN)
    assert "►╌▧╌" in deck.text
    assert "waiting on Miriam since today" in heading.text


def test_a_counting_goal_shows_the_amounts_its_markers_stand_at():
    novel = goal("Write the novel target 50000 words", by(20_000))
    assert shown(draw_lane(novel, 64, PEN)[:2]) == (
        "       Write the novel                     30,000 words to go\n"
        "        ✓12,500    25,000     37,500                50,000⚑"
    )


def test_a_compact_lane_is_one_row():
    (row,) = draw_compact(goal(THESIS, by(4.4)), 72, PEN)
    assert row.text == "       Ship the thesis     ━━┃━┃━┃━╟►═┃══┃▞    1.6 mi to go · due Tue   "


def test_what_was_driven_what_is_ahead_and_the_final_stretch_differ_without_colour():
    for glyphs in (UNICODE, ASCII):
        signs = (glyphs.passed, glyphs.ahead, glyphs.final, glyphs.vehicle, glyphs.chequer)
        assert len(set(signs)) == len(signs)
    palette = PEN.palette
    assert palette.final.bold
    assert not palette.ahead.bold


def test_every_sign_is_one_cell():
    for glyphs in (UNICODE, ASCII):
        assert all(cell_len(getattr(glyphs, name)) == 1 for name in glyphs.__struct_fields__)


NASTY = (
    "漢字の長い題名" * 6,
    "family 👨‍👩‍👧‍👦 and 🇵🇹 flags ❤️",
    "e\u0301" * 40,
    "مرحبا بالعالم",
    "[@click=app.quit]x[/] [/nope]",
    "x" * 500,
)


@given(
    title=st.sampled_from(NASTY) | st.text(min_size=1, max_size=60).filter(str.strip),
    width=st.integers(1, 220),
    driven=st.floats(0, 5).map(lambda miles: round(miles, 1)),
    chosen=st.booleans(),
)
@example(title="漢字の長い題名" * 6, width=19, driven=1.5, chosen=False)
def test_strips_are_exactly_as_wide_as_asked(title, width, driven, chosen):
    try:
        road = goal(f"{title}: {title[:40]} > b*3 > c >> d", *([by(driven)] if driven else []))
    except LastmileError:
        assume(False)
    lanes = draw_lane(road, width, PEN, chosen=chosen)
    assert len(lanes) == COMFORTABLE_ROWS
    for strip in (*lanes, *draw_compact(road, width, PEN, chosen=chosen)):
        assert strip.cell_length == width
        assert sum(cell_len(segment.text) for segment in strip) == width


@pytest.mark.parametrize("miles", ["1", "3", "40"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_final_stretch_takes_two_fifths_whatever_its_share_of_the_miles(miles, width):
    view = lens(goal(f"Goal: a*{miles} > b*{miles} >> c"), width)
    assert (view.width - 1 - view.gate) / (view.width - 1) == pytest.approx(FINAL_CELLS, abs=0.02)


@given(width=st.integers(2, 220), first=st.integers(0, 90), second=st.integers(0, 90))
def test_farther_on_the_road_is_never_farther_left(width, first, second):
    view = lens(goal("Goal: a*3 > b >> c*5"), width)
    near, far = sorted((first / 10, second / 10))
    assert 0 <= view.cell(near) <= view.cell(far) <= view.width - 1
    assert (view.cell(0), view.cell(9)) == (0, width - 1)


def test_a_wide_sign_that_is_covered_in_half_leaves_a_blank():
    for at, seen in [(0, "x 字"), (1, " x字"), (2, "漢x "), (3, "漢 x")]:
        row = Row(4)
        row.put(0, "漢字", Style())
        row.put(at, "x", Style())
        assert row.strip(Style()).text == seen


def test_a_post_is_found_within_a_cell_of_the_pointer():
    road = goal(THESIS)
    posts = deck_of(road, 72 - 9).posts
    assert [post_at(road, post + 3 + 1, 72) for post in posts] == list(range(6))
    assert post_at(road, (posts[0] + posts[1]) // 2 + 3, 72) is None


def test_titles_of_markers_never_touch_each_other():
    crowded = goal("Goal: " + " > ".join(f"marker number {n}" for n in range(30)), by(11.5))
    labels = draw_lane(crowded, 120, PEN)[3].text
    assert "marker number 11" in labels
    assert labels.rstrip().endswith("marker number 29")


def test_facts_give_way_before_the_title_does():
    waiting = goal(THESIS, by(4.4), partial(roadblocks.block, kind="waiting", who="Miriam"))
    heading = draw_lane(waiting, 44, PEN)[0].text
    assert "Ship the thesis" in heading
    assert "1.6 mi to go" in heading
    assert "due Tue" not in heading


def test_the_heading_of_the_stretch_says_what_is_at_stake():
    lineup = line_up([goal(THESIS, by(4.4))], Look(), TODAY)
    drawn = draw_heading(lineup.sections[0], 90, PEN.palette, days=124).text
    assert drawn.strip() == (
        "FINAL STRETCH  seal these before you start anything new    124 days of work at stake"
    )


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (120, "five stand out, and 6 more need attention    "),
        (80, "  +6 more  "),
        (60, "  +6 more  "),
    ],
)
def test_beside_it_the_goals_are_counted_that_are_not_loud(width, words):
    section = Section(SectionKind.STRETCH, ())
    drawn = draw_heading(section, width, PEN.palette, days=121, quiet=6).text
    assert words in drawn
    assert drawn.rstrip().endswith("121 days of work at stake")


@pytest.mark.parametrize("part", SectionKind)
@pytest.mark.parametrize("width", [*range(20, 70), 80])
def test_the_words_beside_a_heading_are_whole_or_not_there(part, width):
    section = Section(part, ())
    whole = draw_heading(section, 120, PEN.palette, days=0).text
    drawn = draw_heading(section, width, PEN.palette, days=0).text.rstrip()
    assert drawn in (whole.rstrip(), f"   {part.upper()}"[:width])
    assert len(whole.rstrip()) <= 60 or part is SectionKind.STRETCH


def test_lines_of_the_highway_are_found_by_arithmetic():
    goals = [goal("One: a > b >> c"), goal("Two: a > b >> c", by(1)), goal(THESIS, by(4.4))]
    lineup = line_up(goals, Look(view=View.ALL), TODAY)
    rows = rows_of(lineup, lane=5, gap=1)
    assert [rows.lines(index) for index in range(3)] == [range(2, 7), range(9, 14), range(16, 21)]
    assert rows.total == 21
    assert rows.spot(0) is None
    assert (rows.spot(1).section, rows.spot(1).index) == (0, None)
    spot = rows.spot(11)
    assert (spot.index, spot.place, spot.row) == (1, 0, 2)
    assert rows.in_sight(0) == range(7)


GREENS = {2, 10, 22, 28, 34, 40, 71, 77, 78, 84, 114, 120, 121, 157, 194}
"""The greens of the 256 colours that our themes come down to, and the two of the 16."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_what_was_driven_stays_green_with_few_colours(theme, system):
    palette = palette_of(variables(theme))
    ground = palette.passed.bgcolor.downgrade(system).number
    assert ground in GREENS
    ahead = palette.ahead.bgcolor.downgrade(system).number
    final = palette.final.bgcolor.downgrade(system).number
    assert len({ground, ahead, final}) == 3


def test_any_theme_of_textual_gives_a_palette():
    app = App()
    for name in app.available_themes:
        app.theme = name
        palette = palette_of(app.get_css_variables())
        assert isinstance(palette.passed.color, RichColor)
        assert palette.passed != palette.final != palette.ahead


def test_the_themes_are_dark_and_light():
    assert (DARK.dark, LIGHT.dark) == (True, False)


def test_a_ticked_box_has_a_cross_where_there_is_no_tick():
    assert [UNICODE.box(ticked=True), ASCII.box(ticked=True)] == ["[✓]", "[x]"]
    assert UNICODE.box(ticked=False) == ASCII.box(ticked=False) == "[ ]"
