"""What the parser knows of each verb, as values: pages, completions and tests are made of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.cli.parser import whole_parser
from lastmile_tui.cli.table.examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COUNTS: Final = {None: "{}", "?": "[{}]", "*": "[{} ...]", "+": "{} ..."}
"""How many of an argument there may be, as a synopsis shows it."""


def sentence(text: str) -> str:
    """A help as a sentence."""
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


class VerbPart(Struct, frozen=True):
    """An option or an argument."""

    names: tuple[str, ...]
    """What an option is called; nothing for an argument, which goes by its place."""
    value: str
    """What it takes in words such as `PATH`; empty for an option that takes nothing."""
    help: str
    choices: tuple[str, ...] = ()
    optional: bool = True
    repeats: bool = False
    """Whether an argument may stand any number of times."""

    @property
    def head(self) -> str:
        """The entry as its own help shows it: `--view VIEW`."""
        names = ", ".join(self.names)
        return f"{names} {self.value}" if names and self.value else names or self.value

    @property
    def synopsis(self) -> str:
        """The entry as it stands in a synopsis: in brackets where it may be left out."""
        if not self.names:
            how = (
                ("*" if self.optional else "+") if self.repeats else "?" if self.optional else None
            )
            return _COUNTS[how].format(self.value)
        name = self.names[-1] + (f" {self.value}" if self.value else "")
        return f"[{name}]" if self.optional else name


class VerbPage(Struct, frozen=True):
    """A verb, or with empty words the program itself."""

    words: str
    sentence: str
    entries: tuple[VerbPart, ...]
    more: str
    """What its help has at the end."""
    below: tuple[str, ...]
    """The words that may follow as verbs of their own."""
    examples: tuple[str, ...]

    @property
    def arguments(self) -> tuple[VerbPart, ...]:
        """What goes by its place."""
        return tuple(entry for entry in self.entries if not entry.names)

    @property
    def options(self) -> tuple[VerbPart, ...]:
        """What goes by its name."""
        return tuple(entry for entry in self.entries if entry.names)

    @property
    def synopsis(self) -> str:
        """The verb with all it takes, on one line."""
        what = [entry.synopsis for entry in (*self.arguments, *self.options)]
        below = ["WHAT ..."] if self.below else []
        return " ".join(["lastmile", *self.words.split(), *below, *what])


def read_pages() -> list[VerbPage]:
    """The program with what every verb takes, and then each verb that a person types."""
    parser = whole_parser()
    own = _page(parser, "", parser.description or "", ())
    common = {name for entry in own.options for name in entry.names}
    return [own, *_pages_below(parser, "", common)]


def _pages_below(
    parser: argparse.ArgumentParser, before: str, common: set[str]
) -> Iterator[VerbPage]:
    for action in _verbs_of(parser):
        sentences = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 # argparse has no other way to them
        for name, below in action.choices.items():
            words = f"{before}{name}"
            yield _page(below, words, sentences[name], common)
            yield from _pages_below(below, f"{words} ", common)


def _verbs_of(
    parser: argparse.ArgumentParser,
) -> list[argparse._SubParsersAction[argparse.ArgumentParser]]:
    return [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001 # as above


def _page(
    parser: argparse.ArgumentParser, words: str, sentence: str, common: Sequence[str] | set[str]
) -> VerbPage:
    names = [name for action in _verbs_of(parser) for name in action.choices]
    entries = [
        _entry(action)
        for action in parser._actions  # noqa: SLF001 # as above
        if action.help != argparse.SUPPRESS
        and not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 # as above
        and not {*action.option_strings} & {*common}
    ]
    return VerbPage(
        words=words,
        sentence=sentence,
        entries=tuple(entries),
        more=(parser.epilog or "").strip() if words else "",
        below=tuple(names),
        examples=EXAMPLES.get(words, ()),
    )


def _entry(action: argparse.Action) -> VerbPart:
    choices = tuple(map(str, action.choices or ()))
    word = action.metavar or ("{" + ",".join(choices) + "}" if choices else action.dest.upper())
    value = " ".join(word) if isinstance(word, tuple) else word
    many = action.nargs in ("*", "+")
    return VerbPart(
        names=tuple(action.option_strings),
        value="" if action.nargs == 0 else value,
        help=(action.help or "").replace("%%", "%"),
        choices=choices,
        optional=not action.required if action.option_strings else action.nargs in ("?", "*"),
        repeats=many or isinstance(action, argparse._AppendAction),  # noqa: SLF001 # as above
    )
