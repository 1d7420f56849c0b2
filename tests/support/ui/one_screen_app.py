"""An app around one screen, and what its terminal can show."""

from __future__ import annotations

from pathlib import Path

from textual import on

from lastmile_tui.config import Config
from lastmile_tui.ui import base_app
from lastmile_tui.ui.kit.messages import CommandRequested, SealRequested
from support.ui.screen import shown


class OneScreenApp(base_app.BaseApp):
    """An app around one screen: what it asks for, and what it gives back."""

    CSS_PATH = Path(base_app.__file__).with_name("app.tcss")

    def __init__(self, make, **config):
        super().__init__(Config(**{"animations": False, "glyphs": "unicode", **config}), None)
        self._make = make
        self.asked, self.answers = [], []

    def on_mount(self):
        self.push_screen(self._make(self.glyphs, self.keys), self.answers.append)

    @on(SealRequested)
    def _seal(self, message):
        self.asked.append(("seal now", message.uid))

    @on(CommandRequested)
    def _command(self, message):
        self.asked.append((message.command, message.uid))


def not_ascii(app):
    """The lines that an ASCII terminal could not show."""
    return [line for line in shown(app).splitlines() if not line.isascii()]
