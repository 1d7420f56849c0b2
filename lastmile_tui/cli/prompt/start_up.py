"""The verb init: what a start-up file says, so that the line of a prompt is shown."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from lastmile_tui import prompt_line
from lastmile_tui.cli.output import complain, say_document
from lastmile_tui.cli.prompt.shells import lines_for
from lastmile_tui.cli.table.screen_arguments import SHELLS
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from lastmile_tui.cli.context import Context


def run_init(context: Context, args: Namespace) -> None:
    """Print the lines for a shell, by default that of the variable SHELL."""
    shell = args.shell or own_shell("init")
    if not args.shell:
        complain(f"These are the lines for {shell}, as SHELL says.")
    argv = [*own_options(context, args), "prompt"]
    kept = context.terminal.utf8 and not context.linear
    file = prompt_line.path_of(argv, os.environ) if kept else None
    say_document([lines_for(shell, [*program_words(), *argv], file)])


def own_options(context: Context, args: Namespace) -> list[str]:
    """The options that name the file and the settings, where they were given."""
    places = context.locations
    given = [("--file", args.file, places.data), ("--config", args.config, places.config)]
    return [word for name, there, path in given if there for word in (name, str(path))]


def program_words() -> list[str]:
    """The words that start the program in a shell: its name, where that is found."""
    found = any(os.access(f"{folder}/lastmile", os.X_OK) for folder in os.get_exec_path())
    return ["lastmile"] if found else [sys.executable, "-m", "lastmile_tui"]


def own_shell(verb: str, shells: Sequence[str] = SHELLS) -> str:
    """The user's shell; UsageError where it is none that we know."""
    name = PurePath(os.environ.get("SHELL", "")).name
    if name in shells:
        return name
    known = f"{', '.join(shells[:-1])} and {shells[-1]}"
    whose = f"SHELL is {name}" if name else "SHELL is not set"
    raise UsageError(f"{whose}; there are lines for {known}, such as lastmile {verb} bash.")
