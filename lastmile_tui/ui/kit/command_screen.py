"""The base of the screens that carry out commands."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from lastmile_tui.commands import COMMANDS
from lastmile_tui.domain.changes.fits import fitting_words
from lastmile_tui.ui.drawing.glyphs import ASCII, Glyphs, spell_content
from lastmile_tui.ui.kit.bindings import Keys, first_key
from lastmile_tui.ui.kit.key_bar import Hint
from lastmile_tui.ui.kit.toast import ToastLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.state.board import Board


class CommandScreen(Screen[None]):
    """A screen with the user's keys and glyphs; its top bar shows the board."""

    board: reactive[Board | None] = reactive(None, always_update=True, repaint=False)

    def __init__(self, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__()
        self.glyphs, self.keys = glyphs, keys

    @property
    def offered(self) -> Iterable[Command]:
        """The commands that work here now."""
        return COMMANDS

    @property
    def goals_to_find(self) -> Iterable[Goal]:
        """The goals that the palette finds here: none where there is no place to go to."""
        return ()

    @property
    def signs(self) -> Sequence[tuple[str, str]]:
        """The signs that are drawn here and nowhere else, each with what it means."""
        return ()

    @property
    def goal_at_hand(self) -> Goal | None:
        """The goal that keys act on."""
        return None

    @abstractmethod
    def action_command(self, command: str) -> None:
        """Carry out a command by its id."""

    def explain(self, words: str) -> None:
        """Say why a key does nothing now."""
        toast = self.query_one(ToastLine)
        toast.say(spell_content(Content(words), self.glyphs), "information")

    def hints_for(self, commands: Iterable[Command], goal: Goal, today: date) -> list[Hint]:
        """The hints of the commands that do something for a goal now."""
        named = fitting_words(commands, goal, today)
        pairs = [(hint, word) for command, word in named for hint in self.hints_of([command])]
        return [Hint(hint.key, word, hint.action) for hint, word in pairs]

    def hints_of(self, commands: Iterable[Command]) -> list[Hint]:
        """The first key of each command; those without one are left out."""
        plain = self.glyphs is ASCII
        return [
            Hint(key, command.label, f"command('{command.id}')")
            for command in commands
            if (key := first_key(self.keys, command.id, plain=plain))
        ]
