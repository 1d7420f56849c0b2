"""The arguments of the verb list: which goals, in which order, and how each is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.table.options import (
    color_option,
    json_option,
    jsonl_option,
    plain_option,
    word,
)
from lastmile_tui.domain.views.lineup import Sort, View

if TYPE_CHECKING:
    from argparse import ArgumentParser

VIEWS = {view.name.lower().replace("_", "-"): view for view in View}
SORTS = {sort.name.lower(): sort for sort in Sort}

COLUMNS = {
    "id": "the start of its id that no other goal has",
    "road": "its road, drawn in twenty cells",
    "marks": "one mark to three for how much it is at risk",
    "level": "the same as a number, 1 to 3",
    "title": "its title",
    "left": "what is left of it to drive",
    "to_go": "the same as a number",
    "due": "the date that matters, such as due Fri",
    "state": "such as driving or parked",
    "reason": "why it is at risk",
    "tags": "its tags",
}
"""What a list may show of a goal, by name."""

TEXT = "text"

WHOLE = {
    "step": "the next steps that are planned for today",
    "stretch": "how many goals are in the final stretch",
    "review": "the words: review due",
    "streak": "how many days in a row were reviewed",
}
"""What a format may name beside these, as that of a prompt: it is of the whole file."""


def list_arguments(verb: ArgumentParser) -> None:
    """Which goals, in which order, and what is shown of them."""
    verb.add_argument(
        "--view",
        type=word,
        choices=VIEWS,
        help="which goals (default: active; with --due all that go on)",
    )
    verb.add_argument(
        "--sort", type=word, choices=SORTS, default="due", help="in which order (default: due)"
    )
    verb.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="only goals with this tag (default: all)",
    )
    verb.add_argument(
        "--due",
        metavar="WHEN",
        help="only what comes by today, week (7 days), month, a date, or is overdue: due dates, "
        "dates of markers, next steps, returns from parking (default: all)",
    )
    verb.add_argument(
        "--tree", action="store_true", help="show which roads wait for which (default: as roads)"
    )
    how = verb.add_mutually_exclusive_group()
    how.add_argument(
        "--columns", metavar="NAMES", help="such as id,title,to_go (default: what has room)"
    )
    how.add_argument(
        "--format", metavar="TEXT", help='such as "{title}, {left}" (default: columns)'
    )
    json_option(how)
    jsonl_option(how)
    color_option(verb)
    plain_option(verb, "without colour, as in a pipe")
    lines = [f"  {name:<9}{what}" for name, what in COLUMNS.items()]
    alone = {TEXT: "its marks, its title and why it is at risk"} | WHOLE
    others = [f"  {name:<9}{what}" for name, what in alone.items()]
    verb.epilog = "\n".join(
        (
            "columns, and placeholders of a format such as {title}:",
            *lines,
            "",
            "placeholders alone:",
            *others,
            "",
            "A placeholder with nothing to tell is empty; {{ and }} stand for braces,",
            r"\t for a tab, \n for a new line, \\ for a backslash.",
        )
    )
    from argparse import RawDescriptionHelpFormatter  # noqa: PLC0415 # not for who knows what it takes

    verb.formatter_class = RawDescriptionHelpFormatter
