"""The app as the commands know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lastmile_tui.ui.controllers.host import Host

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.ui.controllers.auto_sync import AutoSync
    from lastmile_tui.ui.controllers.background import Background
    from lastmile_tui.ui.controllers.first_steps import FirstSteps
    from lastmile_tui.ui.controllers.navigation import Navigator
    from lastmile_tui.ui.controllers.questions import Questions
    from lastmile_tui.ui.controllers.review import ReviewController
    from lastmile_tui.ui.controllers.start import StartFlow
    from lastmile_tui.ui.highway.screen import HighwayScreen
    from lastmile_tui.ui.state.session import Session


class CommandHost(Host, Protocol):
    """What a command may ask of the app, or tell it."""

    state_dir: Path
    session: Session
    questions: Questions
    start: StartFlow
    navigator: Navigator

    @property
    def reviewing(self) -> ReviewController | None: ...
    @property
    def background(self) -> Background: ...
    @property
    def syncing(self) -> AutoSync: ...
    def leave(self) -> None: ...

    @property
    def first_steps(self) -> FirstSteps: ...
    @property
    def highway(self) -> HighwayScreen: ...

    def open_review(self, *, weekly: bool = False) -> None: ...
    def action_command_palette(self) -> None: ...
    def copy_to_clipboard(self, text: str) -> None: ...
    def action_suspend_process(self) -> None: ...
    def exit(self, result: str | None = None) -> None: ...
