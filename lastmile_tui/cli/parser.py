"""The words of the command line: every verb with its arguments, and nothing that it does."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from lastmile_tui import __version__
from lastmile_tui.domain.goal import tenths
from lastmile_tui.domain.lineup import Sort, View

if TYPE_CHECKING:
    from collections.abc import Sequence

VIEWS = {view.name.lower().replace("_", "-"): view for view in View}
SORTS = {sort.name.lower(): sort for sort in Sort}

_EPILOG = """\
examples:
  lastmile add "Sell the Volvo: listed > test drives >> papers signed  due fri #car"
  lastmile advance volvo
  lastmile list --tag car --json

GOAL is an id, the start of one, or a part of the title that no other goal has.
Without a verb the app opens.
"""


class UsageError(Exception):
    """The command line itself is wrong; the text is a sentence."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors."""

    def error(self, message: str) -> NoReturn:
        sentence = f"{message[:1].upper()}{message[1:]}"
        raise UsageError(f"{sentence}; {self.prog} --help says how.")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; UsageError when they are wrong, SystemExit after help or version.

    The namespace has `verb`, `file`, `config` and `now`, each None when not given, and what the
    verb takes.
    """
    unsaid = argparse.Namespace(file=None, config=None, now=None)
    return _parser().parse_args(argv, unsaid)


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--file", metavar="PATH", help="the data file (LASTMILE_FILE)")
    group.add_argument("--config", metavar="PATH", help="the settings (LASTMILE_CONFIG)")
    group.add_argument("--now", metavar="INSTANT", help="freeze the clock: 2026-11-21T09:00")
    group.add_argument(
        "--version", action="version", version=f"lastmile {__version__}", help="show the version"
    )
    parser = _Parser(
        prog="lastmile",
        description="Goals as roads, and a final stretch that is impossible to overlook.",
        epilog=_EPILOG,
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB")

    def verb(name: str, sentence: str, *, json: bool = True) -> argparse.ArgumentParser:
        added = verbs.add_parser(
            name,
            help=sentence,
            description=f"{sentence[:1].upper()}{sentence[1:]}.",
            parents=[common],
            allow_abbrev=False,
        )
        if json:
            added.add_argument("--json", action="store_true", help="print JSON for scripts")
        return added

    added = verb("add", "add a goal in one line")
    added.add_argument("text", nargs="+", metavar="TEXT", help='"Title: first > next >> last"')
    _add_list(verb("list", "list goals as roads"))
    _goal(verb("show", "show one goal with its log"))
    _drive(verb("advance", "reach the next marker"))
    _drive(verb("back", "go back to where the last move began"))
    _text(_goal(verb("note", "write a note into the log")), "TEXT")
    verb("undo", "undo the last change, of any goal")
    verb("redo", "redo what was undone last")
    _text(_goal(verb("rename", "give a goal another title")), "TITLE")
    _goal(verb("remove", "remove a goal; undo brings it back"))
    demo = verb("demo", "drive seven demo roads in a file that is thrown away", json=False)
    demo.add_argument("--keep", metavar="PATH", help="make the file here, and keep it")
    verb("paths", "show where the files are")
    verb("keys", "show the keys of the app")
    return parser


def _goal(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("goal", metavar="GOAL", help="an id, or a part of the title")
    return parser


def _text(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("text", nargs="+", metavar=name)


def _drive(parser: argparse.ArgumentParser) -> None:
    how = _goal(parser).add_mutually_exclusive_group()
    how.add_argument("--to", metavar="MARKER", help="its number, or a part of its title")
    how.add_argument("--by", type=_miles, metavar="MILES", help="so far, in the goal's own unit")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", choices=VIEWS, default="active", help="which goals")
    parser.add_argument("--sort", choices=SORTS, default="due", help="in which order")
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="only goals with this tag"
    )


def _miles(text: str) -> float:
    """A distance to drive, a tenth at least."""
    try:
        miles = float(text.replace(",", ""))
    except ValueError:
        miles = 0.0
    if not 0 < tenths(miles) < float("inf"):
        raise argparse.ArgumentTypeError("a distance is a number such as 0.5 or 12")
    return miles
