"""The pictures of the mirror, against golden text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color

from lastmile_tui.domain.mirror.figures import Cause, Ends, FactorRange, Month, Split
from lastmile_tui.domain.mirror.tables import rows_of
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.review.streak import Streaks
from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from lastmile_tui.ui.drawing.glyphs import PLAIN as TEXT
from lastmile_tui.ui.drawing.themes import DARK, LIGHT
from lastmile_tui.ui.mirror.chart import bar_cells, heat_styles, signs_of
from lastmile_tui.ui.mirror.draw_causes import draw_causes
from lastmile_tui.ui.mirror.draw_ends import draw_ends
from lastmile_tui.ui.mirror.draw_heat import draw_heat, level_cuts, level_of
from lastmile_tui.ui.mirror.draw_months import draw_months
from lastmile_tui.ui.mirror.draw_panel import draw_panel
from lastmile_tui.ui.mirror.draw_scales import draw_factor, draw_forecasts
from lastmile_tui.ui.mirror.draw_splits import draw_splits
from lastmile_tui.ui.mirror.draw_streaks import draw_streaks
from support.domain.forecasts import record_of
from support.drawing.figures import FIGURES, MONTHS, NOTHING, TODAY
from support.drawing.roads import pen

PEN, PLAIN = pen(), pen(ASCII)


def shown(rows):
    return "\n".join(row.strip(Style()).text.rstrip() for row in rows)


def test_months_have_what_ended_beside_an_outline_bar_of_what_was_started():
    assert shown(draw_months(MONTHS[-6:], 34, PEN)) == (
        " 4                          ▒▒▛▜\n"
        "                  ▒▒▛▜      ▒▒▌▐\n"
        "          ▛▜      ██▌▐      ██▌▐\n"
        "        ██▌▐ ▒▒▛▜ ██▌▐ ██   ██▌▐\n"
        " 0 ──────────────────────────────\n"
        "   Jun  Jul  Aug  Sep  Oct  Nov\n"
        "█ sealed   ▒ let go   ▛▜ started"
    )


def test_a_year_in_ascii_has_the_first_letters_of_its_months():
    assert shown(draw_months(MONTHS, 40, PLAIN)) == (
        " 4                :..               :..\n"
        "            :..   :||         :..   :||\n"
        "       ..   #||   #||    ..   #||   #||\n"
        "      #||:..#||#  #||   #||:..#||#  #||\n"
        " 0 ------------------------------------\n"
        "   D  J  F  M  A  M  J  J  A  S  O  N\n"
        "# sealed   : let go   .. started"
    )


def test_where_there_is_no_room_for_a_year_the_newest_months_stay():
    assert shown(draw_months(MONTHS, 15, PLAIN)).splitlines()[5] == "   A  S  O  N"


@pytest.mark.parametrize(
    ("width", "glyphs", "top", "under"),
    [(54, UNICODE, "▛▜", "▌▐"), (80, UNICODE, "▛▀▜", "▌ ▐"), (54, TEXT, "┌┐", "││")],
)
def test_started_roads_are_a_closed_outline_and_never_loose_signs(width, glyphs, top, under):
    drawn = shown(draw_months([Month(MONTHS[-1].first, 3)] * 12, width, pen(glyphs))).splitlines()
    assert [drawn[0].count(top), drawn[1].count(under), drawn[2].count(under)] == [12] * 3


def test_started_roads_are_an_outline_bar_to_scale():
    counts = (7, 42, 99, 100)
    months = tuple(Month(MONTHS[0].first, count) for count in counts)
    drawn = shown(draw_months(months, 15, PLAIN)).splitlines()
    bars = [[line[4 + at * 3 : 6 + at * 3].strip() for line in drawn[:6]] for at in range(4)]
    assert [sum(map(bool, bar)) for bar in bars] == [1, 2, 6, 6]
    assert bars[1][-2:] == ["..", "||"]


@pytest.mark.parametrize(
    ("sealed", "let_go", "bar"),
    [
        (21, 0, ["", "▂▂", "██", "██", "██", "██"]),
        (20, 1, ["", "▒▒", "██", "██", "██", "██"]),
        (9, 9, ["", "", "▒▒", "▒▒", "██", "██"]),
        (0, 1, ["", "", "", "", "", "▒▒"]),
        (100, 1, ["▒▒", "██", "██", "██", "██", "██"]),
    ],
)
def test_a_month_with_more_goals_than_rows_is_drawn_to_scale(sealed, let_go, bar):
    busy = [Month(MONTHS[-1].first, 28, sealed, let_go)] * 3
    drawn = shown(draw_months(busy, 30, PEN)).splitlines()
    assert [line[3:5].strip() for line in drawn[:6]] == bar


def test_roads_end_on_a_road_whose_last_fifth_stands_out():
    assert shown(draw_ends(FIGURES.ends, 46, PEN)) == (
        "                                      4\n"
        "                                     ███\n"
        "          2                       2  ███\n"
        "  1      ▒▒▒          1       1  ███ ███\n"
        " ▒▒▒     ▒▒▒         ▒▒▒     ▒▒▒ ███ ███\n"
        "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━►╌╟═══════▞▞⚑\n"
        "start     half came this far  last fifth"
    )


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (Ends((0, 0, 0, 1, 0, 1, 0, 0, 0, 0), 0.45), True),
        (Ends((0, 0, 0, 0, 1, 0, 0, 0, 0, 0), 0.45), False),
        (Ends((0, 0, 0, 0, 0, 0, 0, 0, 0, 2), 0.95), False),
    ],
)
def test_half_of_the_roads_are_told_of_where_there_are_two_and_room_under_the_vehicle(ends, told):
    assert ("half came this far" in shown(draw_ends(ends, 52, PEN))) is told


def test_the_last_fifth_differs_by_sign_and_by_colour():
    first, last = draw_ends(Ends((1, *(0,) * 8, 1), 0.5), 46, PEN)[2], PEN.palette
    inks = {
        segment.text.strip()[:1]: segment.style
        for segment in first.strip(Style())
        if segment.text.strip()
    }
    assert inks["█"] == last.warning
    assert inks["▒"] == last.muted


def test_each_sealed_goal_has_a_road_of_two_parts_and_the_median_comes_last():
    assert shown(draw_splits(FIGURES.splits, 50, PEN)) == (
        "Ship the [b]thesi… ━━━━━━━━━━━━════════ 30 + 20 d\n"
        "Sell the Volvo     ━━━━════════════ 10 + 30 d\n"
        "A talk             ━━ 5 + 0 d\n"
        f"{'─' * 50}\n"
        "median             ━━━━════════ 10 + 20 d\n"
        "━━ days before the stretch   ══ in it"
    )


def test_the_wait_at_the_last_marker_is_a_part_of_its_own():
    splits = (Split("Volvo", TODAY, 10, 20, 4), Split("Talk", TODAY, 5, 0, 10))
    assert shown(draw_splits(splits, 60, PEN)) == (
        "Volvo  ━━━━━━━━━━━══════════════════════╌╌╌╌ 10 + 20 + 4 d\n"
        "Talk   ━━━━━╌╌╌╌╌╌╌╌╌╌╌ 5 + 0 + 10 d\n"
        f"{'─' * 60}\n"
        "median ━━━━━━━━═══════════╌╌╌╌╌╌╌╌ 7.5 + 10 + 7 d\n"
        "━━ days before the stretch   ══ in it   ╌╌ at its end"
    )


def test_one_sealed_goal_needs_no_median():
    drawn = shown(draw_splits(FIGURES.splits[:1], 60, PLAIN))
    assert "median" not in drawn
    assert drawn.isascii()


def test_a_short_part_of_a_long_road_is_still_seen():
    (row, *_) = draw_splits((Split("Long", TODAY, 900, 1),), 40, PLAIN)
    assert "#=" in row.strip(Style()).text


def test_the_factor_stands_in_its_range_on_a_scale_of_doublings():
    assert shown(draw_factor(FIGURES.factor, 44, PEN)) == (
        "                          ×2.0\n"
        "               ━━━━━━━━━━━━━◆━━━━━━━━━━━━━\n"
        "  ├────────────┼────────────┼────────────┤\n"
        " ×½   faster  ×1   slower  ×2           ×4"
    )


def test_what_lies_beyond_the_scale_has_an_arrow():
    assert shown(draw_factor(FactorRange(3.0, 0.2, 9.0, 3), 44, PLAIN)).splitlines()[1:] == [
        "  <=================================O====>",
        "  |------------+------------+------------|",
        "x1/2  faster  x1   slower  x2           x4",
    ]


def test_what_held_stands_against_what_was_promised():
    assert shown(draw_forecasts(FIGURES.forecasts.levels, 56, PEN)) == (
        "50 % ───────────────━━━━◆┼━━━───────────────── 19 of 40\n"
        "80 % ───────────────────────────━━━━◆┼━━────── 31 of 40\n"
        "     0        25        50        75       100 %\n"
        "◆ held   ━━ likely   ┼ promised"
    )


def test_without_colour_and_unicode_the_three_signs_still_differ():
    drawn = shown(draw_forecasts(FIGURES.forecasts.levels, 44, PLAIN))
    assert drawn.isascii()
    assert drawn.splitlines()[1:] == [
        "80 % -------------------===O==---- 31 of 40",
        "     0     25     50     75    100 %",
        "O held   == likely   + promised",
    ]


@pytest.mark.parametrize(
    ("width", "numbers"), [(32, ["0", "25", "50", "75", "100", "%"]), (31, ["0", "100", "%"])]
)
def test_a_short_scale_of_shares_has_its_ends_alone(width, numbers):
    drawn = shown(draw_forecasts(FIGURES.forecasts.levels, width, PEN))
    assert drawn.splitlines()[2].split() == numbers


def test_causes_are_bars_of_days_and_pips_of_goals():
    assert shown(draw_causes(FIGURES.causes, 40, PEN)) == (
        "waiting      ━━━━━━━━━━━━━━━━━━━ 40 days\n"
        "dead end     ━━━━━ 10 days\n"
        "\n"
        "let go because of\n"
        "not worth it ▪▪▪ 3"
    )


def test_without_roadblocks_only_the_reasons_are_told():
    lost = (Cause("lost interest", 1, let_go=True),)
    assert shown(draw_causes(lost, 40, PLAIN)) == "let go because of\nlost interest * 1"


def test_days_of_work_are_a_heat_map_that_ends_today():
    assert shown(draw_heat(FIGURES.activity[-9:], 30, PEN)) == (
        "      Oct     Nov\n"
        "Mon · · · · · · · · ▇\n"
        "    ▁ ▁ ▁ ▁ ▁ ▁ ▁ ▁ ▅\n"
        "Wed ▃ ▃ ▃ ▃ ▃ ▃ ▃ ▃ ▃\n"
        "    ▅ ▅ ▅ ▅ ▅ ▅ ▅ ▅ ▁\n"
        "Fri ▇ ▇ ▇ ▇ ▇ ▇ ▇ ▇ ·\n"
        "    · · · · · · · · ▁\n"
        "    · · · · · · · ·\n"
        "    less · ▁ ▃ ▅ ▇ more"
    )


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (60, "Wed " + "+ " * 26),
        (54, "W " + "+ " * 26),
        (45, "Wed " + "+" * 26),
        (20, "Wed " + "+" * 16),
    ],
)
def test_half_a_year_fits_as_the_width_allows(width, row):
    assert shown(draw_heat(FIGURES.activity, width, PLAIN)).splitlines()[3] == row.rstrip()


@given(st.lists(st.integers(0, 400), max_size=200))
def test_a_busier_day_is_never_on_a_lower_level(counts):
    cuts = level_cuts(counts)
    levels = [level_of(count, cuts) for count in sorted(counts)]
    assert levels == sorted(levels)
    assert all(
        (level == 0) == (count == 0) for level, count in zip(levels, sorted(counts), strict=True)
    )
    assert set(levels) <= set(range(5))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_levels_of_activity_differ_by_sign_and_by_colour(theme):
    assert len(set(heat_styles(pen(theme=theme).palette))) == 5
    for glyphs in (UNICODE, ASCII):
        assert len(set(signs_of(glyphs).levels)) == 5


@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
def test_on_a_bright_ground_few_colours_are_a_ramp_from_faint_to_strong(system):
    palette = pen(theme=LIGHT).palette
    *inks, most = heat_styles(palette)[1:]
    light = [brightness(ink, system) for ink in (*inks, most)]
    assert light == sorted(light, reverse=True)
    assert len({(ink.bold, shade) for ink, shade in zip((*inks, most), light, strict=True)}) == 4
    strongest = most.color.downgrade(system).get_truecolor()
    assert strongest.green > strongest.red == strongest.blue


def brightness(ink, system):
    """How bright an ink is where there are few colours."""
    return Color(*ink.color.downgrade(system).get_truecolor()).brightness


def test_reviewed_days_are_marked_week_by_week():
    assert shown(draw_streaks(FIGURES.streaks, 30, PEN)) == (
        "·······  ····●··  ···●●●\n2 Nov    9 Nov    16 Nov"
    )


@pytest.mark.parametrize(
    ("value", "cells"), [(0, ""), (0.01, "▁"), (1, "██"), (1.5, "███"), (2, "████")]
)
def test_a_bar_is_cut_into_cells_and_what_is_not_nothing_is_seen(value, cells):
    assert "".join(bar_cells(value, 2, 4, signs_of(UNICODE).rising)) == cells


def test_every_sign_of_the_mirror_is_one_cell():
    for glyphs in (UNICODE, ASCII):
        signs = signs_of(glyphs)
        several = (*signs.rising, *signs.growing, *signs.ends, *signs.beyond, *signs.levels)
        single = (
            signs.shade,
            *signs.sides,
            *signs.lid,
            signs.rule,
            signs.tick,
            signs.span,
            signs.value,
        )
        rest = (signs.done, signs.missed, signs.pip, signs.times)
        assert all(cell_len(sign) == 1 for sign in (*several, *single, *rest))
        assert glyphs is UNICODE or "".join((*several, *single, *rest, signs.half)).isascii()


@pytest.mark.parametrize("table", rows_of(NOTHING), ids=lambda table: table.panel)
def test_a_panel_without_figures_says_what_it_needs_and_draws_no_axis(table):
    drawn = draw_panel(table, NOTHING, 80, PEN)
    assert shown(drawn) == table.note
    assert table.note.startswith("needs")


def test_a_low_screen_has_no_empty_line_before_the_words():
    table = rows_of(FIGURES)[0]
    high = shown(draw_panel(table, FIGURES, 100, PEN)).splitlines()
    low = shown(draw_panel(table, FIGURES, 100, PEN, low=True)).splitlines()
    assert high == [*low[:-1], "", table.note]


NASTY = ("漢字の長い題名" * 6, "👨‍👩‍👧‍👦🇵🇹", "[@click=x]y[/]", "a")
NAMES = st.sampled_from(NASTY) | st.text(max_size=40).map(clean_line)
COUNT = st.integers(0, 2000)


@given(
    width=st.integers(1, 200),
    glyphs=st.sampled_from((UNICODE, ASCII)),
    months=st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=12, max_size=12),
    tenths=st.tuples(*[COUNT] * 10),
    share=st.none() | st.floats(0, 1),
    splits=st.lists(st.tuples(NAMES, COUNT, COUNT), max_size=9),
    factor=st.tuples(*[st.floats(0.05, 20)] * 3).map(sorted),
    causes=st.lists(st.tuples(NAMES, st.integers(1, 99), st.booleans(), COUNT), max_size=9),
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    done=st.lists(st.integers(0, 99), max_size=30),
    weeks=st.lists(st.tuples(*[COUNT] * 7), min_size=26, max_size=26),
    came=st.lists(st.integers(0, 12), min_size=10, max_size=60),
)
def test_pictures_are_exactly_as_wide_as_asked(  # noqa: PLR0917 # hypothesis names them
    width, glyphs, months, tenths, share, splits, factor, causes, day, done, weeks, came
):
    figures = replace(
        FIGURES,
        today=day,
        months=tuple(
            Month(month.first, *counts) for month, counts in zip(MONTHS, months, strict=True)
        ),
        ends=Ends(tenths, share),
        splits=tuple(Split(title, day, before, stretch) for title, before, stretch in splits),
        factor=FactorRange(factor[1], factor[0], factor[2], 5),
        causes=tuple(Cause(*cause) for cause in causes),
        forecasts=record_of(*came),
        activity=tuple(weeks),
        streaks=Streaks(1, 1, 1, tuple(day - timedelta(ago) for ago in done)),
    )
    for table in rows_of(figures):
        for row in draw_panel(table, figures, width, pen_of(glyphs)):
            strip = row.strip(Style())
            assert strip.cell_length == width
            assert sum(cell_len(segment.text) for segment in strip) == width


def pen_of(glyphs):
    return PEN if glyphs is UNICODE else PLAIN
