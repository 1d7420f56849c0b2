"""Sentences of the disk that hold a path: what a terminal would obey in it is not shown."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from support.hostile import obeyed
from support.ui.screen import begun, shown, until

SENTENCE = "\x1b]0;pwned\x07/home/\u202eann/\x9b31m[@click=app.quit]x[/] is full."
SHOWN = "]0;pwned/home/ann/31m[@click=app.quit]x[/"
"""What is left of it, as far as the narrowest place shows it."""

KEYS = {
    "a toast": ("space",),
    "a prompt": ("n", "x", "enter"),
    "the line of a new goal": ("a", "x", "enter"),
    "a refused tick": ("s", "space"),
    "a refused item": ("s", "a", "x", "enter"),
    "a row of the page": ("enter", "G", "enter"),
    "an edited row of the page": ("enter", "j", "j", "j", "e", "x", "enter"),
    "an answer of the review": ("r", "equals_sign"),
}


@pytest.mark.parametrize("place", KEYS)
async def test_a_path_in_a_refusal_is_shown_as_text(garage, monkeypatch, place):
    app = garage.app("Swim: lesson > lake ! towel dry")

    def full(*_, **__):
        raise StoreError(SENTENCE)

    async with app.run_test(size=(100, 30)) as pilot:
        await begun(pilot)
        monkeypatch.setattr(files, "append", full)
        for key in KEYS[place]:
            await pilot.press(key)
            await pilot.pause()
            if key == "a":
                await until(pilot, lambda: isinstance(app.focused, Input))
        await until(pilot, lambda: SHOWN in " ".join(shown(app).split()))
        assert obeyed(shown(app)) == set()
        assert app.return_code is None
        monkeypatch.undo()
