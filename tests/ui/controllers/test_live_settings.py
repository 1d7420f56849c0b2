"""What is saved in the settings and in own themes is taken in while the app runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lastmile_tui.commands import BY_ID
from lastmile_tui.config.colours import LIGHT_COLOURS
from lastmile_tui.config.kept import find_in_force
from lastmile_tui.config.themes import theme_text
from lastmile_tui.domain.model.numbers import UNIT, Notation
from lastmile_tui.locations import kept_settings
from lastmile_tui.ui.drawing.glyphs import UNICODE
from lastmile_tui.ui.kit.key_bar import KeyBar
from support.ui.screen import begun, shown, toast, until

LINE = "Walk: a *5 > b *4 > c *3 >> d due 1 dec"

USUAL = 'animations = false\nglyphs = "unicode"\n'
"""What the apps of tests begin with."""


@pytest.fixture
def config(tmp_path):
    """The file of the settings, as the apps of tests begin with them."""
    path = tmp_path / "config" / "config.toml"
    save(path, USUAL)
    return path


def save(path, text):
    """Save as editors do: beside it, and then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(text)
    draft.replace(path)


def first_keys(app):
    return {hint.word: hint.key for hint in app.highway.query_one(KeyBar).hints}


async def looked(app, pilot):
    """The app has begun, and looked at its settings for the first time."""
    await begun(pilot)
    app.live_settings.look()
    await app.workers.wait_for_complete(list(app.workers))


async def taken_in(app, pilot, path, text):
    """Save a file, and let the app look outside."""
    save(path, text)
    app.live_settings.look()
    await app.workers.wait_for_complete(list(app.workers))
    await pilot.pause()


async def test_it_is_seen_without_a_key_also_where_folder_and_file_come_later(garage, config):
    later = config.parent / "later" / "config.toml"
    app = garage.app(LINE, settings=later, glyphs="auto", animations=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert " mi" in shown(app)
        save(later, 'unit = "leg"\n')
        await until(pilot, lambda: " legs" in shown(app))  # by the app's own clock
        assert toast(app) == "config.toml is taken in: unit."


async def test_the_unit_changes_on_every_screen_and_back(garage, config):
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 40)) as pilot:
        await looked(app, pilot)
        await pilot.press("enter")
        await taken_in(app, pilot, config, USUAL + 'unit = "leg"\n')
        assert " legs" in shown(app)
        assert " mi" not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)
        assert " legs" in shown(app)
        await taken_in(app, pilot, config, USUAL)
        assert " mi" in shown(app)
        assert " legs" not in shown(app)


async def test_keys_do_what_they_are_said_to_from_then_on(garage, config):
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert first_keys(app)["note"] == "n"
        await taken_in(app, pilot, config, USUAL + '[keys]\nnote = "x"\nadvance = "y"\n')
        assert first_keys(app)["note"] == "x"
        assert toast(app) == "config.toml is taken in: keys."
        await pilot.press("n", "space")
        assert app.screen is app.highway
        assert app.session.goals[app.highway.view.uid].position == 0
        await pilot.press("y")
        await until(pilot, lambda: app.session.goals[app.highway.view.uid].position == 5)
        await pilot.press("x")
        await until(pilot, lambda: app.screen is not app.highway)
        await pilot.press("escape")
        await taken_in(app, pilot, config, USUAL)
        assert first_keys(app)["note"] == "n"
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not app.highway)


async def test_the_day_turns_when_it_is_said_to(garage, config):
    garage.clock.instant = datetime(2026, 11, 21, 1, tzinfo=UTC)  # two in the night
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert app.session.today.day == 20
        await taken_in(app, pilot, config, USUAL + "day_starts = 0\n")
        assert app.session.today.day == 21
        await pilot.press("space")
        await until(pilot, lambda: app.session.goals[app.highway.view.uid].position == 5)
        log = app.session.log(app.highway.view.uid)
        assert log[-1].day.day == 21
        await taken_in(app, pilot, config, USUAL + 'timezone = "America/New_York"\n')
        assert app.session.today.day == 20


async def test_amounts_are_written_and_read_as_it_says(garage, config):
    app = garage.app("Run target 1000 km", settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "1,000" in shown(app))
        await taken_in(app, pilot, config, USUAL + 'decimal = "comma"\n')
        await until(pilot, lambda: "1.000" in shown(app))
        assert app.session.notation is Notation.COMMA


async def test_reviews_and_looks_and_animations_follow(garage, config):
    garage.add_yesterday(LINE)
    app = garage.app(settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert app.session.review_days.due(app.session.today)
        days = 'rest_days = ["saturday"]\nweekly_look = "monday"\n'
        await taken_in(app, pilot, config, f'glyphs = "unicode"\n{days}')
        assert not app.session.review_days.due(app.session.today)
        assert app.background.look_day == 0
        assert app.animation_level != "none"
        assert toast(app) == "config.toml is taken in: animations, rest_days, weekly_look."


async def test_what_takes_a_new_start_is_said(garage, config):
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        text = 'animations = false\nglyphs = "ascii"\nlinear = true\nunit = "leg"\n'
        await taken_in(app, pilot, config, text)
        assert toast(app) == (
            "config.toml is taken in: unit.\nStart lastmile again for glyphs and linear."
        )
        assert app.glyphs is UNICODE


async def test_where_no_settings_were_valid_before_the_defaults_are_said_to_be_in_force(
    garage, config
):
    save(config, "day_starts = 13\n")
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert toast(app) == (
            "config.toml, line 1: day_starts must be an hour from 0 to 12, not 13."
            " The defaults are in force until that is mended."
        )


async def test_a_broken_file_changes_nothing_and_is_told_once_by_line(garage, config):
    save(config, USUAL + 'unit = "leg"\n')
    app = garage.app(LINE, settings=config, unit="leg")
    UNIT.change("leg")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        broken = USUAL + 'unit = "stage"\nday_starts = 13\n'
        await taken_in(app, pilot, config, broken)
        told = toast(app)
        assert told == (
            "config.toml, line 4: day_starts must be an hour from 0 to 12, not 13."
            " The settings that were valid last are in force until that is mended."
        )
        assert " legs" in shown(app)
        app.say("something else")
        await taken_in(app, pilot, config, broken + "# saved again\n")
        assert toast(app) == "something else"
        await taken_in(app, pilot, config, USUAL + 'unit = "stage"\nday_starts = 3\n')
        assert toast(app) == "config.toml is taken in: day_starts, unit."
        assert " stages" in shown(app)
        await taken_in(app, pilot, config, broken)
        assert toast(app) == told


async def test_what_it_runs_with_takes_no_new_start_and_a_file_that_is_gone_is_said_to_be(
    garage, config
):
    later = config.parent / "later" / "config.toml"
    app = garage.app(LINE, settings=later, glyphs="auto", animations=True)
    gone = "config.toml is gone: the defaults are in force."
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        await taken_in(app, pilot, later, 'glyphs = "ascii"\n')
        assert toast(app) == "Start lastmile again for glyphs."
        await taken_in(app, pilot, later, "")
        assert toast(app) == "config.toml is taken in: glyphs."
        for text in ('glyphs = "ascii"\nunit = "leg"\n', "linear = 5\n", ""):
            await taken_in(app, pilot, later, text)
            app.say("something else")
            later.unlink()
            await looked(app, pilot)
            assert toast(app) == gone


async def test_a_file_that_is_mended_is_said_once_to_be_well_again(garage, config):
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        await taken_in(app, pilot, config, USUAL + "unit = 5\n")
        assert "line 3: unit must be one word" in toast(app)
        await taken_in(app, pilot, config, USUAL)
        assert toast(app) == "config.toml is well again: its settings are as before."
        app.say("something else")
        await taken_in(app, pilot, config, USUAL + "# saved again\n")
        assert toast(app) == "something else"


async def test_the_theme_changes_where_it_is_set_and_else_stays_as_chosen(garage, config):
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        app.theme = "nord"
        await taken_in(app, pilot, config, USUAL + "day_starts = 3\n")
        assert app.theme == "nord"
        await taken_in(app, pilot, config, USUAL + 'theme = "lastmile-light"\n')
        assert app.theme == "lastmile-light"
        await taken_in(app, pilot, config, USUAL + 'theme = "nowhere"\n')
        assert toast(app) == (
            "config.toml, line 3: ‘nowhere’ is no theme, and themes/nowhere.toml is not beside"
            " this file; the palette of the app shows all."
        )
        assert app.theme == "lastmile-dark"
        await taken_in(app, pilot, config, USUAL + 'theme = "drakula"\n')
        assert toast(app).endswith("; did you mean dracula?")
        await taken_in(app, pilot, config, 'glyphs = "unicode"\ntheme = "auto-2"\n')
        assert toast(app).endswith("config.toml is taken in: animations.")


@pytest.mark.parametrize("begun_with", [None, 'background = "red"\n'])
@pytest.mark.parametrize("setting", ["theme", "theme_dark"])
async def test_an_own_theme_that_was_missing_at_the_start_is_worn_once_it_is_there(
    garage, config, begun_with, setting
):
    night = config.parent / "themes" / "night.toml"
    if begun_with:
        save(night, begun_with)
    themes = {"theme": "auto", setting: "night"}
    save(config, USUAL + "".join(f'{name} = "{theme}"\n' for name, theme in themes.items()))
    app = garage.app(LINE, settings=config, **themes)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert app.theme == "lastmile-dark"
        await taken_in(app, pilot, night, 'background = "blue"\n')
        assert app.theme == "lastmile-dark"
        await taken_in(app, pilot, night, 'background = "#0000ff"\n')
        assert app.theme == "night"
        assert app.theme_variables["background"].lower() == "#0000ff"


async def test_a_theme_that_comes_later_leaves_one_that_was_chosen_or_is_tried_on(garage, config):
    night = config.parent / "themes" / "night.toml"
    save(config, USUAL + 'theme = "night"\n')
    app = garage.app(LINE, settings=config, theme="night")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        app.try_on("nord")
        await taken_in(app, pilot, night, 'background = "#0000ff"\n')
        assert app.theme == "nord"
        app.try_on(None)
        assert app.theme == "night"
    night.unlink()
    app = garage.app(settings=config, theme="night")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        app.choose_theme("lastmile-dark")
        await taken_in(app, pilot, night, 'background = "#0000ff"\n')
        assert app.theme == "lastmile-dark"


async def test_a_start_tells_by_line_which_theme_is_broken_and_who_wears_it(garage, config):
    save(config.parent / "themes" / "night.toml", '\naccentt = "#ffffff"\n')
    save(config, USUAL + 'theme = "night"\n')
    app = garage.app(LINE, settings=config, theme="night")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert toast(app) == (
            "config.toml, line 3: ‘night’ can be used once night.toml is mended.\n"
            "night.toml, line 2: ‘accentt’ is no colour of a theme; did you mean accent?"
        )
        assert app.theme == "lastmile-dark"


async def test_an_own_theme_is_worn_from_the_start_and_changes_as_it_is_saved(garage, config):
    night = config.parent / "themes" / "night.toml"
    save(night, theme_text(LIGHT_COLOURS, "night.toml"))
    save(config, USUAL + 'theme = "night"\n')
    app = garage.app(LINE, settings=config, theme="night")
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        assert app.theme == "night"
        assert app.theme_variables["background"].lower() == LIGHT_COLOURS.colours["background"]
        await taken_in(app, pilot, night, 'background = "#0000ff"\n')
        await until(pilot, lambda: app.theme_variables["background"].lower() == "#0000ff")
        style = app.highway.view.render_line(0)
        assert any(part.style.bgcolor.name == "#0000ff" for part in style if part.style.bgcolor)
        await taken_in(app, pilot, night, 'background = "red"\n')
        assert toast(app).startswith("night.toml, line 1: background must be a colour such as")
        assert app.theme_variables["background"].lower() == "#0000ff"
        night.unlink()
        app.live_settings.look()
        await pilot.pause(0.3)
        assert app.theme == "night"


async def test_one_that_comes_later_can_be_worn_and_what_reads_badly_is_told(garage, config):
    save(config, USUAL)
    app = garage.app(LINE, settings=config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        fog = config.parent / "themes" / "fog.toml"
        await taken_in(app, pilot, fog, 'background = "#777"\n')
        assert "fog.toml: foreground on background has a contrast of" in toast(app)
        assert "fog" in app.available_themes
        await taken_in(app, pilot, config, USUAL + 'theme = "fog"\n')
        assert app.theme == "fog"


async def test_what_was_taken_in_is_kept_for_the_next_start(garage, config):
    app = garage.app(LINE, settings=config)
    kept = kept_settings(app.state_dir, config)
    async with app.run_test(size=(100, 30)) as pilot:
        await looked(app, pilot)
        await taken_in(app, pilot, config, USUAL + 'unit = "leg"\n')
        await taken_in(app, pilot, config, USUAL + "unit = 5\n")
    found = find_in_force(config, BY_ID, kept)
    assert (found.config.unit, found.fault.line) == ("leg", 3)
