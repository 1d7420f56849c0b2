"""What happens in the demo: seven last miles, and how people get through them, or do not.

A time is days or weeks before today and a time of day: `5d 21:10`, `3w sat 15:30`. Weekdays are
what they say, so that long runs fall on Sundays and offices answer on working days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.changes.drive import advance, note, nudge
from lastmile_tui.domain.changes.edit import explain, involve, redate, redate_marker
from lastmile_tui.domain.changes.roadblocks import block, clear
from lastmile_tui.domain.changes.seal import confirm, seal, tick
from lastmile_tui.domain.changes.status import let_go, park, plan_step, turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.record import Record


class Day(Struct, frozen=True):
    """A date before or, with a `+`, after today."""

    text: str


class StoryMove(Struct, frozen=True):
    """A move, when it is made, and with what."""

    when: str
    move: Callable[..., Record]
    args: tuple[Any, ...]
    named: dict[str, Any]


class Story(Struct, frozen=True):
    """A quick-add line, when it is typed, and all that follows."""

    line: str
    begun: str
    beats: tuple[StoryMove, ...]
    due: Day | None = None


def _at(when: str, move: Callable[..., Record], *args: Any, **named: Any) -> StoryMove:
    return StoryMove(when, move, args, named)


_THESIS = Story(
    "Ship the thesis: outline > literature > experiments > full draft > advisor's edits"
    " >> format > submitted #study @Miriam"
    " ! PDF uploaded to the university ! two bound copies handed in ! receipt in my hands",
    "18w mon 19:20",
    due=Day("1w fri"),
    beats=(
        _at("18w mon 19:26", explain, "So that four years of evenings can be cited by someone."),
        _at("17w sat 10:40", advance),
        _at("16w thu 21:15", note, "Miriam wants chapter 3 in the centre, not at the end."),
        _at("14w sun 17:30", advance),
        _at("12w wed 20:05", block, "waiting", who="the lab", text="second sensor is in repair"),
        _at("11w fri 16:40", clear),
        _at("9w sat 15:10", advance),
        _at("6w sun 18:45", advance),
        _at("6w sun 18:50", note, "142 pages. It exists."),
        _at("5w mon 09:30", block, "waiting", who="Miriam", text="comments on the full draft"),
        _at("4w thu 18:20", redate, Day("+1w tue")),
        _at("3w wed 12:10", clear),
        _at("2w sat 11:00", note, "Half of her comments are one word: why?"),
        _at("8d 20:30", nudge, 0.5),
        _at("7d 21:40", advance),
        _at("5d 22:05", nudge, 0.4),
        _at("5d 22:08", plan_step, "page numbers and the list of figures", Day("3d")),
    ),
)

_VOLVO = Story(
    "Sell the Volvo: listed > test drives > price agreed >> papers signed #car"
    " ! contract signed by both ! both keys and the service book handed over"
    " ! money on the account ! sale reported to the registry",
    "5w sat 11:05",
    due=Day("+1w mon"),
    beats=(
        _at("5w sat 11:12", explain, "It stands in the yard, and its insurance runs on."),
        _at("5w sun 16:20", note, "Fourteen photos of everything but the scratch. Then of that."),
        _at("4w mon 20:10", advance),
        _at("4w wed 18:30", note, "First call: half the price, cash, today. No."),
        _at("4w sat 14:00", nudge, 0.5),
        _at("3w sat 15:30", advance),
        _at("3w sat 15:42", involve, "Henrik"),
        _at("2w tue 19:10", block, "waiting", who="Henrik", text="asks his bank"),
        _at("2w thu 18:05", clear),
        _at("2w thu 18:07", advance),
        _at("2w thu 18:15", note, "9,400, and he takes the winter tyres."),
        _at("7d 20:45", plan_step, "print the contract twice", Day("5d")),
        _at("5d 17:40", advance),
        _at("5d 17:44", tick, 0, evidence="photo of both signatures"),
        _at("5d 17:52", tick, 1),
        _at("3d 19:25", block, "waiting", who="Henrik", text="the transfer has not come"),
        _at("3d 19:27", plan_step, "call Henrik about the transfer", Day("0d")),
    ),
)

_MARATHON = Story(
    "Run the harbour marathon: 5k > 10k > 15k > half > 25k > 30k > 35k"
    " >> taper > start line > finish #health @Lena"
    " ! my time stands in the results ! a week of rest, and the knee is well"
    " ! Dad and Lena have seen the medal",
    "9w sun 10:15",
    due=Day("+19w sun"),
    beats=(
        _at("9w sun 10:20", explain, "Dad ran it at forty. I am thirty-nine."),
        _at("8w sun 08:40", advance),
        _at("7w wed 18:50", nudge, 0.4),
        _at("7w sun 09:05", advance),
        _at("6w tue 18:30", note, "The left knee complains downhill."),
        _at("6w fri 17:20", block, "emergency", text="the knee; physio says ten days off"),
        _at("4w mon 18:10", clear),
        _at("4w sun 09:20", nudge, 0.5),
        _at("3w sun 08:55", advance),
        _at("3w sun 10:40", note, "With Lena, and we talked all the way. 1:34."),
        _at("2w wed 18:45", redate_marker, 3, Day("+5w sun")),
        _at("2w sun 08:30", nudge, 0.4),
        _at("6d 18:10", note, "New shoes, half a size up. The knee is silent."),
        _at("4d 18:35", nudge, 0.1),
        _at("2d 18:40", nudge, 0.1),
        _at("2d 18:44", plan_step, "18 km along the river with Lena", Day("+0w sun")),
    ),
)

_FRIENDSHIP = Story(
    "Be friends with Marta again: letter written > letter posted > a call"
    " >> an evening at our table #friends @Marta"
    " ! I said that I am sorry ! I heard how it was for her ! the next evening has a date",
    "7w sat 11:30",
    beats=(
        _at("7w sat 11:36", explain, "Eleven years, and one stupid evening."),
        _at("7w sat 11:38", turn, "theirs"),
        _at("6w sun 20:15", note, "She could call as well as I could."),
        _at("5w wed 22:10", block, "something in me", text="what if she does not answer"),
        _at("4w tue 21:30", note, "Wrote a page, threw it away. Too many reasons in it."),
        _at("3w fri 19:50", note, "Her sister says that she asked how I am."),
        _at("3w fri 19:55", turn, "mine"),
        _at("2w mon 20:40", clear),
        _at("2w mon 20:44", plan_step, "three sentences, no excuses", Day("2w sun")),
        _at("4d 18:15", note, "A postcard from Porto: two lines, and a drawing of our table."),
        _at("4d 18:20", plan_step, "answer the postcard", Day("+0w sun")),
    ),
)

_FIBRE = Story(
    "Fibre to every house in Millbrook: church square 40 > High Street 110 > school 150"
    " > Station Road 205 >> Mill Lane 240 target 240 homes #village @council"
    " ! every house measured ! trenches closed",
    "30w mon 09:10",
    beats=(
        _at("30w mon 09:25", explain, "The school sends its homework as videos."),
        _at("28w fri 16:20", advance),
        _at("25w wed 15:40", nudge, 30),
        _at("23w thu 16:10", advance),
        _at("21w tue 10:30", block, "neglected", text="the old duct under the bridge fell in"),
        _at("18w mon 11:15", clear),
        _at("17w fri 15:50", advance),
        _at("14w wed 14:30", nudge, 25),
        _at("12w fri 16:35", advance),
        _at("12w fri 16:50", note, "205 homes. Mill Lane is the last street."),
        _at("10w tue 10:05", block, "waiting", who="council", text="permit to dig in Mill Lane"),
        _at("9w thu 13:30", note, "Two calls, two desks, two answers."),
        _at("7w mon 09:45", note, "The crew has moved on to the next village."),
        _at("5w wed 17:10", note, "Mrs. Aune of Mill Lane 3 asks whether we forgot them."),
        _at("3w thu 12:30", plan_step, "ask the council for the permit", Day("+3w wed")),
        _at("3w thu 12:40", park, Day("+3w wed")),
    ),
)

_PARCEL = Story(
    "Get the parcel to Grandma: packed > posted > at the depot >> in her hands #family"
    " @Grandma ! signed for ! opened, and she called",
    "5w sun 15:10",
    due=Day("11d"),
    beats=(
        _at("5w sun 15:14", explain, "She turns eighty, and I cannot be there."),
        _at("4w sat 16:30", note, "The recipe book is bound. All forty-one cakes."),
        _at("4w sun 17:20", advance),
        _at("3w tue 12:25", advance),
        _at("3w fri 18:40", nudge, 0.5),
        _at("14d 09:20", advance),
        _at("13d 20:05", block, "waiting", who="the depot", text="no house number on the label"),
        _at("12d 08:35", note, "Forty minutes of music, then a person: Ms. Adeyemi."),
        _at("12d 08:50", clear),
        _at("12d 19:10", note, "Rang her neighbour, so that somebody opens the door."),
        _at("11d 13:05", advance),
        _at("11d 13:10", tick, 0, evidence="signed at 12:48, says the tracking"),
        _at("10d 18:15", note, "She read me the first page over the phone."),
        _at("10d 18:20", tick, 1),
        _at("10d 18:22", seal),
        _at("3d 08:40", confirm),
    ),
)

_CAMPAIGN = Story(
    "Get Ana onto the council: first evening 60 > north ward 240 > station quarter 420"
    " >> undecided 540 > everyone twice 600 target 600 calls #ward @Ana",
    "9w mon 18:30",
    due=Day("2w sun"),
    beats=(
        _at("9w mon 18:34", explain, "One seat decides whether the pool stays open."),
        _at("8w tue 20:10", advance),
        _at("7w thu 20:35", nudge, 70),
        _at("6w wed 20:20", advance),
        _at("6w sat 14:15", note, "Four of us, one kitchen table, ninety calls."),
        _at("5w tue 20:30", nudge, 80),
        _at("4w wed 20:25", advance),
        _at("4w sun 17:45", note, "The poll has us two points ahead. Fewer people come."),
        _at("3w tue 20:15", nudge, 60),
        _at("3w sat 13:20", advance),
        _at("2w wed 20:05", nudge, 12),
        _at("2w fri 19:30", block, "something in me", text="everybody is sure that it is won"),
        _at("2w sat 21:40", note, "Nobody called today. We painted banners."),
        _at(
            "2w sun 22:30",
            let_go,
            "lost by 61 votes; we stopped calling the day before",
            kind="too late",
        ),
    ),
)

STORIES = (_THESIS, _VOLVO, _MARATHON, _FRIENDSHIP, _FIBRE, _PARCEL, _CAMPAIGN)
