"""Running an app to its end, whatever ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastmile_tui.ui.base_app import BaseApp


def outcome_of(app: BaseApp) -> str | None:
    """What a person wished at the end of an app, None for nothing.

    SystemExit with 128 and its number when a signal ended the app; what breaks it is raised.
    """
    wish = app.run()
    if app.broken is not None:
        raise app.broken
    if app.return_code:
        raise SystemExit(app.return_code)
    return wish
