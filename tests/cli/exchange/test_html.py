"""Roads as a page: whole in itself, escaped, and with the picture of each road in words too."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET  # our own output is parsed

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.exchange.pages.road_svg import WIDTH, road_svg, say_road
from support.domain.goals import do, goal_from
from support.hostile import HOSTILE


class _Page(HTMLParser):
    """The texts, tags and addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.addresses, self.labels = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        named = dict(attrs)
        self.addresses += [named[name] for name in ("src", "href", "action") if name in named]
        self.labels += [named["aria-label"]] if "aria-label" in named else []

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def page(lastmile):
    def export(*more):
        return lastmile("export", "html", "-", *more).out

    return export


VOLVO = "Sell the Volvo: listed > test drives > price agreed >> papers signed due fri #car @Henrik"


def test_all_roads_stand_on_one_page_in_sections(lastmile, page):
    lastmile("add", VOLVO)
    lastmile("advance", "volvo", "--to", "price agreed")
    lastmile("add", "Planned: a > b")
    lastmile("add", "Gone: a > b")
    lastmile("let-go", "gone", "--reason", "too late")
    found = _Page(page())
    words = "\n".join(found.texts)
    order = [
        words.index(one) for one in ("Highway", "Sell the Volvo", "Planned", "let go", "too late")
    ]
    assert order == sorted(order)
    assert found.tags.count("svg") == 3
    assert "3 mi of 4 mi, 3 of 4 markers reached" in found.labels


def test_one_road_has_its_markers_seal_list_and_log(lastmile, page):
    lastmile("add", VOLVO)
    lastmile("add", "Other: a > b")
    lastmile("advance", "volvo", "--on", "yesterday")
    lastmile("note", "volvo", "two\nlines & <b>")
    words = "\n".join(_Page(page("--goal", "volvo")).texts)
    for one in ("Markers", "✓ listed", "Seal list", "Log", "reached ‘listed’", "two\nlines & <b>"):
        assert one in words
    assert "Other" not in words


def test_a_page_asks_for_nothing_outside_and_runs_nothing(lastmile, page):
    lastmile("add", VOLVO)
    found = _Page(page())
    assert not {"script", "link", "img", "iframe", "object", "form"} & {*found.tags}
    assert found.addresses == []
    text = page()
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import|https?:", text)


@pytest.mark.parametrize("title", [*HOSTILE.values(), "<script>alert(1)</script>", "</title><b>"])
def test_no_text_is_markup(lastmile, page, title):
    lastmile("add", "Road: a > b")
    if lastmile("rename", "road", "--", title).code == 0:
        lastmile("note", "1", "--", title)
        found = _Page(page())
        assert {*found.tags} <= {
            *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "article"),
            *("svg", "rect", "path", "text", "table", "tr", "td", "span"),
        }


lines = st.lists(
    st.tuples(st.text("abcdé ÅW漢<&", min_size=1, max_size=40), st.floats(0.1, 50)),
    min_size=1,
    max_size=40,
)


@given(lines, st.integers(0, 40))
def test_a_picture_is_sound_and_no_two_names_meet(markers, reached):
    goal = goal_from("Road: a > b")
    for number, (title, miles) in enumerate(markers):
        goal = do(goal, edit.add_marker, number, f"x{title}", miles)
    if reached:
        goal = do(goal, drive.reach, min(reached, len(goal.goal.markers)) - 1)
    root = ET.fromstring(road_svg(goal.goal))  # noqa: S314 # our own output
    rows = {}
    for text in root.iter("text"):
        rows.setdefault(text.get("y"), []).append(float(text.get("x")))
    assert 1 <= sum(map(len, rows.values())) <= len(goal.goal.markers)
    for row in rows.values():
        assert len({*row}) == len(row)
        assert all(0 < x < WIDTH for x in row)
    assert root.get("aria-label") == say_road(goal.goal)
