"""Three devices, any changes, kills and a careless synchroniser: after merges all is everywhere."""

from __future__ import annotations

import random
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from support.trials.carrier import Carrier
from support.trials.site import DAY, Site

STEPS = 40
TITLES = ("Swim: crawl > breath >> lake", "Mend the fence: posts > boards >> painted")


class History:
    """A fleet, and what may happen to it; everything follows from the seed."""

    def __init__(self, root, seed):
        self.chance = random.Random(seed)
        skews = [self.chance.choice((-DAY, DAY * 0, DAY)) for _ in range(3)]
        names = ("desk", "laptop", "phone")
        self.sites = [Site(root, name, skews[n], seed) for n, name in enumerate(names)]
        self.carrier = Carrier(self.sites, self.chance, copies=self.chance.random() < 0.5)
        for title in TITLES:
            self.sites[0].change(title.partition(":")[0], "add", title)
        self.carrier.settle()
        self._number = 0

    def go_on(self):
        """Let something happen somewhere."""
        site = self.chance.choice(self.sites)
        steps = (self.command, self.command, self.app, self.app, self.carry, self.carry, self.kill)
        self.chance.choice((*steps, self.cut, self.leave_app, self.merge))(site)

    def command(self, site):
        site.change(*self._words())

    def kill(self, site):
        words = ("merge",) if self.chance.random() < 0.2 else self._words()[1:]
        site.die(self.chance, *words)

    def app(self, site):
        if site.app is None:
            site.open()
        uid = self.chance.choice(sorted(site.app.goals))
        text = self._text()
        moves = (drive.advance, partial(drive.note, text=text), partial(edit.tag, name=text))
        site.in_app(lambda store: store.change(uid, self.chance.choice(moves)))
        self.chance.choice((site.app.refresh, site.app.storage.compact, lambda: None))()

    def leave_app(self, site):
        self.chance.choice((site.close, site.abandon))()

    def carry(self, site):
        self.carrier.look(site)
        for _ in range(self.chance.randrange(4)):
            self.carrier.deliver_any()

    def cut(self, site):
        self.carrier.cut_off ^= {site}

    def merge(self, site):
        site.run("merge")

    def end(self):
        """Close everything, and merge on one device after the other, three times."""
        for site in self.sites:
            self.chance.choice((site.close, site.abandon))()
        self.carrier.settle()
        for site in self.sites * 3:
            done = site.run("merge")
            assert done.code == 0, done
            self.carrier.settle()

    def _text(self):
        self._number += 1
        return f"x{self._number:03}x"

    def _words(self):
        text = self._text()
        goal = self.chance.choice(("swim", "fence"))
        return self.chance.choice(
            (
                (text, "note", goal, text),
                (text, "next-step", goal, text),
                (text, "block", goal, text),
                (text, "add", f"Task {text}: one > two"),
            )
        )


def play(root, seed):
    """A whole history; how many changes were acknowledged, all of which are on every device."""
    history = History(root, seed)
    for _ in range(STEPS):
        history.go_on()
    history.end()
    said = [text for site in history.sites for text in site.acknowledged]
    lost = {site.name: [text for text in said if text not in site.text] for site in history.sites}
    assert lost == {site.name: [] for site in history.sites}
    first, second, third = (site.goals for site in history.sites)
    assert first == second == third
    return len(said)


@pytest.mark.parametrize("seed", range(12))
def test_three_devices_end_with_all_changes_of_each(tmp_path, seed):
    assert play(tmp_path, seed) > 2


@pytest.mark.long
@pytest.mark.parametrize("part", range(1, 9))
def test_three_devices_end_with_all_changes_of_each_in_2000_histories(tmp_path, figures, part):
    seeds = range(part * 250, part * 250 + 250)
    changes = sum(play(tmp_path / str(seed), seed) for seed in seeds)
    figures(f"250 histories, {changes} changes, none lost")
