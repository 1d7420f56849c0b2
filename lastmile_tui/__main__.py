"""The program: what can be shown at once, else the command line."""

import sys
import time

INTERRUPTED = 130
"""What a shell reports for a program that SIGINT ended."""


def main() -> int:
    """Run `lastmile` with the arguments of the process; returns its exit code."""
    argv = sys.argv[1:]
    if "prompt" in argv:
        from lastmile_tui import prompt_line  # noqa: PLC0415 # for this verb only

        if prompt_line.show(argv, time.time()):
            return 0
    from lastmile_tui.early import start  # noqa: PLC0415 # as above

    try:
        start.begin(argv)
        from lastmile_tui.cli.main import main as run  # noqa: PLC0415 # after the first frame

        return run()
    except KeyboardInterrupt:  # while that was imported
        return INTERRUPTED
    finally:
        start.end()


if __name__ == "__main__":
    sys.exit(main())
