"""The table of the verbs about the file itself: its copies, its past, its health, its readers."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError
from typing import TYPE_CHECKING

from lastmile_tui.cli.table.options import Verb, color_option, jsonl_option, no_arguments
from lastmile_tui.cli.table.options import json_option as _json
from lastmile_tui.cli.table.options import yes_option as _yes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from lastmile_tui.cli.table.options import Verbs

FORMATS = {
    "json": "json",
    "csv": "csv",
    "html": "html",
    "ical": "ical",
    "markdown": "markdown",
    "md": "markdown",
    "org": "org",
    "taskwarrior": "taskwarrior",
    "todo.txt": "todo.txt",
}
"""What goals can be exported as, by its names."""

_DIGITS = 9
"""Digits of a number that are read: more than anything here has."""


def _number(text: str) -> int:
    try:
        return int(text[:_DIGITS])
    except ValueError:
        raise ArgumentTypeError(f"‘{text:.40}’ is not a whole number") from None


def _backup(verb: ArgumentParser) -> None:
    verb.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="a new file, or a folder (default: beside the others)",
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="show the backups that there are")
    _json(verb)


def _restore(verb: ArgumentParser) -> None:
    verb.add_argument(
        "which",
        nargs="?",
        metavar="WHICH",
        help="a number of lastmile backup --list, a day such as 2026-11-21, or a file; "
        "default: the newest that would change something",
    )
    verb.add_argument("--dry-run", action="store_true", help="only show what would change")
    verb.add_argument("--undo", action="store_true", help="take the last restore back")
    _yes(verb)
    _json(verb)


def _history(verb: ArgumentParser) -> None:
    verb.add_argument(
        "goal", nargs="?", metavar="GOAL", help="an id, or a part of the title (default: all goals)"
    )
    verb.add_argument(
        "--limit",
        type=_number,
        default=50,
        metavar="N",
        help="at most so many changes; 0 for all (default: 50)",
    )
    how = verb.add_mutually_exclusive_group()
    _json(how)
    jsonl_option(how)


def _doctor(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--repair", action="store_true", help="mend what can be mended, after copying it aside"
    )
    _yes(verb)
    _json(verb)


def _begin(verb: ArgumentParser) -> None:
    _yes(verb)
    _json(verb)


def _merge(verb: ArgumentParser) -> None:
    verb.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="copies of the data file (default: those that lie beside it)",
    )
    verb.add_argument("--dry-run", action="store_true", help="only show what they hold")
    verb.add_argument(
        "--yes", action="store_true", help="unite with another data file without asking"
    )
    verb.add_argument(
        "--leave", action="store_true", help="leave changes of this machine that the file lacks"
    )
    _json(verb)


def _sync(verb: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter  # noqa: PLC0415 # as the next one

    from lastmile_tui.store.sync.failures import MEANINGS  # noqa: PLC0415 # for this verb only

    verb.add_argument(
        "what",
        nargs="?",
        choices=("init", "log"),
        metavar="init [URL] | log",
        help="set it up, also with another URL; or show what was sent and received (default: sync)",
    )
    verb.add_argument("url", nargs="?", metavar="URL", help=SUPPRESS)
    verb.add_argument(
        "--status", action="store_true", help="show how it stands, without the network"
    )
    verb.add_argument(
        "--every",
        metavar="TIME",
        help="sync now and as often as this, such as 5m, until ctrl+c (default: once)",
    )
    _yes(verb)
    _json(verb)
    codes = "\n".join(f"  {code:>2}  {what}" for code, what in MEANINGS.items())
    verb.epilog = (
        "URL is the address of a git repository, such as git@host:goals.git, or a folder, such as\n"
        "one on a stick. Without one the changes are kept in a repository on this machine.\n\n"
        f"exit codes:\n   0  done, or nothing new\n   1  the data file cannot be read or written\n"
        f"   2  wrong use\n{codes}"
    )
    verb.formatter_class = RawDescriptionHelpFormatter


def _merge_driver(verb: ArgumentParser) -> None:
    verb.add_argument("base", metavar="BASE", help="%%O: the common ancestor")
    verb.add_argument("ours", metavar="OURS", help="%%A: our version, which takes the result")
    verb.add_argument("theirs", metavar="THEIRS", help="%%B: their version")


def _export(verb: ArgumentParser) -> None:
    verb.add_argument(
        "format", choices=FORMATS, metavar="FORMAT", help=f"one of {', '.join(FORMATS)}"
    )
    verb.add_argument(
        "--goal",
        action="append",
        default=[],
        metavar="GOAL",
        help="only this goal, by its id or a part of its title (default: all goals)",
    )
    verb.add_argument(
        "path", nargs="?", metavar="PATH", help="a new file, or a folder (default: print it)"
    )
    verb.add_argument("--force", action="store_true", help="replace a file that is there")


def _import(verb: ArgumentParser) -> None:
    verb.add_argument(
        "paths", nargs="+", metavar="FILE", help="what another tool has written; - for stdin"
    )
    verb.add_argument(
        "--from",
        dest="origin",
        metavar="FORMAT",
        help="the format, such as todo.txt (default: as the file looks)",
    )
    verb.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    verb.add_argument("--lone", action="store_true", help="make a road of each task that is alone")
    verb.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help="what the file calls a field, such as --map due=Deadline (default: as its head says)",
    )
    color_option(verb)
    _yes(verb)
    _json(verb)


def _remind(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--notify",
        action="store_true",
        help="show a notification of the desktop or the terminal, and print nothing",
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--install",
        action="store_true",
        help="have that done every ten minutes by day, without a daemon; each file has its own",
    )
    how.add_argument(
        "--uninstall", action="store_true", help="take what --install wrote for this file away"
    )
    _yes(verb)
    _json(verb)


def _mcp(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--write", action="store_true", help="offer tools that change goals, not only readers"
    )


FILE_VERBS: Verbs = {
    "backup": Verb("back the data file up", "backup.verb", _backup),
    "restore": Verb("bring a backup back", "backup.restore", _restore),
    "begin": Verb("begin anew where the data file is missing", "backup.begin", _begin),
    "history": Verb("show what was changed, newest first", "backup.history", _history),
    "doctor": Verb(
        "check the file, the folders, the clock and the terminal", "doctor.verb", _doctor
    ),
    "merge": Verb(
        "merge copies that other devices left, or another data file", "copies.merge", _merge
    ),
    "sync": Verb("exchange changes with other devices, by way of git", "sync.verb", _sync),
    "merge-driver": Verb(
        "merge two versions of the file for git", "copies.merge", _merge_driver, listed=False
    ),
    "import": Verb("bring in what another tool has written", "exchange.verb", _import),
    "remind": Verb("print or notify what is due now, once each", "remind.verb", _remind),
    "mcp": Verb("serve the roads to agents over stdin and stdout", "mcp.verb", _mcp),
    "schema": Verb(
        "print the JSON schema of list --json and export json", "verbs.export", no_arguments
    ),
    "export": Verb("write goals as JSON, CSV, Markdown, or a page", "verbs.export", _export),
}
"""The second part of the table of verbs, imported only when one of these may be meant."""
