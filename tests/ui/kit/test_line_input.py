"""What is typed into a line, and what is copied from it."""

# ruff: noqa: RUF001 # letters that look alike are typed as they are

from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import Input

from support.cases import case
from support.ui.internals import key_of, send
from support.ui.screen import until

PLACES = {
    "quick add": ("a",),
    "filter": ("slash",),
    "note": ("n",),
    "next step": ("w",),
    "palette": ("colon",),
    "row of the road page": ("enter", "G", "a"),
    "log filter": ("enter", "slash"),
    "seal item": ("s", "a"),
}
"""Where a line is typed, and the keys that lead there."""

TYPED = {
    "a Persian word": ("می\u200cخواهم", "می\u200cخواهم"),
    "a Sinhala conjunct": ("ශ්\u200dරී", "ශ්\u200dරී"),
    "a family": ("👩\u200d👧", "👩\u200d👧"),
    "a flag": ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
    "an accent by itself": ("e\u0301", "e\u0301"),
    "a heart in colour": ("❤\ufe0f", "❤\ufe0f"),
    "a wide space": ("東\u3000京", "東 京"),
    "a space that keeps together": ("5\xa0km", "5 km"),
    "a letter of a font": ("\ue0a0x", "\ue0a0x"),
    "an Arabic sign of numbers": ("\u0600١", "\u0600١"),
    "a right-to-left override": ("a\u202eb", "ab"),
    "an isolate": ("a\u2066b\u2069", "ab"),
    "a C1 control": ("a\x9bb", "ab"),
    "a soft hyphen": ("a\xadb", "ab"),
    "a byte order mark": ("a\ufeffb", "ab"),
}
"""What is typed, character by character, and what then stands in the line."""


async def type_into(pilot, text):
    """Type a text and a full stop, and wait for that."""
    field = pilot.app.focused
    for char in f"{text}.":
        send(pilot.app, Key(key_of(char), char))
    await until(pilot, lambda: "." in field.value)
    field.value = field.value.replace(".", "")


async def line_at(pilot, keys):
    """Open a line and empty it."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await until(pilot, lambda: isinstance(pilot.app.focused, Input))
    field = pilot.app.focused
    field.value = ""
    return field


async def test_what_is_typed_stays_as_a_paste_would(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        field = await line_at(pilot, PLACES["note"])
        for name, (text, expected) in TYPED.items():
            with case(name):
                await type_into(pilot, text)
                assert field.value == expected
                field.value = ""


@pytest.mark.parametrize("place", PLACES)
async def test_a_joiner_can_be_typed_into_every_line(garage, place):
    app = garage.app("Swim: a > b ! towel")
    async with app.run_test() as pilot:
        field = await line_at(pilot, PLACES[place])
        await type_into(pilot, "نامه\u200cها")
        assert field.value == "نامه\u200cها"


async def test_a_joiner_that_was_typed_is_saved_and_replaces_what_is_selected(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        field = await line_at(pilot, PLACES["quick add"])
        await type_into(pilot, "نامهXها")
        field.selection = type(field.selection)(4, 5)
        await pilot.pause()
        send(pilot.app, Key(key_of("\u200c"), "\u200c"))
        await until(pilot, lambda: field.value == "نامه\u200cها")
        await pilot.press("enter")
        await pilot.pause()
    assert garage.saved("نامه\u200cها")


async def test_a_joiner_does_not_pass_the_longest_length(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        field = await line_at(pilot, PLACES["filter"])
        full = "x" * (field.max_length - 1) + "\u200d"
        field.value = full[:-1]
        field.cursor_position = len(field.value)
        for _ in range(2):
            send(pilot.app, Key(key_of("\u200d"), "\u200d"))
        await until(pilot, lambda: field.value == full)
        await pilot.pause()
        assert field.value == full


@pytest.mark.parametrize("place", PLACES)
async def test_with_nothing_selected_no_line_empties_the_clipboard(garage, place):
    app = garage.app("Swim: a > b ! towel")
    async with app.run_test() as pilot:
        app.copy_to_clipboard("precious")
        field = await line_at(pilot, PLACES[place])
        await pilot.press("x")
        for key in ("ctrl+c", "ctrl+x", "super+c"):
            with case(key):
                await pilot.press(key)
                assert (app.clipboard, field.value) == ("precious", "x")


async def test_what_is_selected_is_copied_and_cut(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test() as pilot:
        field = await line_at(pilot, PLACES["note"])
        await pilot.press(*"one two")
        await pilot.press("shift+left", "shift+left", "shift+left", "ctrl+c")
        assert (app.clipboard, field.value) == ("two", "one two")
        await pilot.press("shift+home", "ctrl+x")
        assert (app.clipboard, field.value) == ("one ", "two")
