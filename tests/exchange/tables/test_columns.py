"""Any table of tasks: its columns are found by their names, shown, and changed by `--map`."""

from __future__ import annotations

import pytest

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.tables import csv_tasks
from support.exchange import given, local, outline


def read(text, name="t.csv", **mapping):
    return csv_tasks.read(given(name, text), local(**mapping))


def tasks(reading):
    return [item for item in reading.items if not item.group]


HEADS = {
    "Title,Due,Done": "title = Title, due = Due, done = Done",
    "Name;Deadline;Status": "title = Name, due = Deadline, done = Status",
    "Task\tDate\tCompleted": "title = Task, due = Date, done = Completed",
    "Summary,DueDate,State": "title = Summary, due = DueDate, done = State",
    "Subject,due_date,Is done": "title = Subject, due = due_date, done = Is done",
    "TO-DO,Due on,CHECKED": "title = TO-DO, due = Due on, done = CHECKED",
    "Task name,Target date,Complete": "title = Task name, due = Target date, done = Complete",
    "My task,My deadline,My status": "title = My task, due = My deadline, done = My status",
    "Item,Project,Section,Notes": (
        "title = Item, project = Project, section = Section, note = Notes"
    ),
    "Card name,Board,List name,Labels": (
        "title = Card name, project = Board, section = List name, tags = Labels"
    ),
    "Title,List,Tags,Comments": "title = Title, project = List, tags = Tags, note = Comments",
    "ID,Title,Parent,Owner": "id = ID, title = Title, parent = Parent, people = Owner",
    "Level,Action,Category,Who": ("title = Action, indent = Level, tags = Category, people = Who"),
    "Description,Date": "title = Description, due = Date",
    "Title,Description,Closed at": "title = Title, finished = Closed at, note = Description",
    "Checklist count,Title,List URL": "title = Title",
}


@pytest.mark.parametrize(("head", "shown"), HEADS.items(), ids=HEADS)
def test_a_column_is_found_by_its_name_and_the_map_is_shown(head, shown):
    assert read(f"{head}\n").remarks[0] == f"columns: {shown}"


MAPPED = [
    ("Aufgabe,Frist\nBrot,2026-12-01\n", {"title": "Aufgabe", "due": "Frist"}, "Brot 2026-12-01"),
    ("Aufgabe,Frist\nBrot,2026-12-01\n", {"title": "aufgabe", "due": "2"}, "Brot 2026-12-01"),
    ("Title,Due,Real due\nBread,x,2026-12-01\n", {"due": "Real due"}, "Bread 2026-12-01"),
    ("Title,Name,Due\nx,Bread,2026-12-01\n", {"title": "Name"}, "Bread 2026-12-01"),
    ("Bread,2026-12-01\n", {"title": "1", "due": "2"}, "Bread 2026-12-01"),
    ("Aufgabe,Frist\nBrot,2026-12-01\n", {"title": "1", "due": "2"}, "Brot 2026-12-01"),
    ("Aufgabe,Frist\nBrot,13/31/26\n", {"title": "1", "due": "2"}, "Brot None"),
    ("Brot\n", {"title": "1"}, "Brot None"),
    ("Title,Due\nBread,2026-12-01\n", {"due": ""}, "Bread None"),
]


@pytest.mark.parametrize(("text", "mapping", "found"), MAPPED)
def test_map_says_which_column_is_which(text, mapping, found):
    (task,) = tasks(read(text, **mapping))
    assert f"{task.title} {task.due}" == found


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"colour": "Title"}, "--map ‘colour’ is no field of a table; its fields are: id, title"),
        ({"due": "Frist"}, "--map due=‘Frist’: no column is called so; there are: Title, Due."),
        ({"title": ""}, "No column of t.csv is clearly the title; name it, such as --map title="),
        ({"due": "3"}, "--map due=‘3’: no column is called so"),
    ],
)
def test_a_map_that_cannot_be_is_refused_in_a_sentence(mapping, words):
    with pytest.raises(ImportFileError) as refused:
        read("Title,Due\nBread,\n", **mapping)
    assert str(refused.value).startswith(words)


def test_without_a_title_the_columns_are_named_and_the_way_out():
    with pytest.raises(
        ImportFileError, match=r"--map title=‘Aufgabe’\. Its columns are: Aufgabe, F"
    ):
        read("Aufgabe,Frist\nBrot,\n")


def test_what_has_no_place_is_kept_by_the_name_of_its_column():
    (task,) = tasks(read("Title,Effort,Due,Sprint,Empty\nBread,3,2026-12-01, 7b ,\n"))
    assert task.extra == {"Effort": "3", "Sprint": " 7b "}


def test_two_columns_of_one_name_lose_nothing():
    (task,) = tasks(read("Title,Custom,Custom\nBread,a,b\n"))
    assert task.extra == {"Custom": "a", "Custom#3": "b"}


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        *((word, Status.DONE) for word in ("Done", "yes", "TRUE", "x", "1", "✓", "Completed")),
        *((word, Status.CANCELLED) for word in ("Cancelled", "won't do", "Won’t fix", "Dropped")),
        *((word, Status.OPEN) for word in ("", "no", "To do", "In Progress", "0", "Fermenting")),
        *((day, Status.DONE) for day in ("2026-11-02", "11/13/2026", "Nov 2, 2026 9:00 AM")),
    ],
)
def test_a_state_is_read_in_the_words_that_tools_use(cell, status):
    (task,) = tasks(read(f'Title,Status\nBread,"{cell}"\n'))
    assert task.status is status
    plain = cell.casefold() in ("done", "yes", "true", "x", "1", "completed", "", "no", "0")
    assert task.extra == ({} if plain or task.finished else {"Status": cell})


ROADS = {
    "a project is a road": (
        "Title,Project\na,P\nb,P\nc,Q\n",
        ["OPEN P", "  - a", "  - b", "OPEN Q", "  - c"],
    ),
    "so is a section of it": (
        "Title,Project,Section\na,P,\nb,P,S\n",
        ["OPEN P", "  - a", "OPEN P: S", "  - b"],
    ),
    "unless sections are states": (
        "Title,Board,List\na,P,To do\nb,P,Done\nc,P,Ideas\n",
        ["OPEN P", "  x b", "  - a", "  - c"],
    ),
    "without such a column the file is": ("Title\na\nb\n", ["OPEN t", "  - a", "  - b"]),
    "a parent by its title": (
        "Title,Parent\nboat,\nhull,boat\nmast,boat\n",
        ["OPEN boat", "  - hull", "  - mast"],
    ),
    "a parent by its id": (
        "ID,Title,Parent ID\n7,boat,\n8,hull,7\n",
        ["OPEN boat", "  - hull"],
    ),
    "by indent": (
        "Task,Level,List\nboat,1,L\nhull,2,L\npaint,3,L\nmast,2,L\n",
        ["OPEN boat", "  - paint", "  - hull", "  - mast"],
    ),
    "a parent that is not there stays to be read": (
        "Title,Parent,List\nhull,boat,L\n",
        ["OPEN L", '  - hull · {"Parent": "boat"}'],
    ),
    "the inbox is no road": ("Title,List\na,Inbox\nb,Inbox\n", ["OPEN a", "OPEN b"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), ROADS.values(), ids=ROADS)
def test_rows_become_roads(tmp_path, text, lines):
    path = tmp_path / "t.csv"
    path.write_text(text)
    file = type(given("t.csv", ""))("t.csv", path.read_bytes(), path)
    assert outline(csv_tasks.read(file, local()), lone=True).split("\n") == lines


def test_a_table_of_amounts_and_days_counts():
    reading = read(
        'date,description,words\n2026-11-03,Novel,1200\n2026-11-04,Novel,"950,5"\n'
        "2026-11-05,Novel,many\n2026-11-06,Diary,80\n",
        amount="words", target="",
    )  # fmt: skip
    assert outline(reading).split("\n") == [
        "OPEN Novel · 5000 words · [2026-11-03 +1200 ] · [2026-11-04 +950.5 ]",
        "OPEN Diary · 100 words · [2026-11-06 +80 ]",
        "UNREAD 4 2026-11-05 many: has no amount and day",
    ]


def test_a_key_lasts_when_the_row_is_done_dated_and_moved():
    head = "ID,Title,Due,Done,List\n"
    before = tasks(read(f"{head}1,Bread,,no,L\nPROJ-12345,Tea,,no,L\n"))
    after = tasks(read(f"{head}PROJ-12345,Green tea,2026-12-02,yes,M\n1,Bread,2026-12-01,yes,L\n"))
    assert {item.key for item in before} == {item.key for item in after}


def test_rows_of_one_title_have_keys_of_their_own():
    items = tasks(read("Title,List\nBread,L\nBread,L\nBread,M\n"))
    assert len({item.key for item in items}) == 3


def test_numbers_of_two_files_are_not_taken_for_one_another():
    one, two = (tasks(read(f"ID,Title\n1,{title}\n"))[0].key for title in ("Bread", "Tea"))
    assert one != two
