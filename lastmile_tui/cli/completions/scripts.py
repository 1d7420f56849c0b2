"""The scripts of the shells that complete, each with the words of the parser's own tables."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.completions import bash, fish, zsh
from lastmile_tui.cli.completions.words import words_by_key
from lastmile_tui.cli.manual.pages import read_pages
from lastmile_tui.cli.prompt.shells import quote_in_fish
from lastmile_tui.early.goal_list import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCRIPTS: Final = {"bash": bash, "zsh": zsh, "fish": fish}

_VARIABLES: Final = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LASTMILE_FILE")
"""What says where the file of goals is: with another value it is asked once where the list is."""


def script_for(shell: str, command: Sequence[str], file: str) -> str:
    """The script for one of bash, zsh and fish; `command` prints the list kept in a file."""
    kind = _SCRIPTS[shell]
    quote = quote_in_fish if shell == "fish" else shlex.quote
    *program, verb = map(quote, command)
    variable = "$%s" if shell == "fish" else "${%s-}"
    parts = {
        "@CASES@": kind.cases(words_by_key(read_pages())),
        "@FILE@": quote(file),
        "@ENV@": "|".join(variable % name for name in _VARIABLES),
        "@PROGRAM@": " ".join(program),
        "@VERB@": verb,
        "@NAME@": NAME,
    }
    return re.sub("@[A-Z]+@", lambda found: parts[found[0]], kind.SCRIPT.lstrip("\n"))
