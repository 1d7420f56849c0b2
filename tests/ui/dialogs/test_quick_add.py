"""Quick add: the line, the road that is shown for it, and the goal that comes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual import events

from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.input.quick_add import LINE_LIMIT
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from lastmile_tui.ui.dialogs.quick_add import QuickAddScreen
from lastmile_tui.ui.kit.line_input import LineInput
from support.ui.quick_add import past_gate, swim_in_stretch
from support.ui.screen import chosen, drawn, shown, toast, typed, until
from support.ui.workspace import NOW

LINE = "Sell the Volvo: listed > test drives > price agreed >> papers signed due fri #car @buyer"


async def asked(pilot, line):
    """Open quick add and put a line in."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuickAddScreen))
    field = pilot.app.screen.query_one(LineInput)
    field.value, field.cursor_position = line, len(line)
    await pilot.pause()
    return field


async def test_a_line_becomes_a_road_that_is_saved_and_chosen(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        await asked(pilot, LINE)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sell the Volvo")
        assert toast(app) == "Added · Sell the Volvo · due Fri 27 Nov, in 6 days"
    goal = garage.saved("Sell the Volvo")
    assert [marker.title for marker in goal.markers][-1] == "papers signed"
    assert goal.due == date(2026, 11, 27)


async def test_the_road_and_the_date_in_words_are_shown_before_saving(garage):
    app = garage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, LINE)
        page = shown(app)
        assert "4 markers · due Fri 27 Nov, in 6 days · #car · @buyer" in page
        assert "═" in page
        assert "price agreed" in page
        assert garage.saved("Sell the Volvo") is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Swim due someday", "‘due someday’ names no date; it stays in the text."),
        ("Swim >>", "Nothing follows ‘>>’"),
        (": a > b", "Give the goal a title"),
        ("Swim: " + " > ".join("x" * 201), "A road has 200 markers at most"),
        ("x" * 501, "is too long; 500 characters are the most."),
        ("Swim: a > b ! paid", "to seal it: paid"),
        ("Run: half > whole target 42 km", "42 km to go"),
        ("Run: half > whole target 42 km", "2 markers · target 42 km"),
        ("Swim: a*3 > b", "2 markers (a 3 mi)"),
        ("Swim > a *2 #x @Ana ! paid", "1 marker (a 2 mi) · #x · @Ana · to seal it: paid"),
        ("Swim ⏫ p", "‘⏫’ is a priority; it is left out."),
        ("Swim", "1 marker"),
        ("Save target 1.250,50 €", "1,250.5 € to go"),
        ("Save target 1,250 €", "‘1,250’ is read as 1250; write 1250 or 1.25, or set decimal"),
    ],
)
async def test_what_is_understood_is_said_and_what_is_not(garage, line, words):
    app = garage.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, line)
        assert words in shown(app)


async def test_a_line_that_makes_no_goal_stays_open_until_it_does(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await asked(pilot, ": a > b")
        await pilot.press("enter")
        assert isinstance(app.screen, QuickAddScreen)
        await asked_again(pilot, "Swim: a > b")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Swim")


async def test_where_people_write_a_comma_the_app_reads_it(garage):
    app = garage.app(decimal="comma")
    async with app.run_test(size=(100, 30)) as pilot:
        await asked(pilot, "Run target 42,195 km: half 21,0975 > all 42,195")
        assert "‘42,195’ is read as 42,1950; write 42,1950 or 42195" in shown(app)
        await pilot.press("enter")
        assert garage.saved("Run").ends == (21.0975, 42.195)


async def asked_again(pilot, line):
    pilot.app.screen.query_one(LineInput).value = line
    await pilot.pause()


async def test_escape_adds_nothing(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await asked(pilot, LINE)
        await pilot.press("escape")
        assert garage.saved("Sell the Volvo") is None
        assert len(app.screen_stack) == 1


async def test_beside_the_final_stretch_a_new_goal_is_asked_about_first(garage):
    swim_in_stretch(garage)
    app = garage.app()
    async with app.run_test() as pilot:
        await past_gate(pilot)
        await asked_again(pilot, "Sing: a > b")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sing")
        assert toast(app) == "Added, with 1 road in the final stretch · Sing"


async def test_a_goal_without_a_seal_list_is_asked_three_questions(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await asked(pilot, "Swim: a > b")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Swim")
        await asked(pilot, "Sing: a > b ! paid")
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sing")
    assert tuple(item.text for item in garage.saved("Swim").seal) == SEAL_LIST
    assert [item.text for item in garage.saved("Sing").seal] == ["paid"]


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_known_tags_and_people_are_suggested_and_taken(garage, key):
    app = garage.app("Swim: a > b #summer @Miriam")
    async with app.run_test() as pilot:
        field = await asked(pilot, "Paint #su")
        await until(pilot, lambda: drawn(field) == "Paint #summer")
        await pilot.press(key)
        await typed(pilot, " @mi")
        await until(pilot, lambda: drawn(field) == "Paint #summer @miriam")
        await pilot.press(key)
        assert field.value == "Paint #summer @Miriam"


async def test_nothing_is_suggested_of_goals_that_were_removed(garage):
    app = garage.app("Swim: a > b #summer")
    async with app.run_test() as pilot:
        app.screen.action_command("remove")
        await pilot.pause()
        field = await asked(pilot, "Paint #su")
        await pilot.pause()
        assert drawn(field) == "Paint #su"


async def test_what_was_shown_is_what_is_saved_though_the_day_turns(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        await asked(pilot, "Swim due tomorrow")
        garage.clock.instant = NOW + timedelta(days=1)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Swim")
    assert garage.saved("Swim").due == date(2026, 11, 22)


async def test_a_full_disk_takes_nothing_that_was_typed(garage, monkeypatch):
    app = garage.app()
    async with app.run_test() as pilot:
        await asked(pilot, LINE)
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", full)
            await pilot.press("enter")
            await until(pilot, lambda: "no space left" in shown(app))
        assert app.screen.query_one(LineInput).value == LINE
        assert garage.saved("Sell the Volvo") is None
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) == "Sell the Volvo")


def full(*_, **__):
    raise StoreError("The change was not saved: no space left on the device.")


async def test_a_paste_longer_than_a_line_may_be_is_cut(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        field = await asked(pilot, "Swim ")
        field.post_message(events.Paste("one\ntwo " + "x" * LINE_LIMIT))
        await until(pilot, lambda: len(field.value) > 5)
        assert field.value.startswith("Swim one two xxx")
        assert len(field.value) == LINE_LIMIT
