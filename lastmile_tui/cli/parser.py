"""The words of the command line: every verb with its arguments, and nothing that it does."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from lastmile_tui import __version__
from lastmile_tui.domain.goal import tenths
from lastmile_tui.domain.lineup import Sort, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
        raise UsageError(f"{message[:1].upper()}{message[1:]}; {self.prog} --help says how.")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; UsageError when they are wrong, SystemExit after help or version.

    The namespace has `verb`, `file`, `config` and `now`, each None when not given, and what the
    verb takes.
    """
    unsaid = argparse.Namespace(file=None, config=None, now=None)
    return _parser(_verbs_in(argv)).parse_args(argv, unsaid)


def _verbs_in(argv: Sequence[str]) -> Iterable[str]:
    """The verbs that a command line may mean.

    Making all of them takes 4 ms, and none is needed where only paths and instants are given.
    """
    words = iter(argv)
    for word in words:
        if word in ("--file", "--config", "--now"):
            next(words, None)
        elif not word.startswith(("--file=", "--config=", "--now=")):
            return [word] if word in _VERBS else _VERBS
    return []


def _parser(names: Iterable[str]) -> argparse.ArgumentParser:
    """The parser of some verbs."""
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
    for name in names:
        sentence, arguments = _VERBS[name]
        verb = verbs.add_parser(
            name,
            help=sentence,
            description=f"{sentence[:1].upper()}{sentence[1:]}.",
            parents=[common],
            allow_abbrev=False,
        )
        arguments(verb)
    return parser


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print JSON for scripts")


def _goal(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("goal", metavar="GOAL", help="an id, or a part of the title")
    _json(verb)


def _add(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("text", nargs="+", metavar="TEXT", help='"Title: first > next >> last"')
    _json(verb)


def _list(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--view", choices=VIEWS, default="active", help="which goals")
    verb.add_argument("--sort", choices=SORTS, default="due", help="in which order")
    verb.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="only goals with this tag"
    )
    _json(verb)


def _drive(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--to", metavar="MARKER", help="its number, or a part of its title")
    how.add_argument("--by", type=_miles, metavar="MILES", help="so far, in the goal's own unit")


def _note(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("text", nargs="+", metavar="TEXT")


def _rename(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("text", nargs="+", metavar="TITLE")


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--keep", metavar="PATH", help="make the file here, and keep it")


def _miles(text: str) -> float:
    """A distance to drive, a tenth at least."""
    try:
        miles = float(text.replace(",", ""))
    except ValueError:
        miles = 0.0
    if not 0 < tenths(miles) < float("inf"):
        raise argparse.ArgumentTypeError("a distance is a number such as 0.5 or 12")
    return miles


_VERBS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "add": ("add a goal in one line", _add),
    "list": ("list goals as roads", _list),
    "show": ("show one goal with its log", _goal),
    "advance": ("reach the next marker", _drive),
    "back": ("go back to where the last move began", _drive),
    "note": ("write a note into the log", _note),
    "undo": ("undo the last change, of any goal", _json),
    "redo": ("redo what was undone last", _json),
    "rename": ("give a goal another title", _rename),
    "remove": ("remove a goal; undo brings it back", _goal),
    "demo": ("drive seven demo roads in a file that is thrown away", _demo),
    "paths": ("show where the files are", _json),
    "keys": ("show the keys of the app", _json),
}
"""Each verb with its sentence and what adds its arguments."""
