"""What goes on while nobody types: the file changes elsewhere, the day turns, something is due."""

from __future__ import annotations

from asyncio import sleep, to_thread
from shlex import quote
from typing import TYPE_CHECKING

from lastmile_tui.dates import SystemClock
from lastmile_tui.domain.changes.seal import to_confirm
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import say_device_changes
from lastmile_tui.errors import GoalError, LastmileError
from lastmile_tui.store.backup.backups import make_daily
from lastmile_tui.store.backup.lost_goals import say_emptied
from lastmile_tui.store.backup.packer import finish_later
from lastmile_tui.store.copies.find import find_copies, look_for_copies
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.copies.wording import past_day, say_brought, say_copies
from lastmile_tui.ui.controllers.review import lost_sight_of
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import first_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from textual.worker import Worker

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.state.session import Session


class FileCopies:
    """What is done for the file in the background; `backups` is the folder for it."""

    def __init__(self, store: GoalStore, backups: Path, calendar: Calendar) -> None:
        self._store, self._backups, self._calendar = store, backups, calendar
        self._copies: tuple[Copy, ...] = ()
        self._seen: tuple[object, ...] = ()

    def emptied(self, today: date) -> str:
        """What to say of a file without goals whose newest backup has some; else empty."""
        return say_emptied(self._store, self._backups, self._calendar, today) or ""

    def look(self, today: date) -> str:
        """Back up where that is due, and look for copies; what went wrong. Runs in a thread.

        A large file is packed by a process of its own: keys and the end do not wait for it.
        """
        seen = (*look_for_copies(self._store.storage.path), self._store.storage.missing)
        if seen != self._seen:
            self._seen, self._copies = seen, find_copies(self._store.storage)
        failure = make_daily(self._store, self._backups, today)
        return failure or finish_later(self._backups, SystemClock().now().timestamp())

    @property
    def notice(self) -> str:
        """What the header says of the copies that bring something, or else are damaged."""
        if any(copy.own for copy in self._copies):
            return "changes missing"
        if count := sum(copy.has_changes for copy in self.mergeable):
            return f"{counted(count, 'copy', 'copies')} to merge"
        if self.foreign:
            return f"{counted(len(self.foreign), 'file')} to unite"
        damaged = sum(bool(copy.problem) for copy in self._copies)
        return counted(damaged, "damaged copy", "damaged copies") if damaged else ""

    def sentences(self, today: date, key: str) -> list[str]:
        """A sentence for each copy; `key` merges them."""
        return say_copies(self._copies, today, self._store.device, key)

    @property
    def mergeable(self) -> list[Copy]:
        """The copies that are merged without a question."""
        return [copy for copy in self._copies if not (copy.problem or copy.foreign)]

    @property
    def foreign(self) -> tuple[Copy, ...]:
        """The other data files that may be united with this one."""
        return tuple(copy for copy in self._copies if copy.foreign and not copy.problem)

    def describe(self, copy: Copy, today: date) -> str:
        """What a copy holds, in short."""
        return copy.say(past_day(today), self._store.device)

    def merge(self, today: date, other: Copy | None = None) -> str:
        """Merge the copies into the file, or unite it with an `other` one; what was merged.

        They are put aside. Raises GoalError where there is none, StoreError with nothing changed.
        """
        copies = self.mergeable if other is None else [other]
        if not copies:
            damaged = (copy.problem for copy in self._copies)
            none = "No copy from another device lies beside the file."
            raise GoalError(next(damaged, none))
        merged = merge_copies(self._store, copies, self._backups)
        self._copies = tuple(copy for copy in self._copies if copy not in copies)
        say_day, device = past_day(today), self._store.device
        changes = say_device_changes(merged.device_changes, say_day, device)
        sentences = ["Merged a copy that held nothing new."]
        if changes:
            sentences = [f"Merged {changes}{say_brought(merged.goal_changes)}."]
        if other is not None:
            sentences.append("The two are one data file now; one undo takes that back.")
        if any(copy.blob for copy in copies):
            name = quote(self._store.storage.path.name)
            sentences.append(f"git waits to be told that it is merged: git add {name}")
        if merged.moved:
            copy = "The copy is" if len(merged.moved) == 1 else "The copies are"
            sentences.append(f"{copy} kept in {self._backups / 'merged'}.")
        return "\n".join([*sentences, *merged.sentences])


KEEP_SECONDS = 30.0
"""How soon a copy that another device left beside the file is seen."""


NOTES_AT_ONCE = 20
"""Logs that are read before the next key is handled: some milliseconds."""

SHOWN_AFTER = 50
"""Times so many logs after which the filter shows what it found in them."""


class Background:
    """Looks outside now and then, and says what is new; nothing is forced.

    `copies` is None for a file that is thrown away, and `look_day` the weekday of the weekly look,
    Monday 0.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        questions: Questions,
        copies: FileCopies | None,
        look_day: int | None,
    ) -> None:
        self._host, self._session, self._questions = host, session, questions
        self._copies, self._look_day = copies, look_day
        self._asked_on: date | None = None
        """The day on which it was last asked whether a goal is sealed still: once is enough."""

    def read_notes(self) -> None:
        """Let a filter look through the notes too, as soon as they are read."""
        session = self._session
        if session.lineups.look.query and session.note_index.unread(session.goals):
            self._host.run_worker(self._read_notes, exclusive=True, group="notes")

    async def _read_notes(self) -> None:
        """Read some notes at a time, and filter again now and then."""
        session, host = self._session, self._host
        unread = session.note_index.unread(session.goals)
        for number, start in enumerate(range(0, len(unread), NOTES_AT_ONCE), 1):
            session.note_index.read(unread[start : start + NOTES_AT_ONCE])
            if number % SHOWN_AFTER == 0 or start + NOTES_AT_ONCE >= len(unread):
                session.lineups.filter(session.lineups.look.query)
                host.bind_down()
            await sleep(0)

    def begin(self, *, at_work: bool) -> None:
        """Say what there is to say at the start, and look for copies from here on.

        Who is `at_work` on something is neither asked nor offered anything.
        """
        self._host.set_interval(KEEP_SECONDS, self.keep)
        if self._host.silent and not at_work:
            self._offer()
        self._tell_notices(self._dated_ahead())
        self.keep()
        if not at_work:
            self._ask_whether_sealed()

    def look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        host, session = self._host, self._session
        try:
            changed = session.refresh()
        except LastmileError as error:
            host.say(str(error), "warning")
            return
        if changed:
            host.bind_down()
        if session.today != self._asked_on and host.screen is host.highway:
            self._offer()
            self._ask_whether_sealed()
        self._tell_notices(self._dated_ahead() if changed else ())

    def _offer(self) -> None:
        """Offer the review when it is due, or on its day the weekly look."""
        host = self._host
        if host.screen is not host.highway:
            return
        if self._session.board.due:
            key = self._key("review")
            host.say(f"The daily review is due: {key} begins it, about two minutes.")
        elif lost := lost_sight_of(self._session, self._look_day):
            roads, key = counted(lost, "road was", "roads were"), self._key("weekly")
            host.say(f"{roads} lost sight of: the weekly look asks, {key} begins it.")

    def _ask_whether_sealed(self) -> None:
        """Ask a week after a seal whether it holds, where nothing else is asked."""
        host, today = self._host, self._session.today
        self._asked_on = today
        goal = to_confirm(self._session.goals.values(), today)
        if goal is not None and host.screen is host.highway:
            host.ask(self._questions.confirm(goal))

    def _dated_ahead(self) -> list[str]:
        """What a clock dated ahead, and what puts it right."""
        key = self._key("when")
        return [f"{words}. {key} in its log dates it." for words in self._session.dated_ahead()]

    def _tell_notices(self, more: Iterable[str] = ()) -> None:
        """Say what the file makes known of itself."""
        if sentences := self._session.notices.new_sentences(more):
            self._host.say("\n".join(sentences), "warning")

    def _key(self, command: str) -> str:
        host = self._host
        return first_key(host.keys, command, plain=host.glyphs is ASCII) or "the palette"

    # Copies

    def keep(self) -> Worker[None]:
        """Back the file up, and look for what other devices left beside it."""
        return self._host.run_worker(self._keep, exclusive=True, group="keep")

    async def _keep(self) -> None:
        copies, session = self._copies, self._session
        if copies is None:
            return
        trouble = await to_thread(copies.look, session.today)
        if copies.notice != session.notices.copies:
            session.notices.copies = copies.notice
            self._host.bind_down()
        sentences = copies.sentences(session.today, self._key("merge"))
        self._tell_notices(filter(None, (trouble, *sentences)))

    def merge(self) -> None:
        """Merge what other devices left beside the file; ask about what is another data file."""
        host, copies = self._host, self._copies
        if copies is None:
            host.say("These roads are thrown away: nothing is merged into them.", "warning")
            return
        if copies.mergeable or not copies.foreign:
            self._merge(copies)
        if copies.foreign:
            host.ask(self._unite(copies))

    async def _unite(self, copies: FileCopies) -> None:
        """Ask for each of the other data files whether it shall be united with this one."""
        from lastmile_tui.ui.controllers.unite import ask_to_unite  # noqa: PLC0415 # rarely asked

        for copy in copies.foreign:
            words = copies.describe(copy, self._session.today)
            if await ask_to_unite(self._host, copy, words):
                self._merge(copies, copy)

    def _merge(self, copies: FileCopies, other: Copy | None = None) -> None:
        host, session = self._host, self._session
        try:
            words = copies.merge(session.today, other)
        except LastmileError as error:
            host.refused(error)
            return
        session.notices.copies = copies.notice
        session.refresh()
        host.changed(words)
