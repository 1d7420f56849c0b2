"""The arguments of the verb about the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.table.options import json_option

if TYPE_CHECKING:
    from argparse import ArgumentParser

LIKE = ("dark", "light")
"""Our own themes, as a new one may begin."""


def config_arguments(verb: ArgumentParser) -> None:
    """What is to be done with the settings; without any of it they are shown."""
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--init", action="store_true", help="write a file with every setting and what it means"
    )
    how.add_argument("--check", action="store_true", help="only say what is wrong, line by line")
    how.add_argument(
        "--theme",
        metavar="NAME",
        help="write a theme of your own, to begin with in our colours",
    )
    verb.add_argument(
        "--like", choices=LIKE, default="dark", help="whose colours it begins with (default: dark)"
    )
    json_option(verb)
