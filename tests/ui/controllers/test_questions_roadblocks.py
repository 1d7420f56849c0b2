"""Roadblocks and detours in the app."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, reach
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.dialogs.prompt import PromptScreen
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.messages import CommandRequested
from support.ui.screen import shown, toast, typed, until

TITLE = "Thesis"
THESIS = f"{TITLE}: draft > edits*2 > printed >> submitted"


def told(garage):
    """The log as the file has it."""
    return [entry.text for entry in entries(garage.store().record(garage.saved(TITLE).uid).log)]


def as_saved(garage):
    """The goal of the file but for the instant of its last change, which undoing moves on too."""
    return replace(garage.saved(TITLE), changed=None)


def blocks(garage):
    return [(item.kind, item.who, item.text) for item in garage.saved(TITLE).roadblocks]


def field(app):
    return app.screen.query_one(LineInput)


async def on(pilot, screen):
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def asked(pilot, key):
    """Ask for a roadblock of a kind, up to its line."""
    await pilot.press("b")
    await on(pilot, ChoiceScreen)
    await pilot.press(key)
    await on(pilot, PromptScreen)


async def detoured(pilot):
    """Come to the prompt for the road ahead of a dead end."""
    await pilot.press("1")
    await asked(pilot, "d")
    await typed(pilot, "no printer")
    await pilot.press("enter")
    await until(pilot, lambda: "Change the road ahead" in shown(pilot.app))


KINDS = [
    ("w", "Jo, the form", ("waiting", "Jo", "the form"), "waiting on Jo, the form"),
    ("w", " @Marta ", ("waiting", "Marta", ""), "waiting on Marta"),
    ("w", "Jo, one, two", ("waiting", "Jo", "one, two"), "waiting on Jo, one, two"),
    ("w", "", ("waiting", "", ""), "waiting"),
    ("g", "the duct, old", ("neglected", "", "the duct, old"), "neglected, the duct, old"),
    ("e", "the knee", ("emergency", "", "the knee"), "emergency, the knee"),
    ("m", "", ("something in me", "", ""), "something in me"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "line", "block", "words"), KINDS)
async def test_b_a_kind_and_a_word_put_a_roadblock_on_the_road(garage, key, line, block, words):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        before = as_saved(garage)
        await asked(pilot, key)
        field(app).value = line
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Roadblock: {words} · {TITLE}")
        assert isinstance(app.screen, HighwayScreen)
        assert blocks(garage) == [block]
        assert garage.saved(TITLE).roadblocks[0].since == app.session.today
        assert told(garage)[-1] == f"roadblock: {words}"
        await pilot.press("u")
        assert as_saved(garage) == before


async def test_the_kinds_are_told_with_their_keys(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await on(pilot, ChoiceScreen)
        page = shown(app)
        assert f"What is in the way? · {TITLE}" in page
        for words in (
            "w  waiting",
            "g  neglected",
            "e  emergency",
            "m  something in me",
            "t  no time",
        ):
            assert words in page
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
    assert told(garage) == ["added"]


async def test_escape_at_the_word_puts_no_roadblock(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "w")
        assert "Waiting on whom · Thesis" in shown(app)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
    assert told(garage) == ["added"]


async def test_b_again_clears_the_road_and_asks_nothing(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "e")
        await pilot.press("enter")
        await until(pilot, lambda: toast(app).startswith("Roadblock"))
        blocked = as_saved(garage)
        await pilot.press("b")
        await until(pilot, lambda: toast(app) == f"Roadblock cleared · {TITLE}")
        assert isinstance(app.screen, HighwayScreen)
        assert blocks(garage) == []
        await pilot.press("u")
        await until(pilot, lambda: blocks(garage) == [("emergency", "", "")])
        assert as_saved(garage) == blocked


async def test_a_dead_end_leads_to_the_road_ahead_as_it_stands(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await detoured(pilot)
        assert field(app).value == "edits*2 > printed >> submitted"
        assert blocks(garage) == [("dead end", "", "no printer")]


async def test_escape_at_the_detour_leaves_the_roadblock(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await detoured(pilot)
        await pilot.press("escape")
        await on(pilot, HighwayScreen)
        assert blocks(garage) == [("dead end", "", "no printer")]
        assert [marker.title for marker in garage.saved(TITLE).markers][1:] == [
            "edits", "printed", "submitted",
        ]  # fmt: skip
    assert told(garage)[-1] == "roadblock: dead end, no printer"


async def test_a_detour_rewrites_the_road_ahead_keeps_what_was_driven_and_clears_the_end(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await detoured(pilot)
        blocked = as_saved(garage)
        field(app).value = "pdf made >> uploaded"
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Detour: pdf made > uploaded · {TITLE}")
        goal = garage.saved(TITLE)
        assert [marker.title for marker in goal.markers] == ["draft", "pdf made", "uploaded"]
        assert (goal.position, goal.roadblocks) == (1, ())
        await pilot.press("u")
        await until(pilot, lambda: blocks(garage) != [])
        assert as_saved(garage) == blocked


async def test_a_road_that_says_nothing_is_asked_again_and_keeps_its_text(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await detoured(pilot)
        field(app).value = " > "
        first = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not first)
        await on(pilot, PromptScreen)
        assert field(app).value == " > "
        assert app.screen.query(".trouble").first().content.plain.endswith(".")
    assert [marker.title for marker in garage.saved(TITLE).markers][1:2] == ["edits"]
    assert blocks(garage) != []


async def test_a_detour_can_be_taken_without_a_dead_end(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.post_message(CommandRequested("detour", garage.saved(TITLE).uid))
        await on(pilot, PromptScreen)
        assert field(app).value == "draft > edits*2 > printed >> submitted"
        field(app).value = "sent"
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Detour: sent · {TITLE}")
    assert [marker.title for marker in garage.saved(TITLE).markers] == ["sent"]


async def test_at_the_last_marker_a_dead_end_leaves_no_road_to_rewrite(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "enter")
        await asked(pilot, "d")
        await pilot.press("enter")
        await until(pilot, lambda: toast(app) == f"Roadblock: dead end · {TITLE}")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, HighwayScreen)
    assert blocks(garage) == [("dead end", "", "")]


async def test_a_road_that_was_driven_on_meanwhile_is_not_rewritten_from_where_it_was(garage):
    app = garage.app(THESIS)
    async with app.run_test(size=(80, 24)) as pilot:
        await detoured(pilot)
        with garage.store() as store:
            store.change(garage.saved(TITLE).uid, advance)
        await pilot.press("enter")
        await until(pilot, lambda: "has moved on meanwhile" in shown(app))
        titles = [marker.title for marker in garage.saved(TITLE).markers]
        assert titles == ["draft", "edits", "printed", "submitted"]


@pytest.mark.parametrize("command", ["block", "park", "turn", "next_step", "let_go", "detour"])
async def test_a_sealed_road_refuses_before_it_asks_anything(garage, command):
    uid = garage.add(THESIS).uid
    with garage.store() as store:
        store.change(uid, lambda record, stamp: reach(record, stamp, 3))
        store.change(uid, seal)
    app = garage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.post_message(CommandRequested(command, uid))
        await until(pilot, lambda: toast(app) == f"‘{TITLE}’ is sealed; reopen it first.")
        assert isinstance(app.screen, HighwayScreen)
