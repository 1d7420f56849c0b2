"""An app with what goes on beside its screens, each made when it is first needed."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from lastmile_tui.ui.base_app import BaseApp
from lastmile_tui.ui.drawing.glyphs import ASCII

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.screen import Screen

    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.inbox import Inbox
    from lastmile_tui.ui.controllers.background import Background
    from lastmile_tui.ui.controllers.copies.auto_sync import AutoSync
    from lastmile_tui.ui.controllers.copies.file_copies import FileCopies
    from lastmile_tui.ui.controllers.first_steps import FirstSteps
    from lastmile_tui.ui.controllers.live_settings import LiveSettings
    from lastmile_tui.ui.first_frame.next_start import NextStart
    from lastmile_tui.ui.state.session import Session


class EquippedApp(BaseApp):
    """The parts that are not there before the first frame."""

    session: Session
    state_dir: Path
    _store: GoalStore
    _backups: Path | None
    _inbox: Inbox | None
    _settings: Path | None
    _next_start: NextStart | None
    _sync_command: Sequence[str] | None
    _steps_left: str | None

    @property
    @abstractmethod
    def highway(self) -> Screen[None]:
        """The screen below all others."""

    @abstractmethod
    def answer_scope(self, uid: str) -> Scope | None:
        """The open review that a change of a goal is an answer in."""

    @cached_property
    def background(self) -> Background:
        """What goes on while nobody types."""
        from lastmile_tui.ui.controllers.background import Background  # noqa: PLC0415 # after the first frame
        from lastmile_tui.ui.state.inbox_watch import InboxWatch  # noqa: PLC0415 # as above

        inbox = InboxWatch(self.session, self._store, self._inbox) if self._inbox else None
        return Background(self, self.session, self._copies, self.config.look_day, inbox)

    @cached_property
    def _copies(self) -> FileCopies | None:
        """The copies of the file; none of one that is thrown away."""
        from lastmile_tui.ui.controllers.copies.file_copies import FileCopies  # noqa: PLC0415 # after the first frame

        if self._backups is None:
            return None
        return FileCopies(self._store, self._backups)

    @cached_property
    def syncing(self) -> AutoSync:
        """What exchanges changes with other devices."""
        from lastmile_tui.ui.controllers.copies.auto_sync import AutoSync  # noqa: PLC0415 # after the first frame

        return AutoSync(self, self.session, self._sync_command, self.config)

    @cached_property
    def live_settings(self) -> LiveSettings | None:
        """What takes in settings that are changed; None where they are in no file."""
        from lastmile_tui.ui.controllers.live_settings import LiveSettings  # noqa: PLC0415 # after the first frame

        return LiveSettings(self, self._settings, self._next_start) if self._settings else None

    @cached_property
    def first_steps(self) -> FirstSteps:
        """The first steps, walked or not."""
        from lastmile_tui.ui.controllers.first_steps import FirstSteps  # noqa: PLC0415 # after the first frame

        plain = self.glyphs is ASCII
        return FirstSteps(self.session, self.keys, self._steps_left, plain=plain)
