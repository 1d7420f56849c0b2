"""Prompts and status bars: a text as they show it, where they would obey a part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_BASH: Final = str.maketrans({"\\": r"\\\\", "$": r"\\$", "`": r"\\`"})
_ZSH: Final = str.maketrans({"%": "%%", "$": "$%{%}", "\\": "\\%{%}", "`": "'"})


def _tmux(text: str) -> str:
    # A run of them in front of a bracket is read as a style, however often it is doubled.
    return re.sub("#+", "##", text)


def _same(text: str) -> str:
    return text


ESCAPES: Final[dict[str, Callable[[str], str]]] = {
    "tmux": _tmux,  # what #() prints; % is read before it runs
    "zsh": lambda text: text.translate(_ZSH),  # in PROMPT, in any quotes, also with PROMPT_SUBST
    "bash": lambda text: text.translate(_BASH),  # in PS1, as PROMPT_COMMAND sets it
    "starship": _same,  # it shows what a command prints
    "screen": _same,  # a backtick obeys ^E alone, which no text of ours has
}
"""What makes a cleaned text inert, by the program that shows it."""
