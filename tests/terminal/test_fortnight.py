"""The first fortnight of a new user, lived in a real pseudo-terminal: five goals, day by day."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from support.terminal import Terminal

pytestmark = pytest.mark.long

SIZE = 110, 34
MONDAY = date(2026, 11, 16)
"""The first day; the last one is a Sunday, that of the weekly look."""

ROOMS = (
    *("notice given", "boxes bought", "attic cleared", "cellar cleared", "books packed"),
    *("mover booked", "parking permit", "address changed", "post redirected", "power read"),
    *("gas read", "internet moved", "kitchen packed", "wardrobe apart", "bed apart", "lamps down"),
    *("walls filled", "walls painted", "floors cleaned", "van loaded", "van unloaded"),
)
CHAPTERS = "outline > literature > experiments > draft"
KEYS = "bed up", "keys back", "deposit back", "neighbours met"
THESIS, JOB, HOUSE, RUN, FRIEND = (
    "Hand in the thesis",
    "Find a job",
    "Move house",
    "Run 100 km in a month",
    "Be friends with Marta",
)
LINES = (
    f"{THESIS}: {CHAPTERS} >> format > submitted due 27 nov #study ! receipt in hand",
    f"{JOB}: cv > applications > interview >> offer > contract signed #work ! signed copy",
    f"{HOUSE}: {' > '.join(ROOMS)} >> {' > '.join(KEYS)} due 15 dec",
    f"{RUN} target 100 km due 15 dec #health",
    f"{FRIEND}: letter written > letter posted > a call >> a dinner at home @Marta ! she came",
)
TITLES = THESIS, JOB, HOUSE, RUN, FRIEND
LAST_PAGE = ("That was the review.", "Day one.", "in a row.")


class User:
    """Who lives with one file; what is shown is read from the screen alone."""

    def __init__(self, home):
        self._home, self._file = home, home / "lastmile.json"
        self.day = 0

    def _command(self, *words, at="20:00"):
        on = MONDAY + timedelta(days=self.day - 1)
        named = ("--now", f"{on} {at}", "--file", str(self._file))
        return [sys.executable, "-m", "lastmile_tui", *named, *words]

    @property
    def _env(self):
        return {"HOME": str(self._home), "LANG": "C.UTF-8", "COLORTERM": "truecolor", "TZ": "UTC"}

    def run(self, *words):
        """What the command line answers on this day."""
        done = subprocess.run(
            self._command(*words), capture_output=True, check=False, text=True, env=self._env
        )
        assert done.stderr == ""
        return done.stdout

    def goal(self, title):
        return json.loads(self.run("show", title, "--json"))

    @contextmanager
    def evening(self, day, *words):
        """The app on an evening, from its start until it is left."""
        self.day = day
        with Terminal(self._command(*words), env=self._env, size=SIZE) as terminal:
            terminal.until("Highway")
            yield Evening(terminal)
            terminal.press("q")
            assert terminal.end() == 0


class Evening:
    """Keys, and what a person sees after them."""

    def __init__(self, terminal):
        self._terminal = terminal
        self.until, self.until_still, self.press = (
            terminal.until,
            terminal.until_still,
            terminal.press,
        )

    @property
    def shown(self):
        return self._terminal.shown

    def see(self, *texts):
        """Wait for each of them, in any order."""
        for text in texts:
            self._terminal.until_true(lambda text=text: text in self.shown, text)

    def keys(self, *pairs):
        """Press keys, each time until what follows is seen."""
        for keys, text in pairs:
            self.press(keys)
            self.until(text)

    def go(self, title):
        """Put the cursor on a road by the palette."""
        self.keys((":", "Palette"), (title, f"▌  {title}"))
        self.press("\r")
        self._terminal.until_gone("Palette")

    def see_on_lane(self, title, text):
        """Wait for a text in the first row of a road on the Highway."""
        self._terminal.until_true(
            lambda: any(title in line and text in line for line in self.shown.splitlines()), text
        )

    def review(self, answers, *, goals):
        """Answer by title, each road once; gives what was asked of each."""
        self.press("r")
        asked = {}
        for number in range(1, goals + 1):
            place = f"goal {number} of {goals}"
            self._terminal.until_true(lambda place=place: self._title(place, asked), place)
            self.until_still()
            title = self._title(place, asked)
            assert title, f"{place!r} was left again:\n{self.shown}"
            lines = self.shown.splitlines()
            asked[title] = next(line[1:].strip() for line in lines if line.startswith("▌"))
            for keys, text in answers[title]:
                self.press(keys)
                if text:
                    self.until(text)
        self._terminal.until_true(
            lambda: any(words in self.shown for words in LAST_PAGE), "the last page"
        )
        return asked

    def _title(self, place, asked):
        """The title on the page with a place; None until it is drawn, which is not all at once."""
        lines = self.shown.splitlines()
        titles = [title for title in TITLES if lines[4].startswith(f"   {title}")]
        return titles[0] if place in lines[2] and titles and titles[0] not in asked else None

    def leave(self):
        """Leave the last page."""
        self.press("\x1b")
        self._terminal.until_gone("NOT MOVED")
        self.until_still()


SAME = (("=", ""),)
NO_TIME = (("=", "What stands in the way?"), ("t", ""))
"""No change of a road in its final stretch: that is asked back once a day."""

NOTHING = (("=", "What stands in the way?"), ("n", ""))
MOVED = ((" ", "Reached"), ("\r", ""))
BEGUN = ((" ", "One road is in the final stretch."), ("g", "Reached"), ("\r", ""))
"""The first move of a road, while another one is in its final stretch."""


@pytest.fixture
def user(tmp_path):
    return User(tmp_path)


def test_the_first_fortnight_of_five_goals(user):
    first_day(user)
    second_day(user)
    third_day(user)
    fourth_day(user)
    fifth_day(user)
    two_days_without_a_review(user)
    eighth_day(user)
    ninth_day(user)
    tenth_day(user)
    eleventh_day(user)
    twelfth_day(user)
    thirteenth_day(user)
    last_day(user)


def first_day(user):
    """Five goals; nothing is due, and nothing worries."""
    with user.evening(1) as evening:
        evening.see("A goal is a road.", "First steps 1 of 5")
        for line in LINES:
            title = line.split(":")[0].split(" target")[0]
            evening.keys(("a", "enter adds"), (line, title), ("\r", "Added"))
        evening.see("PLANNED", "final stretch 0 of 5", *TITLES)
        evening.until_still()
        assert "review due" not in evening.shown
        assert "▴" not in evening.shown


def second_day(user):
    """The first review: three set out."""
    with user.evening(2) as evening:
        evening.see("review due", "The daily review is due: r begins it")
        asked = evening.review(
            {
                THESIS: MOVED,
                JOB: MOVED,
                HOUSE: SAME,
                RUN: (("+", "How many km"), ("6\r", "6 km"), ("\r", "")),
                FRIEND: SAME,
            },
            goals=5,
        )
        assert set(asked.values()) == {"Does it start today?"}
        evening.see("Day one.", "MOVED  3", "NOT MOVED  2")
        evening.leave()
        evening.see("ON THE ROAD", "PLANNED", "94 km to go")
        assert "review due" not in evening.shown


def third_day(user):
    """A roadblock is put up in the review, and a next step is said."""
    with user.evening(3) as evening:
        asked = evening.review(
            {
                THESIS: MOVED,
                JOB: (
                    ("b", "What is in the way?"),
                    ("w", "Waiting on whom"),
                    ("Ines\r", "Roadblock"),
                    ("\r", ""),
                ),
                HOUSE: MOVED,
                RUN: SAME,
                FRIEND: (
                    ("w", "Next step, and when"),
                    ("find her address\r", "next step"),
                    ("\r", ""),
                ),
            },
            goals=5,
        )
        assert asked[RUN] == "Has it moved?"
        evening.see("2 days in a row.", "MOVED  2", "NOT MOVED  3", "since yesterday")
        evening.leave()
        evening.see_on_lane(JOB, "waiting on Ines")
        evening.see_on_lane(FRIEND, "find her address")


def fourth_day(user):
    """The friendship is parked; it is not asked about again before it comes back."""
    with user.evening(4) as evening:
        asked = evening.review(
            {
                THESIS: MOVED,
                JOB: SAME,
                HOUSE: MOVED,
                RUN: (("+", "How many km"), ("7.5\r", "13.5 km"), ("\r", "")),
                FRIEND: (("p", "Park"), ("24 nov\r", "Parked until")),
            },
            goals=5,
        )
        assert asked[JOB] == "Still waiting on Ines?"
        evening.see("3 days in a row.", "MOVED  3", "NOT MOVED  2")
        evening.leave()
        assert FRIEND not in evening.shown


def fifth_day(user):
    """The thesis crosses into its final stretch, and the roadblock is cleared."""
    with user.evening(5) as evening:
        asked = evening.review(
            {
                THESIS: MOVED,
                JOB: (("b", "cleared"), ("\r", "")),
                HOUSE: MOVED,
                RUN: SAME,
            },
            goals=4,
        )
        assert FRIEND not in asked
        evening.see("4 days in a row.", "MOVED  2", "NOT MOVED  2")
        evening.leave()
        evening.see("FINAL STRETCH", "final stretch 1 of 4")
        assert evening.shown.index(THESIS) < evening.shown.index(JOB)


def two_days_without_a_review(user):
    """On Saturday the app stays shut; on Sunday three roads are driven, and nothing is reviewed."""
    with user.evening(7) as evening:
        evening.see("review due")
        evening.go(JOB)
        evening.keys((" ", "Reached ‘applications’"))
        evening.go(HOUSE)
        evening.keys((" ", "Reached ‘cellar cleared’"))
        evening.go(RUN)
        evening.keys(("+", "How many km"), ("12 yesterday\r", "74.5 km to go"))


def eighth_day(user):
    """The review counts from the last one: what moved on Sunday is not forgotten."""
    with user.evening(8) as evening:
        evening.review({THESIS: NO_TIME, JOB: SAME, HOUSE: SAME, RUN: SAME}, goals=4)
        evening.see("MOVED  3", "NOT MOVED  1", "since Fri", "Day one.")
        evening.leave()


def ninth_day(user):
    """The friendship is back, which is said wherever it is met that day."""
    with user.evening(9) as evening:
        evening.see_on_lane(FRIEND, "back from parking today")
        asked = evening.review(
            {THESIS: NO_TIME, JOB: SAME, HOUSE: MOVED, RUN: SAME, FRIEND: BEGUN}, goals=5
        )
        assert asked[FRIEND].startswith("It is back from parking today.")
        evening.see("MOVED  2", "NOT MOVED  3", "2 days in a row.")
        evening.leave()


def tenth_day(user):
    """The next to last marker of the thesis."""
    with user.evening(10) as evening:
        asked = evening.review(
            {THESIS: MOVED, JOB: SAME, HOUSE: MOVED, RUN: SAME, FRIEND: SAME}, goals=5
        )
        assert next(iter(asked)) == THESIS
        evening.see("MOVED  2", "3 days in a row.")
        evening.leave()


def eleventh_day(user):
    """The thesis is handed in, and sealed in the review; the last page begins with it."""
    with user.evening(11) as evening:
        evening.review(
            {
                THESIS: (
                    (" ", "the last marker is reached"),
                    ("s", "1 of 1 open"),
                    (" ", "[✓] receipt in hand"),
                    ("s", "any key goes on"),
                    (" ", ""),
                ),
                JOB: SAME,
                HOUSE: SAME,
                RUN: SAME,
                FRIEND: MOVED,
            },
            goals=5,
        )
        evening.see("sealed at 20:00", "MOVED  2", "4 days in a row.")
        evening.until_still()
        shown = evening.shown
        assert shown.index(THESIS) < shown.index(FRIEND)
        evening.leave()
    assert user.goal(THESIS)["state"] == "sealed"


def twelfth_day(user):
    """What is sealed is asked about no more."""
    with user.evening(12) as evening:
        asked = evening.review({JOB: SAME, HOUSE: MOVED, RUN: SAME, FRIEND: SAME}, goals=4)
        assert THESIS not in asked
        evening.see("MOVED  1", "NOT MOVED  3", "5 days in a row.")
        evening.leave()


def thirteenth_day(user):
    """The job comes into its final stretch."""
    with user.evening(13) as evening:
        evening.review({JOB: MOVED, HOUSE: SAME, RUN: SAME, FRIEND: MOVED}, goals=4)
        evening.see("MOVED  2", "NOT MOVED  2", "6 days in a row.")
        evening.leave()
        evening.see("FINAL STRETCH")


def last_day(user):
    """A week in a row; the weekly look, the mirror and the list tell the fortnight as it was."""
    with user.evening(14) as evening:
        evening.review({JOB: NO_TIME, HOUSE: MOVED, RUN: SAME, FRIEND: NOTHING}, goals=4)
        evening.see("7 days in a row.")
        evening.leave()
        evening.keys(("m", "How roads ended"))
        evening.see("You sealed the one road that ended in the last twelve months.")
        evening.keys(("\x1b", "ON THE ROAD"))
    listed = user.run("list")
    assert listed.index("FINAL STRETCH") < listed.index(JOB) < listed.index(HOUSE)
    assert THESIS not in listed
