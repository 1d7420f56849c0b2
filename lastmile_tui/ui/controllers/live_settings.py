"""Settings while the app runs: what is saved in `config.toml` and in own themes is taken in.

The files are looked at as often as the data file, and read in a thread, so that no key waits.
"""

from __future__ import annotations

from asyncio import sleep, to_thread
from typing import TYPE_CHECKING, Final, Protocol

from lastmile_tui.commands import BY_ID
from lastmile_tui.config.kept import keep
from lastmile_tui.config.settings import read
from lastmile_tui.config.table import AUTO, SETTINGS, THEMES
from lastmile_tui.config.themes import read_themes, theme_paths, unknown_themes
from lastmile_tui.locations import kept_settings, themes_beside
from lastmile_tui.ui.controllers.host import Host
from lastmile_tui.ui.state.changed_settings import (
    SettingsState,
    look_at,
    say_changed,
    say_fault,
    settle,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.config.colours import ThemeColours
    from lastmile_tui.config.settings import SettingsFile
    from lastmile_tui.config.themes import ThemeFile
    from lastmile_tui.ui.controllers.background import Background
    from lastmile_tui.ui.controllers.copies.auto_sync import AutoSync
    from lastmile_tui.ui.first_frame.next_start import NextStart
    from lastmile_tui.ui.state.session import Session

SETTLE_SECONDS: Final = 0.1
"""How long a file has to stay as it is: an editor may be writing it."""

AT_START = frozenset(name for name, setting in SETTINGS.items() if setting.at_start)
"""The settings that take a new start."""


class SettingsHost(Host, Protocol):
    """What the settings change of the app."""

    session: Session
    state_dir: Path
    started_with: Config

    @property
    def config(self) -> Config: ...
    @property
    def background(self) -> Background: ...
    @property
    def syncing(self) -> AutoSync: ...
    @property
    def available_themes(self) -> Collection[str]: ...
    def settle(self, config: Config) -> None: ...
    def replace_themes(self, gone: Iterable[str], new: Iterable[ThemeColours]) -> None: ...
    def show_title(self) -> None: ...


class LiveSettings:
    """Takes in what becomes of the settings at a path, and of the folder `themes` beside them."""

    def __init__(self, host: SettingsHost, path: Path, next_start: NextStart | None) -> None:
        self._host, self._path, self._next_start = host, path, next_start
        self._folder = themes_beside(path)
        self._seen: object = None
        self._themes: frozenset[str] = frozenset()
        """The own themes that were read."""
        self._known: frozenset[str] = frozenset()
        """What is wrong, and was said."""
        self._state = SettingsState(path)

    def look(self) -> None:
        """Look whether a file has changed, and take it in soon."""
        seen = self._signature()
        if seen != self._seen:
            self._seen = seen
            self._host.run_worker(self._take_in, exclusive=True, group="settings")

    async def _take_in(self) -> None:
        before = None
        while before != self._seen:
            before = self._seen
            await sleep(SETTLE_SECONDS)
            self._seen = self._signature()
        fixed = self._next_start.fixed_now() if self._next_start else b""
        found, themes = await to_thread(self._read)
        if self._host.is_running:
            self._wear(themes)
            done = self._settle(found)
            self._tell(found, themes, done)
            if self._next_start and not found.faults and not self._waiting(found.config):
                self._next_start.begin_anew(fixed)

    def _read(self) -> tuple[SettingsFile, list[ThemeFile]]:
        found = read(self._path, BY_ID)
        keep(found, self._kept)
        return found, read_themes(self._folder)

    @property
    def _kept(self) -> Path:
        return kept_settings(self._host.state_dir, self._path)

    def _signature(self) -> object:
        """What is different once one of the files is."""
        return [look_at(path) for path in (self._path, *theme_paths(self._folder))]

    def _wear(self, files: Sequence[ThemeFile]) -> None:
        """Take in the themes; one that cannot be read any more stays as it was."""
        sound = [file.theme for file in files if file.theme]
        there = frozenset(file.path.stem for file in files)
        self._host.replace_themes(self._themes - there, sound)
        self._themes = there

    def _settle(self, found: SettingsFile) -> list[str]:
        """Do as the settings say; what is to be told of that."""
        host, old = self._host, self._host.config
        gone, was_broken = self._state.look(broken=bool(found.faults))
        if found.faults:
            return []
        new, changed = found.config, list[str]()
        if new != old:
            changed = settle(host.session, old, new)
            host.background.look_day = new.look_day
            host.syncing.settle(new)
            host.settle(new)
            host.bind_down()
            host.show_title()
        taken = [name for name in changed if name not in THEMES or self._is_there(name, new)]
        later, mended = self._waiting(new), was_broken and not changed
        return say_changed(self._path, taken, later, gone=gone, mended=mended)

    def _is_there(self, setting: str, new: Config) -> bool:
        """Whether the theme that a setting names can be worn."""
        return getattr(new, setting) in {None, AUTO, *self._host.available_themes}

    def _waiting(self, new: Config) -> frozenset[str]:
        """What the next start has that this one has not."""
        return waiting(self._host.started_with, new, AT_START)

    def _tell(self, found: SettingsFile, themes: Sequence[ThemeFile], done: Sequence[str]) -> None:
        """Say what is wrong, once, and what was taken in."""
        wrong = [*filter(None, [say_fault(self._path, found, self._kept)])]
        unknown = unknown_themes(found.toml, themes, self._host.available_themes)
        wrong += [fault.of(self._path.name) for fault in unknown]
        for file in themes:
            wrong += [fault.of(file.path.name) for fault in (*file.faults[:1], *file.warnings[:1])]
        new = [sentence for sentence in wrong if sentence not in self._known]
        self._known = frozenset(wrong)
        if new or done:
            self._host.say("\n".join((*new, *done)), "warning" if new else "information")
