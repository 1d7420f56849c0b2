"""Tasks of calendars: what they become, also where tools write them otherwise than the standard."""

from __future__ import annotations

import sys
from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.calendar import ical
from lastmile_tui.exchange.calendar.ical import read, recognises
from lastmile_tui.exchange.calendar.lines import fold, parse
from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Status
from support.exchange import brought, given, local, outline, read_or_sentence

BERLIN = ZoneInfo("Europe/Berlin")
SAMPLES = Path(__file__).parent.parent / "samples" / "ical"
HOME = (SAMPLES / "home.ics").read_bytes()

OUTLOOK = """BEGIN:VTIMEZONE
TZID:(UTC+05:00) Our Office
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE
"""


def calendar(*todos, head=""):
    parts = "".join(f"BEGIN:VTODO\n{todo.strip()}\nEND:VTODO\n" for todo in todos)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{parts}END:VCALENDAR\n"


def reading(text, zone=UTC):
    return read(given("t.ics", text), local(zone))


def items(text, zone=UTC):
    return {item.title: item for item in reading(text, zone).items}


def only(fields, *, head="", zone=BERLIN):
    found = reading(calendar(f"UID:u1\nSUMMARY:a\n{fields}", head=head), zone)
    assert not found.unread
    return found.items[0]


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ("DUE;VALUE=DATE:20261201", "due", "2026-12-01"),
        ("DUE;VALUE=DATE:20261201", "due_time", None),
        ("DUE:20261201", "due", "2026-12-01"),
        ("DUE:20261130T230000Z", "due", "2026-12-01"),
        ("DUE:20261130T230000Z", "due_time", None),
        ("DUE:20261201T140500Z", "due_time", "15:05:00"),
        ("DUE:20261201T140500", "due_time", "14:05:00"),
        ("DUE;TZID=America/New_York:20261201T180000", "due", "2026-12-02"),
        ('DUE;TZID="America/New_York":20261201T090000', "due_time", "15:00:00"),
        ("DUE;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261201T090000", "due_time", "09:00:00"),
        ("DUE;TZID=/citadel.org/Asia/Kolkata:20261201T090000", "due_time", "04:30:00"),
        ("DUE;TZID=Eastern Standard Time:20261201T090000", "due_time", "15:00:00"),
        ("DUE;TZID=W. Europe Standard Time:20261201T090000", "due_time", "09:00:00"),
        ('DUE;TZID="UTC+02:00":20261201T090000', "due_time", "08:00:00"),
        ('DUE;TZID="UTC-05:30":20261201T090000', "due_time", "15:30:00"),
        ("DUE:2026-12-01T14:05:00+01:00", "due_time", "14:05:00"),
        ("DUE:2026-12-01", "due", "2026-12-01"),
        ("DTSTART;VALUE=DATE:20261201\nDURATION:P3D", "due", "2026-12-04"),
        ("DTSTART:20261201T080000Z\nDURATION:PT2H30M", "due_time", "11:30:00"),
        ("DTSTART;VALUE=DATE:20261201\nDURATION:P2W", "due", "2026-12-15"),
        ("DTSTART;VALUE=DATE:20270110", "hidden_until", "2027-01-10"),
        ("DTSTART;VALUE=DATE:20270110\nDUE;VALUE=DATE:20270112", "hidden_until", "2027-01-10"),
        ("DTSTART;VALUE=DATE:20270110\nDUE;VALUE=DATE:20270110", "hidden_until", None),
        ("DTSTART:20270110T080000Z\nDUE:20270110T090000Z", "hidden_until", None),
        ("STATUS:COMPLETED\nCOMPLETED:20261105T233000Z", "finished", "2026-11-05T23:30:00+00:00"),
        ("STATUS:COMPLETED\nCOMPLETED;VALUE=DATE:20261105", "finished", "2026-11-05"),
        ("STATUS:COMPLETED\nLAST-MODIFIED:20190501T080000Z", "finished",
         "2019-05-01T08:00:00+00:00"),
        ("STATUS:COMPLETED", "finished", None),
        ("STATUS:NEEDS-ACTION\nCOMPLETED:20261105T170000Z", "finished", None),
        ("CREATED:20261001T080000Z", "created", "2026-10-01T08:00:00+00:00"),
        ("DTSTAMP:20261001T080000Z", "created", None),
        ("STATUS:completed", "status", "done"),
        ("COMPLETED:20261105T170000Z", "status", "done"),
        ("PERCENT-COMPLETE:100", "status", "done"),
        ("PERCENT-COMPLETE:99", "status", "open"),
        ("STATUS:IN-PROCESS\nPERCENT-COMPLETE:100", "status", "open"),
        ("STATUS:NEEDS-ACTION", "status", "open"),
        ("STATUS:CANCELLED", "status", "cancelled"),
        ("CATEGORIES:a,b c,a\nCATEGORIES:d\\, e", "tags", "('a', 'b c', 'd, e')"),
        ("CATEGORIES:,,x,", "tags", "('x',)"),
        ("ATTENDEE;CN=Ole Berg:mailto:ole@example.org", "people", "('Ole Berg',)"),
        ('ATTENDEE;CN="Berg, Ole":mailto:ole@example.org', "people", "('Berg, Ole',)"),
        ("ATTENDEE:mailto:ole@example.org", "people", "('ole',)"),
        ("CONTACT:Ingrid Moe\\, harbour\\, +47", "people", "('Ingrid Moe',)"),
    ],
)  # fmt: skip
def test_fields_of_a_task(fields, field, expected):
    found = getattr(only(fields), field)
    if expected is None:
        assert found is None
    else:
        assert (found.isoformat() if hasattr(found, "isoformat") else str(found)) == expected


def test_a_zone_that_the_file_describes_itself_is_known():
    item = only('DUE;TZID="(UTC+05:00) Our Office":20261201T090000', head=OUTLOOK, zone=UTC)
    assert (item.due_time.hour, item.extra["VTIMEZONE"]) == (4, [OUTLOOK.strip()])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SUMMARY:one\\, two\\; three\\\\ four\\nfive\\Nsix", "one, two; three\\ four\nfive\nsix"),
        ("SUMMARY;LANGUAGE=de:Überholen", "Überholen"),
        ("summary:small letters", "small letters"),
        ("SUMMARY:fold\n ed and\n\t tabbed", "folded and tabbed"),
        ('SUMMARY;ALTREP="cid:a;b:c":quoted: yes', "quoted: yes"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=\n=C3=9Fe", "Grüße"),
        ("DESCRIPTION:the first\\nand more", "the first"),
        ("SUMMARY:  \nDESCRIPTION:instead", "instead"),
        ("SUMMARY:odd \\q escape", "odd q escape"),
    ],
)
def test_summaries_however_they_are_written(line, title):
    assert [item.title for item in reading(calendar(f"UID:u\n{line}")).items] == [title]


def test_a_character_may_be_folded_in_the_middle_of_its_bytes():
    data = calendar("UID:u\nSUMMARY:Größe 🏠 weit").encode()
    for at in range(data.index(b"Gr"), data.index(b"weit")):
        folded = data[:at] + b"\r\n " + data[at:]
        assert [*items(folded)] == ["Größe 🏠 weit"]


@pytest.mark.parametrize(
    ("relation", "parent"),
    [
        ("RELATED-TO:p", "p"),
        ("RELATED-TO;RELTYPE=PARENT:p", "p"),
        ("RELATED-TO;RELTYPE=parent:p", "p"),
        ("RELATED-TO;RELTYPE=SIBLING:p", ""),
        ("RELATED-TO;RELTYPE=DEPENDS-ON:p", ""),
        ("RELATED-TO:elsewhere", ""),
        ("RELATED-TO:elsewhere\nRELATED-TO:p", "p"),
        ("RELATED-TO:u", "u"),
    ],
)
def test_what_a_task_is_a_part_of(relation, parent):
    found = items(calendar("UID:p\nSUMMARY:whole", f"UID:u\nSUMMARY:part\n{relation}"))
    assert found["part"].parent == parent


def test_a_whole_may_name_its_parts():
    whole = "UID:p\nSUMMARY:whole\nRELATED-TO;RELTYPE=CHILD:u"
    found = items(calendar(whole, "UID:u\nSUMMARY:part"))
    assert found["part"].parent == "p"


def test_tasks_below_themselves_are_named():
    text = calendar("UID:a\nSUMMARY:a\nRELATED-TO:b", "UID:b\nSUMMARY:b\nRELATED-TO:a")
    assert outline(reading(text)) == "SKIPPED a: below itself\nSKIPPED b: below itself"


def test_a_description_is_why_there_is_a_road_and_a_note_of_a_marker():
    text = calendar("UID:p\nSUMMARY:whole\nDESCRIPTION:because",
                    "UID:u\nSUMMARY:part\nDESCRIPTION:how\nRELATED-TO:p")  # fmt: skip
    found = items(text)
    assert (found["whole"].why, found["whole"].remarks) == ("because", ())
    assert (found["part"].why, [one.text for one in found["part"].remarks]) == ("", ["how"])


def test_all_that_has_no_place_is_kept_as_it_stands():
    todo = """UID:u
SUMMARY:a
RRULE:FREQ=WEEKLY;BYDAY=MO
EXDATE;VALUE=DATE:20261207
X-APPLE-SORT-ORDER:12
PRIORITY:1
GEO:37.38;-122.08
ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:aGFsbG8=
BEGIN:VALARM
TRIGGER:-PT15M
BEGIN:X-DEEP
X-A:1
END:X-DEEP
END:VALARM
BEGIN:VALARM
TRIGGER;VALUE=DATE-TIME:20261201T080000Z
END:VALARM"""
    extra = items(calendar(todo))["a"].extra
    assert extra["RRULE"] == [":FREQ=WEEKLY;BYDAY=MO"]
    assert extra["EXDATE"] == [";VALUE=DATE:20261207"]
    assert extra["X-APPLE-SORT-ORDER"] == [":12"]
    assert extra["GEO"] == [":37.38;-122.08"]
    assert extra["ATTACH"] == [";FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:aGFsbG8="]
    assert [one.count("\n") for one in extra["VALARM"]] == [5, 2]


def test_of_two_versions_the_newer_one_counts():
    old, new = "UID:u\nSUMMARY:old\nSEQUENCE:2", "UID:u\nSUMMARY:new\nSEQUENCE:10"
    for text in (calendar(old, new), calendar(new, old), calendar(old) + calendar(new)):
        found = reading(text)
        assert [item.title for item in found.items] == ["new"]
        assert [one.what for one in found.skipped] == ["old"]
    dated = "UID:u\nSUMMARY:{0}\nLAST-MODIFIED:2026{0}01T000000Z"
    assert [*items(calendar(dated.format(11), dated.format(10)))] == ["11"]


def test_a_changed_time_of_a_repeating_task_is_kept_with_it():
    master = "UID:u\nSUMMARY:rent\nRRULE:FREQ=MONTHLY"
    once = "UID:u\nRECURRENCE-ID;VALUE=DATE:20261101\nSUMMARY:rent\nSTATUS:COMPLETED"
    for text in (calendar(master, once), calendar(once, master)):
        found = reading(text)
        (item,) = found.items
        assert item.extra["VTODO"] == [f"BEGIN:VTODO\n{once}\nEND:VTODO"]
        assert [one.reason for one in found.skipped] == ["one time of a task that repeats"]
    assert [item.title for item in reading(calendar(once)).items] == ["rent"]


def test_what_todoman_makes_of_a_repeating_task_stays_on_its_road():
    done = "UID:1\nSUMMARY:rent\nSTATUS:COMPLETED\nDUE;VALUE=DATE:20261101\nRELATED-TO:p"
    new = "UID:2\nSUMMARY:rent\nRRULE:FREQ=MONTHLY\nDUE;VALUE=DATE:20261201"
    other = "UID:3\nSUMMARY:heating\nRRULE:FREQ=MONTHLY\nDUE;VALUE=DATE:20261201"
    found = reading(calendar("UID:p\nSUMMARY:flat", done, new, other)).items
    assert [item.parent for item in found] == ["", "p", "p", ""]


def test_tasks_without_an_id_are_known_again_when_they_are_done_or_dated():
    first = calendar("SUMMARY:a\nDTSTAMP:20261001T080000Z", "SUMMARY:b", "SUMMARY:b")
    later = calendar("SUMMARY:a\nDUE;VALUE=DATE:20261201\nDTSTAMP:20261002T080000Z",
                     "SUMMARY:b\nSTATUS:COMPLETED\nPRIORITY:1", "SUMMARY:b")  # fmt: skip
    keys = [item.key for item in reading(first).items]
    assert len({*keys}) == 3
    assert [item.key for item in reading(later).items] == keys


def test_each_calendar_of_a_file_is_a_list_by_its_name():
    home, none = (calendar("SUMMARY:a", head=head) for head in ("X-WR-CALNAME:Home\n", ""))
    work = calendar("SUMMARY:b", head="NAME:Work\\, too\n")
    found = reading(home + none + work)
    assert [item.title for item in found.items if item.group] == ["Home", "Work, too"]
    assert outline(found, extra=False).startswith("OPEN Home\n  - a\nOPEN Work, too\n  - b\n")


def test_what_was_cancelled_as_a_whole_is_a_road_with_all_its_markers():
    text = calendar("UID:p\nSUMMARY:whole\nSTATUS:CANCELLED",
                    "UID:u\nSUMMARY:part\nSTATUS:CANCELLED\nRELATED-TO:p")  # fmt: skip
    assert outline(reading(text), extra=False) == "CANCELLED whole\n  - part"


def test_what_is_no_task_is_counted_with_its_reason():
    text = "BEGIN:VCALENDAR\n" + "".join(
        f"BEGIN:{name}\nSUMMARY:s\nEND:{name}\n" for name in ("VEVENT", "VJOURNAL", "VFREEBUSY")
    )
    found = reading(text + "END:VCALENDAR\n")
    assert not found.items
    assert [one.reason for one in found.skipped] == [
        "an event, no task", "a journal entry, no task", "a busy time, no task"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("DUE:tomorrow", "has a date that is none, DUE: tomorrow"),
        ("DUE:20261301", "has a date that is none, DUE: 20261301"),
        ("DUE:99999999T999999Z", "has a date that is none, DUE: 99999999T999999Z"),
        ("DUE:00010101T000000", "has a date that is none, DUE: 00010101T000000"),
        ("DUE:", "has a date that is none, DUE: "),
        ("DTSTART:20261201T250000Z", "has a date that is none, DTSTART: 20261201T250000Z"),
        ("CREATED:٢٠٢٦١٢٠١", "has a date that is none, CREATED: ٢٠٢٦١٢٠١"),
        ("DTSTART:20261201\nDURATION:soon", "has a date that is none, DURATION: soon"),
        ("DTSTART:20261201\nDURATION:P999999999W",
         "has a date that is none, DURATION: P999999999W"),
        ("DUE;TZID=Nowhere/At All:20261201T090000",
         "has a time zone that is unknown, DUE: Nowhere/At All"),
        ('DUE;TZID="UTC+25:00":20261201T090000',
         "has a time zone that is unknown, DUE: UTC+25:00"),
        ("STATUS:HALF", "has a status that is unknown, ‘HALF’"),
        ("this is no line", "is no line of iCalendar"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_line_and_the_task_comes_all_the_same(line, reason):
    found = reading(calendar("UID:x\nSUMMARY:good", f"UID:u\nSUMMARY:bad\n{line}"), BERLIN)
    assert [item.title for item in found.items] == ["good", "bad"]
    (left,) = found.unread
    assert left.reason == reason
    assert left.line in (7, 10)
    if not line.startswith("this"):
        assert line.split("\n")[-1].partition(":")[2] in str(found.items[1].extra)


def test_without_the_library_one_sentence_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert only("DUE;TZID=Europe/Berlin:20261201T090000").due == date(2026, 12, 1)
    assert only('DUE;TZID="UTC+02:00":20261201T090000').due == date(2026, 12, 1)
    with pytest.raises(ImportFileError, match=r"not there: .+icalendar.+"):
        only("DUE;TZID=Eastern Standard Time:20261201T090000")


BROKEN = [
    b"",
    b"\n\n",
    b"\x00\x00",
    b"\xff\xfe\x00",
    b"nothing of the kind",
    b"BEGIN:VCALENDAR",
    b"END:VTODO\nEND:VCALENDAR\n",
    b"BEGIN:VTODO\nSUMMARY:a",
    b"BEGIN:VTODO\nSUMMARY:\xe9\nEND:VTODO",
    b"BEGIN:VTODO\nSUMMARY:a\x00b\x1b[31m\nEND:VTODO",
    b"BEGIN:VTODO\n" * 2_000,
    b"BEGIN:VALARM\n" * 20_000,
    b"BEGIN:VTODO\n" + b"BEGIN:VALARM\n" * 2_000 + b"END:VALARM\n" * 2_000 + b"END:VTODO\n",
    b"BEGIN:VTODO\nX" + b";A=1" * 50_000 + b"\nEND:VTODO",
    b"BEGIN:VTODO\nSEQUENCE:" + b"9" * 10_000 + b"\nSUMMARY:a\nEND:VTODO",
    b"x\n" * 100_000,
    b"BEGIN:VTODO\rSUMMARY:old Mac\rEND:VTODO\r",
    b"BEGIN:VTODO\r\r\nSUMMARY:twice\r\r\nEND:VTODO\r\r\n",
    HOME.decode().encode("utf-16"),
]


@pytest.mark.parametrize("data", BROKEN, ids=[repr(one[:30]) for one in BROKEN])
def test_a_broken_file_ends_in_a_sentence_or_says_what_could_not_be_read(data):
    assert read_or_sentence(ical, given("t.ics", data))


@pytest.mark.parametrize("at", range(0, len(HOME), 97))
def test_a_file_that_is_cut_gives_the_whole_tasks_and_names_the_one_that_is_not(at):
    try:
        found = read(GivenFile("t.ics", HOME[:at]), local())
    except ImportFileError:
        assert b"END:VTODO" not in HOME[:at]
        return
    whole = [item for item in found.items if not item.group]
    assert len(whole) == HOME[:at].count(b"END:VTODO\r\n") or HOME[:at].endswith(b"END:VTODO")
    open_ = HOME[:at].count(b"BEGIN:VTODO\r\n") - len(whole)
    assert sum(one.reason == "is cut off" for one in found.unread) == open_
    assert found.unread or HOME[:at].endswith(b"END:VCALENDAR\r\n")


def test_an_empty_calendar_has_no_tasks():
    assert outline(reading("BEGIN:VCALENDAR\nEND:VCALENDAR\n")) == ""


def test_a_task_that_was_left_open_ends_where_the_next_one_begins():
    text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:a\nBEGIN:VTODO\nSUMMARY:b\nEND:VTODO\n"
    text += "END:VCALENDAR\n"
    assert [*items(text)] == ["a", "b"]


def test_a_folder_is_read_with_each_folder_in_it_and_a_broken_file_named(tmp_path):
    for name in ("one/a.ics", "two/b.ics", "top.ics", "two/broken.ics", "two/readme.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(calendar(f"UID:{path.stem}\nSUMMARY:{path.stem}"))
    (tmp_path / "two" / "displayname").write_text("The second\n")
    (tmp_path / "two" / "broken.ics").write_bytes(b"BEGIN:VTODO\nSUMMARY:\xff\nEND:VTODO")
    found = read(GivenFile("all", b"", tmp_path), local())
    lists = {item.title: item.parent for item in found.items if not item.group}
    assert lists == {"a": "list one", "b": "list The second", "top": f"list {tmp_path.name}"}
    assert [one.what for one in found.unread] == ["broken.ics"]


def test_an_empty_folder_ends_in_a_sentence(tmp_path):
    assert recognises(GivenFile("x", b"", tmp_path)) == 0
    with pytest.raises(ImportFileError, match=r"has no \.ics files"):
        read(GivenFile("x", b"", tmp_path), local())


def test_done_tasks_have_their_days_in_the_log():
    (record,) = brought(reading(calendar(
        "UID:p\nSUMMARY:whole\nCREATED:20260901T080000Z",
        "UID:a\nSUMMARY:first\nSTATUS:COMPLETED\nCOMPLETED:20260905T080000Z\nRELATED-TO:p",
        "UID:b\nSUMMARY:second\nSTATUS:COMPLETED\nCOMPLETED;VALUE=DATE:20261005\nRELATED-TO:p",
    )))  # fmt: skip
    days = [(event.kind, event.day.isoformat()) for event in record.log[:3]]
    assert days == [("added", "2026-09-01"), ("reached", "2026-09-05"), ("reached", "2026-10-05")]
    assert record.goal.state(date(2026, 11, 30)).value == "door"


def test_a_line_is_folded_at_75_bytes_and_unfolds_to_what_it_was():
    for text in ("x" * 75, "x" * 76, "ü" * 300, "🏠" * 99, " " * 200, "a" * 74 + "ü"):
        line = f"SUMMARY:{text}"
        folded = fold(line)
        assert folded.endswith("\r\n")
        assert all(len(one.encode()) <= 75 for one in folded.split("\r\n"))
        (component,), _ = parse(given("t", f"BEGIN:VTODO\r\n{folded}END:VTODO\r\n"))
        assert component.lines[0].value == text


def test_status_words_are_the_only_ones_that_end_a_task():
    assert {only(f"STATUS:{word}").status for word in ("NEEDS-ACTION", "IN-PROCESS")} == {
        Status.OPEN
    }
