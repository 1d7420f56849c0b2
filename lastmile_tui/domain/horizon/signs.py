"""The sign of each mark: one cell, each of another shape, so that colour only comes second."""

from __future__ import annotations

from typing import Final

from lastmile_tui.domain.horizon.bar import Mark

_SHARED: Final = {Mark.NONE: " ", Mark.WIDE: "░", Mark.LIKELY: "▒", Mark.SEALED: "✓"}

UNICODE: Final = {
    **_SHARED,
    Mark.TODAY: "│",
    Mark.DRIVEN: "━",
    Mark.RESTING: "─",
    Mark.OVER: "╍",
    Mark.BEFORE: "◂",
    Mark.AFTER: "▸",
    Mark.REACHED: "●",
    Mark.STEP: "◆",
    Mark.BACK: "▷",
    Mark.PLANNED: "○",
    Mark.LET_GO: "×",
    Mark.DUE: "⚑",
    Mark.LATE: "▲",
}

PLAIN: Final = {
    **UNICODE,
    Mark.DRIVEN: "═",
    Mark.OVER: "~",
    Mark.STEP: "■",
    Mark.BEFORE: "◄",
    Mark.AFTER: "►",
    Mark.BACK: "»",
    Mark.SEALED: "√",
    Mark.LET_GO: "x",
    Mark.DUE: "P",
}
"""Only signs that nearly every font has, those of the WGL4 set."""

ASCII: Final = {
    Mark.NONE: " ",
    Mark.TODAY: "|",
    Mark.DRIVEN: "#",
    Mark.RESTING: "-",
    Mark.WIDE: ".",
    Mark.LIKELY: ":",
    Mark.OVER: "~",
    Mark.BEFORE: "<",
    Mark.AFTER: ">",
    Mark.REACHED: "*",
    Mark.STEP: "+",
    Mark.BACK: "r",
    Mark.PLANNED: "o",
    Mark.LET_GO: "x",
    Mark.SEALED: "v",
    Mark.DUE: "P",
    Mark.LATE: "!",
}

LEGEND: Final = (
    (Mark.DRIVEN, "driven"),
    (Mark.REACHED, "marker reached"),
    (Mark.PLANNED, "marker planned"),
    (Mark.STEP, "next step"),
    (Mark.BACK, "back from parking"),
    (Mark.DUE, "due"),
    (Mark.LATE, "due before the range"),
    (Mark.LIKELY, "likely (50 %)"),
    (Mark.WIDE, "80 %"),
)
"""What is explained below, in this order; only what is seen."""
