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
                at = self._time(site, name) if data else 0
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
        """Carry until all folders are the same: what one side changed, else the newest."""
        self.cut_off.clear()
        while self._queue:
            self._deliver(self._queue.pop(0))
        for name in sorted({path.name for site in self.sites for path in site.folder.iterdir()}):
            there = {site: site.folder / name for site in self.sites}
            found = {site: path.read_bytes() for site, path in there.items() if path.exists()}
            new = [site for site in found if found[site] != self._known.get((site, name))]
            newest = max(new or found, key=lambda site: (self._time(site, name), found[site]))
            losers = {found[site] for site in new} - {found[newest]}
            for loser in sorted(losers) if self._copies else ():
                self._leave_copy(self.sites, name, loser)
            for site in self.sites:
                if found.get(site) != found[newest]:
                    self._put(site, name, found[newest])
                self._known[site, name] = found[newest]

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
        loser = here
        if (message.at, message.data) > (self._time(site, message.name), here):
            self._put(site, message.name, message.data)
        else:
            loser = message.data
        if self._copies:
            self._leave_copy([site], message.name, loser)

    def _leave_copy(self, sites, name, data):
        self._copied += 1
        stem, dot, ending = name.rpartition(".")
        for site in sites:
            mark = f"sync-conflict-20261121-{self._copied:06}-{sites[0].name.upper():A<7.7}"
            (site.folder / f"{stem}.{mark}{dot}{ending}").write_bytes(data)

    def _time(self, site, name):
        """When a file was changed, by the clock of its device."""
        return (site.folder / name).stat().st_mtime_ns + int(site.skew.total_seconds() * 1e9)

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
