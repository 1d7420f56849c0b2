"""The program: what can be shown at once, else the command line."""

import gc
import os
import sys
import time

INTERRUPTED = 130
"""What a shell reports for a program that SIGINT ended."""


def main() -> int:
    """Run `lastmile` with the arguments of the process; returns its exit code, or ends with it."""
    gc.disable()  # a start throws nothing away; the app enables it after its first frame
    argv = sys.argv[1:]
    if "prompt" in argv:
        from lastmile_tui import prompt_line  # noqa: PLC0415 # for this verb only

        if prompt_line.show(argv, time.time()):
            return 0
    if "completion-list" in argv:
        from lastmile_tui.early import goal_list  # noqa: PLC0415 # for this verb only

        if goal_list.show(argv):
            return 0
    if "list" in argv:
        from lastmile_tui.early import printed  # noqa: PLC0415 # for this verb only

        if printed.show(argv):
            return 0
    if argv in (["--help"], ["-h"]) and _show_help():
        return 0
    if argv in (["--version"], ["-V"]) and _show_versions():
        return 0
    from lastmile_tui.early import start  # noqa: PLC0415 # as above

    try:
        start.begin(argv)
        from lastmile_tui.cli.main import main as run  # noqa: PLC0415 # after the first frame

        code = run()
    except KeyboardInterrupt:  # while that was imported
        code = INTERRUPTED
    finally:
        start.end()
    _leave(code)
    return code


def _show_help() -> bool:
    """Print the help, unless lines have to be shorter there than it has them."""
    from lastmile_tui import help_text  # noqa: PLC0415 # for this option only

    try:
        columns = int(os.environ.get("COLUMNS") or 0)
        if not columns and os.isatty(1):
            columns = os.get_terminal_size(1).columns
        if 0 < columns < help_text.COLUMNS:
            return False
        os.write(1, help_text.TEXT.encode())
    except (OSError, ValueError):
        return False  # the command line finds out what is odd there
    return True


def _show_versions() -> bool:
    """Print the version and what goes with it."""
    from lastmile_tui.versions import say_versions  # noqa: PLC0415 # for this option only

    try:
        os.write(1, f"{say_versions()}\n".encode())
    except OSError:
        return False  # as above
    return True


def _leave(code: int) -> None:
    """End at once, unless something may still be at work: tidying up is a tenth of a command."""
    import threading  # noqa: PLC0415 # imported by now

    if threading.active_count() == 1 and "textual" not in sys.modules:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            return  # Python says so, as it does at the end of any program
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
