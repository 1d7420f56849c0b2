"""What the palette offers: commands by name or by words of their help, and goals by their title."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from functools import partial
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from textual.fuzzy import FuzzySearch

from lastmile_tui.config.table import AUTO
from lastmile_tui.domain.model.numbers import in_own_unit
from lastmile_tui.domain.views.letters import plain_letters
from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.drawing.themes import THEMES
from lastmile_tui.ui.kit.bindings import first_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.app import App
    from textual.theme import Theme

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.kit.command_screen import CommandScreen

HITS = 20
"""The most goals that are offered; typing on finds others."""

AT_ONCE = 200
"""Goals that are searched before the next key is handled."""

HELP_SHARE = 0.5
"""The weight of a word found in the help, relative to the name."""

THEME = "Look of the app"

GO_TO = "Go to this road"

Run: TypeAlias = Callable[[], object]
"""Carries out what was chosen."""


Wear: TypeAlias = Callable[[str], None]


class PaletteEntry(Struct, frozen=True):
    """One line: a name, what it does, its key, the group it stands in, and what carries it out."""

    name: str
    help: str
    group: str
    run: Run
    key: str = ""
    found: tuple[int, ...] = ()
    """The letters of the name that were looked for."""
    theme: str = ""
    """The theme that is tried on while the cursor is here."""


def matching(entries: Iterable[PaletteEntry], query: str) -> list[tuple[float, PaletteEntry]]:
    """The entries whose name or help has the query, each with how well it does."""
    search, words = FuzzySearch(), query.casefold().split()
    hits = []
    for entry in entries:
        score, found = search.match(query, entry.name)
        if not score:
            text = f"{entry.name} {entry.help}"
            if all(word in text.casefold() for word in words):
                score = HELP_SHARE * sum(search.match(word, text)[0] for word in words)
        if score > 0:
            hits.append((score, replace(entry, found=tuple(found))))
    return hits


async def goals_matching(
    goals: Iterable[Goal], query: str, go: Callable[[str], Run]
) -> list[tuple[float, PaletteEntry]]:
    """The goals whose titles match best; other keys are handled in between."""
    search, letters = FuzzySearch(), plain_letters(query)
    hits: list[tuple[float, Goal, Sequence[int]]] = []
    for number, goal in enumerate(goals):
        plain = plain_letters(goal.title)
        score, found = search.match(letters, plain)
        if score > 0 and not goal.hidden:
            hits.append((score, goal, found if len(plain) == len(goal.title) else ()))
        if number % AT_ONCE == AT_ONCE - 1:
            await sleep(0)
    return [
        (score, PaletteEntry(goal.title, GO_TO, "", go(goal.uid), found=tuple(found)))
        for score, goal, found in nlargest(HITS, hits, key=itemgetter(0))
    ]


def command_entries(app: App[Any], screen: CommandScreen, wear: Wear) -> list[PaletteEntry]:
    """What can be done on a screen by the name of a command, group by group.

    `wear` chooses a theme by its name.
    """
    plain = screen.glyphs is ASCII
    entries = [
        PaletteEntry(
            command.label.capitalize(),
            in_own_unit(command.help),
            command.group,
            partial(screen.action_command, command.id),
            first_key(screen.keys, command.id, plain=plain),
        )
        for command in screen.offered
        if command.palette
    ]
    groups = list(dict.fromkeys(entry.group for entry in entries))
    return [
        *sorted(entries, key=lambda entry: groups.index(entry.group)),
        *_own_themes(wear),
        PaletteEntry("Theme", "Choose among all themes", THEME, app.action_change_theme),
        PaletteEntry("Screenshot", "Save a picture of this screen", THEME, partial(_picture, app)),
    ]


def theme_entries(themes: Mapping[str, Theme], wear: Wear) -> list[PaletteEntry]:
    """Every theme by its name, and the one that follows the terminal; `wear` as above."""
    return [
        PaletteEntry(
            AUTO, "Light or dark, as the terminal is", THEME, partial(wear, AUTO), theme=AUTO
        ),
        *(
            PaletteEntry(
                name, "Dark" if theme.dark else "Light", THEME, partial(wear, name), theme=name
            )
            for name, theme in sorted(themes.items())
        ),
    ]


def _own_themes(wear: Wear) -> Iterator[PaletteEntry]:
    for theme in THEMES:
        shade = "Dark" if theme.dark else "Light"
        words = f"Our own {shade.lower()} colours"
        yield PaletteEntry(f"{shade} theme", words, THEME, partial(wear, theme.name))


def _picture(app: App[Any]) -> None:
    """Save a picture, once the palette is gone."""
    app.set_timer(0.1, app.deliver_screenshot)
