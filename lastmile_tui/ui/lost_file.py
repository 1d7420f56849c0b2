"""What is asked in the place of the app where the data file is missing, or is another one now.

Nothing is opened or written here: it gives back what a person chose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work
from textual.screen import Screen

from lastmile_tui.domain.input.questions import Choice, Option
from lastmile_tui.errors import BEGIN, RESTORE, UNITE
from lastmile_tui.ui.base_app import BaseApp
from lastmile_tui.ui.dialogs.choice import ChoiceScreen
from lastmile_tui.ui.outcome import outcome_of

if TYPE_CHECKING:
    from lastmile_tui.config import Config
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.terminals import Terminal

_KEYS: Final = {"r": RESTORE, "m": UNITE, "b": BEGIN}
"""What is given back; None for who leaves."""


class LostFileApp(BaseApp):
    """Asks what to do about a data file, by its `name`.

    `about` says what happened, and `hints` what each of the ways would do; one that cannot be gone
    has none.
    """

    def __init__(
        self,
        name: str,
        about: str,
        hints: dict[str, str],
        *,
        config: Config,
        terminal: Terminal | None = None,
    ) -> None:
        super().__init__(config, None, terminal)
        self._file_name, self._about, self._hints = name, about, hints

    def get_default_screen(self) -> Screen[None]:
        """An empty one, below the question."""
        return Screen()

    def on_mount(self) -> None:
        self._ask()

    def remember(self) -> None:
        """The next start begins as the last one was left."""

    def bind_down(self) -> None:
        """Nothing is shown but the question."""

    def compact(self) -> None:
        """Nothing is open."""

    @work
    async def _ask(self) -> None:
        """Ask, and once more before anything is begun anew."""
        labels = {RESTORE: "bring it back", UNITE: "unite with a copy", BEGIN: "begin anew"}
        options = tuple(
            Option(key, labels[way], _nothing, self._hints[way])
            for key, way in _KEYS.items()
            if way in self._hints
        )
        choice = Choice("What now", "What shall be done?", options, self._about)
        while True:
            answer = await self.push_screen_wait(ChoiceScreen(choice, self._file_name, self.glyphs))
            way = _KEYS[answer.key] if answer else None
            if way != BEGIN or await self._is_sure():
                self.exit(way)
                return

    async def _is_sure(self) -> bool:
        options = (
            Option("y", "yes", _nothing, self._hints[BEGIN]),
            Option("n", "no", _nothing, "nothing is changed"),
        )
        sure = Choice("Begin anew", "Begin anew?", options)
        answer = await self.push_screen_wait(ChoiceScreen(sure, self._file_name, self.glyphs))
        return answer is not None and answer.key == "y"


def _nothing(record: Record, *_: object) -> Record:
    """The answers change no goal by themselves."""
    return record


def ask_about_lost_file(
    name: str, about: str, hints: dict[str, str], *, config: Config, terminal: Terminal
) -> str | None:
    """Ask on the whole screen; errors as of `outcome_of`."""
    return outcome_of(LostFileApp(name, about, hints, config=config, terminal=terminal))
