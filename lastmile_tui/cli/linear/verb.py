"""The verbs that open the app, in linear mode: none at all, demo and review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lastmile_tui.cli.backup import lost_file
from lastmile_tui.cli.linear.highway import DEMO, LinearHighway, words_of_highway
from lastmile_tui.cli.linear.host import LinearHost
from lastmile_tui.cli.linear.notices import LinearNotices
from lastmile_tui.cli.review.prompts import InputEnded, Prompts
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.cli.verbs.app import demo_store, kept_at, signals_unwind
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore


def run_app(context: Context, _: Namespace) -> None:
    """Ask about the user's file, and go on with it after the demo roads."""
    prompts = Prompts(plain=context.plain)
    with signals_unwind():
        while True:
            with context.store(lost=True) as store:
                way, left_for = None, None
                if trouble := context.say_lost(store):
                    way = _ask_about_lost_file(context, store, prompts)
                else:
                    left_for = _run(context, store, prompts, context.locations.state)
            if way is not None:
                if not lost_file.do(context, way):
                    raise StoreError(trouble)
                continue
            if left_for != DEMO:
                return
            _demo(context, prompts, None)
            if prompts.ended:
                return


def run_demo(context: Context, args: Namespace) -> None:
    """Ask about the demo roads in a file of their own."""
    keep = kept_at(args)
    with signals_unwind():
        _demo(context, Prompts(plain=context.plain), keep)


def run_review(context: Context, args: Namespace) -> int | None:
    """Do the review in lines, which is what it is without a screen; or say whether it is due."""
    from lastmile_tui.cli.review import verb  # noqa: PLC0415 # for this verb only

    args.plain = args.plain or not args.due
    return verb.run_review(context, args)


def _ask_about_lost_file(context: Context, store: GoalStore, prompts: Prompts) -> str:
    """Ask what shall be done where the data file is missing, or another one; empty for nothing."""
    about, hints = lost_file.ways(context, store)
    prompts.say(about)
    lines = [sentence(f"{way}: {hint}" if hint else way) for way, hint in hints.items()]
    try:
        chosen = prompts.choice(
            "What shall be done? An empty line leaves it.", [*hints], lines=lines
        )
    except InputEnded:
        return ""
    return chosen or ""


def _demo(context: Context, prompts: Prompts, keep: Path | None) -> None:
    with demo_store(context, keep) as (store, folder):
        _run(context, store, prompts, folder, demo="kept" if keep else "thrown away")


def _run(
    context: Context,
    store: GoalStore,
    prompts: Prompts,
    state_dir: Path,
    *,
    demo: Literal["", "kept", "thrown away"] = "",
) -> str | None:
    """Ask about one file until it is left; `DEMO` if for the demo roads."""
    host = LinearHost(context, store, prompts, state_dir)
    words = words_of_highway(context.config.keys)
    notices = LinearNotices(host, words, demo=demo)
    notices.say_first()
    return LinearHighway(host, words, notices).run()
