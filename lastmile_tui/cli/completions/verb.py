"""The verb completions, and the one that the scripts of shells call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.output import say_document
from lastmile_tui.cli.table.screen_arguments import COMPLETED
from lastmile_tui.early.goal_list import NAME, VERB

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_completions(context: Context, args: Namespace) -> None:
    """Print the completions of a shell, by default that of the variable SHELL."""
    from lastmile_tui.cli.completions.scripts import script_for  # noqa: PLC0415 # for this verb only
    from lastmile_tui.cli.prompt.start_up import (  # noqa: PLC0415 # as above
        own_options,
        own_shell,
        program_words,
    )

    shell = args.shell or own_shell("completions", COMPLETED)
    command = [*program_words(), *own_options(context, args), VERB]
    say_document([script_for(shell, command, str(context.locations.private / NAME))])


def run_completion_list(context: Context, args: Namespace) -> None:
    """Print what is kept, made anew where goals have changed; with --refresh print nothing."""
    from lastmile_tui.cli.completions.keep import keep  # noqa: PLC0415 # heavy, where nothing is kept

    if context.place.path.exists():
        keep(context, context.open_to_read(quiet=True))
    path = context.locations.private / NAME
    if not args.refresh and path.exists():
        say_document([path.read_text(encoding="utf-8", errors="surrogateescape")])
