"""A verb as the table has it, and the arguments that many verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from argparse import ArgumentParser, _ActionsContainer
    from collections.abc import Callable

    Verbs = dict[str, "Verb"]


class Verb(Struct, frozen=True):
    """All there is to know about a verb before it runs."""

    sentence: str
    module: str
    """The module below `lastmile_tui.cli` with its `run_...`; only that one is imported."""
    arguments: Callable[[ArgumentParser], None] | Verbs
    """What adds its arguments, or the verbs below it."""
    listed: bool = True
    """Whether a person types it: only then the help and the sentence about a wrong verb name it."""


def word(text: str) -> str:
    """A choice as the table spells it: `let_go` and `let go` are `let-go`."""
    plain = text.strip().casefold().replace("'", "").replace("’", "")
    return plain.replace("_", "-").replace(" ", "-")


def no_arguments(_: ArgumentParser) -> None:
    """The verb takes nothing."""


def json_option(verb: _ActionsContainer) -> None:
    """Let the verb answer to scripts."""
    verb.add_argument("--json", action="store_true", help="print JSON for scripts")


def yes_option(verb: _ActionsContainer) -> None:
    """Let the verb go on without its question."""
    verb.add_argument("--yes", action="store_true", help="do not ask")


def goal_argument(verb: ArgumentParser) -> None:
    """The goal that the verb is about."""
    verb.add_argument("goal", metavar="GOAL", help="an id, or a part of the title")
    json_option(verb)
