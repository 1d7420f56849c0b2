"""The arguments of the verbs that edit a row of a road: set, and those below marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.table.options import Verb, goal_argument, word

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from lastmile_tui.cli.table.options import Verbs

FIELDS = ("title", "why", "due", "tags", "people", "unit")
"""What `set` changes."""


def set_arguments(verb: ArgumentParser) -> None:
    """Which field of a goal is set, and to what."""
    goal_argument(verb)
    verb.add_argument("field", type=word, choices=FIELDS, metavar="FIELD", help=", ".join(FIELDS))
    verb.add_argument(
        "text",
        nargs="+",
        metavar="VALUE",
        help='the whole value, as on the road page; "" takes it away, and so does: due none',
    )


def _marker(verb: ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument("marker", metavar="MARKER", help="its number, or a part of its title")


def _add(verb: ArgumentParser) -> None:
    goal_argument(verb)
    verb.add_argument(
        "text", nargs="+", metavar="TEXT", help="as on the road page: title *3 due fri"
    )
    where = verb.add_mutually_exclusive_group()
    where.add_argument("--after", metavar="MARKER", help="behind this one (default: the last)")
    where.add_argument("--before", metavar="MARKER", help="in front of this one (default: none)")


def _rename(verb: ArgumentParser) -> None:
    _marker(verb)
    verb.add_argument(
        "text", nargs="+", metavar="TITLE", help="the new title, such as draft *3 by fri"
    )


def _move(verb: ArgumentParser) -> None:
    _marker(verb)
    where = verb.add_mutually_exclusive_group(required=True)
    where.add_argument("--after", metavar="MARKER", help="behind this one")
    where.add_argument("--before", metavar="MARKER", help="in front of this one")


def _date(verb: ArgumentParser) -> None:
    _marker(verb)
    verb.add_argument(
        "text", nargs="+", metavar="DATE", help="such as fri, 2026-11-27 or -2w; none takes it away"
    )
    verb.add_argument(
        "--push", action="store_true", help="move the dates that follow by as many days"
    )


_MODULE = "edits.markers"

MARKER_VERBS: Verbs = {
    "add": Verb("add a marker", _MODULE, _add),
    "rename": Verb("give a marker another title", _MODULE, _rename),
    "move": Verb("put a marker at another place", _MODULE, _move),
    "remove": Verb("take a marker off the road", _MODULE, _marker),
    "date": Verb("set the date of a marker", _MODULE, _date),
}
"""The verbs below `marker`."""
