"""What has been read of a line for a goal so far, and how its words are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.input.grammar.escapes import literal
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.text import fit
from lastmile_tui.domain.model.value.way import Way  # noqa: TC001 # msgspec resolves the annotations

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.dates import When
    from lastmile_tui.domain.input.grammar.markers import DateReader


class Target(Struct, frozen=True):
    """How long the road of a counting goal is, in what, and between which values."""

    length: float
    unit: str
    notation: Notation
    way: Way | None = None


class LineReader:
    """What has been read of a line so far."""

    def __init__(
        self,
        read_date: DateReader,
        notation: Notation = Notation.POINT,
        counted_from: date | None = None,
    ) -> None:
        self.read_date, self.notation, self.counted_from = read_date, notation, counted_from
        self.segments: list[list[str]] = [[]]
        self.seal: list[list[str]] = []
        self.tags: dict[str, None] = {}
        self.people: dict[str, None] = {}
        self.due: When | None = None
        self.refused = 0
        """Words to come of a date that was refused: they are text, whatever they look like."""
        self.target: Target | None = None
        self.final: int | None = None
        self.done = False
        self.remarks: dict[str, None] = {}

    @property
    def due_day(self) -> date | None:
        """The due date that the markers go by."""
        return self.counted_from or (self.due.day if self.due else None)

    def remark(self, sentence: str) -> None:
        if sentence:
            self.remarks[literal(sentence)] = None

    def fresh(self) -> LineReader:
        """A reader of the same kind, to try out what some words would be."""
        return LineReader(self.read_date, self.notation)


def text_of(words: list[str]) -> str:
    """What is left of a part, without the comma before what was taken out."""
    return " ".join(words).rstrip(",; ")


def no_date(words: str) -> str:
    return f"{quote(words)} names no date; it stays in the text."


def quote(text: str) -> str:
    return f"‘{fit(text, 40)}’"
