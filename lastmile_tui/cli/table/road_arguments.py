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


ROAD_VERBS: Verbs = {
    "move": Verb("put a goal before or after another one in your own order", "roads.order", _move),
}
