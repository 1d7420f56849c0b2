"""The program: what can be shown at once, else the command line."""

import sys
import time


def main() -> int:
    """Run `lastmile` with the arguments of the process; returns its exit code."""
    argv = sys.argv[1:]
    if "prompt" in argv:
        from lastmile_tui import prompt_line  # noqa: PLC0415 # for this verb only

        if prompt_line.show(argv, time.time()):
            return 0
    from lastmile_tui.cli.main import main as run  # noqa: PLC0415 # as above

    return run()


if __name__ == "__main__":
    sys.exit(main())
