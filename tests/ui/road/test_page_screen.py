"""What the page of a road shows, at every size, and its log."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.changes import drive, edit, roadblocks, status
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.domain.wording.track_record import ForecastNotes
from lastmile_tui.ui.drawing.glyphs import UNICODE
from lastmile_tui.ui.drawing.page import Page
from lastmile_tui.ui.kit.messages import CommandRequested
from lastmile_tui.ui.road.draw_rows import rows_of
from support.ui.road import CAR, LEAST, SMALL, WIDE, at, line, opened
from support.ui.screen import footer, shown, typed, until
from support.ui.workspace import NOW


async def test_the_page_says_what_there_is_to_say(garage):
    goal = garage.add(CAR)
    with garage.store() as store:
        for move, args in (
            (edit.explain, ("It rusts in the yard.",)),
            (edit.tag, ("money",)),
            (edit.involve, ("Ann",)),
            (roadblocks.block, ("waiting",)),
            (status.turn, ("theirs",)),
            (status.plan_step, ("call Ann", NOW.date())),
            (drive.advance, ()),
        ):
            store.change(goal.uid, lambda record, stamp, do=move, a=args: do(record, stamp, *a))
    app = garage.app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        page = [" ".join(row.split()) for row in shown(app).splitlines()]
        for words in (
            "In the way ▧ waiting since today",
            "Turn theirs since today",
            "Next step call Ann today",
            "Why It rusts in the yard.",
            "Due today",
            "Tags #money",
            "People @Ann",
            "MARKERS 1 of 4 reached",
            "✓ 1 listed 1 mi today",
            "► 2 driven 1 mi",
            "TO SEAL IT 0 of 1 ticked",
        ):
            assert any(words in row for row in page), (words, page)
        assert any("══ final stretch ══" in row for row in page)


def lines_of(page, width):
    """The text of all lines of a page."""
    rows = rows_of(page, UNICODE, width)
    return ["".join(run.text for run in line) for item in rows for line in item.lines]


def test_why_now_stands_first_with_its_marks_and_every_reason(garage):
    garage.add(CAR)
    record = garage.store().record(garage.saved("Sell the car").uid)
    reasons = ("waiting on Ann for 3 days, and she has a holiday from Monday on", "idle for 5 days")
    page = Page(record, NOW.date(), 2, reasons, "9 days are lost", "not enough yet")
    lines = lines_of(page, 60)
    assert lines[:5] == [
        "WHY NOW▴▴",
        "·waiting on Ann for 3 days, and she has a holiday",
        "from Monday on",
        "·idle for 5 days",
        "",
    ]
    assert lines[5:7] == ["At stake9 days are lost", "Forecastnot enough yet"]


def test_beside_the_forecast_stands_what_the_date_takes_and_what_became_of_others(garage):
    garage.add(CAR)
    record = garage.store().record(garage.saved("Sell the car").uid)
    notes = ForecastNotes(
        evidence="progress on 4 days",
        possible="0.4 mi a day for 4 days, counting today",
        record="31 of your last 40 forecasts held (80 % promised)",
        past=("12 Mar, half way: 3–20 Apr; it came 9 Apr", "20 Mar, 90 % of the way: 1–9 Apr"),
    )
    page = Page(record, NOW.date(), forecast="soon", notes=notes)
    lines = lines_of(page, 80)
    assert lines[:5] == [
        "Forecastsoon",
        "Possible?0.4 mi a day for 4 days, counting today",
        "Was said12 Mar, half way: 3–20 Apr; it came 9 Apr",
        "20 Mar, 90 % of the way: 1–9 Apr",
        "Record31 of your last 40 forecasts held (80 % promised)",
    ]


async def test_wide_the_log_stands_beside_the_rows(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await until(pilot, lambda: not app.screen.tabs.display)
        assert app.screen.rows.region.right <= app.screen.log_rows.region.x
        await pilot.press("tab")
        assert app.screen.pane is app.screen.log_rows
        assert app.screen.rows.display


@pytest.mark.parametrize("size", [SMALL, LEAST])
async def test_narrow_the_tab_key_and_a_click_switch_panes(garage, size):
    app = garage.app(CAR)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        screen = app.screen
        await until(pilot, lambda: screen.rows.display and not screen.log_rows.display)
        await pilot.press("tab")
        await until(pilot, lambda: screen.log_rows.display and not screen.rows.display)
        await until(pilot, lambda: "Sat 21 Nov, today" in shown(app))
        await pilot.click(screen.tabs, offset=(4, 0))
        await until(pilot, lambda: screen.rows.display)


async def test_a_terminal_that_grows_shows_both_panes(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: "LOG" in shown(app) and "MARKERS" in shown(app))


@pytest.mark.parametrize(("size", "rows"), [((80, 40), 7), ((200, 40), 6), ((80, 24), 4)])
async def test_titles_that_do_not_fit_one_row_take_two_where_there_is_room(garage, size, rows):
    titles = ("the outline", "literature", "experiments", "full draft", "edits made", "handed in")
    app = garage.app(f"Thesis: {' > '.join(titles)}")
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await until(pilot, lambda: app.screen.head.size.height == rows)
        drawn = "\n".join(shown(app).splitlines()[: rows + 1])
        whole = all(title in drawn for title in titles)
        assert whole is (size[1] > 24)


async def test_user_text_is_never_read_as_markup(garage):
    app = garage.app("[b]Odd[/b] [/]: [red]one[/red] >> [link=x]two ! [@click=quit]paid #[x]")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        for words in ("[b]Odd[/b] [/]", "[red]one[/red]", "[link=x]two", "[@click=quit]paid"):
            assert words in shown(app)
        await at(pilot, RowKind.MARKER)
        await line(pilot, "e")
        assert "[red]one[/red]" in shown(app)


async def test_with_ascii_glyphs_our_own_words_are_ascii(garage):
    app = garage.app(CAR, glyphs="ascii")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("space")
        await at(pilot, RowKind.MARKER)
        await line(pilot, "e")
        assert shown(app).isascii()


# The log


async def test_the_log_is_searched_as_one_types(garage):
    goal = garage.add(CAR)
    with garage.store() as store:
        for text in ("Ann called", "Bob called", "rain"):
            store.change(goal.uid, lambda *at, text=text: drive.note(*at, text))
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        await typed(pilot, "called bob")
        await until(pilot, lambda: "Log 1 of 4" in shown(app))
        assert "Bob called" in shown(app)
        assert "rain" not in shown(app)
        await pilot.press("enter")
        assert "esc whole log" in footer(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Log 4" in shown(app))
        await pilot.press("slash", "z", "z")
        await until(pilot, lambda: "No line of the log has these words." in shown(app))
        await pilot.press("escape", "escape")
        assert len(app.screen_stack) == 1


async def test_a_long_log_shows_its_ends_at_once(garage):
    goal = garage.add(CAR)
    with garage.store() as store:
        for number in range(200):
            store.change(goal.uid, lambda *at, n=number: drive.note(*at, f"call {n}"))
    app = garage.app()
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("tab")
        await until(pilot, lambda: "call 199" in shown(app))
        await pilot.press("G")
        await until(pilot, lambda: "added" in shown(app))
        assert app.screen.pane.scroll_offset.y > 150


async def test_verbs_are_asked_of_the_app_with_the_goal(garage):
    app = garage.app(CAR)
    asked = []

    def hear(message):
        if isinstance(message, CommandRequested) and message.command not in ("open", "add"):
            asked.append((message.command, message.uid))

    async with app.run_test(size=WIDE, message_hook=hear) as pilot:
        await opened(pilot)
        uid = app.screen.goal.uid
        await pilot.press("plus", "minus")
        await pilot.press("tab", "n")
        await until(pilot, lambda: len(app.screen_stack) == 3)
    assert list(dict.fromkeys(asked)) == [("nudge", uid), ("nudge_back", uid), ("note", uid)]
