"""The table of settings: what each may be, in code and in words, and what it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.config.syncs import EVERY, is_time
from lastmile_tui.dates.words import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER = "never"

AUTO = "auto"
"""The theme that follows the terminal."""

_REST_DAYS = 2
"""The most rest days of a week."""

_UNIT = r"(?:[^\W\d_]{1,20}(?:/[^\W\d_]{1,20})?)?"
"""A word or two, or none."""

_HOURS = range(13)

DAYS = {name: number for number, day in enumerate(WEEKDAYS) for name in (day, day[:3])}
"""The numbers of the weekdays by their names, long and short."""


class Setting(Struct, frozen=True):
    """A setting: which values it may have, the same in words, and a sentence about it.

    `example` is a value as TOML, for one whose default is none. With `at_start` it is read when
    the app starts, and not again.
    """

    allows: Callable[[object], bool]
    words: str
    meaning: str
    example: str = ""
    at_start: bool = False


def _is_day(name: object) -> bool:
    return isinstance(name, str) and name.casefold() in DAYS


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


_YES_OR_NO, _THEME = "true or false", "the name of a theme in quotes"

SETTINGS = {
    "day_starts": Setting(
        lambda value: type(value) is int and value in _HOURS,
        "an hour from 0 to 12",
        "The hour at which a new day begins.",
    ),
    "timezone": Setting(
        _is_text,
        'a name such as "Europe/Berlin"',
        "The zone of days and times; else that of the machine.",
        '"Europe/Berlin"',
    ),
    "glyphs": Setting(
        lambda value: value in ("auto", "unicode", "plain", "ascii"),
        '"auto", "unicode", "plain" or "ascii"',
        "The signs that roads are drawn with; plain is for a font that lacks some.",
        at_start=True,
    ),
    "animations": Setting(_is_yes_or_no, _YES_OR_NO, "Whether anything moves by itself."),
    "theme": Setting(
        _is_text,
        _THEME,
        'The colours; else those chosen last in the palette. "auto" follows the terminal.',
        '"auto"',
    ),
    "rest_days": Setting(
        lambda value: (
            isinstance(value, list) and len(value) <= _REST_DAYS and all(map(_is_day, value))
        ),
        'at most two weekdays such as ["sat", "sun"]',
        "The weekdays on which no review is due.",
    ),
    "weekly_look": Setting(
        lambda value: value == NEVER or _is_day(value),
        'a weekday such as "sunday", or "never"',
        "The weekday of the weekly look.",
    ),
    "window_title": Setting(
        _is_yes_or_no, _YES_OR_NO, "Whether the title of the window names the goal at hand."
    ),
    "unit": Setting(
        lambda value: isinstance(value, str) and re.fullmatch(_UNIT, value) is not None,
        'one word such as "stage", or with its plural "foot/feet"',
        "What a mile of a road without amounts is called; empty is mi.",
    ),
    "linear": Setting(
        _is_yes_or_no,
        _YES_OR_NO,
        "Whether everything is asked and said in lines, without a screen.",
        at_start=True,
    ),
    "decimal": Setting(
        lambda value: value in ("auto", "point", "comma"),
        '"auto", "point" or "comma"',
        "Whether 1,000.5 is written, or 1.000,5; auto is as the locale has it.",
    ),
    "theme_light": Setting(_is_text, _THEME, "The theme of a light terminal, where that is auto."),
    "theme_dark": Setting(_is_text, _THEME, "The theme of a dark one."),
    "sync": Setting(_is_table, "a table that begins with [sync]", "When the app syncs by itself."),
    "keys": Setting(
        _is_table,
        "a table that begins with [keys]",
        'Keys by the id of their command, several with commas between, "" for none.',
    ),
}
"""The settings by name; the tables stand last, as in a file."""

SYNC = {
    "auto": Setting(
        _is_yes_or_no,
        _YES_OR_NO,
        "Whether the app syncs at its start, after changes and at its end.",
    ),
    "every": Setting(is_time, EVERY, "How often beside that.", '"5m"'),
}
"""The settings under [sync]."""

TABLES = ("sync", "keys")

THEMES = ("theme", "theme_light", "theme_dark")
"""The settings of the colours."""
