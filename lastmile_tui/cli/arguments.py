"""The table of verbs: for each its sentence, its module and its arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lastmile_tui.cli.table.edit_arguments import MARKER_VERBS, set_arguments
from lastmile_tui.cli.table.list_arguments import list_arguments
from lastmile_tui.cli.table.options import Verb, no_arguments, word
from lastmile_tui.cli.table.options import color_option as _color
from lastmile_tui.cli.table.options import goal_argument as _goal
from lastmile_tui.cli.table.options import json_option as _json
from lastmile_tui.cli.table.road_arguments import ROAD_VERBS
from lastmile_tui.cli.table.screen_arguments import (
    completion_list_arguments,
    completions_arguments,
    demo_arguments,
    horizon_arguments,
    init_arguments,
    prompt_arguments,
    review_arguments,
    web_arguments,
    web_tab_arguments,
)
from lastmile_tui.cli.table.settings_arguments import config_arguments
from lastmile_tui.cli.table.status_arguments import again_arguments, block_arguments
from lastmile_tui.domain.changes.status import LET_GO_REASONS

if TYPE_CHECKING:
    from lastmile_tui.cli.table.options import Verbs


REASONS = {word(kind): kind for kind in LET_GO_REASONS}
"""What the command line calls the reasons for letting go."""


def _forecast(verb: argparse.ArgumentParser) -> None:
    _goal(verb, default="each goal under way")


def _show(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "--on", metavar="DATE", help="as it was at the end of that day (default: now)"
    )
    _color(verb)


def _add(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help='"Title: first > next >> last", or - for lines of a pipe',
    )
    _json(verb)


def _on(verb: argparse.ArgumentParser) -> None:
    """The day on which it was done, of verbs that log what a person did."""
    verb.add_argument(
        "--on",
        metavar="DATE",
        help="the day it was done, such as yesterday, fri, 3 days ago or -2d (default: today)",
    )


def _dated_goal(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    _on(verb)


def _advance(verb: argparse.ArgumentParser) -> None:
    how = _drive(verb)
    how.add_argument(
        "--set", metavar="TOTAL", help="how far it is by now, for scripts (default: to a marker)"
    )
    verb.add_argument(
        "--id",
        metavar="KEY",
        help="the name of this reading, which counts once (default: it counts each time)",
    )


def _back(verb: argparse.ArgumentParser) -> None:
    _drive(verb)


def _drive(verb: argparse.ArgumentParser) -> argparse._ActionsContainer:
    _dated_goal(verb)
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--to", metavar="MARKER", help="its number, or a part of its title (default: the next)"
    )
    how.add_argument(
        "--by",
        metavar="AMOUNT",
        help="so far, in the goal's unit; =46.2 is the total (default: to a marker)",
    )
    return how


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


def _turn(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "whose",
        type=word,
        choices=("mine", "theirs", "none"),
        metavar="WHOSE",
        help="mine, theirs, or none: nobody waits for anybody",
    )
    _on(verb)


def _next_step(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "text",
        nargs="*",
        metavar="TEXT",
        help="what comes next, with its day at the end (default: the step that stands)",
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--on", metavar="DATE", help="its day (default: the one at the end of TEXT)")
    how.add_argument("--done", action="store_true", help="the step that stands is done")


def _pick(verb: argparse.ArgumentParser) -> None:
    _goal(verb, default="show what is picked")
    verb.add_argument("--tomorrow", action="store_true", help="for tomorrow (default: for today)")


def _park(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument(
        "--until", required=True, metavar="DATE", help="the day when it comes back by itself"
    )


def _let_go(verb: argparse.ArgumentParser) -> None:
    _dated_goal(verb)
    verb.add_argument("--kind", type=word, choices=REASONS, help="what kind of why (default: none)")
    verb.add_argument(
        "--reason", default="", metavar="TEXT", help="why, in your own words (default: nothing)"
    )
    verb.add_argument("--because", dest="reason", help=argparse.SUPPRESS)  # as it was called first


def _mirror(verb: argparse.ArgumentParser) -> None:
    _json(verb)
    _color(verb)


def _template_show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", help="the name, or its start")
    _json(verb)


def _template_save(verb: argparse.ArgumentParser) -> None:
    _goal(verb)
    verb.add_argument("name", metavar="NAME", help="one word to call the template by")


def _template_use(verb: argparse.ArgumentParser) -> None:
    _template_show(verb)
    verb.add_argument(
        "title",
        nargs="*",
        metavar="TITLE",
        help="due DATE #tag @who ! item, and a title (default: its own)",
    )


def _help(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "words", nargs="*", metavar="VERB", help="the verb (default: a list of all verbs)"
    )


APP = "verbs.app"
"""The module that runs without a verb."""

VERBS: Verbs = {
    "add": Verb("add a goal in one line", "verbs.goals", _add),
    "list": Verb("list goals as roads", "verbs.list", list_arguments),
    "show": Verb("show one goal with its log", "verbs.show", _show),
    "advance": Verb("reach the next marker", "verbs.drive", _advance),
    "back": Verb("go back to where the last move began", "verbs.drive", _back),
    "note": Verb("write a note into the log", "verbs.goals", _note),
    "seal": Verb("seal a goal that has reached its last marker", "verbs.seal", _seal),
    "reopen": Verb("take the seal off", "verbs.seal", _dated_goal),
    "block": Verb("put a roadblock in front of a goal", "verbs.status", block_arguments),
    "again": Verb("begin a sealed road again, or say how often", "verbs.seal", again_arguments),
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
    "set": Verb(
        "set the title, why, due date, tags, people or unit of a goal",
        "edits.fields",
        set_arguments,
    ),
    "marker": Verb("add, rename, move, remove and date markers", "edits.markers", MARKER_VERBS),
    **ROAD_VERBS,
    "edit": Verb("edit a goal as text in $EDITOR", "verbs.edit", _goal),
    "review": Verb(
        "do the daily review, or ask whether it is due", "review.verb", review_arguments
    ),
    "forecast": Verb(
        "say when goals will be finished, and how often that was right", "verbs.forecast", _forecast
    ),
    "mirror": Verb("show how you finish: rates, causes, streaks", "verbs.mirror", _mirror),
    "horizon": Verb("show all roads on one axis of time", "horizon.verb", horizon_arguments),
    "next": Verb("show the road that needs attention most", "verbs.next", _json),
    "pick": Verb("pick the one last mile of today or tomorrow", "verbs.next", _pick),
    "prompt": Verb("print one line for a prompt or a status bar", "prompt.verb", prompt_arguments),
    "init": Verb(
        "print what a start-up file needs to show that line", "prompt.start_up", init_arguments
    ),
    "completions": Verb(
        "print what a shell needs to complete verbs, options, goals and tags",
        "completions.verb",
        completions_arguments,
    ),
    "completion-list": Verb(
        "print the goals and tags that shells complete",
        "completions.verb",
        completion_list_arguments,
        listed=False,
    ),
    "undo": Verb("undo the last change, of any goal", "verbs.drive", _json),
    "redo": Verb("redo what was undone last", "verbs.drive", _json),
    "rename": Verb("give a goal another title", "verbs.goals", _rename),
    "remove": Verb("remove a goal; undo brings it back", "verbs.goals", _goal),
    "demo": Verb("drive seven demo roads in a file that is thrown away", APP, demo_arguments),
    "web": Verb("open the app in a browser", "web.verb", web_arguments),
    "web-tab": Verb(
        "be the app of one tab for lastmile web", "web.tab", web_tab_arguments, listed=False
    ),
    "paths": Verb("show where the files are", "verbs.info", _json),
    "keys": Verb("show the keys of the app", "verbs.info", _json),
    "config": Verb("show, check or begin the settings", "settings.verb", config_arguments),
    "help": Verb("explain a verb, with examples", "verbs.info", _help),
    "man": Verb("print all of this as a page of man", "manual.verb", no_arguments),
}
"""A new verb is an entry here, or in `file_arguments`, and a module with its `run_...`."""
