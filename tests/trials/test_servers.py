"""`lastmile sync` over a real sshd and over git's program for http, on this machine alone."""

from __future__ import annotations

import signal
import statistics
import subprocess
from time import monotonic

import pytest

from support.store.git_sync import bare, run_git
from support.trials.machine import Machine, command, needs, until
from support.trials.servers import (
    BACKEND,
    SSHD,
    free_port,
    http_server,
    silent_server,
    ssh_of,
    ssh_server,
    ssh_url,
)

pytestmark = [
    pytest.mark.long,
    needs("git", "ssh"),
    pytest.mark.skipif(SSHD is None, reason="not installed: sshd"),
]

ROUNDS = 15


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ssh_server(tmp_path_factory.mktemp("server") / "keys") as found:
        yield found


@pytest.fixture
def there(tmp_path):
    return bare(tmp_path / "goals.git")


@pytest.fixture
def desk(tmp_path, server):
    machine = Machine(tmp_path, "desk")
    ssh_of(machine, server[0])
    machine.begin()
    return machine


@pytest.fixture
def ready(desk, server, there):
    assert desk.run("sync", "init", ssh_url(server[1], there)).code == 0
    return desk


def test_two_machines_exchange_goals_by_ssh(ready, server, there, tmp_path):
    laptop = Machine(tmp_path, "laptop")
    ssh_of(laptop, server[0])
    done = laptop.run("sync", "init", ssh_url(server[1], there))
    assert done.out.splitlines()[-1].startswith("0 sent, 1 received from ")
    assert laptop.note("written on the laptop")
    assert ready.note("written on the desk")
    for machine in (laptop, ready, laptop):
        assert machine.run("sync").code == 0
    assert ready.path.read_bytes() == laptop.path.read_bytes()
    assert ready.notes() == {"written on the laptop", "written on the desk"}


REFUSED = [
    ({"key": "refused"}, 4, "does not let you in ("),
    ({"known": "nobody"}, 4, "is not known to ssh yet. Run git ls-remote ssh://"),
    ({"known": "known-refused"}, 4, "shows another key than before"),
]


@pytest.mark.parametrize(("use", "code", "words"), REFUSED)
def test_who_is_refused_reads_what_to_do(ready, server, use, code, words):
    ssh_of(ready, server[0], **use)
    assert ready.note("kept here")
    done = ready.run("sync")
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "@@" not in done.err
    ssh_of(ready, server[0])
    assert ready.run("sync").out == "1 sent, 0 received, 0 in conflict\n"


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_who_reaches_nobody_goes_on_later(desk, there, host):
    done = desk.run("sync", "init", f"ssh://{host}:{free_port()}{there}")
    assert done.code == 3
    assert done.err.endswith("cannot be reached: everything is saved here and is sent next time.\n")


@pytest.mark.parametrize("name", ["none.git", "a-folder"])
def test_where_there_is_no_repository_it_says_so(desk, server, tmp_path, name):
    (tmp_path / "a-folder").mkdir()
    done = desk.run("sync", "init", ssh_url(server[1], tmp_path / name))
    assert done.code == 10
    assert "There is no repository at ssh://" in done.err


def test_a_server_that_says_nothing_is_given_up_after_half_a_minute(desk, there, figures):
    with silent_server() as port:
        began = monotonic()
        done = desk.run("sync", "init", f"ssh://127.0.0.1:{port}{there}")
        took = monotonic() - began
    figures(f"given up after {took:.0f} s")
    assert done.code == 3
    assert took < 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_that_hangs_after_the_login_is_left_at_once_by_ctrl_c(ready, server, number, figures):
    ssh_of(ready, server[0], key="hangs")
    assert ready.note("kept here")
    with subprocess.Popen(
        command("sync"), env=ready.env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        repository = str(ready.home)
        until(lambda: "fetch" in processes(repository), "the fetch")
        began = monotonic()
        process.send_signal(number)
        process.wait(30)
        took = monotonic() - began
    figures(f"ended {took:.1f} s after {number.name}")
    assert process.returncode == 128 + number
    assert took < 5
    until(lambda: processes(repository) == "", "the end of git and ssh")
    ssh_of(ready, server[0])
    assert ready.run("sync").out == "1 sent, 0 received, 0 in conflict\n"


def processes(words):
    """The command lines of the programs that name something."""
    done = subprocess.run(["pgrep", "-fa", words], capture_output=True, text=True, check=False)
    return done.stdout


def test_what_a_sync_with_nothing_new_costs_beside_git_fetch(ready, server, there, figures):
    (repository,) = ready.home.glob("**/sync.git")
    url = ssh_url(server[1], there)
    fetch = ["git", "--git-dir", str(repository), "fetch", "-q", url]
    commands = {
        "sync": command("sync"),
        "fetch": [*fetch, "+refs/heads/lastmile:refs/lastmile/looked"],
        "python": [command()[0], "-c", "pass"],
        "list": command("list"),
    }
    took = {name: [] for name in commands}
    ready.run("sync")
    for _ in range(ROUNDS):
        for name, words in commands.items():
            began = monotonic()
            subprocess.run(
                words, env=ready.env, stdin=subprocess.DEVNULL, capture_output=True, check=True
            )
            took[name].append(monotonic() - began)
    middle = {name: statistics.median(times) * 1000 for name, times in took.items()}
    least = {name: min(times) * 1000 for name, times in took.items()}
    for name in commands:
        figures(f"{name}: {middle[name]:.0f} ms in the middle, {least[name]:.0f} at least")
    figures(f"sync / fetch: {least['sync'] / least['fetch']:.2f}")
    assert least["sync"] < least["fetch"] + 2 * least["list"]


@pytest.mark.skipif(not BACKEND.exists(), reason="not installed: git-http-backend")
class TestHttp:
    def test_two_machines_exchange_goals(self, desk, there, tmp_path):
        run_git("-C", there, "config", "http.receivepack", "true")
        laptop = Machine(tmp_path, "laptop")
        with http_server(there.parent) as address:
            url = f"{address}/{there.name}"
            assert desk.run("sync", "init", url).code == 0
            assert laptop.run("sync", "init", url).code == 0
            assert laptop.note("written on the laptop")
            assert desk.note("written on the desk")
            for machine in (laptop, desk, laptop):
                assert machine.run("sync").code == 0
            assert desk.run("sync").out == "Nothing new.\n"
        assert desk.path.read_bytes() == laptop.path.read_bytes()
        done = desk.run("sync")
        assert (done.code, "cannot be reached" in done.err) == (3, True)

    def test_one_that_may_only_be_read_says_so(self, desk, there):
        with http_server(there.parent) as address:
            done = desk.run("sync", "init", f"{address}/{there.name}")
        assert done.code == 4
        assert "does not let you in" in done.err

    def test_one_that_wants_a_password_is_not_waited_for(self, desk, there):
        with http_server(there.parent, password=True) as address:
            done = desk.run("sync", "init", f"{address}/{there.name}")
        assert done.code == 4
        assert "Try git ls-remote http://" in done.err

    def test_one_without_the_repository_says_so(self, desk, there):
        with http_server(there.parent) as address:
            done = desk.run("sync", "init", f"{address}/none.git")
        assert done.code == 10
        assert "There is no repository at http://" in done.err
