"""Suggestions for the tag or the person that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Iterable


class NameSuggester(Suggester):
    """Completes the last word of a line when it begins like a known `#tag` or `@person`."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(case_sensitive=True, use_cache=False)
        self._names = sorted(names)

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed."""
        head, _, word = value.rpartition(" ")
        if len(word) < 2 or word[0] not in "#@":  # noqa: PLR2004 - a sign and a letter
            return None
        found = next(
            (name for name in self._names if name.casefold().startswith(word.casefold())), None
        )
        if found is None or len(found) == len(word):
            return None
        return f"{head} {found}" if head else found
