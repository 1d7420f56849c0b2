"""Forms for the tests of writing, reading and revising them."""

from datetime import date, time

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revise
from lastmile_tui.domain.input.form_reader import read_form
from lastmile_tui.errors import FormError
from support.domain.goals import TODAY, do, goal_from

GOLDEN = """\
<!-- Change what you like, then save and close. Above the markers may stand, a line each:
     due: 2026-12-01 18:00   tags: #home   people: @Miriam   turn: mine   next: call (2026-12-01)
     again: every month
     A marker of three miles, with a day of its own: - [ ] draft *3 by 2026-12-01
     The final stretch begins below a line --- final stretch --- or else by itself.
     The [x] of a marker only shows that it was reached. A \\ in front makes plain text. -->

# Thesis

Because it is nearly done.

\\# It really is.

due: 2026-12-01 18:00
tags: #home #study
people: @Miriam
turn: mine
next: call Henrik (2026-11-23)

## Markers

- [x] outline
- [ ] draft *3.5
- [ ] printed by 2026-11-30
--- final stretch ---
- [ ] submitted

## Seal list

- [x] contract signed (evidence: photo)
- [ ] thanked everyone
"""


def dates(words):
    return match_date(words, TODAY)


def read(text, goal):
    return read_form(text, goal, dates)


def rich():
    """A goal that has everything a form shows."""
    line = "Thesis: outline > draft*3.5 > printed >> submitted ! contract signed ! thanked everyone"
    made = goal_from(f"{line} #study #home @Miriam")
    made = do(made, edit.explain, "Because it is nearly done.\n\n# It really is.")
    made = do(made, edit.redate, date(2026, 12, 1), time(18))
    made = do(made, edit.redate_marker, 2, date(2026, 11, 30))
    made = do(made, seal.tick, 0, evidence="photo")
    made = do(made, status.turn, "mine")
    made = do(made, status.plan_step, "call Henrik", date(2026, 11, 23))
    return do(made, drive.reach, 0)


def rewritten(made, *pairs, base=None):
    """A goal after its form was rewritten."""
    base = base or made.goal
    return do(made, revise, read(changed(write_form(base), *pairs), base), base)


def changed(text, *pairs):
    """A form with some texts behind its first comment replaced."""
    comment, text = text.split("-->\n\n", 1)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return f"{comment}-->\n\n{text}"


def refusal(text, goal):
    """The line and the sentence that a form is refused with."""
    with pytest.raises(FormError) as caught:
        read(text, goal)
    error = caught.value
    assert str(error) == f"Line {error.line}: {error.sentence}"
    assert error.sentence.endswith(".")
    assert 1 <= error.line <= text.count("\n") + 1
    return error.line, error.sentence


def refused(made, old, new):
    """The line that is refused, as it stands in the text, and the sentence."""
    text = changed(write_form(made.goal), (old, new))
    line, sentence = refusal(text, made.goal)
    return text.split("\n")[line - 1], sentence


def titles(made):
    return [marker.title for marker in made.goal.markers]


def ids(made):
    return {marker.title: marker.id for marker in made.goal.markers}


def told(made):
    assert made.event.kind == "edited"
    return made.event.text
