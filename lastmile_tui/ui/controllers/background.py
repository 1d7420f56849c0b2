"""What goes on while nobody types: the file changes elsewhere, the day turns, something is due."""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import say_short
from lastmile_tui.domain.changes.seal import to_confirm
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import say_changed_goals, say_device_changes
from lastmile_tui.errors import GoalError, LastmileError
from lastmile_tui.store.backup.backups import make_daily
from lastmile_tui.store.backup.lost_goals import say_emptied
from lastmile_tui.store.copies.find import candidates, find_copies
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import first_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from textual.worker import Worker

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.wording.merge import CopiedChanges
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.desk import Desk


class FileCopies:
    """What is done for the file in the background; `backups` is the folder for it."""

    def __init__(self, store: GoalStore, backups: Path, calendar: Calendar) -> None:
        self._store, self._backups, self._calendar = store, backups, calendar
        self._copies: tuple[Copy, ...] = ()
        self._seen: tuple[tuple[str, FileStamp], ...] = ()

    def emptied(self, today: date) -> str:
        """What to say of a file without goals whose newest backup has some; else empty."""
        return say_emptied(self._store, self._backups, self._calendar, today) or ""

    def look(self, today: date) -> str:
        """Back the file up where that is due, and look for copies; what went wrong. In a thread."""
        seen = candidates(self._store.storage.path)
        if seen != self._seen:
            self._seen, self._copies = seen, find_copies(self._store.storage)
        return make_daily(self._store, self._backups, today)

    @property
    def notice(self) -> str:
        """What the header says of the copies that bring something, or else are damaged."""
        if held := sum(copy.has_changes for copy in self._copies):
            return f"{counted(held, 'copy', 'copies')} to merge"
        damaged = sum(bool(copy.problem) for copy in self._copies)
        return counted(damaged, "damaged copy", "damaged copies") if damaged else ""

    def told(self, today: date, key: str) -> list[str]:
        """A sentence for each copy; `key` merges them."""
        say_day = partial(say_short, today=today)
        return [
            copy.problem
            or f"A copy beside the file has {copy.say(say_day, self._store.device)}"
            f"{_on(copy.goal_changes)}. {key} merges it."
            for copy in self._copies
            if copy.problem or copy.has_changes
        ]

    def merge(self, today: date) -> str:
        """Merge the copies into the file, and put them aside; what was merged.

        Raises GoalError where there is none, StoreError with nothing changed.
        """
        copies = [copy for copy in self._copies if not copy.problem]
        if not copies:
            damaged = (copy.problem for copy in self._copies)
            none = "No copy from another device lies beside the file."
            raise GoalError(next(damaged, none))
        merged = merge_copies(self._store, copies, self._backups)
        self._copies = tuple(copy for copy in self._copies if copy.problem)
        say_day, device = partial(say_short, today=today), self._store.device
        brought = say_device_changes(merged.device_changes, say_day, device)
        told = ["Merged a copy that held nothing new."]
        if brought:
            told = [f"Merged {brought}{_on(merged.goal_changes)}."]
        if merged.moved:
            copy = "The copy is" if len(merged.moved) == 1 else "The copies are"
            told.append(f"{copy} kept in {self._backups / 'merged'}.")
        return "\n".join([*told, *merged.sentences])


def _on(brought: Sequence[CopiedChanges]) -> str:
    return f", on {say_changed_goals(brought)}" if brought else ""


KEEP_SECONDS = 30.0
"""How soon a copy that another device left beside the file is seen."""


class Background:
    """Looks outside now and then, and says what is new; nothing is forced."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._session = desk, desk.session
        self._asked_on: date | None = None
        """The day on which it was last asked whether a goal is sealed still: once is enough."""

    def begin(self, *, at_work: bool) -> None:
        """Say what there is to say at the start, and look for copies from here on.

        Who is `at_work` on something is neither asked nor offered anything.
        """
        self._desk.set_interval(KEEP_SECONDS, self.keep)
        if self._desk.silent and not at_work:
            self._offer()
        self._tell_news()
        self.keep()
        if not at_work:
            self._ask_whether_sealed()

    def look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        desk, session = self._desk, self._session
        try:
            changed = session.refresh()
        except LastmileError as error:
            desk.say(str(error), "warning")
            return
        if changed:
            desk.bind_down()
        if session.today != self._asked_on and desk.screen is desk.highway:
            self._offer()
            self._ask_whether_sealed()
        desk.showing.leave_gone_road()
        self._tell_news()

    def _offer(self) -> None:
        """Offer the review when it is due, or on its day the weekly look."""
        desk = self._desk
        if desk.screen is not desk.highway:
            return
        if self._session.board.due:
            key = self._key("review")
            desk.say(f"The daily review is due: {key} begins it, about two minutes.")
        elif lost := desk.reviewing.lost_sight_of:
            roads, key = counted(lost, "road was", "roads were"), self._key("weekly")
            desk.say(f"{roads} lost sight of: the weekly look asks, {key} begins it.")

    def _ask_whether_sealed(self) -> None:
        """Ask a week after a seal whether it holds, where nothing else is asked."""
        desk, today = self._desk, self._session.today
        self._asked_on = today
        goal = to_confirm(self._session.goals.values(), today)
        if goal is not None and desk.screen is desk.highway:
            desk.ask(desk.asking.confirm(goal))

    def _tell_news(self, more: Iterable[str] = ()) -> None:
        """Say what the file makes known of itself."""
        if news := self._session.news.untold(more):
            self._desk.say("\n".join(news), "warning")

    def _key(self, command: str) -> str:
        desk = self._desk
        return first_key(desk.keys, command, plain=desk.glyphs is ASCII) or "the palette"

    # Copies

    def keep(self) -> Worker[None]:
        """Back the file up, and look for what other devices left beside it."""
        return self._desk.run_worker(self._keep, exclusive=True, group="keep")

    async def _keep(self) -> None:
        keeping, session = self._desk.keeping, self._session
        if keeping is None:
            return
        trouble = await to_thread(keeping.look, session.today)
        if keeping.notice != session.news.copies:
            session.news.copies = keeping.notice
            self._desk.bind_down()
        copies = keeping.told(session.today, self._key("merge"))
        self._tell_news(filter(None, (trouble, *copies)))

    def merge(self) -> None:
        """Merge what other devices left beside the file."""
        desk, keeping, session = self._desk, self._desk.keeping, self._session
        if keeping is None:
            desk.say("These roads are thrown away: nothing is merged into them.", "warning")
            return
        try:
            words = keeping.merge(session.today)
        except LastmileError as error:
            desk.refused(error)
            return
        session.news.copies = keeping.notice
        session.refresh()
        desk.changed(words)
