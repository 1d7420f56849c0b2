"""Host names: which of them are this machine alone, and which ones a request may be sent to."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from msgspec import Struct

from lastmile_tui.errors import LastmileError

_OWN = ("localhost", "127.0.0.1", "::1")
"""The names of this machine that no other machine can have."""

_ANY = ("0.0.0.0", "::")  # noqa: S104 # compared with, not bound to


def host_of(netloc: str) -> str:
    """The host of a Host header or of an address, in small letters; empty if it has none."""
    try:
        parts = urlsplit(f"//{netloc}")
        _ = parts.port  # ValueError if it is none
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return (parts.hostname or "").rstrip(".")


def origin_of(origin: str) -> str:
    """The host and port of an Origin header; empty for `null` and what is no page of the web."""
    scheme, separator, netloc = origin.partition("://")
    return netloc.lower() if separator and scheme.lower() in ("http", "https") else ""


def is_address(host: str) -> bool:
    """Whether a host is an IP address: no name server can lead that elsewhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches an IP address."""
    return ip_address(address.partition("%")[0]).is_loopback


def names_for(address: str, machine: str) -> frozenset[str]:
    """The hosts that a request may name, for a server at an IP address.

    On a network these are also the machine's own name, alone and in `.local`.
    """
    names = {*_OWN, address}
    if not is_loopback(address) and machine:
        names |= {machine.lower(), f"{machine.lower().partition('.')[0]}.local"}
    return frozenset(names)


def is_everywhere(address: str) -> bool:
    """Whether an IP address stands for all that the machine has."""
    return address in _ANY


def link_to(address: str, port: int, token: str, *, secure: bool, machine: str) -> str:
    """The link that opens the app; of an address that stands for all, by the machine's name."""
    host = machine if is_everywhere(address) and machine else address
    if ":" in host:
        host = f"[{host}]"
    return f"http{'s' if secure else ''}://{host}:{port}/?token={token}"


def this_machine() -> str:
    """The name of this machine."""
    return socket.gethostname()


class ServerAddress(Struct, frozen=True):
    """Where to listen: an IP address, and a port, 0 for any that is free."""

    address: str
    port: int

    @property
    def is_private(self) -> bool:
        """Whether only this machine can get there."""
        return is_loopback(self.address)


def find_place(host: str, port: int) -> ServerAddress:
    """The place of a host's name or address; LastmileError if there is no such host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise LastmileError(f"‘{host}’ is no name or address of a host.") from error
    return ServerAddress(str(found[0][4][0]), port)
