"""One message at a time, and each for its whole while."""

from asyncio import sleep

import pytest
from textual.content import Content

from lastmile_tui.ui.kit.toast import ToastLine
from support.ui.screen import toast, until


@pytest.mark.usefixtures("quick")
async def test_a_message_stays_though_the_timer_of_the_one_before_has_just_rung(
    garage, monkeypatch
):
    rung = []
    set_timer = ToastLine.set_timer
    monkeypatch.setattr(
        ToastLine,
        "set_timer",
        lambda line, seconds, ring: rung.append(ring) or set_timer(line, seconds, ring),
    )
    garage.add_yesterday("Swim: lake > sea")
    app = garage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "review is due" in toast(app))
        line = app.screen.query_one(ToastLine)
        line.say(Content("First."), "information")
        line.say(Content("Second."), "information")
        rung[-2]()
        await pilot.pause()
        assert toast(app) == "Second."
        rung[-1]()
        await pilot.pause()
        assert not line.display


@pytest.mark.usefixtures("quick")
async def test_what_nobody_asked_for_waits_until_an_answer_has_had_its_while(garage, monkeypatch):
    monkeypatch.setattr("lastmile_tui.ui.kit.toast.TOAST_SECONDS", 0.3)
    garage.add_yesterday("Swim: lake > sea")
    app = garage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "review is due" in toast(app))
        app.say("An answer.")
        app.say("A notice.", waits=True)
        assert toast(app) == "An answer."
        await until(pilot, lambda: toast(app) == "A notice.")
        app.say("Another answer.")
        assert toast(app) == "Another answer."
        await until(pilot, lambda: toast(app) == "")


@pytest.mark.usefixtures("quick")
async def test_a_shorter_message_takes_the_place_of_a_longer_one_and_moves_nothing(garage):
    app = garage.app()
    async with app.run_test() as pilot:
        app.say("A message of many words.")
        await pilot.pause()
        line = app.screen.query_one(ToastLine)
        before = line.message.region
        for words, moved in (("A short one.", False), ("Two\nlines.", True), ("A", True)):
            app.say(words)
            await pilot.pause()
            assert toast(app) == words
            assert (line.message.region != before) is moved
            shown = [
                strip.text.strip()
                for strip in line.message.render_lines(line.message.outer_size.region)
            ]
            assert words.split("\n")[0] in shown[0]
            before = line.message.region


async def test_a_message_that_comes_while_a_screen_is_made_is_shown_on_it(garage):
    """On a busy machine something is said before the screen has composed what it consists of."""
    app = garage.app("Sell the car: listed >> sold")
    async with app.run_test() as pilot:
        app.navigator.open_horizon(app.highway.view)
        for _ in range(1000):
            if app.screen.query(ToastLine):
                break
            await sleep(0)
        app.say("Another program changed the file.")
        await until(pilot, lambda: toast(app) == "Another program changed the file.")
        assert app.screen is not app.highway
