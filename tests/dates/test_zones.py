import sys
import time
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pendulum.tz
import pytest
import tzdata

from lastmile_tui.dates import zone, zones
from lastmile_tui.errors import ConfigError

SUMMER, WINTER = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="TZ and /etc/localtime are Unix")


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine whose TZ and /etc/localtime can be set."""

    class Machine:
        localtime = tmp_path / "localtime"

        def set_tz(self, value):
            monkeypatch.setenv("TZ", value)
            time.tzset()

        def link(self, name):
            target = tmp_path / "usr/share/zoneinfo" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(rules("Europe/Berlin"))
            self.localtime.symlink_to(target)

    monkeypatch.delenv("TZ", raising=False)
    time.tzset()
    monkeypatch.setattr(zones, "_LOCALTIME", str(tmp_path / "localtime"))
    yield Machine()
    monkeypatch.undo()
    time.tzset()


def rules(name):
    """The bytes of a zone's file."""
    return (Path(tzdata.__file__).parent / "zoneinfo" / name).read_bytes()


def offsets(found):
    hour = timedelta(hours=1)
    return [instant.astimezone(found).utcoffset() / hour for instant in (WINTER, SUMMER)]


def test_the_configured_zone_comes_first(machine):
    machine.set_tz("Asia/Tokyo")
    assert zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Europe/Berln", "did you mean Europe/Berlin?"),
        ("europe/berlin", "did you mean Europe/Berlin?"),
        ("qqqq", "write one such as Europe/Berlin"),
        ("Europe", "not a time zone"),
        ("../../etc/passwd", "not a time zone"),
        ("/etc/localtime", "not a time zone"),
        ("x" * 5000, "not a time zone"),
        ("nul\0", "not a time zone"),
    ],
)
def test_an_unknown_zone_is_refused_with_advice(name, advice):
    with pytest.raises(ConfigError) as error:
        zone(name)
    assert advice in str(error.value)


@pytest.mark.parametrize("value", ["Europe/Berlin", ":Europe/Berlin"])
def test_tz_may_name_the_zone(machine, value):
    machine.set_tz(value)
    assert zone() == ZoneInfo("Europe/Berlin")


def test_tz_may_be_the_path_of_a_file(machine, tmp_path):
    (tmp_path / "own").write_bytes(rules("Europe/Berlin"))
    machine.set_tz(f":{tmp_path / 'own'}")
    assert offsets(zone()) == [1, 2]


@pytest.mark.parametrize("value", ["", ":", "Europe", "invalid", "/etc/passwd", "/", "/no/file"])
def test_a_tz_that_names_nothing_is_utc_as_in_the_c_library(machine, value):
    machine.link("Asia/Tokyo")
    machine.set_tz(value)
    assert offsets(zone()) == [0, 0]


def test_a_tz_of_the_posix_form_holds_its_offset(machine):
    machine.set_tz("<+0330>-3:30")
    assert offsets(zone()) == [3.5, 3.5]


@pytest.mark.parametrize("name", ["Europe/Berlin", "posix/Europe/Berlin", "right/Europe/Berlin"])
def test_the_link_of_localtime_names_the_zone(machine, name):
    machine.link(name)
    assert zone() == ZoneInfo("Europe/Berlin")


def test_a_link_to_a_name_unknown_here_still_has_its_rules(machine):
    machine.link("Mars/Olympus")
    assert offsets(zone()) == [1, 2]


def test_a_plain_localtime_has_its_rules(machine):
    machine.localtime.write_bytes(rules("Europe/Berlin"))
    assert offsets(zone()) == [1, 2]


@pytest.mark.parametrize("content", [None, b"", b"TZif", b"TZif2" + b"\xff" * 60, b"garbage"])
def test_without_a_usable_localtime_pendulum_is_asked(machine, monkeypatch, content):
    if content is not None:
        machine.localtime.write_bytes(content)
    monkeypatch.setattr(pendulum.tz, "get_local_timezone", lambda: ZoneInfo("Asia/Tokyo"))
    assert zone() == ZoneInfo("Asia/Tokyo")


@pytest.mark.usefixtures("machine")
def test_no_failure_of_pendulum_gets_through(monkeypatch):
    def fail():
        raise pendulum.tz.exceptions.InvalidTimezone("garbage")

    monkeypatch.setattr(pendulum.tz, "get_local_timezone", fail)
    assert offsets(zone()) == [0, 0]


@pytest.mark.usefixtures("machine")
def test_no_warning_of_pendulum_reaches_the_screen(monkeypatch, recwarn):
    def warn():
        warnings.warn("no zone", stacklevel=1)
        return ZoneInfo("UTC")

    monkeypatch.setattr(pendulum.tz, "get_local_timezone", warn)
    assert zone() == ZoneInfo("UTC")
    assert not recwarn.list


def test_this_very_machine_has_a_zone():
    assert zone().utcoffset(datetime.now(UTC).replace(tzinfo=None)) is not None
