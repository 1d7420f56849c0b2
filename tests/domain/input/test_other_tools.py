"""Lines of other tools: what they say is read, and what a road has no place for is said."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import match_date
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.errors import QuickAddError
from support.domain.quick_add import read

TODAY = date(2026, 11, 29)
CHRISTMAS = date(2026, 12, 24)


def read_now(line):
    return read_line(line, partial(match_date, today=TODAY))


def left_out(plan):
    """What the remarks quote."""
    return [words.partition("’")[0].removeprefix("‘") for words in plan.remarks]


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] buy milk",
        "* [ ] buy milk",
        "+ [ ] buy milk",
        "1. [ ] buy milk",
        "12) [ ] buy milk",
        "- buy milk",
        "* buy milk",
        "• buy milk",
        "[ ] buy milk",
        "☐ buy milk",
        "- [] buy milk",
        "** TODO buy milk",
        "*** buy milk",
        "- TODO buy milk",
    ],
)
def test_an_open_item_is_its_text(line):
    plan = read_now(line)
    assert (plan.title, plan.done, plan.remarks) == ("buy milk", False, ())


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("* [x] buy milk", ["[x]"]),
        ("- [X] buy milk", ["[X]"]),
        ("1. [x] buy milk", ["[x]"]),
        ("☑ buy milk", ["☑"]),
        ("[x] buy milk", ["[x]"]),
        ("x 2026-11-28 2026-11-01 buy milk", ["x", "2026-11-28", "2026-11-01"]),
        ("x 2026-11-28 buy milk", ["x", "2026-11-28"]),
        ("x (A) buy milk", ["x", "(A)"]),
        ("* DONE buy milk", ["DONE"]),
        ("** CANCELLED [#B] buy milk", ["CANCELLED", "[#B]"]),
        ("- DONE buy milk", ["DONE"]),
        ("buy milk ✅ 2026-11-28", ["✅ 2026-11-28"]),
        ("* buy milk CLOSED: [2026-11-28 Sat 10:00]", ["CLOSED: [2026-11-28 Sat 10:00]"]),
        ("- buy milk @done(2026-11-28)", ["@done(2026-11-28)"]),
        ("- buy milk [completion:: 2026-11-28]", ["[completion:: 2026-11-28]"]),
        ("- [x] buy milk ✅ 2026-11-28", ["[x]", "✅ 2026-11-28"]),
    ],
)
def test_a_done_item_is_known_as_done(line, out):
    plan = read_now(line)
    assert (plan.title, plan.done, left_out(plan)) == ("buy milk", True, out)


@pytest.mark.parametrize(
    ("line", "tags", "out"),
    [
        ("(A) buy milk", (), ["(A)"]),
        ("(A) 2026-11-01 buy milk +home @shop", ("home", "shop"), ["(A)", "2026-11-01", "@shop"]),
        ("2026-11-01 buy milk", (), ["2026-11-01"]),
        ("buy milk +home", ("home",), []),
        ("buy milk +home, +food.fresh", ("home", "food.fresh"), []),
        ("buy milk project:home", ("home",), []),
        ("buy milk project:home.food pri:H", ("home.food",), ["pri:H"]),
        ("buy milk pro:home wait:fri", ("home",), ["wait:fri"]),
        ("buy milk t:2026-12-01 rec:1w", (), ["t:2026-12-01", "rec:1w"]),
        ("buy milk rec:+2m h:1 priority:low", (), ["rec:+2m", "h:1", "priority:low"]),
        ("buy milk until:eoy until:fri", (), ["until:eoy", "until:fri"]),
        ("buy milk recur:weekly depends:3,4", (), ["recur:weekly", "depends:3,4"]),
        ("** TODO [#A] buy milk :home:food:", ("home", "food"), ["[#A]"]),
        ("* NEXT buy milk :home:", ("home",), ["NEXT"]),
        ("- [/] buy milk", (), ["[/]"]),
        ("buy milk ⏫", (), ["⏫"]),
        ("- [ ] buy milk 🔼 🔁 every week on Sunday 🆔 abc", (),
         ["🔼", "🔁 every week on Sunday", "🆔 abc"]),
        ("buy milk 🔁 every day ⏳ 2026-12-01 🛫2026-12-02 ➕ 2026-11-01", (),
         ["🔁 every day", "⏳ 2026-12-01", "🛫2026-12-02", "➕ 2026-11-01"]),
        ("buy milk SCHEDULED: <2026-12-01 Tue 10:00 +1w>", (),
         ["SCHEDULED: <2026-12-01 Tue 10:00 +1w>"]),
        ("- buy milk @priority(1) @start(2026-12-01)", (), ["@priority(1)", "@start(2026-12-01)"]),
        ("buy milk [priority:: high] [repeat:: every day]", (),
         ["[priority:: high]", "[repeat:: every day]"]),
    ],
)  # fmt: skip
def test_projects_are_tags_and_what_a_road_has_no_place_for_is_said(line, tags, out):
    plan = read_now(line)
    assert (plan.title, plan.tags, plan.people, plan.done) == ("buy milk", tags, (), False)
    assert left_out(plan) == out


@pytest.mark.parametrize(
    "line",
    [
        "buy milk 📅 2026-12-24",
        "buy milk 📅2026-12-24 #food",
        "- [ ] buy milk 🗓\ufe0f 2026-12-24",
        "buy milk DEADLINE: <2026-12-24 Thu>",
        "** TODO buy milk DEADLINE: <2026-12-24>",
        "buy milk due:2026-12-24",
        "(B) buy milk due:2026-12-24 +home",
        "- buy milk @due(2026-12-24)",
        "buy milk [due:: 2026-12-24]",
    ],
)
def test_a_deadline_is_the_due_date(line):
    plan = read_now(line)
    assert (plan.title, plan.due, plan.due_time) == ("buy milk", CHRISTMAS, None)


def test_a_deadline_may_have_a_time_and_a_repetition():
    plan = read_now("buy milk DEADLINE: <2026-12-24 Thu 9:30 +1w -3d>")
    assert (plan.title, plan.due, plan.due_time) == ("buy milk", CHRISTMAS, time(9, 30))
    assert left_out(plan) == ["+1w", "-3d"]


@pytest.mark.parametrize(
    ("stamp", "due", "out"),
    [
        ("10:00-12:00", time(10), ["-12:00"]),
        ("Thu 9:30-10:00 +1w", time(9, 30), ["-10:00", "+1w"]),
        ("Thu 10:00+02:00", time(10), ["+02:00"]),
        ("Thu 25:00", None, ["25:00"]),
        ("Do 10.30", None, ["10.30"]),
        ("Thu .+1d/3d", None, [".+1d/3d"]),
        ("Thu 10:00:30", time(10), [":30"]),
    ],
)
def test_what_a_deadline_says_besides_its_time_is_said(stamp, due, out):
    plan = read_now(f"buy milk DEADLINE: <2026-12-24 {stamp}>")
    assert (plan.title, plan.due, plan.due_time) == ("buy milk", CHRISTMAS, due)
    assert left_out(plan) == out


def test_a_deadline_that_has_passed_is_said_like_a_due_date():
    assert read_now("buy milk 📅 2026-01-01").remarks == read_now("buy milk due 2026-01-01").remarks


def test_of_two_deadlines_the_last_one_counts_and_is_said():
    plan = read_now("buy milk 📅 2026-12-01 📅 2026-12-24")
    assert (plan.due, plan.remarks) == (
        CHRISTMAS,
        ("There are two due dates; the last one counts.",),
    )


def test_a_mark_may_end_a_title():
    marks = ("+home", "📅 2026-12-24", "🔁 every week", "pri:H", "due:2026-12-24", "due fri")
    for mark in marks:
        plan = read_now(f"buy milk {mark}: list > shop")
        assert plan.title == "buy milk"
        assert [stage.title for stage in plan.stages] == ["list", "shop"]


@pytest.mark.parametrize(
    "line",
    [
        "x marks the spot",
        "2026-12-24 Christmas dinner",
        "2026-11-01",
        "1. Mai",
        "TODO list for Ana",
        "**bold** words",
        "Call +49 170 1234",
        "C++ and +1 more",
        "salt + pepper",
        "Ship it :tada:",
        "Visit 📅 someday",
        "📅 2026-02-30",
        "🔁 again",
        "A ✅ for all",
        "DEADLINE: friday",
        "p1 of the plan, p1",
        "note:this and http://x.org/a:b",
        "[link](x) and [1/3]",
        "Ratio pri:: high",
        "t:rex",
        "(a) first",
        "Plan (A)",
        "-5 degrees",
        "a:b:c",
        "until:dawn",
    ],
)
def test_what_only_looks_like_a_line_of_another_tool_is_text(line):
    plan = read_now(line)
    assert (plan.title, plan.tags, plan.due, plan.done) == (line, (), None, False)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (r"\- [ ] x", "- [ ] x"),
        (r"\(A) x", "(A) x"),
        (r"\x 2026-11-28 y", "x 2026-11-28 y"),
        (r"\2026-12-24 y", "2026-12-24 y"),
        (r"\* DONE x", "* DONE x"),
        (r"buy \+milk \pri:H", "buy +milk pri:H"),
        (r"buy \📅 2026-12-24", "buy 📅 2026-12-24"),
        (r"a \🔁 every day", "a 🔁 every day"),
    ],
)
def test_a_backslash_keeps_what_would_be_read(line, title):
    plan = read_now(line)
    assert (plan.title, plan.tags, plan.due, plan.done) == (title, (), None, False)
    assert plan.remarks == ()


def test_a_context_is_a_tag_beside_other_signs_of_todo_txt_only():
    for line in ("Call mom @phone", "- [ ] Call mom @phone", "- Call mom @phone +home"):
        assert read(line).people == ("phone",)
    assert read("Call mom @phone +home").tags == ("home", "phone")
    plan = read("(A) Call mom @phone")
    assert (plan.tags, plan.people) == (("phone",), ())
    assert "‘@phone’ is a context of todo.txt; here it is the tag #phone." in plan.remarks


WORDS = [
    "buy", "milk", "re:", "Title:", ">", ">>", "!", "*3", "draft*2", "#home", "@Ana", "@3pm",
    "#fff000", "due", "fri", "due:2026-12-24", "target", "42", "km", "per", "Target", "-", "*",
    "**", "1.", "[x]", "[", "]", "(A)", "x", "2026-11-01", "TODO", "DONE", "NEXT", "[#A]", "+home",
    "project:a", "pri:H", "📅", "🔁", "every", "week", "⏫", "🆔", "DEADLINE:", "SCHEDULED:",
    "<2026-12-24", "Thu>", "+1w>", ":a:b:", "@due(2026-12-24)", "[due::", "2026-12-24]", "☐", "✅",
    "t:2026-12-01", "🛫2026-12-01", "\\#x", "\\due", "\\\\", "a,", "b;", "12:30", "http://x.org",
]  # fmt: skip
SIGNS = {">", ">>", "!", "-", "*", "**", "1.", "[", "]", "☐", "TODO"}
"""What separates parts or begins a line, and is no word of it."""

DUE_WORDS = (
    "due",
    "fri",
    "@3pm",
    "12:30",
    "📅",
    "2026",
    "DEADLINE:",
    "<2026",
    "Thu>",
    "[due",
    "@due",
)
"""Words of due dates, of which the last one counts, as a remark says."""


def shown(plan):
    """All that is shown of a plan, as letters and digits."""
    stages = plan.stages
    texts = [plan.title, *(stage.title for stage in stages), *plan.seal, *plan.tags]
    texts += [*plan.people, *plan.remarks, *(f"{stage.title} {stage.miles:g}" for stage in stages)]
    texts += [f"{stage.miles:g} project" for stage in stages]
    texts += [f"target {sum(stage.miles for stage in stages):g} {plan.unit}"] if plan.unit else []
    texts += [f"due {plan.due} 📅 deadline {plan.due:%a} next fri week"] if plan.due else []
    texts += [f"{plan.due_time:%H:%M} {plan.due_time.hour % 12}pm"] if plan.due_time else []
    return " ".join(texts)


def letters(text):
    return "".join(char for char in text.casefold() if char.isalnum() or char in "⏫📅🔁🆔✅🛫")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_no_word_of_a_line_is_lost(line):
    try:
        plan = read_now(line)
    except QuickAddError:
        return
    everything = letters(shown(plan))
    two = "There are two due dates; the last one counts." in plan.remarks
    two_targets = "There are two targets; the last one counts." in plan.remarks
    for word in line.split():
        if word in SIGNS or (two and word.startswith(DUE_WORDS)):
            continue
        if two_targets and word in ("42", "km", "per"):
            continue
        name = word.removeprefix("project:")
        names = name.strip(":").split(":") if name == ":a:b:" else [name]
        assert all(letters(part) in everything for part in names), (word, plan)
