"""The table of verbs: for each its sentence, its module and its arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.views.lineup import Sort, View

if TYPE_CHECKING:
    from collections.abc import Callable

    Verbs = dict[str, "Verb"]


class Verb(Struct, frozen=True):
    """All there is to know about a verb before it runs."""

    sentence: str
    module: str
    """The module below `lastmile_tui.cli` with its `run_...`; only that one is imported."""
    arguments: Callable[[argparse.ArgumentParser], None] | Verbs
    """What adds its arguments, or the verbs below it."""
    listed: bool = True
    """Whether a person types it: only then the help and the sentence about a wrong verb name it."""


VIEWS = {view.name.lower().replace("_", "-"): view for view in View}
SORTS = {sort.name.lower(): sort for sort in Sort}
KINDS = {kind.replace(" ", "-"): kind for kind in KIND_OF}
REASONS = {kind.replace(" ", "-"): kind for kind in LET_GO_REASONS}
"""What the command line calls the kinds of roadblocks and the reasons for letting go."""


PLACEHOLDERS = {
    "text": "the line that is printed without --format",
    "title": "the most endangered goal of the final stretch",
    "marks": "one mark to three for how endangered it is",
    "level": "the same as a number, 1 to 3",
    "reason": "why it is endangered",
    "left": "what is left of it to drive",
    "stretch": "how many goals are in the final stretch",
    "review": "the words: review due",
    "streak": "how many days in a row were reviewed",
}
"""What the format of a prompt may name; each is empty when there is none of it."""


BARS = ("tmux", "zsh", "bash", "starship", "screen")
"""The programs that a prompt may be shown by; `bars` makes it inert there."""


def _json(verb: argparse._ActionsContainer) -> None:
    verb.add_argument("--json", action="store_true", help="print JSON for scripts")


def _goal(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("goal", metavar="GOAL", help="an id, or a part of the title")
    _json(verb)


def _forecast(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "goal",
        nargs="?",
        metavar="GOAL",
        help="an id, or a part of the title; without it, each goal under way in a line",
    )
    _json(verb)


def _show(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("--on", metavar="DATE", help="as it was at the end of that day")


def _add(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help='"Title: first > next >> last", or - for lines of a pipe',
    )
    _json(verb)


def _list(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--view", choices=VIEWS, default="active", help="which goals")
    verb.add_argument("--sort", choices=SORTS, default="due", help="in which order")
    verb.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="only goals with this tag"
    )
    verb.add_argument(
        "--due",
        metavar="WHEN",
        help="only goals due by today, week (7 days), month, or a date; or overdue",
    )
    verb.add_argument("--plain", action="store_true", help="without colour, as in a pipe")
    _json(verb)


def _on(verb: argparse.ArgumentParser) -> None:
    """The day on which it was done, of verbs that log what a person did."""
    verb.add_argument(
        "--on",
        metavar="DATE",
        help="the day it was done, such as yesterday, fri, 3 days ago or -2d",
    )


def _dated_goal(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    _on(verb)


def _drive(verb: argparse.ArgumentParser) -> None:
    _dated_goal(verb)
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--to", metavar="MARKER", help="its number, or a part of its title")
    how.add_argument("--by", metavar="MILES", help="so far, in the goal's own unit")


def _note(verb: argparse.ArgumentParser) -> None:
    _dated_goal(verb)
    verb.add_argument("text", nargs="+", metavar="TEXT")


def _rename(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("text", nargs="+", metavar="TITLE")


def _seal(verb: argparse.ArgumentParser) -> None:
    _dated_goal(verb)
    how = verb.add_argument_group(
        "the seal list",
        "With one of these the goal is not sealed, but with --anyway. "
        "ITEM is a number, or a part of the text that no other item has.",
    )
    how.add_argument("--list", action="store_true", help="show the list")
    how.add_argument("--add", action="append", default=[], metavar="TEXT", help="one item more")
    how.add_argument("--tick", action="append", default=[], metavar="ITEM", help="it is true now")
    how.add_argument("--evidence", metavar="TEXT", help="what proves the item that is ticked")
    how.add_argument("--untick", action="append", default=[], metavar="ITEM", help="open it again")
    how.add_argument("--remove", metavar="ITEM", help="take it off the list")
    verb.add_argument("--anyway", action="store_true", help="seal with open items")


def _block(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "text",
        nargs="*",
        metavar="TEXT",
        help="what it is; its first word may be the kind",
    )
    verb.add_argument(
        "--kind", choices=KINDS, help="waiting, when neither this nor the text says another kind"
    )
    verb.add_argument("--on", default="", metavar="WHO", help="who is waited for")
    verb.add_argument("--since", metavar="DATE", help="the day since when, such as fri or -2d")


def _turn(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "whose",
        choices=("mine", "theirs", "none"),
        metavar="WHOSE",
        help="mine, theirs, or none: nobody waits for anybody",
    )
    _on(verb)


def _next_step(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "text", nargs="*", metavar="TEXT", help="what comes next; a date at its end is the day"
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--on", metavar="DATE", help="the day, also of the step that stands")
    how.add_argument("--done", action="store_true", help="the step that stands is done")


def _park(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "--until", required=True, metavar="DATE", help="the day when it comes back by itself"
    )


def _let_go(verb: argparse.ArgumentParser) -> None:
    _dated_goal(verb)
    verb.add_argument("--kind", choices=REASONS, help="why, in one word")
    verb.add_argument("--because", default="", metavar="TEXT", help="why, in your own words")


def _template_show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="the name, or its start")
    _json(verb)


def _template_save(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("name", metavar="NAME", help="one word to call the template by")


def _template_use(verb: argparse.ArgumentParser) -> None:
    _template_show(verb)
    verb.add_argument(
        "title", nargs="*", metavar="TITLE", help="the goal's own title; due DATE #tag @who ! item"
    )


def _prompt(verb: argparse.ArgumentParser) -> None:
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--format", metavar="TEXT", help='such as "{marks} {title}, {left}"')
    _json(how)
    verb.add_argument("--for", dest="bar", choices=BARS, help="show it there as text alone")
    verb.add_argument("--width", type=int, metavar="N", help="cut it to so many cells")
    lines = "\n".join(f"  {f'{{{name}}}':<11}{what}" for name, what in PLACEHOLDERS.items())
    verb.epilog = (
        f"placeholders:\n{lines}\n\n"
        "A placeholder with nothing to tell is empty; when all are, nothing is printed.\n"
        "{{ and }} stand for braces."
    )
    verb.formatter_class = argparse.RawDescriptionHelpFormatter


def _review(verb: argparse.ArgumentParser) -> None:
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--due", action="store_true", help="print nothing: the exit code is 0 when one is due, or 1"
    )
    how.add_argument(
        "--plain", action="store_true", help="ask line by line, for screen readers and pipes"
    )
    verb.add_argument("--json", action="store_true", help="with --due, print JSON for scripts")


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--keep", metavar="PATH", help="make the file here, and keep it")


def _web(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--port", type=int, default=8420, metavar="N", help="8420; 0 for any free")
    verb.add_argument("--open", action="store_true", help="open the browser as well")
    verb.add_argument("--read-only", action="store_true", help="let nothing be changed there")
    verb.add_argument(
        "--host", default="127.0.0.1", help="listen there, not only for this machine: an address"
    )
    verb.add_argument(
        "--tls", nargs=2, metavar=("CERT", "KEY"), help="encrypt, with these files in PEM"
    )
    verb.add_argument(
        "--name", action="append", default=[], metavar="NAME", help="a proxy's name for it"
    )
    verb.add_argument("--yes", action="store_true", help="do not ask about an open network")


def _web_tab(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--read-only", action="store_true")


APP = "verbs.app"
"""The module that runs without a verb."""

VERBS: Verbs = {
    "add": Verb("add a goal in one line", "verbs.goals", _add),
    "list": Verb("list goals as roads", "verbs.list", _list),
    "show": Verb("show one goal with its log", "verbs.show", _show),
    "advance": Verb("reach the next marker", "verbs.drive", _drive),
    "back": Verb("go back to where the last move began", "verbs.drive", _drive),
    "note": Verb("write a note into the log", "verbs.goals", _note),
    "seal": Verb("seal a goal that has reached its last marker", "verbs.seal", _seal),
    "reopen": Verb("take the seal off", "verbs.seal", _dated_goal),
    "block": Verb("put a roadblock in front of a goal", "verbs.status", _block),
    "unblock": Verb("clear the roadblocks of a goal", "verbs.status", _dated_goal),
    "turn": Verb("say whose turn it is", "verbs.status", _turn),
    "next-step": Verb("say what comes next, and when", "verbs.status", _next_step),
    "park": Verb("take a goal off the road until a day", "verbs.status", _park),
    "resume": Verb("bring back a goal that was parked or let go", "verbs.status", _goal),
    "let-go": Verb("give a goal up", "verbs.status", _let_go),
    "template": Verb(
        "list, show, save and use templates",
        "verbs.template",
        {
            "list": Verb("list the templates", "verbs.template", _json),
            "show": Verb("show one template", "verbs.template", _template_show),
            "save": Verb("make a template of a goal", "verbs.template", _template_save),
            "use": Verb("add a goal after a template", "verbs.template", _template_use),
        },
    ),
    "edit": Verb("edit a goal as text in $EDITOR", "verbs.edit", _goal),
    "review": Verb("do the daily review, or ask whether it is due", "review.verb", _review),
    "forecast": Verb(
        "say when goals will be finished, and how often that was right", "verbs.forecast", _forecast
    ),
    "mirror": Verb("show how you finish: rates, causes, streaks", "verbs.mirror", _json),
    "next": Verb("show the road that needs attention most", "verbs.next", _json),
    "prompt": Verb("print one line for a prompt or a status bar", "verbs.next", _prompt),
    "undo": Verb("undo the last change, of any goal", "verbs.drive", _json),
    "redo": Verb("redo what was undone last", "verbs.drive", _json),
    "rename": Verb("give a goal another title", "verbs.goals", _rename),
    "remove": Verb("remove a goal; undo brings it back", "verbs.goals", _goal),
    "demo": Verb("drive seven demo roads in a file that is thrown away", APP, _demo),
    "web": Verb("open the app in a browser", "web.verb", _web),
    "web-tab": Verb("be the app of one tab for lastmile web", "web.tab", _web_tab, listed=False),
    "paths": Verb("show where the files are", "verbs.info", _json),
    "keys": Verb("show the keys of the app", "verbs.info", _json),
}
"""A new verb is an entry here, or in `file_arguments`, and a module with its `run_...`."""
