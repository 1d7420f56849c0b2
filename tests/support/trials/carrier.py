"""A synchroniser that is worse than real ones: late, twice, out of order, and older over newer."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A file on its way to a device; `data` is None when it was deleted, `at` its time there."""

    to: object
    name: str
    data: bytes | None
    at: int


class Carrier:
    """Carries all files of a folder to the folders of the others; a device may be cut off.

    The newer of two versions wins. With `copies` the other one stays beside it, else it is gone.
    """

    def __init__(self, sites, chance, *, copies):
        self.sites, self._chance, self._copies = sites, chance, copies
        self.cut_off = set()
        self._queue = []
        self._known = {}
        """(device, name) -> what both sides had when it was carried last."""
        self._copied = 0

    def look(self, site):
        """Send what has changed in a folder to all others."""
        for name in sorted({path.name for path in site.folder.iterdir()} | self._names(site)):
            path = site.folder / name
            data = path.read_bytes() if path.exists() else None
            if data != self._known.get((site, name)):
                self._known[site, name] = data
                at = path.stat().st_mtime_ns + int(site.skew.total_seconds() * 1e9) if data else 0
                others = [other for other in self.sites if other is not site]
                self._queue += [Message(other, name, data, at) for other in others]

    def deliver_any(self):
        """Deliver one message, whichever; it may stay on its way, and come again later."""
        ready = [number for number, one in enumerate(self._queue) if one.to not in self.cut_off]
        if ready:
            number = self._chance.choice(ready)
            message = self._queue[number]
            if self._chance.random() < 0.8:
                del self._queue[number]
            self._deliver(message)

    def settle(self):
        """Nobody is cut off any more, and all that is on its way arrives, in turn."""
        self.cut_off.clear()
        for _ in range(20):
            for site in self.sites:
                self.look(site)
            if not self._queue:
                return
            messages, self._queue = self._queue, []
            for message in messages:
                self._deliver(message)
        raise AssertionError("the synchroniser never comes to rest")

    def _deliver(self, message):
        site, name = message.to, message.name
        path = site.folder / name
        here = path.read_bytes() if path.exists() else None
        known = self._known.get((site, name))
        if here == message.data:
            self._known[site, name] = here
        elif here == known or here is None:
            self._put(site, name, message.data)
        elif message.data is not None:
            self._conflict(site, message, here)

    def _conflict(self, site, message, here):
        at = site.path.stat().st_mtime_ns + int(site.skew.total_seconds() * 1e9)
        loser = here
        if (message.at, message.data) > (at, here):
            self._put(site, message.name, message.data)
        else:
            loser = message.data
        if self._copies:
            self._copied += 1
            stem, dot, ending = message.name.rpartition(".")
            mark = f"sync-conflict-20261121-{self._copied:06}-{site.name.upper():A<7.7}"
            copy = f"{stem}.{mark}{dot}{ending}"
            (site.folder / copy).write_bytes(loser)

    def _put(self, site, name, data):
        """Write as synchronisers do: a file of another name first, or in place."""
        path, self._known[site, name] = site.folder / name, data
        if data is None:
            path.unlink(missing_ok=True)
        elif self._chance.random() < 0.3:
            path.write_bytes(data)
        else:
            part = site.folder.with_name("part")
            part.write_bytes(data)
            part.replace(path)

    def _names(self, site):
        return {name for where, name in self._known if where is site}
