"""What tests need of Textual that it keeps to itself, all in one place."""

from __future__ import annotations

from asyncio import sleep, wait


def strips(screen):
    """The lines of a screen as they are drawn."""
    return screen._compositor.render_strips()  # export_screenshot draws an SVG


def send(app, event):
    """Give an app what its terminal would."""
    event.set_sender(app)
    app._driver.send_message(event)  # pilot.press gives no pastes, and waits


async def scroll(pilot, event, widget, offset=(0, 0)):
    """Turn the wheel over a widget."""
    await pilot._post_mouse_events([event], widget, offset)  # a pilot only clicks


async def settled(pilot):
    """Wait until what was typed is carried out, also where it is much."""
    app = pilot.app
    typed = app._keys_typed  # ours: no screen may ask for it
    await sleep(0)
    while app.return_code is None and (task := typed._task) and not task.done():
        await wait([task], timeout=1)
    for _ in range(3):
        await pilot._wait_for_screen()  # pilot.pause waits for an idle machine


def last_words(app):
    """What Textual draws in the terminal when it has ended."""
    return app._exit_renderables  # printed by `run` only, which needs a terminal
