"""What the server answers with beside the app: its page, files of it, plain sentences, headers."""

from __future__ import annotations

import base64
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_STYLES = (
    "",
    (
        "h1{color:#fff;background-color:#000}body{margin:0;padding:0}"
        ".textual-terminal{width:100vw;height:100vh}"
    ),
)
"""The one style that textual.js of textual-serve 1.1.3 puts into the page: empty, then filled."""

_HASHES = " ".join(
    f"'sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}'" for style in _STYLES
)

HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self' {_HASHES}; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "lastmile",
}
"""What each answer has: no other host, no other page, nothing kept."""

_PLAIN = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>lastmile</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="icon.svg">{more}</head>
<body><h1>lastmile</h1><p>{sentence}</p></body></html>
"""


class StaticFile(Struct, frozen=True):
    """A file of the page."""

    mime: str
    content: bytes


_OURS, _TEXTUALS = ("lastmile_tui.web", "static"), ("textual_serve", "static")
_PLACES: Final = {
    "": (_OURS, "page.html", "text/html"),
    "page.css": (_OURS, "page.css", "text/css"),
    "page.js": (_OURS, "page.js", "text/javascript"),
    "icon.svg": (_OURS, "icon.svg", "image/svg+xml"),
    "xterm.css": (_TEXTUALS, "css/xterm.css", "text/css"),
    "textual.js": (_TEXTUALS, "js/textual.js", "text/javascript"),
}
"""All files there are; no name of a request becomes a path."""


def static_files() -> dict[str, StaticFile]:
    """The files of the page by their names, that of the page itself empty.

    ModuleNotFoundError where textual-serve is not installed.
    """
    return {
        name: StaticFile(mime, _place(*folder).joinpath(path).read_bytes())
        for name, (folder, path, mime) in _PLACES.items()
    }


def _place(package: str, folder: str) -> Traversable:
    return files(package).joinpath(folder)


def plain_page(sentence: str) -> str:
    """A page with one sentence."""
    return _PLAIN.format(sentence=escape(sentence), more="")


def welcome_page() -> str:
    """The page that takes the token out of the address, now that there is a cookie.

    The browser then asks by itself, as it would not by a redirect from another site's page.
    """
    go_on = '<meta http-equiv="refresh" content="0; url=./">'
    return _PLAIN.format(sentence='<a href="./">To the roads</a>', more=go_on)
