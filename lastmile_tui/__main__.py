"""The program: what can be shown at once, else the command line."""

import sys

from lastmile_tui.early import start

INTERRUPTED = 130
"""What a shell reports for a program that SIGINT ended."""


def main() -> int:
    """Run `lastmile` with the arguments of the process; returns its exit code."""
    argv = sys.argv[1:]
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
