"""The commands as they are typed: by the letters of the app, by their words, by numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.spoken.replies import parse_reply
from lastmile_tui.commands import BY_ID, COMMANDS, MOVE
from lastmile_tui.config import character_of, user_keys
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import in_own_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ON_HIGHWAY: Final = (
    *("add", "review", "filter", "view", "sort", "mirror", "horizon", "template", "undo", "redo"),
    *("weekly", "merge", "sync", "demo", "keys", "quit"),
)
"""The commands of the Highway, in the order in which help reads them."""

ON_ROAD: Final = (
    *("advance", "nudge", "seal", "block", "next_step", "note", "turn", "park", "let_go"),
    *("last_mile", "step_done", "resume", "marker", "nudge_back", "back", "edit", "when", "log"),
    *("past", "as_it_was", "again", "detour", "rename", "edit_text", "copy_line"),
    *("save_template", "duplicate", "split", "join", "move_up", "move_down", "remove", "push"),
    *("undo", "redo", "read", "leave", "quit"),
)
"""The commands of one road."""

_DRIVING = ("advance", "nudge", "block", "next_step", "note", "turn", "park", "let_go")
_ENDED = ("resume", "again", "note", "log", "past", "copy_line", "save_template", "remove")

FIRST: Final[Mapping[State, tuple[str, ...]]] = {
    State.PLANNED: _DRIVING,
    State.DRIVING: _DRIVING,
    State.STRETCH: ("advance", "nudge", "seal", *_DRIVING[2:]),
    State.DOOR: ("seal", *_DRIVING[2:]),
    State.PARKED: ("resume", "advance", "note", "let_go"),
    State.SEALED: _ENDED,
    State.LET_GO: tuple(command for command in _ENDED if command != "again"),
}
"""What is likely to be done with a road of each state: numbered first, and read when it opens."""

LEFT_OUT: Final = frozenset(
    (
        *(command.id for command in COMMANDS if command.group == MOVE),
        *(
            "open",
            "density",
            "guide",
            "palette",
            "suspend",
            "copy_title",
        ),
        *(f"reach_{number}" for number in range(1, 10)),
    )
)
"""Commands that need a screen, or whose keys are numbers, which choose from a list here."""


class Extra(Struct, frozen=True):
    """A command that only lines need, since a screen shows what it says."""

    label: str
    help: str


EXTRAS: Final[Mapping[str, Extra]] = {
    "marker": Extra("marker", "Drive to a marker by its number, such as: marker 3"),
    "log": Extra("log", "Read the log, the newest entry first"),
    "as_it_was": Extra("on", "Read the road as it was on a day, such as: on yesterday"),
    "read": Extra("read", "Read the road again"),
    "leave": Extra("highway", "Go back to the Highway, as an empty line does"),
}

_HELP: Final[Mapping[str, str]] = {
    "block": "Say what is in the way, or that it is cleared",
    "edit": "Change the title, the why, the due date, tags, people, markers or the seal list",
    "when": "Say on which day the newest entry was done",
    "copy_line": "Read the line that adds such a goal",
    "keys": "Read all that can be typed",
    "quit": "End; everything is saved",
}
"""Help in other words, where that of the app speaks of its screen."""

_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "advance": ("space", "moved"),
    "nudge": ("plus",),
    "nudge_back": ("minus",),
    "filter": ("search", "slash"),
    "sort": ("sort",),
    "keys": ("help", "question mark"),
    "leave": ("leave", "up"),
    "quit": ("exit",),
    "resume": ("reopen",),
    "marker": ("reach", "go to marker"),
    "as_it_was": ("as it was on", "show on"),
}
"""Other words that people type."""


_LONGEST = 4
"""The words of the longest command: as it was on."""


class LinearWords:
    """What can be typed at one place: `commands` by their numbers, letters and words.

    `numbered` says whether numbers choose a command, and not something else.
    """

    def __init__(
        self, commands: Iterable[str], keys: Mapping[str, str], *, numbered: bool = False
    ) -> None:
        known = {**user_keys(keys), **dict.fromkeys(EXTRAS, ())}
        self.commands = tuple(commands)
        self._letters = {
            name: [char for char in map(character_of, known[name]) if char and not char.isdecimal()]
            for name in self.commands
        }
        self.letters = {char: name for name, chars in self._letters.items() for char in chars}
        """The commands by their letters."""
        numbers = {str(number): name for number, name in enumerate(self.commands, 1)}
        self._numbers = numbers if numbered else {}
        self._words = {
            word: name
            for name in self.commands
            for word in (label_of(name), name.replace("_", " "), *_ALIASES.get(name, ()))
        }

    def letter(self, command: str) -> str:
        """The letter of a command, or else its word."""
        letters = self._letters[command]
        return letters[0] if letters else label_of(command)

    def read(self, line: str) -> tuple[str, str] | None:
        """The command that was typed, and the words behind it; None if it is none."""
        whole = parse_reply(line, self._words, self.letters | self._numbers)
        if whole is not None:
            return whole, ""
        words = line.split()
        for count in range(min(len(words) - 1, _LONGEST), 0, -1):
            head = " ".join(words[:count])
            found = self.letters.get(head) or self._words.get(head.casefold())
            if found is not None:
                return found, " ".join(words[count:])
        if line[:1] in self.letters and not line[:1].isalnum():  # such as /thesis
            return self.letters[line[0]], line[1:].strip()
        return None

    def lines(self, most: int | None = None) -> Iterator[str]:
        """The commands, one a line: its number, its letter, its word, what it does."""
        for number, name in enumerate(self.commands[:most], 1):
            label, letters = label_of(name), self._letters[name]
            ways = f"{label}, or {letters[0]}" if letters else label
            words = help_of(name)
            line = sentence(f"{ways}: {words[:1].lower()}{words[1:]}")
            yield f"{number}. {line}" if self._numbers else line


def label_of(command: str) -> str:
    """The word of a command."""
    return EXTRAS[command].label if command in EXTRAS else BY_ID[command].label


def help_of(command: str) -> str:
    """What a command does."""
    if command in EXTRAS:
        return EXTRAS[command].help
    return in_own_unit(_HELP.get(command, BY_ID[command].help))
