"""Pictures one after another as one SVG that moves by CSS, also where it is only an image."""

from __future__ import annotations

import re

FADE = 0.4
"""Seconds in which a picture comes over the one before."""

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def film(frames):
    """The SVG of frames, each a drawn SVG with the seconds that it stays.

    Who wants no motion, or has no CSS, sees the first one. A picture stays until the next one has
    come over it, so that nothing shines through.
    """
    first = frames[0][0]
    box = re.search(r'viewBox="([^"]+)"', first)[1]
    whole = sum(seconds for _, seconds in frames)
    rules, pictures, start = [], [], 0.0
    for number, (drawn, seconds) in enumerate(frames):
        rules.append(_rule(number, start, start + seconds, whole))
        body = _FONT.sub("", drawn) if number else drawn
        hidden = ' opacity="0"' if number else ""
        pictures.append(f'<g class="frame frame-{number}"{hidden}>\n{body.strip()}\n</g>\n')
        start += seconds
    style = "".join(
        (
            f".frame {{ animation-duration: {whole:g}s; animation-iteration-count: infinite; }}\n",
            *rules,
            "@media (prefers-reduced-motion: reduce) { .frame { animation: none; } }\n",
        )
    )
    return (
        f'<svg viewBox="{box}" xmlns="http://www.w3.org/2000/svg">\n'
        f"<style>\n{style}</style>\n{''.join(pictures)}</svg>\n"
    )


def _rule(number, start, end, whole):
    """When a frame is seen: the first from the beginning, and again at the end below the last."""

    def at(seconds):
        return f"{100 * seconds / whole:.3f}%"

    gone = min(end + 0.01, whole)
    if number == 0:
        stops = [
            f"0%, {at(end)} {{ opacity: 1; }}",
            f"{at(gone)}, {at(whole - FADE - 0.01)} {{ opacity: 0; }}",
            f"{at(whole - FADE)}, 100% {{ opacity: 1; }}",
        ]
    else:
        last = end >= whole
        stay, gone = (end - FADE, end) if last else (end, gone)
        stops = [
            f"0%, {at(start - FADE)} {{ opacity: 0; }}",
            f"{at(start)}, {at(stay)} {{ opacity: 1; }}",
            f"{at(gone)}, 100% {{ opacity: 0; }}",
        ]
    name = f"frame-{number}"
    return f".{name} {{ animation-name: {name}; }}\n@keyframes {name} {{ {' '.join(stops)} }}\n"
