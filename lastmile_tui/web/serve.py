"""Listening at an address until a signal, and ending all apps at once then."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import ssl
from contextlib import suppress
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from aiohttp import web
from msgspec import Struct

from lastmile_tui.errors import LastmileError
from lastmile_tui.web.addresses import link_to, names_for, this_machine
from lastmile_tui.web.guard import Guard
from lastmile_tui.web.server import Server
from lastmile_tui.web.tab import Limits
from lastmile_tui.web.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lastmile_tui.web.addresses import ServerAddress

SECRET_BYTES: Final = 32
"""Random bytes of the token and of the cookie."""

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")


class Wish(Struct, frozen=True):
    """What is to be served. `command` is the app of one tab, `given` are more names of the host."""

    command: tuple[str, ...]
    place: ServerAddress
    given: frozenset[str] = frozenset()
    tls: ssl.SSLContext | None = None
    limits: Limits = Limits()


def tls_of(certificate: Path, key: Path) -> ssl.SSLContext:
    """What TLS needs; LastmileError if one of the files is not what it should be."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # Without a terminal nobody can give the password of a key, and openssl would ask for one.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except ssl.SSLError as error:
        why = _why_not(certificate, key, error)
        raise LastmileError(why) from error
    except OSError as error:
        missing = next((path for path in (certificate, key) if not path.is_file()), certificate)
        raise LastmileError(f"{missing} cannot be read: {error.strerror or error}.") from error
    return context


def _why_not(certificate: Path, key: Path, error: ssl.SSLError) -> str:
    locked = False
    if error.reason == "KEY_VALUES_MISMATCH":
        return f"{key} is not the key of {certificate}."
    with suppress(OSError):
        locked = b"ENCRYPTED" in key.read_bytes()
    if locked:
        return f"{key} has a password; openssl pkey -in {key} -out NEW writes it without one."
    return f"{certificate} and {key} are no certificate and key in PEM that can be used."


def listen(place: ServerAddress) -> socket.socket:
    """Listen at an address; LastmileError if it is taken, or not ours to take."""
    family = socket.AF_INET6 if ":" in place.address else socket.AF_INET
    try:
        return socket.create_server((place.address, place.port), family=family)
    except OSError as error:
        raise LastmileError(_say_why(place, error)) from error


def _say_why(place: ServerAddress, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {place.port} is taken; --port 0 takes any that is free."
    if error.errno == errno.EACCES:
        return f"Port {place.port} is not yours to take; those from 1024 on are."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{place.address} is not an address of this machine."
    return f"Nothing can listen at {place.address}, port {place.port}: {error.strerror or error}."


async def serve(
    wish: Wish,
    listening: socket.socket,
    *,
    ready: Callable[[str], None],
    say: Callable[[str], None],
    end: asyncio.Event | None = None,
) -> None:
    """Serve until a signal comes, or `end` is set; `ready` gets the link that lets a browser in.

    `say` gets what the apps say on stderr.
    """
    end = end or asyncio.Event()
    port = listening.getsockname()[1]
    token, machine = token_urlsafe(SECRET_BYTES), this_machine()
    address, secure = wish.place.address, wish.tls is not None
    guard = Guard(
        names_for(address, machine),
        wish.given,
        address,
        token,
        f"lastmile-{port}",
        token_urlsafe(SECRET_BYTES),
    )
    tabs = Tabs(wish.command, wish.limits, say)
    runner = web.AppRunner(
        Server(guard, tabs, secure=secure).application(),
        access_log=None,
        handle_signals=False,
        shutdown_timeout=wish.limits.farewell,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listening, ssl_context=wish.tls).start()
        _heed_signals(end)
        ready(link_to(address, port, token, secure=secure, machine=machine))
        await end.wait()
    finally:
        await tabs.end_all()
        await runner.cleanup()


def _heed_signals(end: asyncio.Event) -> None:
    """End at a signal; a second one is not heard, as apps are saving then."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        with suppress(NotImplementedError, RuntimeError):  # Windows; a thread of a test
            if number is not None:
                loop.add_signal_handler(number, end.set)
