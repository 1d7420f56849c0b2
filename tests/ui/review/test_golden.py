"""A review at three widths, against golden text."""

from __future__ import annotations

from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from support.drawing.review_pages import (
    STRETCH,
    sheet,
)


def test_a_goal_of_the_stretch_at_60_columns_in_unicode():
    assert (
        sheet(STRETCH, 60, 10, UNICODE)
        == """\
   Daily review  goal 2 of 5 · 50 more rest         ●◉○○○
                                   why: one car is enough
▌  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer    their turn
                      form
= why now (50)
▧ waiting on the buyer for 4 days: asks his bank
· at stake: 17 days, 3.2 mi and 11 log entries
► forecast: likely 24–30 Nov (80 %: 23 Nov – 7
  Dec)
= to seal it · 1 of 3 (50)
[ ] buyer signs the transfer form
[ ] keys and papers handed over"""
    )


def test_a_goal_of_the_stretch_at_60_columns_in_ascii():
    assert (
        sheet(STRETCH, 60, 10, ASCII)
        == """\
   Daily review  goal 2 of 5 - 50 more rest         *@ooo
                                   why: one car is enough
|  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer    their turn
                      form
= why now (50)
X waiting on the buyer for 4 days: asks his bank
- at stake: 17 days, 3.2 mi and 11 log entries
> forecast: likely 24-30 Nov (80 %: 23 Nov - 7
  Dec)
= to seal it - 1 of 3 (50)
[ ] buyer signs the transfer form
[ ] keys and papers handed over"""
    )


def test_a_goal_of_the_stretch_at_80_columns_in_unicode():
    assert (
        sheet(STRETCH, 80, 14, UNICODE)
        == """\
   Daily review  goal 2 of 5 · 50 more rest          ●◉○○○   about 2 min left
                                                       why: one car is enough
▌  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer form           their turn, 4 days
= why now (35)
▧ waiting on the buyer for 4 days:
  asks his bank
· at stake: 17 days, 3.2 mi and 11
  log entries
► forecast: likely 24–30 Nov (80 %:
  23 Nov – 7 Dec)
= to seal it · 1 of 3 (29)
[✓] price in writing
[ ] buyer signs the transfer
    form
[ ] keys and papers handed
    over

= log (70)
20 Nov  · next step  text him the transfer form
        · note  called, no answer; will text
18 Nov  · turn  theirs
        ▧ roadblock  waiting on the buyer, asks his bank"""
    )


def test_a_goal_of_the_stretch_at_80_columns_in_ascii():
    assert (
        sheet(STRETCH, 80, 14, ASCII)
        == """\
   Daily review  goal 2 of 5 - 50 more rest          *@ooo   about 2 min left
                                                       why: one car is enough
|  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer form           their turn, 4 days
= why now (35)
X waiting on the buyer for 4 days:
  asks his bank
- at stake: 17 days, 3.2 mi and 11
  log entries
> forecast: likely 24-30 Nov (80 %:
  23 Nov - 7 Dec)
= to seal it - 1 of 3 (29)
[x] price in writing
[ ] buyer signs the transfer
    form
[ ] keys and papers handed
    over

= log (70)
20 Nov  - next step  text him the transfer form
        - note  called, no answer; will text
18 Nov  - turn  theirs
        X roadblock  waiting on the buyer, asks his bank"""
    )


def test_a_goal_of_the_stretch_at_120_columns_in_unicode():
    assert (
        sheet(STRETCH, 120, 26, UNICODE)
        == """\
   Daily review  goal 2 of 5 · 50 more rest                                                  ●◉○○○   about 2 min left
                                                                                               why: one car is enough
▌  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer form                                                   their turn, 4 days
= why now (63)
▧ waiting on the buyer for 4 days: asks his bank
· at stake: 17 days, 3.2 mi and 11 log entries
► forecast: likely 24–30 Nov (80 %: 23 Nov – 7 Dec)
= to seal it · 1 of 3 (41)
[✓] price in writing   letter of 16 Nov
[ ] buyer signs the transfer form
[ ] keys and papers handed over
= log (110)
20 Nov  · next step  text him the transfer form
        · note  called, no answer; will text
18 Nov  · turn  theirs
        ▧ roadblock  waiting on the buyer, asks his bank
16 Nov  · ticked ‘price in writing’
        · moved to 3.2 mi
        ✓ reached ‘price agreed’
10 Nov  ✓ reached ‘test drives’
 5 Nov  ✓ reached ‘listed’
22 Oct  · why changed
        · added"""  # noqa: E501 # golden text of 120 columns
    )


def test_a_goal_of_the_stretch_at_120_columns_in_ascii():
    assert (
        sheet(STRETCH, 120, 26, ASCII)
        == """\
   Daily review  goal 2 of 5 - 50 more rest                                                  *@ooo   about 2 min left
                                                                                               why: one car is enough
|  Still waiting on the buyer?
   next step, 21 Nov  text him the transfer form                                                   their turn, 4 days
= why now (63)
X waiting on the buyer for 4 days: asks his bank
- at stake: 17 days, 3.2 mi and 11 log entries
> forecast: likely 24-30 Nov (80 %: 23 Nov - 7 Dec)
= to seal it - 1 of 3 (41)
[x] price in writing   letter of 16 Nov
[ ] buyer signs the transfer form
[ ] keys and papers handed over
= log (110)
20 Nov  - next step  text him the transfer form
        - note  called, no answer; will text
18 Nov  - turn  theirs
        X roadblock  waiting on the buyer, asks his bank
16 Nov  - ticked 'price in writing'
        - moved to 3.2 mi
        v reached 'price agreed'
10 Nov  v reached 'test drives'
 5 Nov  v reached 'listed'
22 Oct  - why changed
        - added"""  # noqa: E501 # golden text of 120 columns
    )
