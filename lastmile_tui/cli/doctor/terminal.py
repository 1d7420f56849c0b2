"""Checks of a terminal, by its environment. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.terminal import can_draw, say_kind
from lastmile_tui.store.doctor.checks import Finding
from lastmile_tui.terminals import TRUECOLOUR, colours_of, locale_of, terminal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS, ROWS = 60, 20
"""The smallest terminal that all of the app fits in."""

_AREA = "terminal"

_QUICK = 100
"""Milliseconds after the escape key that nobody notices."""


def check_terminal(
    env: Mapping[str, str],
    size: tuple[int, int] | None,
    encoding: str,
    escape_time: int | None = None,
    *,
    glyphs: str = "auto",
    raw: bool = False,
) -> Iterator[Finding]:
    """Judge a terminal by its environment, its columns and rows, and the encoding of the output.

    `env` is the one from before Python changed LC_CTYPE, and `glyphs` the setting.

    `escape_time` is that of tmux, in milliseconds, or None if unknown. `size` is None if the output
    is not a terminal. One that is `raw` was left by an app.
    """
    if raw:
        sentence = "It is still set for an app, which must have been killed."
        advice = "Type stty sane and ctrl+j; docs/files.md has the rest under ‘When it breaks’."
        yield Finding(_AREA, "warning", sentence, advice)
    if size is None:
        sentence = "The output is not a terminal: size and colours were not looked at."
        yield Finding(_AREA, "ok", sentence)
    else:
        yield _kind(env.get("TERM", ""))
        yield _size(*size)
        yield _colours(env)
        yield from _multiplexer(env, escape_time)
        yield _signs(env, glyphs)
    if size is None or terminal_of(env).utf8:  # else this is told by the signs
        yield _encoding(encoding)


def _kind(term: str) -> Finding:
    if not can_draw(term):
        advice = "Set TERM to what your terminal is, such as xterm-256color."
        return Finding(_AREA, "warning", f"{say_kind(term)}: the app is not drawn.", advice)
    return Finding(_AREA, "ok", f"TERM is {term}.")


def _size(columns: int, rows: int) -> Finding:
    text = f"{columns} columns and {rows} rows"
    if columns < COLUMNS or rows < ROWS:
        advice = f"Make it {COLUMNS} columns and {ROWS} rows at least, or the letters smaller."
        return Finding(_AREA, "warning", f"It is small: {text}.", advice)
    return Finding(_AREA, "ok", f"It has {text}.")


def _colours(env: Mapping[str, str]) -> Finding:
    if env.get("NO_COLOR"):
        return Finding(_AREA, "ok", "NO_COLOR is set: nothing is told by colour.")
    colours = colours_of(env)
    if colours == TRUECOLOUR:
        return Finding(_AREA, "ok", "It shows 16 million colours.")
    few = f"It shows {colours} colours: our own themes are made for that, others come close."
    return Finding(_AREA, "ok", few, "Where it shows more, set COLORTERM=truecolor.")


def _signs(env: Mapping[str, str], glyphs: str) -> Finding:
    if glyphs != "auto":
        return Finding(_AREA, "ok", f'Signs are drawn as the settings say: glyphs = "{glyphs}".')
    terminal, locale = terminal_of(env), locale_of(env) or "not set"
    if not terminal.utf8:
        advice = 'Set LANG to a UTF-8 locale, or glyphs = "unicode" if it does read UTF-8.'
        text = f"Its locale is {locale}, not one of UTF-8: all is written in ASCII."
        return Finding(_AREA, "warning", text, advice)
    if not terminal.signs:
        return Finding(_AREA, "ok", "Its fonts lack our signs: these are drawn in ASCII.")
    advice = 'If a box stands for a sign such as ⚑ or ▞, set glyphs = "plain".'
    return Finding(_AREA, "ok", "Signs are drawn in Unicode.", advice)


def _multiplexer(env: Mapping[str, str], escape_time: int | None) -> Iterator[Finding]:
    term = env.get("TERM", "")
    if env.get("TMUX"):
        advice = []
        if escape_time is None or escape_time > _QUICK:
            advice.append("set -sg escape-time 10 makes escape quick.")
        if env.get("COLORTERM", "").strip().lower() not in ("truecolor", "24bit"):
            advice.append('set -as terminal-features ",*:RGB" brings all colours.')
        text = f"In ~/.tmux.conf: {' '.join(advice)}" if advice else ""
        yield Finding(_AREA, "ok", "It runs in tmux.", text)
    elif env.get("STY") or term == "screen" or term.startswith("screen."):
        text = (
            "In ~/.screenrc: term screen-256color and maptimeout 10. Screen 5 with truecolor on"
            " shows all colours: set TEXTUAL_COLOR_SYSTEM=truecolor."
        )
        yield Finding(_AREA, "ok", "It runs in screen, which shows 256 colours.", text)


def _encoding(encoding: str) -> Finding:
    if encoding.lower().replace("-", "").replace("_", "").startswith("utf"):
        return Finding(_AREA, "ok", f"Text goes out as {encoding}.")
    advice = 'Set LANG to a UTF-8 locale such as C.UTF-8, or glyphs = "ascii" in the settings.'
    sentence = f"Text goes out as {encoding or 'an unknown encoding'}: signs are told in ASCII."
    return Finding(_AREA, "warning", sentence, advice)
