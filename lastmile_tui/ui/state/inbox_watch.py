"""The inbox beside the file, as the app takes it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.inbox import Inbox
    from lastmile_tui.ui.state.session import Session


class InboxWatch:
    """Makes goals of the lines that others left."""

    def __init__(self, session: Session, store: GoalStore, inbox: Inbox) -> None:
        self._session, self._store, self._inbox = session, store, inbox

    def take(self) -> str:
        """What came of the inbox, empty for nothing; StoreError where the disk does not let it."""
        session, now = self._session, self._session.now
        if not self._inbox.waits(now):
            return ""
        from lastmile_tui.dates import match_date  # noqa: PLC0415 # 20 ms with what reads a line
        from lastmile_tui.domain.input.quick_add import read_line  # noqa: PLC0415
        from lastmile_tui.domain.wording.inbox import say_taken  # noqa: PLC0415

        dates = partial(match_date, today=session.today, now=session.wall)
        read = partial(read_line, read_date=dates, notation=session.notation)
        taken = self._inbox.take(self._store, read, now)
        titles = [record.goal.title for record in taken.records]
        return say_taken(titles, taken.again, len(taken.refused), taken.doubts)
