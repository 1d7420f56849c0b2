"""Templates from the command line: list, show, save, use."""

from __future__ import annotations

import pytest

from lastmile_tui.domain.examples.templates import TEMPLATES


def test_the_list_names_every_template_with_what_it_is_for(lastmile):
    code, out, err = lastmile("template", "list")
    assert (code, err) == (0, "")
    for template, line in zip(TEMPLATES, out.splitlines(), strict=True):
        assert line.split()[0] == template.name
        assert line.endswith(template.about)


def test_the_list_as_json_has_the_road_and_the_seal_list_of_each(lastmile):
    shown = lastmile("template", "list", "--json").json
    assert shown["version"] == 1
    assert [template["name"] for template in shown["templates"]] == [
        template.name for template in TEMPLATES
    ]
    for template in shown["templates"]:
        assert template["markers"][-1]["final"]
        assert template["markers"][-1]["at"] == template["distance"]
        assert template["seal"]


def test_one_template_is_shown_with_its_final_stretch_and_its_seal_list(lastmile):
    code, out, err = lastmile("template", "show", "parcel")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    shown = lastmile("template", "show", "parcel", "--json").json
    assert lines[:2] == [f"parcel · {shown['title']}", shown["about"]]
    assert len([line for line in lines if line.startswith("  ⚑ ")]) == len(
        [marker for marker in shown["markers"] if marker["final"]]
    )
    assert lines[-len(shown["seal"]) :] == [f"  ○ {item}" for item in shown["seal"]]


def test_a_template_with_another_person_says_so(lastmile):
    assert " · two-way\n" in lastmile("template", "show", "friendship").out
    assert "two-way" not in lastmile("template", "show", "sale").out


def test_using_a_template_adds_its_road(lastmile):
    shown = lastmile("template", "show", "thesis", "--json").json
    goal = lastmile("template", "use", "thes", "--json").json
    assert (goal["title"], goal["state"]) == (shown["title"], "planned")
    for name in ("title", "miles", "at", "final"):
        assert [marker[name] for marker in goal["markers"]] == [
            marker[name] for marker in shown["markers"]
        ]
    assert [item["text"] for item in goal["seal"]] == shown["seal"]
    assert goal["turn"] is None


def test_the_title_replaces_the_one_of_the_template_and_may_bring_a_date_and_tags(lastmile):
    done = lastmile("template", "use", "race", "Run", "Berlin", "due", "fri", "#sport")
    markers = len(lastmile("template", "show", "race", "--json").json["markers"])
    assert done == (
        0,
        f"Added · Run Berlin · {markers} markers · due Fri 27 Nov, in 6 days\n",
        "",
    )
    assert lastmile("show", "berlin", "--json").json["tags"] == ["sport"]


def test_what_of_the_title_could_not_be_read_is_told_beside_the_result(lastmile):
    code, out, err = lastmile("template", "use", "race", "Run due someday")
    assert (code, out.startswith("Added · Run due someday")) == (0, True)
    assert "someday" in err


def test_with_another_person_the_first_turn_is_mine_and_one_undo_takes_all_away(lastmile):
    goal = lastmile("template", "use", "friendship", "Write to Ann", "--json").json
    assert goal["turn"] == {"whose": "mine", "since": "2026-11-21"}
    assert lastmile("undo").out == "Undone: added · Write to Ann\n"
    assert lastmile("list", "--view", "all", "--json").json["goals"] == []


@pytest.mark.usefixtures("volvo")
def test_a_goal_saved_as_template_makes_others_like_it(lastmile, volvo):
    lastmile("advance", "volvo")
    done = lastmile("template", "save", "volvo", "car")
    assert done == (0, "Template ‘car’ saved · Sell the Volvo\n", "")
    assert "car" in [line.split()[0] for line in lastmile("template", "list").out.splitlines()]
    goal = lastmile("template", "use", "car", "Sell the Saab", "--json").json
    assert [marker["title"] for marker in goal["markers"]] == [
        marker["title"] for marker in volvo["markers"]
    ]
    assert (goal["title"], goal["position"], goal["due"]) == (
        "Sell the Saab",
        0.0,
        volvo["due"],  # as many days from the day it is made on
    )


@pytest.mark.usefixtures("volvo")
def test_a_template_is_no_goal_and_undo_takes_it_away(lastmile):
    saved = lastmile("template", "save", "volvo", "car", "--json").json
    assert (saved["name"], saved["title"], saved["two_way"]) == ("car", "Sell the Volvo", False)
    assert len(lastmile("list", "--view", "all", "--json").json["goals"]) == 1
    assert lastmile("undo").code == 0
    assert lastmile("template", "show", "car").code == 1
    assert lastmile("show", "volvo").code == 0


@pytest.mark.parametrize("what", ["show", "use"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [("moon", "No template is called ‘moon’; there are: thesis, "), ("r", "‘r’ fits 3 templates")],
)
def test_a_template_that_is_not_there_lists_those_that_are(lastmile, what, name, reason):
    code, out, err = lastmile("template", what, name)
    assert (code, out) == (1, "")
    assert reason in err


@pytest.mark.usefixtures("volvo")
def test_a_template_cannot_be_called_by_two_words(lastmile):
    code, out, err = lastmile("template", "save", "volvo", "my car")
    assert (code, out) == (1, "")
    assert "Call the template by one word" in err


def test_markers_come_from_the_template_only(lastmile):
    code, out, err = lastmile("template", "use", "sale", "Sell it: a > b")
    assert (code, out) == (1, "")
    assert "The markers come from the template" in err


@pytest.mark.usefixtures("volvo")
def test_a_goal_that_two_titles_answer_to_is_not_saved(lastmile):
    lastmile("add", "Sell the boat")
    code, out, err = lastmile("template", "save", "sell", "car")
    assert (code, out) == (1, "")
    assert "fits 2 goals, so give an id" in err


@pytest.mark.parametrize(
    "args",
    [
        ["template"],
        ["template", "fly"],
        ["template", "show"],
        ["template", "save", "volvo"],
        ["template", "use"],
        ["template", "list", "--jso"],
    ],
)
def test_wrong_use_of_template_is_one_sentence(lastmile, args):
    code, out, err = lastmile(*args)
    assert (code, out) == (2, "")
    assert err.startswith(("lastmile: ", "lastmile template "))
    assert err.count("\n") == 1
    assert "--help says how." in err


def test_global_options_stand_behind_the_inner_verb_too(lastmile, tmp_path):
    own = str(tmp_path / "own.json")
    assert lastmile("template", "use", "sale", "--file", own).code == 0
    assert lastmile("list", "--json").json["goals"] == []
    assert len(lastmile("list", "--json", "--file", own).json["goals"]) == 1
