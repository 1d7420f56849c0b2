"""What can be saved of a file that is no JSON any more."""

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.store.doctor.salvage import salvage
from support.store.goal_store import LINE, open_store, plan

TITLES = ("Sell the Volvo", "Write the book", "Über die Brücke", "Swim", "Læs 100 bøger")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A file of five goals as lastmile writes it, as bytes."""
    path = tmp_path_factory.mktemp("salvage") / "lastmile.json"
    with open_store(path) as store:
        for title in TITLES:
            store.add(plan(f"{title}: a > b > c"))
    return path.read_bytes()


def titles(saved):
    return [
        json.loads(bytes(raw)).get("title", "") for raw in saved.tables.get("goals", {}).values()
    ]


def lines(data):
    return data.split(b"\n")


def test_a_sound_file_is_saved_whole(whole):
    saved = salvage(whole)
    assert titles(saved) == list(TITLES)
    assert saved.meta.schema == 1
    assert saved.places == ()
    assert list(saved.tables["goals"]) == list("12345")


def test_a_document_is_saved_byte_by_byte(whole):
    raw = lines(whole)[3].removeprefix(b'"1":').removesuffix(b",")
    assert bytes(salvage(whole[:-3]).tables["goals"]["1"]) == raw


@pytest.mark.parametrize("line", range(3, 8))
def test_damage_in_one_line_costs_that_line_only(whole, line):
    broken = lines(whole)
    broken[line] = broken[line].replace(b'"title"', b'"tit\0\x01', 1)
    saved = salvage(b"\n".join(broken))
    assert titles_of_whole(saved) == [title for n, title in enumerate(TITLES, 3) if n != line]
    assert saved.places == (line + 1,)
    assert saved.meta is not None


def test_of_a_torn_goal_the_whole_events_are_taken(tmp_path):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        uid = store.add(plan(LINE)).goal.uid
        for number in range(3):
            store.change(uid, lambda record, stamp, n=number: _noted(record, stamp, n))
    data = path.read_bytes()
    torn = data[: data.rindex(b'"text":"note 2"')]
    saved = json.loads(bytes(salvage(torn).tables["goals"]["1"]))
    assert saved["uid"] == uid
    assert [event.get("text") for event in saved["events"]] == [
        "Sell the Volvo",
        "note 0",
        "note 1",
    ]


def _noted(record, stamp, number):
    from lastmile_tui.domain.model.record import change  # noqa: PLC0415 # one test only

    return change(record, stamp, EventKind.NOTE, {}, text=f"note {number}")


def test_garbage_between_the_lines_is_named_and_costs_nothing(whole):
    broken = lines(whole)
    broken[4:4] = [b"\0" * 4096, b"<<<<<<< HEAD", b"\xff\xfe{{{{[["]
    saved = salvage(b"\n".join(broken))
    assert titles(saved) == list(TITLES)
    assert saved.places == (5, 6, 7)


def test_lines_that_lost_their_break_are_read_as_two(whole):
    saved = salvage(whole.replace(b',\n"3"', b',"3"'))
    assert titles(saved) == list(TITLES)


def test_a_goal_without_its_last_brace_does_not_swallow_the_next(whole):
    broken = lines(whole)
    broken[3] = broken[3].removesuffix(b"},") + b","
    saved = salvage(b"\n".join(broken))
    assert titles(salvage(b"\n".join(broken)))[-4:] == list(TITLES[1:])
    assert list(saved.tables["goals"])[-4:] == ["2", "3", "4", "5"]


def test_without_the_first_lines_the_table_is_told_by_what_stands_in_it(whole):
    saved = salvage(b"\n".join(lines(whole)[3:]))
    assert titles(saved) == list(TITLES)
    assert saved.meta is None


def test_a_file_of_stock_tinydb_on_one_line_is_searched(whole):
    tables = json.loads(whole)
    data = json.dumps(tables)
    middle = data.index("Write the book")
    saved = salvage(f"{data[:middle]}\x00\x00{data[middle + 2 :]}".encode())
    assert titles_of_whole(saved) == [title for title in TITLES if "book" not in title]


def test_an_indented_file_is_searched(whole):
    data = json.dumps(json.loads(whole), indent=2, ensure_ascii=False)
    saved = salvage(data[:-4].encode())
    assert titles(saved) == list(TITLES)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
def test_another_encoding_is_read(whole, encoding):
    saved = salvage(whole[:-4].decode().encode(encoding))
    assert titles(saved) == list(TITLES)


def test_documents_of_one_id_are_both_kept(whole):
    broken = lines(whole)
    broken[4] = broken[4].replace(b'"2":', b'"1":', 1)
    saved = salvage(b"\n".join(broken)[:-2])
    assert len(saved.tables["goals"]) == 4
    assert [json.loads(bytes(raw))["title"] for _, raw in saved.extra] == [TITLES[1]]


def test_a_goal_whose_key_is_no_number_is_kept_beside(whole):
    saved = salvage(whole.replace(b'\n"2":', b'\n"two":'))
    assert [json.loads(bytes(raw))["title"] for _, raw in saved.extra] == [TITLES[1]]


def test_a_torn_goal_does_not_take_the_events_of_the_next(whole):
    start = whole.index(b'"miles"', whole.index(b'"2":{'))
    end = whole.index(b'"events"', whole.index(b'"3":{')) - 5
    saved = salvage(whole[:start] + b"\0" * 50 + whole[end:])
    (_, raw) = saved.extra[0]
    third = json.loads(bytes(raw))
    assert [event["text"] for event in third["events"]] == [TITLES[2]]
    assert third["uid"] == json.loads(whole)["goals"]["3"]["uid"]
    assert list(saved.tables["goals"]) == ["1", "4", "5"]


def test_every_truncation_saves_what_stands_before_it(whole):
    ends = [whole.index(line) + len(line.removesuffix(b",")) for line in lines(whole)[3:8]]
    for end in range(0, len(whole), 7):
        found = titles_of_whole(salvage(whole[:end]))
        complete = sum(at <= end for at in ends)
        assert found[:complete] == list(TITLES[:complete])


def titles_of_whole(saved):
    return [title for title in titles(saved) if title]


@given(st.binary(max_size=400))
def test_no_bytes_raise(data):
    salvage(data)


@given(st.data())
def test_no_damage_raises_or_invents_a_title(whole, data):
    numbers = random.Random(data.draw(st.integers(0, 2**32)))
    broken = bytearray(whole)
    for _ in range(numbers.randint(1, 20)):
        at = numbers.randrange(len(broken))
        broken[at : at + numbers.randint(0, 30)] = numbers.randbytes(numbers.randint(0, 30))
    assert len(titles_of_whole(salvage(bytes(broken)))) <= len(TITLES)


@pytest.mark.parametrize(
    "piece",
    [b'"1":{', b'"1":{"', b'{"1":{"uid":"', b'"1":[{"id":"', b'{"uid":"a","x":{"id":"', b'"', b"{"],
)
def test_the_work_is_bounded_by_the_size(piece):
    data = piece * (1_000_000 // len(piece))
    start = time.process_time()
    salvage(data)
    assert time.process_time() - start < 10
