"""The road that needs attention most: next, prompt, and a word behind add."""

import re
import sys
from argparse import Namespace

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.cli.table.screen_arguments import PLACEHOLDERS
from lastmile_tui.domain.review.diary import DIARY, begin, finish
from lastmile_tui.store.goals import GoalStore

THESIS = "Ship the thesis: outline > draft > edits > check >> submitted"
BOAT = "Paint the boat: sanded > painted"
IDLE = "▴▴ Ship the thesis: no move for 20 days (usually every 3 days)"

YESTERDAY = "2026-11-20T09:00"


@pytest.fixture
def stretch(lastmile):
    """A thesis that came into its stretch three weeks before the clock of the tests."""
    lastmile("add", THESIS, now="2026-10-01T10:00")
    for day in ("04", "07", "10", "13"):
        lastmile("advance", "thesis", now=f"2026-10-{day}T10:00")
    lastmile("advance", "thesis", "--by", "0.5", now="2026-11-01T10:00")
    return lastmile


def review(*days):
    """Finish the reviews of these days of November 2026; the clock of the tests says the 21st."""
    for day in days:
        context = Context(Namespace(now=f"2026-11-{day:02}T08:00", file=None, config=None))
        with context.store() as store:
            store.keep(DIARY, begin, finish)


@pytest.fixture
def settings(home):
    """A function that writes the settings."""

    def write(text):
        path = home / "config" / "lastmile" / "config.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text)

    return write


def test_next_says_so_when_nothing_is_under_way(lastmile):
    assert lastmile("next").out == "Nothing is under way; lastmile add makes a road.\n"
    assert lastmile("next", "--json").json == {"version": 1, "goal": None}


def test_next_names_the_most_endangered_road_with_its_reasons_and_its_next_step(stretch):
    stretch("add", BOAT, now="2026-11-02T10:00")
    stretch("next-step", "thesis", "page numbers", now="2026-11-02T10:00")
    assert stretch("next").out == (
        "Ship the thesis · 0.5 mi to go\n"
        "  no move for 19 days (usually every 3 days)\n"
        "  0.01 mi a day in the final stretch; before it was 0.33 mi\n"
        "  next: page numbers\n"
    )
    told = stretch("next", "--json").json
    assert told["version"] == 1
    assert told["goal"]["title"] == "Ship the thesis"
    assert told["goal"]["attention"]["level"] == 2
    assert [reason["kind"] for reason in told["goal"]["attention"]["reasons"]] == [
        "idle",
        "coasting",
    ]


def test_next_looks_at_the_whole_road_where_no_stretch_is_open(lastmile):
    lastmile("add", BOAT)
    assert lastmile("next").out == "Paint the boat · 2 mi to go\n"


def test_prompt_is_one_line_about_the_review_and_the_final_stretch(stretch):
    assert stretch("prompt").out == f"review due · {IDLE}\n"
    told = stretch("prompt", "--json").json
    assert told == {
        "version": 1,
        "text": f"review due · {IDLE}",
        "id": stretch("show", "thesis", "--json").json["id"],
        "level": 2,
        "review_due": True,
    }


def test_prompt_is_about_the_final_stretch_alone_once_the_review_is_finished(stretch):
    review(21)
    assert stretch("prompt").out == f"{IDLE}\n"
    assert stretch("prompt", "--json").json["review_due"] is False


def test_prompt_is_about_the_review_alone_where_nothing_is_endangered(lastmile):
    lastmile("add", THESIS, now=YESTERDAY)
    assert lastmile("prompt").out == "review due\n", "a planned road is no last mile"
    lastmile("advance", "thesis", "--to", "check")
    assert lastmile("prompt").out == "review due\n", "and one that was driven today is healthy"
    told = lastmile("prompt", "--json").json
    assert told == {
        "version": 1,
        "text": "review due",
        "id": None,
        "level": 0,
        "review_due": True,
    }


def test_prompt_is_empty_where_there_is_nothing_to_say(lastmile):
    nothing = {"version": 1, "text": None, "id": None, "level": 0, "review_due": False}
    assert lastmile("prompt") == (0, "", "")
    assert lastmile("prompt", "--json").json == nothing
    lastmile("add", THESIS)
    review(21)
    assert lastmile("prompt") == (0, "", "")
    assert lastmile("prompt", "--json").json == nothing


def test_a_review_is_due_again_when_the_day_turns(lastmile):
    lastmile("add", THESIS)
    review(21)
    assert lastmile("prompt", now="2026-11-22T03:59").out == ""
    assert lastmile("prompt", now="2026-11-22T04:00").out == "review due\n"


def test_no_review_is_due_on_a_rest_day(lastmile, settings):
    lastmile("add", THESIS)
    settings('rest_days = ["sat"]')
    assert lastmile("prompt").out == ""
    assert lastmile("prompt", now="2026-11-22T09:00").out == "review due\n"


def test_prompt_cuts_a_long_title(lastmile):
    lastmile("add", f"{'Very ' * 20}long: a > b", now="2026-10-01T10:00")
    lastmile("advance", "very", "--to", "2", now="2026-10-02T10:00")
    review(21)
    assert lastmile("prompt").out == "▴▴▴ Very Very Very Very Ver…: not sealed for 50 d\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{text}", f"review due · {IDLE}"),
        ("{marks}", "▴▴"),
        ("{level}", "2"),
        ("{title}", "Ship the thesis"),
        ("{reason}", "no move for 20 days (usually every 3 days)"),
        ("{left}", "0.5 mi to go"),
        ("{stretch}", "1"),
        ("{review}", "review due"),
        ("{streak}", "3"),
        ("{level}{level}/{stretch} ⚑", "22/1 ⚑"),
        ("%F{{red}}{title}%f", "%F{red}Ship the thesis%f"),
        ("on the road", "on the road"),
        ("{{title}}", "{title}"),
        (r"{title}\n{level}", "Ship the thesis\n2"),
    ],
)
def test_a_format_has_a_placeholder_for_everything_that_a_prompt_can_tell(stretch, text, line):
    review(18, 19, 20)
    assert stretch("prompt", "--format", text) == (0, f"{line}\n", "")


def test_a_placeholder_is_empty_where_there_is_nothing_to_put_there(lastmile):
    lastmile("add", BOAT, now=YESTERDAY)
    every = "".join(f"[{{{name}}}]" for name in PLACEHOLDERS)
    told = {"text": "review due", "review": "review due"}
    line = "".join(f"[{told.get(name, '')}]" for name in PLACEHOLDERS)
    assert lastmile("prompt", "--format", every).out == f"{line}\n"


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_nothing_is_printed_where_all_placeholders_are_empty(lastmile, name):
    assert lastmile("prompt", "--format", f"> {{{name}}} <") == (0, "", "")


def test_an_empty_format_prints_nothing(stretch):
    assert stretch("prompt", "--format", "").out == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{titel}", "{titel}"),
        ("{}", "{}"),
        ("{0}", "{0}"),
        ("{ title }", "{ title }"),
        ("{Title}", "{Title}"),
        ("{title.__class__}", "{title.__class__}"),
        ("{title[0]}", "{title[0]}"),
        ("{title!r}", "{title!r}"),
        ("{title:>99}", "{title:>99}"),
        ("{title!s:{level}}", "{title!s:{level}}"),
        ("{_worst}", "{_worst}"),
        ("{ti\x1b\ntle}", "{title}"),
    ],
)
def test_what_is_no_placeholder_is_told_with_those_that_are(lastmile, text, written):
    code, out, err = lastmile("prompt", "--format", text)
    assert (code, out) == (2, "")
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    asked = "" if "titel" not in text else " did you mean title? There"
    assert re.sub(r" did you mean \w+\? There", " there", err) == (
        f"lastmile: ‘{written}’ is not a placeholder; there are {known}.\n"
    )
    assert asked in err


@pytest.mark.parametrize("text", ["{", "}", "{title", "title}", "{title}}", "{title!}", "{a{b}"])
def test_braces_that_do_not_pair_up_are_told(lastmile, text):
    code, out, err = lastmile("prompt", "--format", text)
    assert (code, out) == (2, "")
    assert err == (
        "lastmile: The braces of --format do not pair up as in {title}; {{ and }} stand for braces."
        "\n"
    )


def test_a_format_and_json_are_not_asked_for_together(lastmile):
    code, out, err = lastmile("prompt", "--json", "--format", "{title}")
    assert (code, out) == (2, "")
    assert err.startswith("lastmile: --format and --json do not go together; ")


def test_the_help_of_prompt_has_a_line_for_each_placeholder(capsys):
    assert main(["prompt", "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name, what in PLACEHOLDERS.items():
        assert [line.split(None, 1) for line in lines if line.startswith(f"  {{{name}}} ")] == [
            [f"{{{name}}}", what]
        ]


def test_a_prompt_is_plain_when_the_settings_say_so(stretch, settings):
    settings('glyphs = "ascii"')
    out = stretch("prompt", "--format", "{marks} {text}").out
    assert out == "!! review due - !! Ship the thesis: no move for 20 days (usually every 3 days)\n"


def test_values_and_the_format_itself_are_printed_without_control_characters(lastmile, file):
    lastmile("add", "Sell: a > b", now="2026-10-01T10:00")
    lastmile("advance", "sell", "--to", "2", now="2026-10-02T10:00")
    stored = file.read_bytes()
    file.write_bytes(stored.replace(b'"Sell"', b'"S\\u001b[2Jell"'))
    assert file.read_bytes() != stored
    assert lastmile("prompt", "--format", "\x1b]0;{title}\x07").out == "]0;S[2Jell\n"


def test_the_streak_passes_over_rest_days_and_days_without_a_goal(lastmile, settings):
    lastmile("add", BOAT, now="2026-11-12T08:00")
    review(12, 13)
    lastmile("let-go", "boat", now="2026-11-14T08:00")
    lastmile("resume", "boat", now="2026-11-18T08:00")
    review(18, 20)
    assert lastmile("prompt", "--format", "{streak}").out == "1\n"
    settings('rest_days = ["thursday"]')
    assert lastmile("prompt", "--format", "{streak}").out == "4\n"


def test_a_log_is_read_only_for_the_streak(lastmile, monkeypatch):
    lastmile("add", BOAT, now="2026-11-15T08:00")
    review(16, 17, 18, 19, 20)
    read = []
    log = GoalStore.log
    monkeypatch.setattr(GoalStore, "log", lambda store, uid: read.append(uid) or log(store, uid))
    assert lastmile("prompt", "--format", "{text}{stretch}").out == "review due\n"
    assert read == []
    assert lastmile("prompt", "--format", "{streak}").out == "5\n"
    assert read == [DIARY]


def test_add_speaks_of_the_final_stretch_to_a_person_only(stretch, monkeypatch):
    assert stretch("add", BOAT).err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    done = stretch("add", BOAT)
    assert done.code == 0
    assert " ".join(done.err.split()) == (
        "lastmile: 1 road is in the final stretch; lastmile next says which needs you most."
    )
