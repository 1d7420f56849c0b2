"""The page of one road: opened, driven on, and closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.ui.dialogs.palette_entries import command_entries
from support.ui.prompts import prompt, remove
from support.ui.road import BOAT, CAR, opened
from support.ui.screen import chosen, footer, shown, toast, until
from support.ui.workspace import NOW


async def test_enter_opens_the_road_and_escape_leads_back(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        page = shown(app)
        for words in ("MARKERS", "listed", "TO SEAL IT", "[ ] paid", "LOG", "added"):
            assert words in page
        assert footer(app).startswith("esc highway")
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_the_same_keys_drive_here(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("space", "plus", "3", "h", "u")
        assert garage.saved("Sell the car").position == 3
        assert toast(app).startswith("Undone: back at")
        assert "reached ‘agreed’" in shown(app)


async def test_a_note_is_written_here_and_seen_in_the_log(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        field = await prompt(pilot, "note")
        field.value = "nobody called"
        await pilot.press("enter")
        await until(pilot, lambda: "note: nobody called" in shown(app))


async def test_the_cursor_stops_on_rows_and_brings_them_into_sight(garage):
    app = garage.app("Long: " + " > ".join(f"stage {n}" for n in range(40)))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        rows = app.screen.rows
        assert (rows.spot.kind, rows.scroll_offset.y) == (RowKind.BLOCK, 0)
        await pilot.press("j", "j", "k")
        assert rows.spot.kind is RowKind.TURN
        await pilot.press("G")
        assert rows.spot.kind is RowKind.SEAL
        assert rows.scroll_offset.y == rows.max_scroll_y > 20
        await pilot.press("pageup")
        assert rows.spot.kind is RowKind.MARKER
        await pilot.press("g")
        assert (rows.spot.kind, rows.scroll_offset.y) == (RowKind.BLOCK, 0)


async def test_above_the_first_row_the_page_scrolls(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await pilot.press("G", "g", "G")
        rows = app.screen.rows
        rows.step(-100)
        rows.scroll_to(y=2, animate=False, immediate=True)
        await pilot.press("up")
        assert rows.scroll_offset.y == 1


@pytest.mark.usefixtures("quick")
async def test_what_another_process_does_to_the_goal_is_shown(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        with garage.store() as store:
            store.change(app.screen.goal.uid, drive.advance)
        await until(pilot, lambda: "reached ‘listed’" in shown(app))
        assert app.screen.goal.position == 1


@pytest.mark.usefixtures("quick")
async def test_the_page_of_a_goal_that_is_removed_elsewhere_closes(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        title = await opened(pilot)
        remove(garage, title)
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert toast(app) == f"‘{title}’ was removed."
        await pilot.press("space")
        assert toast(app).startswith("Reached")


@pytest.mark.usefixtures("quick")
async def test_the_page_closes_once_the_question_above_it_is_answered(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        title = await opened(pilot)
        await prompt(pilot, "note")
        remove(garage, title)
        await until(pilot, lambda: chosen(app) != title)
        assert len(app.screen_stack) == 3
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_removing_a_goal_here_closes_its_page(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        title = await opened(pilot)
        app.screen.action_command("remove")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert toast(app) == f"Removed · {title}"
        await pilot.press("u")
        await until(pilot, lambda: chosen(app) == title)


async def test_undoing_another_goals_change_leaves_the_page_and_the_cursor(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("G", "space", "g", "j")
        here = chosen(app)
        await pilot.press("enter", "u")
        assert app.screen.goal.title == here
        await pilot.press("escape")
        assert chosen(app) == here


@pytest.mark.usefixtures("quick")
async def test_dates_are_told_from_the_new_day_when_it_turns(garage):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        assert "due today" in shown(app)
        garage.clock.instant = NOW + timedelta(days=1)
        await until(pilot, lambda: "was due 21 Nov" in shown(app))
        assert "Sat 21 Nov, yesterday" in shown(app)


async def test_the_palette_offers_what_can_be_done_to_a_road(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await opened(pilot)
        names = {entry.name for entry in command_entries(app, app.screen, app.choose_theme)}
    assert {"Advance", "Rename", "Remove", "Undo"} <= names
    assert names.isdisjoint({"Add", "Quit", "Find", "Demo roads"})


async def test_a_goal_that_was_just_removed_is_not_opened(garage):
    app = garage.app(CAR, BOAT)
    async with app.run_test() as pilot:
        title = chosen(app)
        remove(garage, title)
        await pilot.press("enter")
        assert toast(app) == f"‘{title}’ was removed; undo or redo brings it back."
        assert len(app.screen_stack) == 1
