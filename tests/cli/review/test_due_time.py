"""The review asks by the minute of a due time."""

import pytest


@pytest.mark.parametrize(
    ("now", "page"),
    [
        (
            "2026-11-21T17:00",
            ("Due today at 18:00.", "Why now: Due today at 18:00, with 1 mile to go."),
        ),
        (
            "2026-11-21T20:00",
            ("Was due today at 18:00.", "Why now: It was due at 18:00, with 1 mile"),
        ),
        (
            "2026-11-22T01:00",
            ("Was due today at 18:00.", "Why now: It was due at 18:00, with 1 mile"),
        ),
        ("2026-11-22T09:00", ("Due yesterday at 18:00.", "Why now: The due date passed 1 day ago")),
    ],
)
def test_a_page_says_whether_its_time_has_passed(lastmile, typed, now, page):
    lastmile("add", "Ship: a >> b due 2026-11-21 18:00", now="2026-11-20T09:00")
    lastmile("advance", "ship", "--to", "1", now="2026-11-20T10:00")
    out = typed("q", now=now)
    for words in page:
        assert words in out


def test_what_is_late_is_asked_about_before_what_is_due_later(lastmile, typed):
    for title, at in (("Later", "21:00"), ("Late", "18:00"), ("Latest", "22:00")):
        lastmile("add", f"{title}: a > b due 2026-11-21 {at}", now="2026-11-20T09:00")
    assert "Goal 1 of 3: Late." in typed("q", now="2026-11-21T20:00")
