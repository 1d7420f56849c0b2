"""The verb `web-tab`, which `lastmile web` starts for each tab: its terminal is the page."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lastmile_tui.errors import UsageError
from lastmile_tui.store.ready import make_ready
from lastmile_tui.terminals import Terminal

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context

_DRIVER = "lastmile_tui.ui.browser.driver:BrowserDriver"
"""What draws for a browser; Textual looks for it in TEXTUAL_DRIVER."""


def run_web_tab(context: Context, args: Namespace) -> None:
    """Be the app of one tab: its terminal is the page, by packets over stdin and stdout."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("web-tab is started by lastmile web, for each tab.")
    make_ready()
    os.environ |= {"TEXTUAL_DRIVER": _DRIVER, "TEXTUAL_COLOR_SYSTEM": "truecolor"}
    from lastmile_tui.cli.verbs import app  # noqa: PLC0415 # after the driver is named
    from lastmile_tui.ui.browser.link import link  # noqa: PLC0415 # it has only a tab

    link()
    context.terminal = Terminal(titled=True)
    if args.read_only:
        app.look_at_app(context)
    else:
        app.run_app(context, args)
