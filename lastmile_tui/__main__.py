"""`python -m lastmile_tui` is `lastmile`."""

import sys

from lastmile_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
