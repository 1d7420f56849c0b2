"""The arguments of the verbs about whole roads: move, duplicate, split and join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.table.options import Verb, goal_argument, word

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from lastmile_tui.cli.table.options import Verbs


def _move(verb: ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument("where", type=word, choices=("before", "after"), help="on which side")
    verb.add_argument("other", metavar="OTHER", help="the goal beside which it is to stand")


def _titled(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--title",
        default="",
        metavar="TITLE",
        help="what the new road is called (default: the old one, with a 2)",
    )


def _duplicate(verb: ArgumentParser) -> None:
    goal_argument(verb)
    _titled(verb)


def _split(verb: ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument(
        "marker",
        nargs="?",
        metavar="MARKER",
        help="behind which it is split (default: where --at says)",
    )
    verb.add_argument(
        "--at", metavar="AMOUNT", help="an amount or value to split at (default: MARKER)"
    )
    _titled(verb)


def _join(verb: ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument("other", metavar="OTHER", help="the goal that is gone into it")


ROAD_VERBS: Verbs = {
    "move": Verb("put a goal before or after another one in your own order", "roads.order", _move),
    "duplicate": Verb("add a fresh road like another one", "roads.size", _duplicate),
    "split": Verb("make one road two, behind a marker or at an amount", "roads.size", _split),
    "join": Verb("make two roads one", "roads.size", _join),
}
