"""The modes of a terminal, as a program has set them."""

from __future__ import annotations

import re

_MODES = re.compile(r"\x1b\[\?([\d;]+)([hl])")
_NORMAL = {"7", "25"}
"""The modes that are on in a terminal that no app has: wrapping, and the cursor."""


def odd_modes(terminal):
    """The modes of the terminal that no shell has set so.

    Those of kitty's keys count as one, and so does a title that is not put back.
    """
    text = terminal.raw.decode(errors="replace")
    on = set(_NORMAL)
    for numbers, way in _MODES.findall(text):
        change = on.update if way == "h" else on.difference_update
        change(numbers.split(";"))
    keys = len(re.findall(r"\x1b\[>\d+u", text)) - text.count("\x1b[<u")
    titles = text.count("\x1b[22;0t") - text.count("\x1b]0;\x07\x1b[23;0t")
    return (
        (on - {"2004"} ^ _NORMAL)
        | ({"keys"} if keys > 0 else set())
        | ({"title"} if titles > 0 else set())
    )
