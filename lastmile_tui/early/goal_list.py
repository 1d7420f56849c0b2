"""What shells complete, goals, tags and templates, as it was kept: read before any import.

A file of lines in the private folder of the data file, which shells read too:

    /PATH                       this file, and what the goals were read from, a line each
    g TEXT DESCRIPTION STATE    a goal, by a text that no other goal has, and a letter: on the
                                (r)oad, (b)locked there, (R) and (B) at its end, (p)arked or
                                let go, (s)ealed
    t TEXT                      a tag
    p TEXT DESCRIPTION          a template
    m TITLE ID REACHED TEXT …   how many of its markers a goal has reached, and all of them

with tabs between. The file is hardly younger than the youngest of what it was read from: where one
of them is, goals may have changed, and what is kept is shown all the same.
"""

from __future__ import annotations

import os
import sys

from lastmile_tui.early.places import options_of, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

VERB = "completion-list"
NAME = "completions"
"""The file, in the private folder of a data file."""

SIZE = 1 << 16
"""The most bytes that are kept."""


def show(argv: Sequence[str]) -> bool:
    """Print what was kept; False where the command line has to look."""
    *options, verb = argv
    given = options_of(options)
    if verb != VERB or given is None or sys.stdout is None:
        return False
    places = places_of(os.environ, *given)
    if places is None:
        return False
    try:
        with open(f"{places.private}/{NAME}", "rb") as file:  # noqa: PTH123 # pathlib takes 3 ms
            os.write(1, file.read(SIZE))
    except OSError:
        return not os.path.exists(places.data)  # noqa: PTH110 # as above
    return True
