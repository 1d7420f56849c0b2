"""Text for terminals of single bytes, to which bytes of UTF-8 may be controls: in ASCII alone."""

from __future__ import annotations

import re
from unicodedata import normalize

from lastmile_tui.domain.model.text import clusters

_ALIKE = {
    "-": "─━═╌╍┄┅┈┉╴╶╸╺▔▁–—―‐‑‒−·",
    "|": "│┃║╎╏┆┇▌▐▏▕▎▊",
    "+": "┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬╟╢┿╪",
    "#": "█▓▒░■▀▄",
    "*": "•●◉",
    "o": "○◦øœ",
    "O": "ØŒ",
    ">": "►▸▶›→",
    "<": "◄◂◀‹←",
    "^": "▲▴↑",
    "v": "▼▾↓",
    "~": "…",
    "'": "‘’‚′´",
    '"': "“”„″«»",
    "x": "×✓✗",
    "s": "ß",
    "S": "ẞ",
    "a": "æ",
    "A": "Æ",
    "d": "ðđ",
    "D": "ÐĐ",
    "h": "ħ",
    "H": "Ħ",
    "i": "ı",
    "l": "ł",
    "L": "Ł",
    "t": "þŧ",
    "T": "ÞŦ",
}
"""Signs and letters that normalisation does not take apart, by what is nearest to them."""

_NEAREST = {char: near for near, chars in _ALIKE.items() for char in chars}

_BEYOND = re.compile(r"[ -~]?[^\x00-\x7f]+")
"""What is not ASCII, and the character before it, to which it may belong."""


def in_ascii(text: str) -> str:
    """Spell a text in ASCII, in as many cells: `ü` as `u`, what has no letter near as `?`.

    ASCII stays as it is, with the controls that are in it.
    """
    return text if text.isascii() else _BEYOND.sub(_spell_run, text)


def _spell_run(match: re.Match[str]) -> str:
    return "".join(_spell_cluster(cluster, width) for cluster, width in clusters(match[0]))


def _spell_cluster(cluster: str, width: int) -> str:
    if cluster.isascii():
        return cluster
    found = _NEAREST.get(cluster[0]) or "".join(
        char for char in normalize("NFKD", cluster) if " " <= char <= "~"
    )
    # A fraction or a ligature would need more cells, and half of it would say something else.
    return found.ljust(width) if found and len(found) <= width else "?" * width
