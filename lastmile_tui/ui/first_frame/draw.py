"""Draws a screen beside the ones that are shown, and makes what a terminal gets of it."""

from __future__ import annotations

from asyncio import Event, sleep
from typing import TYPE_CHECKING, Any

from textual.widget import AwaitMount

from lastmile_tui.ui.kit.toast import ToastLine

if TYPE_CHECKING:
    from textual.app import App
    from textual.content import Content
    from textual.geometry import Size
    from textual.screen import Screen

ROUNDS = 10
"""Layouts after which a screen is given up that does not come to rest."""

HOPS = 2
"""A message of a widget may cause one more, of its screen."""


def terminal_text(app: App[Any], screen: Screen[Any]) -> str:
    """All cells of a screen, as they are written to the terminal."""
    update = screen._compositor.render_full_update(simplify=True)  # noqa: SLF001 # no public way
    return update.render_segments(app.console).replace("\n", "")  # each line says where it is


def is_laid_out(screen: Screen[Any]) -> bool:
    """Whether a screen is not about to be laid out anew."""
    return not (screen._layout_required or screen._scroll_required)  # noqa: SLF001 # as above


async def draw_aside(
    app: App[Any], screen: Screen[None], size: Size, words: Content | None = None
) -> str:
    """The cells of a new screen as it would be shown first, saying `words`.

    Nothing of it reaches the terminal. Empty where it does not come to rest, or the app ends.
    """
    widgets = app._register(app, screen)  # noqa: SLF001 # what push_screen does but for showing it
    await AwaitMount(screen, widgets)
    before = ""
    try:
        if not screen.is_attached:
            return ""  # it has no widgets, and may handle nothing that is waited for
        if words is not None:
            screen.query_one(ToastLine).say(words, "information", waits=True)
        for _ in range(ROUNDS):
            await pass_queues(screen)
            screen._layout_required = False  # noqa: SLF001 # as above
            screen._refresh_layout(size)  # noqa: SLF001 # as above
            await pass_queues(screen)
            text = terminal_text(app, screen)
            if text == before and is_laid_out(screen):
                return text
            before = text
        return ""
    finally:
        await app._prune(screen)  # noqa: SLF001 # `remove` would draw the shown screen anew


async def pass_queues(screen: Screen[Any]) -> None:
    """Wait until the screen and its widgets have handled what is on its way to them."""
    for _ in range(HOPS):
        for pump in (*screen.walk_children(), screen):
            reached = Event()
            if pump.call_later(reached.set):
                await reached.wait()
    await sleep(0)
