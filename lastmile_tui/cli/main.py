"""The command line from its arguments to its exit code: 0 done, 1 could not, 2 wrong use."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from contextvars import copy_context
from importlib import import_module
from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain, prepare
from lastmile_tui.cli.table.plain_words import read_plain
from lastmile_tui.early import goal_list, printed, start
from lastmile_tui.errors import LastmileError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from lastmile_tui.cli.context import Context

    Handler = Callable[[Context, Namespace], int | None]

DONE, COULD_NOT, WRONG_USE = 0, 1, 2
LINEAR = "linear.verb"
"""What opens the app in linear mode."""

INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports for a program that SIGINT or SIGPIPE ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; whatever goes wrong is one sentence on stderr, never a traceback."""
    prepare()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 # see _explain
        return _explain(error)
    return code


def _run(argv: Sequence[str]) -> int:
    try:
        args = read_plain(argv) or _parse(argv)
        args.argv = argv
    except SystemExit as done:  # argparse has shown the help or the version
        return done.code if isinstance(done.code, int) else DONE
    # A context of its own: what this run writes for its settings is not the next one's.
    return copy_context().run(_carry_out, args) or DONE


def _parse(argv: Sequence[str]) -> Namespace:
    from lastmile_tui.cli.parser import parse  # noqa: PLC0415 # 10 ms, with argparse and the table

    return parse(argv)


def _carry_out(args: Namespace) -> int | None:
    from lastmile_tui.cli.context import Context  # noqa: PLC0415 # 40 ms, which --help need not wait for
    from lastmile_tui.cli.exchange.inbox import take_in  # noqa: PLC0415
    from lastmile_tui.cli.terminal import SCREENS, WITHOUT_SETTINGS  # noqa: PLC0415

    context = Context(args)
    if args.config and args.verb not in WITHOUT_SETTINGS:
        _warn_of_settings(context)
    take_in(context, args.verb)
    screen = args.verb in SCREENS and context.linear
    module = import_module(f"lastmile_tui.cli.{LINEAR if screen else args.module}")
    handler: Handler = getattr(module, f"run_{args.verb or 'app'}".replace("-", "_"))
    code = handler(context, args)
    if printed.asked is not None and not code:
        from lastmile_tui.cli.prompt.keep_list import keep  # noqa: PLC0415 # for who lists again

        keep(context, args.argv)
    if os.path.exists(context.locations.private / goal_list.NAME):  # noqa: PTH110 # also without rights
        from lastmile_tui.cli.completions.keep import keep_up  # noqa: PLC0415 # for who completes goals

        keep_up(context)
    return code


def _warn_of_settings(context: Context) -> None:
    """Say that the settings that were named are not there; those of a usual place need not be."""
    from lastmile_tui.config.toml import say_absent  # noqa: PLC0415 # for who names settings
    from lastmile_tui.locations import find  # noqa: PLC0415 # for who names settings

    path = context.locations.config
    if path != find(os.environ).config and not os.path.lexists(path):
        complain(say_absent(path))


def _explain(error: BaseException) -> int:
    """Print what went wrong; returns the exit code."""
    start.end()  # so that it is seen
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, OSError) and error.filename is None:
        _drop_output()
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    complain(_sentence(error))
    return WRONG_USE if isinstance(error, UsageError) else COULD_NOT


def _sentence(error: BaseException) -> str:
    from lastmile_tui.cli import crash  # noqa: PLC0415 # 5 ms, when something went wrong

    app_error = crash.app_error(error)
    if app_error is None and isinstance(error, UsageError | LastmileError):
        return str(error)
    if app_error is None and isinstance(error, OSError):
        return f"{error.filename or 'The output'}: {error.strerror or error}."
    return crash.report_crash(app_error or error)


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, since nobody reads it."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
