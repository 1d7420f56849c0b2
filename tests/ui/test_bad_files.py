"""Bad files in the app: every screen opens on what can be read, and the file is left as it was."""

from __future__ import annotations

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.mirror.screen import MirrorScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.screen import RoadScreen
from support.store.bad_files import CASES, EVERY_GOAL, FILES, JOURNALS, SEALED, TITLE, Case
from support.ui.review import on
from support.ui.screen import chosen, shown, titles, toast, until, view

READABLE = [case for case in (*FILES, *SEALED, *JOURNALS) if case.opens != "refused"]
_ALIKE = ("the id ", "_meta ", "300 ", "500 ", "700 ", "seq ", "a list", "not ours")
"""Begins the names of cases that differ for the reader of files only."""

SHOWN = [
    pytest.param(
        case,
        id=case.name,
        marks=[pytest.mark.long] * (case.name.startswith(_ALIKE) or number % 3 > 0),
    )
    for number, case in enumerate(READABLE)
]
"""Each takes a second; the command line looks at all of them in the short version too."""
REFUSED = [case for case in CASES if case.opens == "refused"]


def held(garage):
    return {path.name: path.read_bytes() for path in garage.path.parent.glob("*lastmile*")}


async def look_around(app, pilot):
    """Open the screens that read logs, and come back."""
    await pilot.press("m")
    await on(pilot, MirrorScreen)
    await until(pilot, lambda: app.screen.query("MirrorPanel") or "needs one" in shown(app))
    await pilot.press("t", "escape")
    await on(pilot, HighwayScreen)
    await pilot.press("v", "v", "v", "v", "s", "s", "s")


async def leave(app, pilot):
    """Come back from whatever a command opened, or from nothing where it was refused."""
    await pilot.pause()
    while not isinstance(app.screen, HighwayScreen):
        await pilot.press("escape")


@pytest.mark.parametrize("case", SHOWN)
async def test_a_file_that_can_be_read_in_part_is_shown_and_left(garage, case: Case):
    case.write(garage.path)
    before = held(garage)
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.started)
        if case.name != "goals that are a list":
            assert TITLE in titles(app)
        if case.opens == "read-only":
            assert "read-only" in shown(app)
        await look_around(app, pilot)
        assert held(garage) == before
        if titles(app):
            await pilot.press("enter")
            await on(pilot, RoadScreen)
            await pilot.press("escape")
            await on(pilot, HighwayScreen)
            await pilot.press("space")
            await until(pilot, lambda: toast(app))
        if case.opens == "read-only":
            assert held(garage) == before
    if case.opens == "read-only":
        assert held(garage).items() >= before.items()


@pytest.mark.parametrize("step", [25, pytest.param(1, marks=pytest.mark.long)])
async def test_every_goal_that_can_be_read_has_a_page_a_review_and_a_change(garage, step):
    Case("", "", EVERY_GOAL).write(garage.path)
    before = held(garage)
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.started)
        await look_around(app, pilot)
        every = [goal for goal in app.session.goals.values() if not goal.hidden][::step]
        assert len(every) > 1
        for goal in every:
            app.do("open", goal.uid)
            await leave(app, pilot)
        app.do("review", None)
        await on(pilot, ReviewScreen)
        for _ in range(12):
            await pilot.press("right")
        await leave(app, pilot)
        assert held(garage) == before
        for goal in every:
            app.do("nudge", goal.uid)
            await leave(app, pilot)
        await pilot.press("u", "u")
        assert chosen(app) is None or view(app)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in REFUSED])
def test_the_app_does_not_start_on_what_it_cannot_read_and_says_what_to_do(
    garage, case: Case, capsys, monkeypatch
):
    case.write(garage.path)
    before = held(garage)
    monkeypatch.setenv("TEXTUAL_DRIVER", "a terminal, as far as the command line knows")
    assert main(["--file", str(garage.path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "cannot be read" in err
    assert "lastmile doctor --repair" in err
    assert "lastmile restore" in err
    assert held(garage) == before
