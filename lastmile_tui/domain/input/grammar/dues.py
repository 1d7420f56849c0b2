"""The word `due` with a colon, as other tools and many people write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.domain.wording.moved_dates import say_behind_due

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.changes.start import Stage
    from lastmile_tui.domain.input.grammar.line import LineReader
    from lastmile_tui.domain.input.grammar.markers import DateReader

AHEAD = 12
"""Words that are looked at for a date or a target."""


def open_due(words: Sequence[str], read_date: DateReader) -> list[str]:
    """Write `due:fri` and `due: fri` as `due fri`, where a date follows."""
    opened: list[str] = []
    for index, word in enumerate(words):
        joined = [word[4:]] if word[4:] else []
        rest = [*joined, *words[index + 1 : index + 1 + AHEAD]]
        found = read_date(rest) if word[:4].casefold() == "due:" and rest else None
        # A month alone is refused too, but the first marker of a road may be called one.
        dated = found and (found.when or re.search(r"\d", " ".join(rest[: found.words])))
        opened += [word[:3], *joined] if dated else [word]
    return opened


def note_behind(stages: Sequence[Stage], reading: LineReader) -> None:
    """Say which markers lie behind the due date."""
    dated = [(stage.title, stage.due) for stage in stages if stage.due]
    if words := say_behind_due(dated, reading.due_day):
        reading.remark(f"{words}.")
