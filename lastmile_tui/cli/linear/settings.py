"""Settings that are changed while the linear mode asks: taken in before the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import BY_ID
from lastmile_tui.config.kept import keep
from lastmile_tui.config.settings import read
from lastmile_tui.config.table import THEMES
from lastmile_tui.ui.state.changed_settings import (
    SettingsState,
    look_at,
    say_changed,
    say_fault,
    settle,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.cli.linear.host import LinearHost

_AT_START = frozenset(("keys", "linear", "glyphs"))
"""What takes a new start here."""

_UNHEARD = frozenset((*THEMES, "animations", "window_title", "sync"))
"""What nothing here goes by."""


class LinearSettings:
    """Looks at the file of the settings; a fault is said once."""

    def __init__(self, host: LinearHost) -> None:
        self._host, self._known = host, ""
        self._path = host.context.locations.config
        self._seen = look_at(self._path)
        self._state = SettingsState(self._path)
        self._started = host.context.config

    def look(self) -> Iterator[str]:
        """Take in what is new; what there is to say of it."""
        seen = look_at(self._path)
        if seen == self._seen:
            return
        self._seen = seen
        context, found = self._host.context, read(self._path, BY_ID)
        keep(found, context.locations.kept_settings)
        gone, mended = self._state.look(broken=bool(found.faults))
        if found.faults:
            sentence = say_fault(self._path, found, context.locations.kept_settings)
            if sentence != self._known:
                self._known = sentence
                yield sentence
            return
        self._known = ""
        changed = settle(self._host.session, context.config, found.config)
        context.use(found.config)
        heard = [name for name in changed if name not in _UNHEARD]
        later = waiting(self._started, found.config, _AT_START)
        yield from say_changed(self._path, heard, later, gone=gone, mended=mended)
