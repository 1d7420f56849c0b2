"""A repository in memory, and the place between several: as ours, without a process of git."""

from __future__ import annotations

from itertools import count

from lastmile_tui.store.sync.objects import Version


class Place:
    """The other side; `down` while it cannot be reached."""

    def __init__(self):
        self.head, self.commits, self.down = "", {}, False
        self.numbers = count(1)


class FakeRepository:
    """What `Exchange` asks of a `Repository`."""

    url = "/there"

    def __init__(self, place):
        self.place = place
        self.commits = {"": (Version(""), ())}
        self.head = self.agreed = ""

    def move(self, new, old):
        assert old == self.head
        assert not old or old in self._ancestors(new), "our branch was rewritten"
        self.head = new

    def agree(self, commit):
        self.agreed = commit

    def read(self, *commits):
        return [self.commits[commit][0] for commit in commits]

    def commit(self, data, parents, *_):
        name = f"{next(self.place.numbers):040x}"
        version = Version(name, data, (), there=True)
        self.commits[name] = version, tuple(one.commit for one in parents)
        return version

    def base(self, one, two):
        both = self._ancestors(one) & self._ancestors(two)
        return max(both, default="")  # names grow, so that the newest is a nearest one

    def fetch(self):
        self._reach()
        self.commits |= self.place.commits
        return self.place.head

    def push(self, commit):
        self._reach()
        if self.place.head and self.place.head not in self._ancestors(commit):
            return False
        self.place.commits |= self.commits
        self.place.head = commit
        return True

    def _reach(self):
        if self.place.down:
            raise ConnectionError

    def _ancestors(self, commit):
        found, todo = set(), [commit]
        while todo:
            each = todo.pop()
            if each not in found:
                found.add(each)
                todo += self.commits[each][1]
        return found
