"""What Textual itself shows of a paste and of a path: as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import DeliveryComplete, Paste
from textual.widgets import Input

from support.hostile import obeyed
from support.ui.internals import send, settled, strips
from support.ui.screen import shown, toast, until


async def test_what_is_pasted_into_the_search_for_a_theme_is_text(garage):
    app = garage.app("Swim: a > b")
    async with app.run_test(size=(110, 36)) as pilot:
        app.search_themes()
        await until(pilot, lambda: isinstance(app.focused, Input))
        paste = Paste("\x1b]0;pwned\x07swim\nand bike")
        send(app, paste)
        await settled(pilot)
        assert "]0;pwnedswim" in shown(app)
        assert obeyed(shown(app)) == set()


@pytest.mark.parametrize("path", ["/h/[@click=app.quit]x[/]/a.svg", "/h/[/nope]/a.svg", "/\x1b[2J"])
async def test_where_a_screenshot_lies_is_text(garage, path):
    app = garage.app("Swim: a > b")
    async with app.run_test(size=(110, 36)) as pilot:
        app.post_message(DeliveryComplete("key", Path(path), "screenshot"))
        await until(pilot, lambda: "Saved screenshot" in toast(app))
        assert repr(path)[1:-1] in toast(app)
        metas = [part.style.meta for strip in strips(app.screen) for part in strip]
        assert not any("@click" in meta for meta in metas)
        assert obeyed(shown(app)) == set()
