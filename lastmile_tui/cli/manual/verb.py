"""The verb man: the page of man, for `lastmile man | man -l -`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.manual.pages import read_pages
from lastmile_tui.cli.manual.roff import page_of
from lastmile_tui.cli.output import say_document

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_man(_context: Context, _args: Namespace) -> None:
    """Print the page of man as roff."""
    say_document([page_of(read_pages())])
