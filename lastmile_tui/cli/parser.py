"""Reading the command line: the verbs, their arguments and the common options."""

from __future__ import annotations

import argparse
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NoReturn

from lastmile_tui.cli.arguments import APP, VERBS
from lastmile_tui.cli.output import say
from lastmile_tui.dates.words import quote
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.cli.table.options import Verbs

_EPILOG = """\
examples:
  lastmile add "Sell the Volvo: listed > price agreed >> signed due fri #car"
  lastmile advance volvo
  lastmile seal volvo --tick "money on the account"
  lastmile list --tag car --json

GOAL is an id, the start of one, or a part of the title that no other goal has.
lastmile help VERB has an example of each verb; lastmile man has all of them.
Without a verb the app opens; with --linear in lines, for screen readers.
"""


def _english(text: str) -> str:
    return text


# It would look for a translation of each of its words, with a library; ours are English as well.
vars(argparse).update(_=_english)


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors, asks what was meant, and shows examples."""

    _shows = False

    def parse_known_args(  # type: ignore[override] # of the two forms that argparse has, ours is one
        self, args: Sequence[str], namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Options of a verb may stand between its arguments.

        argparse gives what may be left out nothing where an option stands in front of it.
        """
        sorted_args = args if self._subparsers else self._options_first(args)
        return super().parse_known_args(sorted_args, namespace)

    def _options_first(self, args: Sequence[str]) -> list[str]:
        """The options that are known, each with what it takes, and then everything else."""
        options: list[str] = []
        others: list[str] = []
        left = iter(args)
        for arg in left:
            name, sign, _ = arg.partition("=")
            if arg == "--":
                others += (arg, *left)
            elif (action := self._option_string_actions.get(name)) is not None:
                count = action.nargs if isinstance(action.nargs, int) else 1
                options += (arg, *islice(left, 0 if sign else count))
            elif name[:2] == "--" and self._offers(name[2:]):  # what follows would be told as wrong
                self.error(f"{name} is no option of {self.prog}; write {name[2:]} without dashes")
            else:
                others.append(arg)
        return options + others

    def _offers(self, word: str) -> bool:
        """Whether a word is one of those that an argument chooses from."""
        words = (one.choices or () for one in self._actions if not one.option_strings)
        return any(word in names for names in words)

    def error(self, message: str) -> NoReturn:
        if found := re.fullmatch(_NO_VALUE, message):
            message = f"{found[1]} needs a value behind it"
        elif found := re.fullmatch(_NOT_GIVEN, message):
            message = f"{self.prog} needs {' and '.join(found[1].rsplit(', ', 1))}"
        elif found := re.fullmatch(_NOT_BOTH, message):
            message = f"{found[1]} and {found[2]} do not go together"
        if not message.startswith("lastmile"):
            message = f"{message[:1].upper()}{message[1:]}"
        end = "" if message.endswith("?") else ";"
        raise UsageError(f"{message}{end} {self.prog} --help says how.")

    def _get_formatter(self) -> argparse.HelpFormatter:
        # One is made to check each argument: there its width, a matter of a library, is none.
        if not self._shows:
            return argparse.HelpFormatter(self.prog, width=_WIDTH)
        from lastmile_tui.cli.terminal import columns  # noqa: PLC0415 # for a help only

        # argparse would ask shutil, which brings three ways to compress files along.
        kind: Any = self.formatter_class
        return kind(self.prog, width=min(columns(), _WIDTH) - 2)  # type: ignore[no-any-return]

    def format_help(self) -> str:
        self._shows = True
        from lastmile_tui.cli.table.examples import EXAMPLES  # noqa: PLC0415 # for a help only

        examples = EXAMPLES.get(self.prog.partition(" ")[2], ())
        lines = "".join(f"  {example}\n" for example in examples)
        return super().format_help() + (f"\nexamples:\n{lines}" if lines else "")

    def _check_value(self, action: argparse.Action, value: str) -> None:
        """Refuse what is no choice, with those that are written much like it."""
        if action.choices is None or value in action.choices:
            return
        names = [*action.choices]
        question = ask_which(value, names)
        if isinstance(action, argparse._SubParsersAction) and MEANT.get(value) in names:  # noqa: SLF001 # as below
            question = f"did you mean {MEANT[value]}?"
        wrong = quote(fit(clean_line(value), WRONG_CELLS))
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 # argparse has no other name for it
            sentence = f"{wrong} is not a verb"
        else:
            options = "/".join(action.option_strings)
            sentence = f"{wrong} is not one of {', '.join(names)}"
            sentence = f"{options}: {sentence}" if options else sentence
        raise argparse.ArgumentError(None, f"{sentence}; {question}" if question else sentence)


_NO_VALUE = r"argument ([^:]+): expected (?:one|at least one|\d+) arguments?"
"""What argparse says of an option without its value."""

_NOT_GIVEN = r"the following arguments are required: (.+)"
"""What argparse says of words that are missing."""

_NOT_BOTH = r"argument ([^:]+): not allowed with argument (.+)"
"""What argparse says of two options of which there is one only."""

MEANT: Final = {
    "delete": "remove",
    "del": "remove",
    "rm": "remove",
    "done": "seal",
    "finish": "seal",
    "complete": "seal",
    "ls": "list",
}
"""What other programs call our verbs, where no letter leads there."""

WRONG_CELLS = 40
"""Cells of what was typed wrong, where a sentence tells it again."""

_WIDTH = 80
"""The columns of a help, where a terminal has as many: `help_text` is as wide."""


def ask_which(wrong: str, names: Iterable[str]) -> str:
    """The question which of some names was meant; empty where none is near."""
    from lastmile_tui.domain.views.near import ask_near, near_words  # noqa: PLC0415 # when it is wrong

    return ask_near(near_words(wrong, names))


def _innermost(parser: _Parser, args: argparse.Namespace) -> _Parser:
    """The parser of the verb that was read, which knows the options of all around it."""
    for action in parser._actions:  # noqa: SLF001 # argparse has no other way to them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            below = action.choices.get(getattr(args, action.dest, ""))
            return parser if below is None else _innermost(below, args)
    return parser


def _options_of(parser: _Parser) -> Iterator[str]:
    """The options that a person types."""
    for action in parser._actions:  # noqa: SLF001 # as above
        yield from (name for name in action.option_strings if action.help != argparse.SUPPRESS)


_DAYS_AGO = r"-\d{1,4}[dwmy]"
"""A past day, which argparse takes for an option unless it begins with a space."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; UsageError when they are wrong, SystemExit after help or version.

    The namespace has `verb`, `file`, `config` and `now`, each None when not given, the `module`
    that runs the verb, and what the verb takes.
    """
    defaults = argparse.Namespace(file=None, config=None, now=None, linear=False)
    parser = _parser(_verbs_in(argv))
    if words := _wrong_in_front(parser, argv):  # what it takes would be told to be no verb
        known = _with_file_verbs("")
        about = _innermost(parser, argparse.Namespace(verb=next(filter(known.get, words), None)))
        about.error(_say_unknown(words, about, parser))
    spaced = [f" {word}" if _is_past_day(word) else word for word in argv]
    args, words = parser.parse_known_args(spaced, defaults)
    if words:
        about = _innermost(parser, args)
        about.error(_say_unknown(words, about, about))
    return args


def _say_unknown(words: Sequence[str], about: _Parser, where: _Parser) -> str:
    """That words mean nothing where they stand, and which option `about` a verb was meant."""
    wrong = next((word.partition("=")[0] for word in words if word.startswith("-")), "")
    if not wrong:
        more = quote(fit(clean_line(" ".join(words)), WRONG_CELLS))
        return f"{more} is more than {about.prog} takes"
    wrong_words = fit(clean_line(wrong), WRONG_CELLS)
    if wrong in _options_of(about):
        import shlex  # noqa: PLC0415 # for a mistake only

        takes_one = about._option_string_actions[wrong].nargs is None  # noqa: SLF001 # as above
        has_value = takes_one and words[0] == wrong and words[1] not in about.prog.split()
        behind = shlex.join(map(clean_line, words[: 1 + has_value]))
        return f"{wrong_words} stands behind the verb: {about.prog} {behind}"
    question = ask_which(wrong, [*_options_of(where)]) if wrong.startswith("--") else ""
    sentence = f"{wrong_words} is no option of {where.prog}"
    return f"{sentence}; {question}" if question else sentence


def _wrong_in_front(parser: _Parser, argv: Sequence[str]) -> list[str]:
    """The first option in front of the verb that there is not, and all behind it."""
    words = iter(argv)
    for word in words:
        name, sign, _ = word.partition("=")
        action = parser._option_string_actions.get(name)  # noqa: SLF001 # argparse has no other name for it
        if not word.startswith("-") or name == "--":
            break
        if action is None:
            return [word, *words]
        if not sign and action.nargs is None:
            next(words, None)
    return []


def _is_past_day(word: str) -> bool:
    return word[:1] == "-" != word[1:2] and re.fullmatch(_DAYS_AGO, word) is not None


def _verbs_in(argv: Sequence[str]) -> Verbs:
    """The verbs that a command line may mean.

    Making all of them takes 4 ms, and none is needed if only paths and instants are given.
    """
    words = iter(argv)
    for word in words:
        if word in ("--file", "--config", "--now"):
            next(words, None)
        elif word != "--linear" and not word.startswith(("--file=", "--config=", "--now=")):
            return {word: VERBS[word]} if word in VERBS else _with_file_verbs(word)
    return {}


def _with_file_verbs(word: str) -> Verbs:
    """The verb about the file itself that a word names, or all verbs that a person types."""
    from lastmile_tui.cli.file_arguments import FILE_VERBS  # noqa: PLC0415 # rarely needed

    if word in FILE_VERBS:
        return {word: FILE_VERBS[word]}
    return {name: verb for name, verb in (VERBS | FILE_VERBS).items() if verb.listed}


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all verbs that a person types."""
    return _parser(_with_file_verbs(""))


class _ShowVersions(argparse.Action):
    """Prints the version, with all else that a report of a fault needs, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from lastmile_tui.versions import say_versions  # noqa: PLC0415 # for this option only

        say(say_versions())
        parser.exit()


def _parser(table: Verbs) -> _Parser:
    """The parser of some verbs."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--file", metavar="PATH", help="the data file (LASTMILE_FILE)")
    group.add_argument("--config", metavar="PATH", help="the settings (LASTMILE_CONFIG)")
    group.add_argument("--now", metavar="INSTANT", help="freeze the clock: 2026-11-21T09:00")
    group.add_argument(
        "--linear",
        action="store_true",
        help="lines and numbered choices instead of a screen (LASTMILE_LINEAR=1)",
    )
    group.add_argument("-V", "--version", action=_ShowVersions, nargs=0, help="show the version")
    parser = _Parser(
        prog="lastmile",
        description="Goals as roads, and a final stretch that is impossible to overlook.",
        epilog=_EPILOG,
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(module=APP)
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", prog=parser.prog)
    _add_verbs(verbs, table, common)
    return parser


def _add_verbs(verbs: argparse._SubParsersAction[_Parser], table: Verbs, common: _Parser) -> None:
    """Add verbs with their arguments to a parser, and to some of them further verbs."""
    for name, verb in table.items():
        parser = verbs.add_parser(
            name,
            help=verb.sentence,
            description=f"{verb.sentence[:1].upper()}{verb.sentence[1:]}.",
            parents=[common],
            allow_abbrev=False,
        )
        parser.set_defaults(module=verb.module)
        if isinstance(verb.arguments, dict):
            below = parser.add_subparsers(
                title="what", dest="what", metavar="WHAT", required=True, prog=parser.prog
            )
            _add_verbs(below, verb.arguments, common)
        else:
            verb.arguments(parser)
