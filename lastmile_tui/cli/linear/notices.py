"""What a screen always shows and a listener would miss, said when it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.linear.settings import LinearSettings
from lastmile_tui.cli.terminal import LINEAR_OPTION, LINEAR_VARIABLE
from lastmile_tui.dates import say_plain
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.review import queue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.linear.host import LinearHost
    from lastmile_tui.cli.linear.words import LinearWords

_HEALTH = {
    "ok": "The file can be written again.",
    "read-only": "The file is open for reading only: nothing can be changed.",
    "failed": "The disk has failed: nothing is saved.",
}


class LinearNotices:
    """Looks outside before each question; `letters` names the commands that help."""

    def __init__(self, host: LinearHost, letters: LinearWords, *, demo: str = "") -> None:
        self._host, self._letters = host, letters
        self.demo = demo
        """What becomes of a file of demo roads; empty for the user's own."""
        self._health = "ok"
        self._settings = LinearSettings(host)
        self._day: date | None = None

    def say_first(self) -> None:
        """Say what turned the linear mode on, and how it is turned off."""
        context = self._host.context
        off = {
            LINEAR_OPTION: "leave it out for the screen",
            LINEAR_VARIABLE: f"unset it, or set {LINEAR_VARIABLE}=0, for the screen",
        }.get(
            context.linear,
            f"linear = false in {context.locations.config} is the screen for good,"
            f" {LINEAR_VARIABLE}=0 for once",
        )
        by = context.linear if context.linear in (LINEAR_OPTION, LINEAR_VARIABLE) else "the setting"
        self._host.say(f"lastmile in lines, turned on by {by}; {off}.")
        if self.demo:
            self._host.say(*self._about_demo())

    def _about_demo(self) -> Iterator[str]:
        """That these are demo roads, what becomes of their file, and which of them are read."""
        count = sum(not goal.hidden for goal in self._host.session.goals.values())
        when = "" if self.demo == "kept" else " at the end"
        yield f"A demo: {counted(count, 'made-up road')} in a file that is {self.demo}{when}."
        yield (
            "All of them are read, the parked, sealed and let-go ones last;"
            f" {self._letters.letter('view')} active leaves those out."
        )

    def look_outside(self) -> None:
        """Take in what others did, the turn of the day, and what the file makes known."""
        host = self._host
        host.say(*self._settings.look())
        session = host.session
        session.refresh()
        new_day = session.today != self._day
        self._day = session.today
        more = [*self._copies(), *self._dated_ahead(), *self._emptied()] if new_day else []
        host.say(*session.notices.new_sentences(more), *session.notices.untold(), *self._of_disk())
        session.notices.confirm()
        if new_day:
            host.say(f"Today is {say_plain(session.today, session.today)}.")
            host.say(*self._offers())

    def _of_disk(self) -> Iterator[str]:
        """What the health of the file is, when it has changed."""
        health = self._host.store.storage.health
        if health != self._health:
            self._health = health
            yield _HEALTH[health]

    def _copies(self) -> list[str]:
        """Copies that other devices left beside the file."""
        if self.demo:
            return []
        from lastmile_tui.store.copies.find import find_copies  # noqa: PLC0415 # once a day
        from lastmile_tui.store.copies.wording import say_copies  # noqa: PLC0415 # as above

        store, letter = self._host.store, self._letters.letter("merge")
        return say_copies(find_copies(store.storage), self._host.today, store.device, letter)

    def _emptied(self) -> Iterator[str]:
        """Whether the file lost its goals, which otherwise looks like a first start."""
        host = self._host
        if host.session.goals or self.demo:
            return
        from lastmile_tui.store.backup.lost_goals import say_emptied  # noqa: PLC0415 # without goals

        context = host.context
        backups, calendar = context.locations.backups, context.calendar
        if warning := say_emptied(host.store, backups, calendar, host.today):
            yield warning

    def _dated_ahead(self) -> Iterator[str]:
        """What a clock dated ahead."""
        for words in self._host.session.dated_ahead():
            yield f"{words}. The command date of that road puts it right."

    def _offers(self) -> Iterator[str]:
        """The review when it is due, or on its day the weekly look."""
        host, session = self._host, self._host.session
        streak = session.review_days.streak(session.today)
        if streak > 1:
            yield f"Reviewed on {counted(streak, 'day')} in a row."
        if session.review_days.due(session.today):
            yield (
                f"The daily review is due: {self._letters.letter('review')} begins it,"
                " about two minutes."
            )
        elif session.today.weekday() == host.context.config.look_day:
            found = queue.look(session.goals.values(), host.measure, session.today)
            if lost := len(found.queue):
                roads = counted(lost, "road was", "roads were")
                letter = self._letters.letter("weekly")
                yield f"{roads} lost sight of: the weekly look asks, {letter} begins it."
