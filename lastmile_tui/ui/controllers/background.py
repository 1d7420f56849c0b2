"""What goes on while nobody types: the file changes elsewhere, the day turns, something is due."""

from __future__ import annotations

from asyncio import sleep, to_thread
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import LastmileError
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.kit.bindings import first_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from textual.worker import Worker

    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.ui.controllers.copies.file_copies import FileCopies
    from lastmile_tui.ui.controllers.first_steps import FirstSteps
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.first_frame.next_start import AtStart, Change
    from lastmile_tui.ui.state.inbox_watch import InboxWatch
    from lastmile_tui.ui.state.session import Session


KEEP_SECONDS = 30.0
"""How soon a copy that another device left beside the file is seen."""


NOTES_AT_ONCE = 20
"""Logs that are read before the next key is handled: some milliseconds."""

SHOWN_AFTER = 50
"""Times so many logs after which the filter shows what it found in them."""


class Background:
    """Looks outside now and then, and says what is new; nothing is forced.

    `copies` and `inbox` are None for a file that is thrown away, and `look_day` is the weekday of
    the weekly look, Monday 0.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        copies: FileCopies | None,
        look_day: int | None,
        inbox: InboxWatch | None,
    ) -> None:
        self._host, self._session, self._inbox = host, session, inbox
        self._copies, self.look_day = copies, look_day
        self._asked_on: date | None = None
        """The day on which the review was last offered: once is enough."""
        self._trouble = ""
        self._begun = False

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
        self._begun = True
        self._host.set_interval(KEEP_SECONDS, self.keep)
        if self._host.silent and not at_work:
            self._say_offer()
        self._tell_notices(self._dated_ahead())
        self.keep()
        if not at_work:
            self._asked_on = self._session.today

    def say_demo(self, end: str) -> None:
        """Say that these are demo roads, what becomes of their file, and where each of them is."""
        count = sum(not goal.hidden for goal in self._session.goals.values())
        last, view = self._key("last"), self._key("view")
        self._host.say(
            f"A demo: {counted(count, 'made-up road')} in a file that is {end}. {last} goes to the"
            f" parked, sealed and let-go ones, {view} shows them alone."
        )

    def look_outside(self) -> None:
        """Take in what another terminal did, and the turn of the day."""
        host, session = self._host, self._session
        words = self._take_in()
        try:
            changed = session.refresh()
        except LastmileError as error:
            host.say(str(error), "warning")
            return
        if words:
            host.changed(words)
        elif changed:
            host.bind_down()
        if session.today != self._asked_on and host.screen is host.highway:
            self._asked_on = session.today
            self._say_offer()
        self._tell_notices(self._dated_ahead() if changed else ())

    def _take_in(self) -> str:
        """Take in what lies in the inbox; trouble is told once."""
        if self._inbox is None:
            return ""
        try:
            return self._inbox.take()
        except LastmileError as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._host.say(self._trouble, "warning")
        return ""

    def _say_offer(self) -> None:
        host = self._host
        if host.screen is host.highway and (words := self._offer()):
            host.say(words, waits=True)

    def at_start(self, steps: FirstSteps, change: Callable[[], Change]) -> AtStart | None:
        """What a start would have now, once all that came in is taken in.

        None where it would say something else, or where nothing is measured yet.
        """
        from lastmile_tui.ui.first_frame.next_start import AtStart  # noqa: PLC0415 # after the first frame

        session = self._session
        if not self._begun:
            return None
        self.look_outside()
        start = AtStart(session, change(), steps.text, self._offer())
        if not session.refresh():
            return start if steps.coach() is None and session.notices.silent else None
        self._host.bind_down()  # a thread has just read more than the change has
        return None

    def _offer(self) -> str:
        """Offer the review when it is due, or on its day the weekly look; else nothing."""
        if self._session.board.due:
            key = self._key("review")
            return f"The daily review is due: {key} begins it, about two minutes."
        if lost := self._lost_sight_of():
            roads, key = counted(lost, "road was", "roads were"), self._key("weekly")
            return f"{roads} lost sight of: the weekly look asks, {key} begins it."
        return ""

    def _lost_sight_of(self) -> int:
        if self._session.today.weekday() != self.look_day:
            return 0
        from lastmile_tui.ui.controllers.review import lost_sight_of  # noqa: PLC0415 # on one day of seven

        return lost_sight_of(self._session, self.look_day)

    def _dated_ahead(self) -> list[str]:
        """What a clock dated ahead, and what puts it right."""
        key = self._key("when")
        return [f"{words}. {key} in its log dates it." for words in self._session.dated_ahead()]

    def _tell_notices(self, more: Iterable[str] = ()) -> None:
        """Say what the file makes known of itself, and what came of changes.

        Of these it is kept at the next look that they were shown: who leaves before is told again.
        """
        notices = self._session.notices
        notices.confirm()
        untold = notices.untold() if self._host.free_to_say else ()
        if sentences := (*notices.new_sentences(more), *untold):
            self._host.say("\n".join(sentences), "warning", waits=True)

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
        """Merge what other devices left beside the file; ask where more than one answer is right.

        That is what this machine did and the file lacks, and what is another data file.
        """
        if self._copies is None:
            self._host.say("These roads are thrown away: nothing is merged into them.", "warning")
            return
        self._host.ask(self._ask_and_merge(self._copies))

    async def _ask_and_merge(self, copies: FileCopies) -> None:
        from lastmile_tui.ui.controllers.copies import copy_questions  # noqa: PLC0415 # rarely asked

        host, session = self._host, self._session
        session.refresh()
        await to_thread(copies.find)
        if copies.own:
            answer = await copy_questions.ask_about_missing(host, copies.own, copies.kept_in)
            if answer is None:
                return
            if answer == copy_questions.LEAVE:
                host.say(copies.leave())
                session.notices.copies = copies.notice
                host.bind_down()
                if not (copies.mergeable or copies.foreign):
                    return
        if copies.mergeable or not copies.foreign:
            self._merge(copies)
        for copy in copies.foreign:
            words = copies.describe(copy, session.today)
            if await copy_questions.ask_to_unite(host, copy, words):
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
