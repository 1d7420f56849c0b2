"""A verb as the table has it, and the arguments that many verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from argparse import ArgumentParser, _ActionsContainer
    from collections.abc import Callable

    Verbs = dict[str, "Verb"]


WHEN = ("auto", "always", "never")
"""When colour is printed; auto is in a terminal, unless NO_COLOR and its kin say otherwise."""


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


def jsonl_option(verb: _ActionsContainer) -> None:
    """Let the verb answer to scripts that read line by line."""
    verb.add_argument("--jsonl", action="store_true", help="print JSON, each item on its own line")


def color_option(verb: _ActionsContainer) -> None:
    """Let a person have colours, or none, whatever the terminal and the environment say."""
    verb.add_argument(
        "--color", choices=WHEN, default="auto", help="whether in colour (default: auto)"
    )


def plain_option(verb: _ActionsContainer, help_text: str) -> None:
    """The former way to have no colours."""
    verb.add_argument(
        "--plain",
        dest="color",
        action="store_const",
        const="never",
        default="auto",
        help=help_text,
    )


def yes_option(verb: _ActionsContainer) -> None:
    """Let the verb go on without its question."""
    verb.add_argument("--yes", action="store_true", help="do not ask")


def goal_argument(verb: ArgumentParser, default: str = "") -> None:
    """The goal that the verb is about; with what stands for none, it may be left out."""
    about = "an id, or a part of the title"
    if default:
        verb.add_argument("goal", nargs="?", metavar="GOAL", help=f"{about} (default: {default})")
    else:
        verb.add_argument("goal", metavar="GOAL", help=about)
    json_option(verb)
