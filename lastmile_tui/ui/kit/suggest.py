"""Suggestions of tags and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester

from lastmile_tui.domain.views.letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.goal import Goal

SHORTEST = 2
"""A sign and a letter: the shortest text that is completed."""


class NameSuggester(Suggester):
    """Completes the last word of a line to the `#tag` or `@person` of a goal."""

    def __init__(self, goals: Iterable[Goal]) -> None:
        super().__init__(case_sensitive=True, use_cache=False)
        visible = [goal for goal in goals if not goal.hidden]
        names = {f"#{tag}" for goal in visible for tag in goal.tags}
        names |= {f"@{who.name}" for goal in visible for who in goal.people}
        self._names = sorted(names)

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed."""
        head, space, word = value.rpartition(" ")
        if len(word) < SHORTEST or word[0] not in "#@":
            return None
        start = plain_letters(word)
        found = next((name for name in self._names if plain_letters(name).startswith(start)), None)
        return f"{head}{space}{found}" if found and len(found) > len(word) else None
