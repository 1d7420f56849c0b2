"""The arguments of verbs that open a screen, a page or a line of another program."""

from __future__ import annotations

import argparse

from lastmile_tui.cli.table.options import color_option, json_option, plain_option, word

PLACEHOLDERS = {
    "text": "the line that is printed without --format",
    "title": "the goal of the final stretch that is most at risk",
    "marks": "one mark to three for how much it is at risk",
    "level": "the same as a number, 1 to 3",
    "reason": "why it is at risk",
    "left": "what is left of it to drive",
    "stretch": "how many goals are in the final stretch",
    "review": "the words: review due",
    "streak": "how many days in a row were reviewed",
    "step": "the next step that is planned for today",
}
"""What the format of a prompt may name; each is empty when there is none of it."""


SHELLS = ("bash", "zsh", "fish", "tmux", "starship")
"""The programs whose start-up files can have the line of a prompt shown."""

COMPLETED = SHELLS[:3]
"""The shells that complete verbs, options, goals and tags."""

BARS = ("tmux", "zsh", "bash", "starship", "screen")
"""The programs that a prompt may be shown by; `bars` makes it inert there."""


ZOOMS = ("week", "month", "quarter", "year", "all")
"""How much time the Horizon shows (`domain.horizon.axis.Zoom`, which no other verb needs)."""


def prompt_arguments(verb: argparse.ArgumentParser) -> None:
    """What a prompt shows, and where."""
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--format", metavar="TEXT", help='such as "{marks} {title}, {left}" (default: {text})'
    )
    json_option(how)
    verb.add_argument(
        "--for", dest="bar", choices=BARS, help="show it there as text alone (default: no bar)"
    )
    verb.add_argument(
        "--width", type=int, metavar="N", help="cut it to so many cells (default: whole)"
    )
    lines = "\n".join(f"  {f'{{{name}}}':<11}{what}" for name, what in PLACEHOLDERS.items())
    verb.epilog = (
        f"placeholders:\n{lines}\n\n"
        "A placeholder with nothing to tell is empty; when all are, nothing is printed.\n"
        r"{{ and }} stand for braces, \t for a tab, \n for a new line, \\ for a backslash."
    )
    verb.formatter_class = argparse.RawDescriptionHelpFormatter


def init_arguments(verb: argparse.ArgumentParser) -> None:
    """Who shows the line of a prompt."""
    _shell(verb, SHELLS)


def completions_arguments(verb: argparse.ArgumentParser) -> None:
    """Whose completions."""
    _shell(verb, COMPLETED)


def _shell(verb: argparse.ArgumentParser, shells: tuple[str, ...]) -> None:
    verb.add_argument(
        "shell",
        nargs="?",
        choices=shells,
        metavar="SHELL",
        help=f"{', '.join(shells)} (default: what SHELL says)",
    )


def completion_list_arguments(verb: argparse.ArgumentParser) -> None:
    """How the list is asked for."""
    verb.add_argument("--refresh", action="store_true")


def horizon_arguments(verb: argparse.ArgumentParser) -> None:
    """How much time is shown, and how."""
    verb.add_argument(
        "--zoom",
        type=word,
        choices=ZOOMS,
        default="month",
        help="three of these, one behind today and two ahead, or all (default: month)",
    )
    how = verb.add_mutually_exclusive_group()
    color_option(how)
    plain_option(how, "print without colours")
    json_option(verb)


def review_arguments(verb: argparse.ArgumentParser) -> None:
    """How a review is done, or asked for."""
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--due", action="store_true", help="print nothing: the exit code is 0 when one is due, or 1"
    )
    how.add_argument(
        "--plain", action="store_true", help="ask line by line, for screen readers and pipes"
    )
    verb.add_argument("--json", action="store_true", help="with --due, print JSON for scripts")


def demo_arguments(verb: argparse.ArgumentParser) -> None:
    """Where the demo is made."""
    verb.add_argument(
        "--keep", metavar="PATH", help="make the file here, and keep it (default: thrown away)"
    )


def web_arguments(verb: argparse.ArgumentParser) -> None:
    """Where the server listens, and for whom."""
    verb.add_argument(
        "--port",
        type=int,
        default=8420,
        metavar="N",
        help="where it listens; 0 for any free (default: 8420)",
    )
    verb.add_argument("--open", action="store_true", help="open the browser as well")
    verb.add_argument("--read-only", action="store_true", help="let nothing be changed there")
    verb.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address it listens at (default: 127.0.0.1, this machine only)",
    )
    verb.add_argument(
        "--tls",
        nargs=2,
        metavar=("CERT", "KEY"),
        help="encrypt, with these files in PEM (default: not)",
    )
    verb.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="a proxy's name for it (default: none)",
    )
    verb.add_argument("--yes", action="store_true", help="do not ask about an open network")


def web_tab_arguments(verb: argparse.ArgumentParser) -> None:
    """How a tab is served."""
    verb.add_argument("--read-only", action="store_true")
