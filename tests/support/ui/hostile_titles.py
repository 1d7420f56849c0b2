"""Titles that try to be markup, or to speak to the terminal."""

from __future__ import annotations

MARKUP = (
    "[@click=app.quit]x[/]",
    "[/]",
    "[/b]",
    "[b]bold[/b]",
    "[A]goal [$primary]z",
    "[[b]]",
    "[link=http://x]a",
    "\\[b]",
    "ends with \\",
    "$about $q $words",
    "{title} %s",
    "[",
)
"""Shown sign for sign."""

SPOKEN = {
    "\x1b]0;pwned\x07title": "]0;pwnedtitle",
    "\x1b[2Jgone": "[2Jgone",
    "\x9b31mred": "31mred",
    "a\u202edcba": "adcba",
    "two\nlines": "two lines",
    "nul\x00l": "null",
}
"""What a terminal obeys, and what is left of it."""
