"""The verb review: in the app, in plain lines, or only whether one is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain, say_json
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context

NOT_DUE = 1
"""The exit code for no."""


def run_review(context: Context, args: Namespace) -> int | None:
    """Say whether a review is due, or open it."""
    if args.due:
        return _print_due(context, args)
    if args.json:
        raise UsageError("--json goes with --due; lastmile review --help says how.")
    if args.plain:
        _review_in_lines(context)
        return None
    from lastmile_tui.cli.verbs.app import run_app  # noqa: PLC0415 # only for a screen

    run_app(context, args, "review")
    return None


def _print_due(context: Context, args: Namespace) -> int | None:
    from lastmile_tui.store.review_days import ReviewDays  # noqa: PLC0415 # only asked for here

    store = context.open_to_read(quiet=True)
    due = ReviewDays(store, context.config.rest).due(context.today)
    if args.json:
        context.require_found(store)
        say_json({"version": 1, "due": due})
    return None if due else NOT_DUE


def _review_in_lines(context: Context) -> None:
    from lastmile_tui.cli.file_warnings import say_unreadable  # noqa: PLC0415
    from lastmile_tui.cli.review.prompts import Prompts  # noqa: PLC0415
    from lastmile_tui.cli.review.session import ReviewSession  # noqa: PLC0415 # 20 ms, of no use to --due

    SPELLED.set(True)  # who asks for lines listens to them
    with context.store() as store:
        for sentence in (*store.storage.report.sentences, *say_unreadable(store)):
            complain(sentence)
        ReviewSession(context, store, Prompts(plain=context.plain)).run()
