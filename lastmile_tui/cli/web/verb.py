"""The verb `web`: a server of the app, until a signal comes."""

from __future__ import annotations

import asyncio
import re
import sys
from html import escape
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from lastmile_tui import private_files
from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import complain, say
from lastmile_tui.dates.words import quote
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import LastmileError, UsageError
from lastmile_tui.versions import say_extra

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context

_LAST_PORT = 65535

_HOST = r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?|[0-9A-Fa-f:.]{2,45}"
"""What may be a name of a host, or its address."""

_CAN = {False: "can see and change", True: "can see"}
"""What can be done with the link, by whether it is for reading only."""

_EXPOSED = (
    "{host} is open to its network, and without --tls nothing is encrypted: who can listen there "
    "sees your roads and the link, and with it {can} them."
)

_GO_ON = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>lastmile</title>
<meta http-equiv="refresh" content="0; url={link}"></head>
<body><a href="{link}">To the roads</a></body></html>
"""


def run_web(context: Context, args: Namespace) -> int | None:
    """Serve the app until a signal comes."""
    if missing := [name for name in ("aiohttp", "textual_serve") if find_spec(name) is None]:
        names = " and ".join(missing).replace("_", "-")
        brings = say_extra("web", sys.path, sys.prefix, sys.executable)
        what = f"the package{'s' if len(missing) > 1 else ''} {names}"
        raise LastmileError(f"lastmile web needs {what}: {brings}")
    if not 0 <= args.port <= _LAST_PORT:
        raise UsageError(f"A port is a number up to {_LAST_PORT}, or 0 for any that is free.")
    if wrong := [name for name in args.name if not re.fullmatch(_HOST, name)]:
        raise UsageError(
            f"{quote(clean_line(wrong[0], 80))} is no name of a host, such as roads.example.org."
        )
    from lastmile_tui.web import serve  # noqa: PLC0415 # 300 ms, for this verb only
    from lastmile_tui.web.addresses import find_place  # noqa: PLC0415

    tls = serve.tls_of(*(Path(path).expanduser() for path in args.tls)) if args.tls else None
    place = find_place(args.host, args.port)
    if tls is None and not place.is_private and not args.yes and not _is_meant(context, args):
        return 1
    context.config  # noqa: B018 # settings that cannot be used are said here, not in each tab
    wish = serve.Wish(
        tuple(_command(args)),
        place,
        frozenset(name.lower().rstrip(".") for name in args.name),
        tls,
    )
    with serve.listen(place) as listening, private_files.scratch("web") as folder:

        def ready(link: str) -> None:
            say(f"{link}\nWho has this link {_CAN[args.read_only]} your roads. ctrl+c ends it.")
            sys.stdout.flush()
            if args.open:
                # Some browsers are waited for, and wait for an answer of the server.
                Thread(target=_open_browser, args=(link, folder), daemon=True).start()

        asyncio.run(serve.serve(wish, listening, ready=ready, say=complain))
    return None


def _command(args: Namespace) -> Iterator[str]:
    """The app of a tab: our own interpreter, and what this command line was given."""
    yield from (sys.executable, "-m", "lastmile_tui", "web-tab")
    for name in ("file", "config", "now"):
        if (value := getattr(args, name)) is not None:
            yield f"--{name}={value}"
    if args.read_only:
        yield "--read-only"


def _is_meant(context: Context, args: Namespace) -> bool:
    """Say what is exposed, and ask whether that is meant; LastmileError if nobody can be asked."""
    exposed = _EXPOSED.format(host=args.host, can=_CAN[args.read_only])
    if not can_ask():
        raise LastmileError(f"{exposed} Give --tls, or --yes if that is meant.")
    say(exposed)
    return ask_yes_no("Go on all the same? [y/N] ", plain=context.plain)


def _open_browser(link: str, folder: Path) -> None:
    """Open the link by a private file: all users see the words that a program is started with."""
    import webbrowser  # noqa: PLC0415 # for --open only

    page = folder / "open.html"
    private_files.replace(page, _GO_ON.format(link=escape(link)).encode())
    if not webbrowser.open(page.as_uri()):
        complain("No browser could be opened; the link works in any.")
