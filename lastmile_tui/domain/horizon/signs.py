"""The sign of each mark: one cell, each of another shape, so that colour only comes second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.horizon.bar import DayMark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_SHARED: Final = {DayMark.NONE: " ", DayMark.WIDE: "░", DayMark.LIKELY: "▒", DayMark.SEALED: "✓"}

UNICODE: Final = {
    **_SHARED,
    DayMark.TODAY: "│",
    DayMark.DRIVEN: "━",
    DayMark.RESTING: "─",
    DayMark.OVER: "╍",
    DayMark.BEFORE: "◂",
    DayMark.AFTER: "▸",
    DayMark.WAITS: "╫",
    DayMark.REACHED: "●",
    DayMark.STEP: "◆",
    DayMark.BACK: "▷",
    DayMark.PLANNED: "○",
    DayMark.LET_GO: "×",
    DayMark.DUE: "⚑",
    DayMark.LATE: "▲",
}

PLAIN: Final = {
    **UNICODE,
    DayMark.DRIVEN: "═",
    DayMark.OVER: "~",
    DayMark.STEP: "■",
    DayMark.BEFORE: "◄",
    DayMark.AFTER: "►",
    DayMark.BACK: "»",
    DayMark.SEALED: "√",
    DayMark.LET_GO: "x",
    DayMark.DUE: "P",
}
"""Only signs that nearly every font has, those of the WGL4 set."""

ASCII: Final = {
    DayMark.NONE: " ",
    DayMark.TODAY: "|",
    DayMark.DRIVEN: "#",
    DayMark.RESTING: "-",
    DayMark.WIDE: ".",
    DayMark.LIKELY: ":",
    DayMark.OVER: "~",
    DayMark.BEFORE: "<",
    DayMark.AFTER: ">",
    DayMark.WAITS: "X",
    DayMark.REACHED: "*",
    DayMark.STEP: "+",
    DayMark.BACK: "r",
    DayMark.PLANNED: "o",
    DayMark.LET_GO: "x",
    DayMark.SEALED: "v",
    DayMark.DUE: "P",
    DayMark.LATE: "!",
}

LEGEND: Final = (
    (DayMark.DRIVEN, "driven"),
    (DayMark.REACHED, "marker reached"),
    (DayMark.PLANNED, "marker planned"),
    (DayMark.STEP, "next step"),
    (DayMark.DUE, "due"),
    (DayMark.LATE, "due before the range"),
    (DayMark.LIKELY, "likely (50 %)"),
    (DayMark.WIDE, "80 %"),
    (DayMark.WAITS, "waits for another road"),
    (DayMark.BACK, "back from parking"),
    (DayMark.RESTING, "at rest"),
    (DayMark.OVER, "too late by so much"),
    (DayMark.SEALED, "sealed"),
    (DayMark.LET_GO, "let go"),
    (DayMark.TODAY, "today"),
    (DayMark.BEFORE, "more earlier"),
    (DayMark.AFTER, "more later"),
)
"""What each mark means, the most useful ones first; below a picture only those that it has."""


def legend(
    signs: Mapping[DayMark, str], seen: Collection[DayMark] | type[DayMark] = DayMark
) -> list[tuple[str, str]]:
    """The signs of the marks that are seen, each with its meaning."""
    return [(signs[mark], words) for mark, words in LEGEND if mark in seen]
