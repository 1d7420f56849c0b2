"""The last page of a review at three widths, against golden text."""

from __future__ import annotations

from lastmile_tui.ui.drawing.glyphs import ASCII, UNICODE
from support.drawing.review_pages import (
    END,
    door,
    driven_today,
    end,
    last,
    planned,
    said,
    volvo,
)


def test_the_last_page_at_60_columns_in_unicode():
    assert (
        end(END, 60, UNICODE)
        == """\
   That was the review.                 12 days in a row.
   MOVED  2
   ✓ Thesis    ━━━┃━━━┃━━╟►══┃══┃▞  +1.4 mi, past ‘draft’
   ✓ Marathon  ━━━━━━━━━━╟━━━━━━┃▞  sealed
   NOT MOVED  2
   · Sell the Volvo  waiting on the buyer, 4 days
   · Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""
    )


def test_the_last_page_at_60_columns_in_ascii():
    assert (
        end(END, 60, ASCII)
        == """\
   That was the review.                 12 days in a row.
   MOVED  2
   v Thesis    ###|###|##[>==|==|%  +1.4 mi, past 'draft'
   v Marathon  ##########[######|%  sealed
   NOT MOVED  2
   - Sell the Volvo  waiting on the buyer, 4 days
   - Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""
    )


def test_the_last_page_at_80_columns_in_unicode():
    assert (
        end(END, 80, UNICODE)
        == """\
   That was the review.                                     12 days in a row.
   MOVED  2
   ✓ Thesis    ━━━┃━━┃►╌╟══┃══┃▞  →  ━━━┃━━┃━━╟►═┃══┃▞  +1.4 mi, past ‘draft’
   ✓ Marathon  ━━━━━━━━━╟━━►══┃▞  →  ━━━━━━━━━╟━━━━━┃▞  sealed
   NOT MOVED  2
   · Sell the Volvo  waiting on the buyer, 4 days
   · Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""
    )


def test_the_last_page_at_80_columns_in_ascii():
    assert (
        end(END, 80, ASCII)
        == """\
   That was the review.                                     12 days in a row.
   MOVED  2
   v Thesis    ###|##|>-[==|==|% --> ###|##|##[>=|==|%  +1.4 mi, past 'draft'
   v Marathon  #########[##>==|% --> #########[#####|%  sealed
   NOT MOVED  2
   - Sell the Volvo  waiting on the buyer, 4 days
   - Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""
    )


def test_the_last_page_at_120_columns_in_unicode():
    assert (
        end(END, 120, UNICODE)
        == """\
   That was the review.                                                                             12 days in a row.
   MOVED  2
   ✓ Thesis    ━━━━━┃━━━┃►╌╌╌╟════┃════┃▞  →  ━━━━━┃━━━┃━━━━╟━►══┃════┃▞  +1.4 mi, past ‘draft’
   ✓ Marathon  ━━━━━━━━━━━━━━╟━━━━►════┃▞  →  ━━━━━━━━━━━━━━╟━━━━━━━━━┃▞  sealed
   NOT MOVED  2
   · Sell the Volvo  waiting on the buyer, 4 days
   · Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""  # noqa: E501 # golden text of 120 columns
    )


def test_the_last_page_at_120_columns_in_ascii():
    assert (
        end(END, 120, ASCII)
        == """\
   That was the review.                                                                             12 days in a row.
   MOVED  2
   v Thesis    #####|###|>---[====|====|% --> #####|###|####[#>==|====|%  +1.4 mi, past 'draft'
   v Marathon  ##############[####>====|% --> ##############[#########|%  sealed
   NOT MOVED  2
   - Sell the Volvo  waiting on the buyer, 4 days
   - Parcel          no change
     4 more roads rest today
   W weekly look: 1 road was lost sight of"""  # noqa: E501 # golden text of 120 columns
    )


def test_where_there_is_room_a_road_that_moved_has_its_own_row():
    assert (
        end(END, 80, roomy=True)
        == """\
   That was the review.                                     12 days in a row.
   MOVED  2
   ✓ Thesis  +1.4 mi, past ‘draft’
     ━━━━━━┃━━━━━━┃►╌╌╌╌╟═════┃═════┃▞  →  ━━━━━━┃━━━━━━┃━━━━━╟━►═══┃═════┃▞
   ✓ Marathon  sealed
     ━━━━━━━━━━━━━━━━━━━╟━━━━━►═════┃▞  →  ━━━━━━━━━━━━━━━━━━━╟━━━━━━━━━━━┃▞

   NOT MOVED  2
   · Sell the Volvo  waiting on the buyer, 4 days
   · Parcel          no change
     4 more roads rest today

   W weekly look: 1 road was lost sight of"""
    )


OPEN = last(
    volvo(),
    door(),
    driven_today(),
    said(planned()),
    streak="Today counts once every goal has its answer.",
)


def test_goals_without_an_answer_stand_last_and_are_counted_above():
    assert (
        end(OPEN, 60)
        == """\
   2 roads to answer yet.
   Today counts once every goal has its answer.
   MOVED  1
   ✓ Thesis  ━┃━►╟═┃┃▞  →  ━┃━┃╟►┃┃▞  +1.4 mi, past ‘dra…
   NOT MOVED  1
   · Paint the boat  no change
   NO ANSWER YET  2
   · Sell the Volvo  no answer
   · Parcel          no answer"""
    )


def test_where_there_is_room_a_line_parts_those_without_an_answer():
    assert (
        end(OPEN, 80, roomy=True)
        == """\
   2 roads to answer yet.        Today counts once every goal has its answer.
   MOVED  1
   ✓ Thesis  +1.4 mi, past ‘draft’
     ━━━━━━┃━━━━━━┃►╌╌╌╌╟═════┃═════┃▞  →  ━━━━━━┃━━━━━━┃━━━━━╟━►═══┃═════┃▞

   NOT MOVED  1
   · Paint the boat  no change

   NO ANSWER YET  2
   · Sell the Volvo  no answer
   · Parcel          no answer"""
    )
