"""A file in which a merge left both versions between markers, as git and its kin do. Pure."""

from __future__ import annotations

from typing import Final

_OURS: Final = b"<<<<<<<"
_BASE: Final = b"|||||||"
_MIDDLE: Final = b"======="
_THEIRS: Final = b">>>>>>>"
_SIGNS: Final = (_OURS, _BASE, _MIDDLE, _THEIRS)


def both_sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Our version and theirs; None if the markers do not pair up."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    sides: tuple[list[bytes], ...] = (ours, theirs)
    state = _THEIRS
    for line in data.splitlines(keepends=True):
        sign = line[: len(_OURS)]
        if sign not in _SIGNS or line[len(_OURS) : len(_OURS) + 1] not in b" \r\n":
            for side in sides:
                side.append(line)
            continue
        if sign not in _AFTER[state]:
            return None
        state = sign
        sides = {_OURS: (ours,), _BASE: (), _MIDDLE: (theirs,), _THEIRS: (ours, theirs)}[sign]
    return (b"".join(ours), b"".join(theirs)) if state == _THEIRS and data else None


_AFTER: Final = {
    _THEIRS: (_OURS,),
    _OURS: (_BASE, _MIDDLE),
    _BASE: (_MIDDLE,),
    _MIDDLE: (_THEIRS,),
}
"""Which markers may follow one; the last one of a conflict is where another may begin."""
