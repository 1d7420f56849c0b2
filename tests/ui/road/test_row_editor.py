"""The page of one road, edited where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lastmile_tui.domain.changes import edit, roadblocks
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from lastmile_tui.ui.road.row_editor import RoadEditor
from lastmile_tui.ui.road.screen import RoadScreen
from support.cases import case
from support.ui.road import CAR, LEAST, SMALL, WIDE, at, line, opened, write
from support.ui.screen import footer, shown, toast, typed, until
from support.ui.workspace import NOW

TEXTS = [
    (RowKind.TITLE, "Sell the red car", lambda goal: goal.title == "Sell the red car"),
    (RowKind.WHY, "It rusts.", lambda goal: goal.why == "It rusts."),
    (RowKind.DUE, "+3d", lambda goal: goal.due == NOW.date() + timedelta(days=3)),
    (RowKind.TAGS, "#car #money", lambda goal: goal.tags == ("car", "money")),
    (RowKind.PEOPLE, "@Ann", lambda goal: goal.people[0].name == "Ann"),
    (RowKind.STEP, "call on mon", lambda goal: goal.next_step.text == "call"),
    (RowKind.MARKER, "posted *2", lambda goal: goal.markers[0].miles == 2),
    (RowKind.SEAL, "paid in full", lambda goal: goal.seal[0].text == "paid in full"),
]


@pytest.mark.parametrize("size", [WIDE, LEAST], ids=["wide", "least"])
async def test_a_row_is_edited_where_it_stands(garage, size):
    app = garage.app(CAR)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        uid = app.screen.goal.uid
        for kind, text, holds in TEXTS:
            with case(kind):
                await at(pilot, kind)
                editor = await line(pilot, "e")
                assert app.screen.rows.region.contains_region(editor.region)
                assert editor.region.size == app.screen.rows.room.size
                editor.line.value = text
                await pilot.press("enter")
                await until(pilot, lambda: not app.screen.query(RoadEditor))
                assert holds(garage.store().goals[uid])
                assert app.screen.rows.spot.kind is kind


async def test_what_a_date_means_is_said_while_it_is_typed(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.DUE)
        editor = await line(pilot, "e")
        assert editor.line.value == "2026-11-21"
        editor.line.value = ""
        await typed(pilot, "fri")
        await until(pilot, lambda: "Fri 27 Nov, in 6 days" in shown(app))
        await pilot.press("i", "enter")
        await until(pilot, lambda: editor.has_class("-refused"))
        assert editor.line.value == "frii"
        assert "‘frii’ is not a date" in shown(app)
    assert garage.saved("Sell the car").due == NOW.date()


async def test_escape_leaves_a_row_as_it_was(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER)
        editor = await line(pilot, "enter")
        editor.line.value = "something else"
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query(RoadEditor))
        assert isinstance(app.screen, RoadScreen)
        assert "1  listed" in shown(app)
        await pilot.press("space")
    assert garage.saved("Sell the car").markers[0].title == "listed"


async def test_letters_are_letters_while_one_types_and_other_keys_move_nothing(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.WHY)
        editor = await line(pilot, "e")
        await typed(pilot, "fast q")
        await pilot.press("down", "tab", "pagedown")
        assert editor.line.value == "fast q"
        assert (app.screen.rows.spot.kind, app.screen.pane) == (RowKind.WHY, app.screen.rows)


async def test_a_full_disk_takes_nothing_that_was_typed(garage, monkeypatch):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.WHY)
        editor = await line(pilot, "e")
        editor.line.value = "because"
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", full)
            await pilot.press("enter")
            await until(pilot, lambda: "no space left" in shown(app))
            assert editor.line.value == "because"
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query(RoadEditor))
    assert garage.saved("Sell the car").why == "because"


def full(*_, **__):
    raise StoreError("The change was not saved: no space left on the device.")


async def test_a_click_elsewhere_stays_in_the_line(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.WHY)
        editor = await line(pilot, "e")
        await pilot.click(app.screen.log_rows, offset=(10, 4))
        await until(pilot, lambda: editor.line.has_focus)
        await typed(pilot, "rust")
        assert editor.line.value == "rust"


@pytest.mark.usefixtures("quick")
async def test_a_change_from_outside_leaves_what_is_typed(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER, 3)
        editor = await line(pilot, "e")
        editor.line.value = "signed by both"
        with garage.store() as store:
            store.change(app.screen.goal.uid, lambda *at: edit.remove_marker(*at, 0))
        await until(pilot, lambda: len(app.screen.goal.markers) == 3)
        await pilot.pause()
        assert editor.region.y == app.screen.rows.room.y
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query(RoadEditor))
    titles = [marker.title for marker in garage.saved("Sell the car").markers]
    assert titles == ["driven", "agreed", "signed by both"]


async def test_a_why_of_several_lines_is_left_to_the_text_editor(garage):
    goal = garage.add(CAR)
    with garage.store() as store:
        store.change(goal.uid, lambda *at: edit.explain(*at, "one\ntwo"))
    app = garage.app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.WHY)
        await pilot.press("e")
        assert "several lines" in toast(app)
        assert not app.screen.query(RoadEditor)


# Adding, moving, taking out


async def test_a_marker_is_added_below_and_gets_the_cursor(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER, 1)
        await write(pilot, "a", "washed *2")
        goal = garage.saved("Sell the car")
        assert [marker.title for marker in goal.markers][1:3] == ["driven", "washed"]
        await until(
            pilot, lambda: app.screen.rows.spot == RowId(RowKind.MARKER, goal.markers[2].id)
        )
        await pilot.press("u")
        await until(pilot, lambda: len(garage.saved("Sell the car").markers) == 4)


async def test_a_seal_item_is_added_reworded_proven_ticked_and_taken_out(garage):
    app = garage.app(CAR)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.SEAL)
        await write(pilot, "a", "keys handed over")
        await write(pilot, "v", "a photo")
        await pilot.press("enter")
        item = garage.saved("Sell the car").seal[1]
        assert (item.text, item.evidence, item.done) == ("keys handed over", "a photo", True)
        assert "[✓] keys handed over" in shown(app)
        await pilot.press("K")
        assert garage.saved("Sell the car").seal[0].text == "keys handed over"
        assert app.screen.rows.spot.id == item.id
        await pilot.press("x")
        assert [item.text for item in garage.saved("Sell the car").seal] == ["paid"]
        await pilot.press("u")
        assert len(garage.saved("Sell the car").seal) == 2


async def test_a_tag_is_added_behind_those_there_are(garage):
    app = garage.app(CAR + " #car")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.TAGS)
        await line(pilot, "a")
        await typed(pilot, "rust")
        await pilot.press("enter")
        await until(pilot, lambda: garage.saved("Sell the car").tags == ("car", "rust"))


async def test_the_final_stretch_begins_at_the_marker_and_by_itself_again(garage):
    app = garage.app("Long: a > b > c > d > e")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER, 2)
        await pilot.press("f")
        assert garage.saved("Long").final_index == 2
        await pilot.press("f")
        assert garage.saved("Long").final_from is None


async def test_markers_change_places_and_the_cursor_goes_with_them(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER)
        spot = app.screen.rows.spot
        await pilot.press("J", "J", "K")
        goal = garage.saved("Sell the car")
        assert [marker.title for marker in goal.markers] == ["driven", "listed", "agreed", "signed"]
        assert app.screen.rows.spot == spot


async def test_the_last_marker_is_not_taken_out(garage):
    app = garage.app("Short > one")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER)
        await pilot.press("x")
        await until(pilot, lambda: "A road needs an end" in toast(app))


async def test_the_turn_flips_and_a_roadblock_is_cleared(garage):
    goal = garage.add(CAR)
    with garage.store() as store:
        store.change(goal.uid, lambda *at: roadblocks.block(*at, "waiting", who="Ann"))
    app = garage.app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "enter clear" in footer(app)
        await pilot.press("enter")
        assert garage.saved("Sell the car").roadblocks == ()
        await at(pilot, RowKind.TURN)
        await pilot.press("enter", "enter")
        assert garage.saved("Sell the car").turn.whose == "theirs"
        await pilot.press("x")
        assert garage.saved("Sell the car").turn is None


async def test_keys_of_other_rows_do_nothing_here(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        events = len(garage.store().record(app.screen.goal.uid).log)
        await at(pilot, RowKind.TITLE)
        await pilot.press("f", "x", "J", "K", "v")
        assert len(garage.store().record(app.screen.goal.uid).log) == events


async def test_the_key_bar_tells_what_helps_the_row(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        for kind, words in (
            (RowKind.MARKER, "e edit f stretch a add x remove J K move"),
            (RowKind.SEAL, "enter tick e edit v evidence a add"),
            (RowKind.TURN, "enter flip"),
            (RowKind.WHY, "e edit"),
        ):
            await at(pilot, kind)
            assert words in " ".join(footer(app).split())
        await line(pilot, "e")
        assert footer(app) == "enter keep  esc leave"


async def test_a_click_on_the_key_bar_keeps_what_was_typed(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.WHY)
        await line(pilot, "e")
        await typed(pilot, "rust")
        await pilot.click(app.screen.key_bar, offset=(2, 0))
        await until(pilot, lambda: garage.saved("Sell the car").why == "rust")


async def test_a_double_click_types_over_a_row(garage):
    app = garage.app(CAR)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        rows = app.screen.rows
        y = next(y for y in range(rows.size.height) if "1  listed" in rows.render_line(y).text)
        await pilot.double_click(rows, offset=(10, y))
        await until(pilot, lambda: app.screen.query(RoadEditor))
        assert rows.spot.kind is RowKind.MARKER


async def test_a_marker_is_dated_in_its_line_and_one_key_moves_what_follows(garage):
    app = garage.app("Tour: plan by 24 nov > draft *3 by 25 nov > print by 27 nov due 30 nov")
    uid = garage.saved("Tour").uid

    def days():
        goal = garage.store().goals[uid]
        return [one and one.day for one in (*(m.due for m in goal.markers), goal.due)]

    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await at(pilot, RowKind.MARKER, 1)
        editor = await line(pilot, "enter")
        assert editor.line.value == "draft *3 by 2026-11-25"
        for text, words in (
            ("draft *3 by 40 nov", "‘40 nov’ is not in the calendar"),
            ("draft *3x by fri", "‘*3x’ is not a length"),
            ("draft by -3d", "1 mi long · due Fri 27 Nov, in 6 days"),
            ("draft by soon", "names no date; it stays in the title"),
            ("draft *2 by 26 nov", "2 mi long · due Thu 26 Nov, in 5 days"),
        ):
            editor.line.value = text
            await until(pilot, lambda words=words: words in shown(app))
        await pilot.press("enter")
        offer = "> moves the date behind it and the due date by 1 day, too"
        await until(pilot, lambda: offer in toast(app))
        assert days() == [24, 26, 27, 30]
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "2 dates behind ‘draft’ moved 1 day later" in toast(app))
        assert days() == [24, 26, 28, 1]
        await pilot.press("u", "u")
        await until(pilot, lambda: days() == [24, 25, 27, 30])
        assert garage.saved("Tour").markers[1].miles == 3
        assert garage.saved("Tour").position == 0
