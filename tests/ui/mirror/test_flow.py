"""The mirror over the app: it looks at every road while the keys go on working."""

from __future__ import annotations

from asyncio import Event

import pytest

from lastmile_tui.store.disk import files
from lastmile_tui.ui.controllers import navigation
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.mirror.screen import MirrorScreen
from support.ui.review import fill, on
from support.ui.screen import shown, until

ROADS = 2_000


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_m_shows_the_figures_of_the_demo_t_turns_them_and_escape_leaves(garage, size):
    app = garage.demo()
    async with app.run_test(size=size) as pilot:
        before = garage.path.read_bytes()
        await pilot.press("m")
        await on(pilot, MirrorScreen)
        await until(pilot, lambda: app.screen.query("MirrorPanel"))
        headline = app.screen.query_one("#headline").content.plain
        assert headline.split()[0] in shown(app)
        await pilot.press("t")
        await until(pilot, lambda: app.screen.query("MirrorTable"))
        assert not app.screen.query("MirrorPanel")
        await pilot.press("t")
        await until(pilot, lambda: app.screen.query("MirrorPanel"))
        await pilot.press("G", "g", "escape")
        await on(pilot, HighwayScreen)
        assert app.navigator.mirror is None
        assert garage.path.read_bytes() == before


async def test_m_leaves_the_mirror_again_and_a_file_without_roads_is_no_trouble(garage):
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query("#headline"))
        await pilot.press("m")
        await on(pilot, HighwayScreen)


async def test_many_roads_are_looked_at_while_the_keys_work(garage, monkeypatch):
    garage.fill(ROADS)
    app = garage.app()
    looked, go_on = [], Event()

    async def glance(_):
        looked.append(True)
        await go_on.wait()

    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(navigation, "sleep", glance)
        await pilot.press("m")
        await until(pilot, lambda: f"Looking at 50 of {ROADS:,} roads" in shown(app))
        await pilot.press("t", "j", "G")
        assert isinstance(app.screen, MirrorScreen)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        await pilot.press("m")
        await on(pilot, MirrorScreen)
        await until(pilot, lambda: len(looked) == 2)
        go_on.set()
        await until(pilot, lambda: app.screen.query("MirrorPanel"))
    assert len(looked) == 1 + ROADS // navigation.GLANCE, "a mirror that was left looks no further"


@pytest.mark.usefixtures("quick")
async def test_the_mirror_writes_nothing_and_stands_beside_a_change_from_elsewhere(
    garage, monkeypatch
):
    fill(garage)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query("MirrorPanel"))
        garage.add("Song: words > chords")
        await until(pilot, lambda: len(app.session.goals) == 8)
        assert isinstance(app.screen, MirrorScreen)
        assert app.screen.query("MirrorPanel")
        monkeypatch.setattr(files, "append", lambda *_: pytest.fail("the mirror wrote"))
        await pilot.press("t", "t", "escape")
        await on(pilot, HighwayScreen)
