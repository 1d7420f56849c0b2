"""Who is let in: the token of the link, then a cookie; no other page, no other name of the host.

A page of another site could send requests to this machine, also by a name of its own that its
name server leads here (DNS rebinding): so the Host, the Origin and Sec-Fetch-Site are looked at.
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.web.addresses import host_of, is_address, is_everywhere, origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER_NAME: Final = (
    "This server is not called that. Open the link that lastmile web has printed; another name, "
    "such as that of a proxy, is given with --name."
)
OTHER_PAGE: Final = (
    "Another page has sent this request, and may not. Copy the link that lastmile web has printed "
    "into the address bar."
)
STRANGER: Final = (
    "Open the link that lastmile web has printed: it lets this browser in, until the server ends."
)

_OWN_SITE: Final = ("same-origin", "none")
"""What Sec-Fetch-Site says of our own page, and of a person who opens a link."""


class Guard(Struct, frozen=True):
    """What a request must have. `secret` is the value of the cookie, which no link shows."""

    names: frozenset[str]
    given: frozenset[str]
    """More names, by which a proxy may be reached."""
    address: str
    token: str
    cookie: str
    """The name of the cookie: browsers send one server's to all ports."""
    secret: str

    def refusal(self, headers: Mapping[str, str], *, by_link: bool = False) -> str:
        """Why a request is refused, as a sentence; empty if it may be answered.

        `by_link` is for the first request, whose right token no other page can know.
        """
        host = headers.get("Host", "")
        if not self._is_ours(host_of(host)):
            return OTHER_NAME
        if by_link:
            return ""
        origin = headers.get("Origin")
        if origin is not None and not self._is_own_origin(origin, host):
            return OTHER_PAGE
        if headers.get("Sec-Fetch-Site", "none") not in _OWN_SITE:
            return OTHER_PAGE
        return ""

    def has_token(self, token: str) -> bool:
        """Whether it is the token of the link."""
        return compare_digest(token.encode(errors="replace"), self.token.encode())

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser was let in before."""
        value = cookies.get(self.cookie, "")
        return compare_digest(value.encode(errors="replace"), self.secret.encode())

    def _is_ours(self, host: str) -> bool:
        if host in self.names or host in self.given:
            return True
        return is_everywhere(self.address) and is_address(host)

    def _is_own_origin(self, origin: str, host: str) -> bool:
        """Whether a page is ours: of the same host and port, or of a name that was given."""
        found = origin_of(origin)
        return bool(found) and (found == host.lower() or host_of(found) in self.given)
