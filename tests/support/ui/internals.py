"""What tests need of Textual that it keeps to itself, all in one place."""

from __future__ import annotations

from asyncio import sleep, wait

from textual.css.stylesheet import Stylesheet
from textual.events import MouseDown, MouseMove, MouseUp
from textual.keys import _character_to_key as key_of  # no pilot is needed to name a key
from textual.screen import Screen

__all__ = [
    "drag",
    "draw_looks",
    "key_of",
    "last_words",
    "parse_once",
    "scroll",
    "send",
    "settled",
    "strips",
]


def strips(screen):
    """The lines of a screen as they are drawn."""
    return screen._compositor.render_strips()  # noqa: SLF001 # a screenshot would be an SVG


def send(app, event):
    """Give an app what its terminal would."""
    event.set_sender(app)
    app._driver.send_message(event)  # noqa: SLF001 # a pilot gives no pastes, and waits


async def scroll(pilot, event, widget, offset=(0, 0)):
    """Turn the wheel over a widget."""
    await pilot._post_mouse_events([event], widget, offset)  # noqa: SLF001 # a pilot only clicks


async def drag(pilot, widget, start, end):
    """Move the mouse with its left button down from one place of a widget to another."""
    for event, offset in ((MouseDown, start), (MouseMove, end), (MouseUp, end)):
        await pilot._post_mouse_events([event], widget, offset, button=1)  # noqa: SLF001 # as above


async def settled(pilot):
    """Wait until what was typed is carried out, also where it is much."""
    app = pilot.app
    typed = app._keys_typed  # noqa: SLF001 # ours, and nobody's but a test's to wait for
    await sleep(0)
    while app.return_code is None and (task := typed._task) and not task.done():  # noqa: SLF001 # as above
        await wait([task], timeout=1)
    for _ in range(3):
        await pilot._wait_for_screen()  # noqa: SLF001 # `pause` waits for an idle machine too


def last_words(app):
    """What Textual draws in the terminal when it has ended."""
    return app._exit_renderables  # noqa: SLF001 # `run` prints them, which needs a terminal


def parse_once(patch):
    """Let apps share the rules they parse, which Textual keeps for each app alone."""
    parse, parsed = Stylesheet._parse_rules, {}  # noqa: SLF001 # the cache of Textual begins anew with each

    def kept(sheet, *source, **how):
        variables = tuple(sheet._variables.items())  # noqa: SLF001 # what rules depend on besides
        key = (source, tuple(how.items()), variables)
        if key not in parsed:
            parsed[key] = parse(sheet, *source, **how)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", kept)


def draw_looks(patch):
    """Let apps without a terminal draw nothing but what a test looks at, which is all of a screen.

    For tests of many keys with a look at each. What breaks while it is drawn breaks the test and
    not the app.
    """
    draw = Screen._compositor_refresh  # noqa: SLF001 # as above

    def leave_out(screen):
        app = screen.app
        if not app.is_headless or screen is not app.screen:
            draw(screen)
            return
        screen._dirty_widgets.clear()  # noqa: SLF001 # a look draws them all
        app._update_mouse_over(screen)  # noqa: SLF001 # which is done with each drawing

    patch.setattr(Screen, "_compositor_refresh", leave_out)
