"""The arguments of verbs about what is in the way, and of what begins again."""

from __future__ import annotations

import argparse

from lastmile_tui.cli.table.options import goal_argument, word
from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.model.goal import FORMER_KINDS

KINDS = {word(kind): kind for kind in KIND_OF}
"""The kinds of roadblocks by the words of the command line."""

FORMER = {word(former): word(kind) for former, kind in FORMER_KINDS.items()}
"""Words that older scripts may use for them."""


def block_arguments(verb: argparse.ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument(
        "text",
        nargs="*",
        metavar="TEXT",
        help="what it is; its first word may be the kind (default: nothing more)",
    )
    verb.add_argument(
        "--kind", type=_kind, choices=KINDS, help="what kind (default: what TEXT says, or waiting)"
    )
    verb.add_argument("--who", default="", metavar="WHO", help="who is waited for (default: none)")
    verb.add_argument(
        "--road", metavar="OTHER", help="another goal that comes first (default: what TEXT says)"
    )
    verb.add_argument("--on", dest="who", help=argparse.SUPPRESS)  # elsewhere --on is a day
    verb.add_argument(
        "--since", metavar="DATE", help="the day since when, such as fri or -2d (default: today)"
    )


def again_arguments(verb: argparse.ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument(
        "when",
        nargs="*",
        metavar="WHEN",
        help="in 1 week, on 1 dec, every month, or never (default: today)",
    )


def _kind(text: str) -> str:
    return FORMER.get(word(text), word(text))
