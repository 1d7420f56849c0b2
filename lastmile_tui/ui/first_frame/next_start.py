"""What the next start is to show at once: drawn by the app, kept once its file is closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content
from textual.geometry import Size  # noqa: TC002 # msgspec reads the annotation

from lastmile_tui import private_files
from lastmile_tui.domain.model.ascii_text import in_ascii
from lastmile_tui.early import frames, stamp
from lastmile_tui.store.app_state import AppState, load_state
from lastmile_tui.store.copies.find import candidates
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.first_frame.draw import draw_aside, terminal_text
from lastmile_tui.ui.highway.empty import is_new
from lastmile_tui.ui.highway.screen import HighwayScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.early.start import Start
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.first_frame.still import StillApp
    from lastmile_tui.ui.state.session import Session

MOST_FRAMES = 4
"""Frames of a data file: of some terminals."""


Change: TypeAlias = tuple[str, int]
"""A database, and the number of its last change."""


class AtStart(NamedTuple):
    """What a start would have: the session's goals as of a change, and what it says.

    `change` is the last one that the session has taken in, `guide` how far the first steps have
    come, `offer` what is offered, if anything.
    """

    session: Session
    change: Change
    guide: str | None
    offer: str


LookAtStart: TypeAlias = Callable[[Callable[[], Change]], AtStart | None]
"""Looks what a start would have now; None where it would say something that is not drawn."""


class DrawnFrame(Struct, frozen=True):
    """A frame, and what it was drawn of; it is true from `since` to `until`, in seconds."""

    data: bytes
    size: Size
    state: AppState
    change: Change
    since: float
    until: float

    def is_of(self, other: DrawnFrame) -> bool:
        """Whether another one would be the same."""
        return replace(self, since=0.0) == replace(other, data=self.data, since=0.0)


class NextStart:
    """Draws and keeps the first frame of the next start, as `start` has begun and in its folder."""

    def __init__(self, start: Start, store: GoalStore, state_dir: Path) -> None:
        self._start, self._store, self._state_dir = start, store, state_dir
        self._drawn: DrawnFrame | None = None

    @property
    def shown(self) -> bytes:
        """What the terminal shows since this start, until the app draws."""
        return self._start.terminal.frame

    @property
    def drawn(self) -> bool:
        """Whether there is a frame to keep."""
        return self._drawn is not None

    def fixed_now(self) -> bytes:
        """What a start would find now that stays as it is while an app runs."""
        return stamp.fixed_of(self._start.places, self._start.env)

    def begin_anew(self, fixed: bytes) -> None:
        """Go on as if the app had begun with settings that it has taken in."""
        if fixed != self._start.fixed:
            self._start.fixed, self._drawn = fixed, None

    def change(self) -> Change:
        """The last change that was read from the file."""
        meta = self._store.storage.meta
        return meta.db, meta.seq

    async def draw(
        self, app: StillApp, look: LookAtStart, shown: tuple[AtStart, bytes] | None = None
    ) -> None:
        """Draw what a start would have now, unless all of that was `shown` and is drawn already."""
        start, state = look(self.change), load_state(self._state_dir)
        if start is None or not self._is_as_left(app, start, state):
            self._drawn = None
            return
        wanted = _wanted(app, start, state)
        if self._drawn is not None and self._drawn.is_of(wanted):
            return
        self._drawn = None
        if shown is not None and shown[0] == start:
            data = shown[1]
        else:
            data = _as_written(app, await self._first_frame(app, start, wanted.size))
            start, state = look(self.change), load_state(self._state_dir)
            if start is None or not wanted.is_of(_wanted(app, start, state)):
                return  # something came in while it was drawn
        if data:
            self._drawn = replace(wanted, data=data)

    def _is_as_left(self, app: StillApp, start: AtStart, state: AppState) -> bool:
        """Whether what the app remembers is how it looks now, with a road and the keys here."""
        session = start.session
        return (
            app.theme_for(state.theme) == app.theme
            and state.guide == start.guide
            and session.lineups.is_kept_in(state)
            and app.app_focus
            and not is_new(session.board)
        )

    async def _first_frame(self, app: StillApp, start: AtStart, size: Size) -> str:
        screen = HighwayScreen(app.glyphs, app.keys)
        session, whole = start.session, start.session.lineups.whole
        screen.board = replace(session.board, lineup=whole, finding=lambda _: None)
        words = spell_content(Content(start.offer), app.glyphs) if start.offer else None
        return await draw_aside(app, screen, size, words)

    def compare(self, app: StillApp, screen: Screen[Any]) -> tuple[bool, str]:
        """Whether a screen is what the terminal shows already, and all that is on it."""
        text = terminal_text(app, screen)
        return _as_written(app, text) == self.shown, text

    def keep(self) -> None:
        """Keep what was drawn, where it is what the files hold; else there is none."""
        if self._drawn is not None:
            with suppress(OSError):
                self._keep(self._drawn)

    def _keep(self, drawn: DrawnFrame) -> None:
        places, fixed = self._start.places, self.fixed_now()
        whole = fixed + stamp.changing_of(places, drawn.size)
        if fixed != self._start.fixed or not self._is_true(drawn):
            return
        data = frames.pack(whole, drawn.data, drawn.since, drawn.until)
        if data:
            folder = Path(places.frames)
            private_files.make_folder(folder)
            path = folder / frames.name_of(fixed, drawn.size)
            temp = folder / f".~{path.name}.{os.urandom(4).hex()}"
            with private_files.temporary_file(temp, data, durable=False):
                temp.replace(path)
            _remove_old(folder)

    def _is_true(self, drawn: DrawnFrame) -> bool:
        """Whether the files hold what was drawn, and nothing that would be made known."""
        storage = self._store.storage
        return (
            storage.is_current
            and self.change() == drawn.change
            and load_state(self._state_dir) == drawn.state
            and not candidates(storage.path)
            and not self._store.broken
        )


def _wanted(app: StillApp, start: AtStart, state: AppState) -> DrawnFrame:
    """The frame that is to be drawn, but for what is on it."""
    session = start.session
    zone = session.wall.tzinfo or session.calendar.zone
    turn = session.calendar.end_of(session.today)
    moments = [turn, *_due_moments(session.goals.values(), zone)]
    until = min((moment for moment in moments if moment > session.wall), default=session.wall)
    since = session.wall.timestamp()
    return DrawnFrame(b"", app.size, state, start.change, since, until.timestamp())


def _as_written(app: StillApp, text: str) -> bytes:
    """A text as the driver writes it to the terminal; nothing where it cannot."""
    stream = sys.__stderr__
    if stream is None:
        return b""
    try:
        shown = in_ascii(text) if app.only_ascii else text
        return shown.encode(stream.encoding, stream.errors or "strict")
    except UnicodeError:
        return b""


def _due_moments(goals: Iterable[Goal], zone: object) -> Iterable[datetime]:
    """When due times pass."""
    for goal in goals:
        if goal.due is not None and goal.due_time is not None:
            with suppress(OverflowError):
                time = goal.due_time.replace(tzinfo=None)
                yield datetime.combine(goal.due, time, zone).astimezone(UTC)  # type: ignore[arg-type]


def _remove_old(folder: Path) -> None:
    """Remove frames of terminals that were not used last, and what a killed process left."""
    found = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    for path in found[MOST_FRAMES:]:
        path.unlink(missing_ok=True)
