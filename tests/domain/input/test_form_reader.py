import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.input.form import form_of, write_form
from lastmile_tui.domain.input.form_changes import revise
from lastmile_tui.domain.model.goal import Marker
from lastmile_tui.domain.model.text import NAME_LIMIT, NOTE_LIMIT, TAGS_LIMIT, TITLE_LIMIT
from support.domain.forms import read, refusal, refused, rewritten, rich
from support.domain.goals import do, goal_from, stamp


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("# Thesis", "# ", "# ", "the words are missing"),
        ("# Thesis", "Thesis", "Thesis", "stands above the title; begin with"),
        ("# Thesis", "# Thesis\n# Two", "# Two", "‘title’ stands above already"),
        ("# Thesis", f"# {'x' * 501}", f"# {'x' * 501}", "longer than 500 characters"),
        ("# Thesis\n", "## Markers\n# Thesis", "## Markers", "the title is missing above"),
        ("Because", "deu: fri\nBecause", "deu: fri", "‘deu: fri’ is not a field; write due, tags"),
        ("due: 2026-12-01", "due: frodsay", "due: frodsay 18:00", "‘due: frodsay 18:00’ names no"),
        ("due: 2026-12-01", "due: 2026-02-30", "due: 2026-02-30 18:00", "names no date; write it"),
        ("turn: mine", "turn: yours", "turn: yours", "is not a turn; write mine or theirs"),
        ("turn: mine", "turn: mine\nTurn: mine", "Turn: mine", "‘turn’ stands above already"),
        ("turn: mine", "and so on", "and so on", "text that says why stands above the fields"),
        ("#home", "home", "tags: home #study", "‘home’ is not a name here; write it like #home."),
        ("@Miriam", "#Miriam", "people: #Miriam", "write it like @Miriam."),
        ("#home", f"#{'x' * 65}", f"tags: #{'x' * 65} #study", "longer than 64 characters"),
        ("(2026-11-23)", "(2026-11-33)", "next: call Henrik (2026-11-33)", "names no date"),
        ("(2026-11-23)", "(fri 18:00)", "next: call Henrik (fri 18:00)", "write the day alone"),
        ("call Henrik (", "(", "next: (2026-11-23)", "the words are missing"),
        ("## Markers", "## Stages", "## Stages", "‘Stages’ is not a part of a goal"),
        ("## Markers", "### Markers", "### Markers", "there are ‘## Markers’ and ‘## Seal list’"),
        ("## Seal list", "## Markers", "## Markers", "‘markers’ stands above already"),
        ("- [ ] draft *3.5", "draft", "draft", "is not an item of this list; write a list like"),
        ("draft *3.5", "", "- [ ] ", "the words are missing; write one or two."),
        ("*3.5", "*1,2,3", "- [ ] draft *1,2,3", "‘*1,2,3’ is not a length; write it like"),
        ("*3.5", "*0", "- [ ] draft *0", "‘*0’ is not a length; more than 0"),
        ("*3.5", "*3 *4", "- [ ] draft *3 *4", "‘*3’ is said a second time"),
        ("by 2026-11-30", "(due soon)", "- [ ] printed (due soon)", "‘(due soon)’ names no"),
        ("- [ ] draft", "- [x] draft", "- [x] draft *3.5", "make it [ ] again, and drive"),
        ("- [x] outline", "- [ ] outline", "- [ ] outline", "make it [x] again, and drive"),
        ("- [ ] submitted", "- [ ] submitted\n- [x] new", "- [x] new", "the box of ‘new’ only"),
        ("submitted", "submitted\n--- final stretch", "--- final stretch", "stretch’ stands above"),
        ("- [ ] submitted", "", "--- final stretch ---", "no marker follows"),
        ("photo)", "photo", "- [x] contract signed (evidence: photo", "close it with a bracket"),
        ("thanked everyone", "x" * 501, f"- [ ] {'x' * 501}", "longer than 500 characters"),
        ("Because", "<!-- Because", "<!-- Because it is nearly done.", "never ends; close it"),
        ("Because", "<!-- a --> Because", "<!-- a --> Because it is nearly done.", "a new line"),
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_is_named(old, new, line, sentence):
    found, told_of_it = refused(rich(), old, new)
    assert found == line
    assert sentence in told_of_it


def test_a_comment_that_runs_into_the_next_one_is_named_where_it_begins():
    found, sentence = refused(rich(), "# Thesis", "<!-- a\n# Thesis\n<!-- b -->")
    assert (found, "never ends" in sentence) == ("<!-- a", True)


def test_what_is_missing_at_the_end_is_told():
    goal = rich().goal
    assert refusal("", goal) == (1, "the title is missing; write ‘# ’ and the title.")
    assert refusal("# A\n\nwhy\n\n", goal)[0] == 3
    assert "a road needs an end" in refusal("# A\n## Markers", goal)[1]
    assert "## Seal list’ is missing" in refusal("# A\n## Markers\n- b", goal)[1]
    bare = replace(goal, seal=())
    assert read("# A\n## Markers\n- b", bare).seal == ()


def test_a_counting_goal_needs_to_know_where_its_markers_stand():
    made = goal_from("Run target 42 km: 10 km > half 21 > 42 km")
    found, sentence = refused(made, "half 21: 21 km", "half")
    assert (found, sentence) == (
        "- [ ] half", "say where the marker stands; write it like ‘half: 20 km’."
    )  # fmt: skip
    assert "‘half’ is -1 km beyond" in refused(made, "half 21: 21 km", "half: 9 km")[1]
    assert "say where" in refused(made, "half 21: 21 km", "half: 21 mi")[1]
    huge = refused(made, "- [ ] 42 km", f"- [ ] {'9' * 400} km")[1]
    assert "say where" in huge


def test_no_more_parts_fit_than_a_goal_may_hold():
    markers = "\n".join(f"- {index}" for index in range(MARKERS_LIMIT))
    found, sentence = refused(rich(), "- [ ] draft *3.5", markers)
    assert "a goal has at most 200 markers" in sentence
    assert found == f"- {MARKERS_LIMIT - 1}"
    items = "\n".join(f"- {index}" for index in range(SEAL_LIMIT))
    assert "100 items in the seal list" in refused(rich(), "- [ ] thanked everyone", items)[1]
    tags = " ".join(f"#t{index}" for index in range(TAGS_LIMIT))
    assert "50 names in a line" in refused(rich(), "#study", tags)[1]
    why = "y" * (NOTE_LIMIT + 1)
    found, sentence = refused(rich(), "Because it is nearly done.", why)
    assert (found == why, sentence) == (True, "this text is longer than 65,536 characters.")


def test_what_a_goal_holds_already_is_never_too_long_for_it():
    goal = rich().goal
    long = replace(
        goal,
        title="x" * (TITLE_LIMIT + 1),
        why="y" * (NOTE_LIMIT + 1),
        tags=("z" * (NAME_LIMIT + 1), *(f"t{index}" for index in range(TAGS_LIMIT))),
        markers=tuple(Marker(f"m{index}", f"{index}") for index in range(MARKERS_LIMIT + 1)),
        final_from=None,
    )
    assert read(write_form(long), long) == form_of(long)


def test_names_that_another_program_wrote_in_several_words_can_be_taken_away():
    made = do(rich(), edit.tag, "plain")
    event = replace(made.event, set={"tag:two words": True}, id=stamp(99).id)
    made = type(made)(replace(made.goal, tags=("two words",)), (*made.log[:-1], event))
    assert "tags: #two-words\n" in write_form(made.goal)
    after = rewritten(made, ("tags: #two-words\n", ""))
    assert after.goal.tags == ("home", "study")


def test_the_largest_form_is_written_read_and_revised_at_once():
    made = goal_from("Long: " + " > ".join(f"m{index}" for index in range(MARKERS_LIMIT)))
    text = write_form(made.goal).replace("- [ ] m", "- [ ] n")
    after = do(made, revise, read(text, made.goal), made.goal)
    assert [marker.id for marker in after.goal.markers] == [m.id for m in made.goal.markers]
