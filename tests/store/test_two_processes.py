"""Two processes give what one gives, whatever becomes of the second."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

BEGIN = """
import os
from msgspec.msgpack import Decoder
from lastmile_tui.store.two_processes import in_two, possible
here = os.getpid()
ints = Decoder(int)
def is_second():
    return os.getpid() != here
"""

WORKS = {
    "all is well": "return n * n",
    "the second process dies": "if is_second() and n > 4: os._exit(3)\n    return n * n",
    "the second process is killed": "if is_second(): os.kill(os.getpid(), 9)\n    return n * n",
    "it raises there": "assert not is_second()\n    return n * n",
    "it is interrupted there": "if is_second(): raise KeyboardInterrupt\n    return n * n",
    "it gives there what cannot be written": "return object() if is_second() else n * n",
}


def _run(body: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", BEGIN + body]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("count", [0, 1, 2, 9])
@pytest.mark.parametrize("what", WORKS)
def test_all_parts_come_in_their_order_without_a_word(what, count):
    done = _run(f"""
def work(n):
    {WORKS[what]}
print("before", end=" ")
print(*in_two(work, range({count}), ints))
""")

    squares = " ".join(str(n * n) for n in range(count))
    assert (done.stdout, done.stderr) == (f"before {squares}\n", "")


def test_both_processes_work_where_there_are_two_parts():
    done = _run("print(len({*in_two(lambda _: os.getpid(), range(6), ints)}))")

    assert done.stdout == "2\n"


def test_a_result_may_be_larger_than_any_pipe():
    done = _run(
        "print(*map(len, in_two(lambda n: b'x' * n, [1, 5_000_000, 0, 2], Decoder(bytes))))"
    )

    assert done.stdout == "1 5000000 0 2\n"


def test_what_is_wrong_with_a_part_is_raised_in_its_place():
    done = _run("""
def work(n):
    if n == 3: raise ValueError("the third")
    return n
try:
    for n in in_two(work, range(6), ints): print(n)
except ValueError as error: print(error)
""")

    assert done.stdout.split("\n")[:4] == ["0", "1", "2", "the third"]


@pytest.mark.parametrize("leave", ["each.close()", "del each", "[*each]"])
def test_no_process_is_left_behind(leave):
    done = _run(f"""
each = in_two(lambda n: n, range(9_999), ints)
next(each)
{leave}
try: print(os.waitpid(-1, os.WNOHANG))
except ChildProcessError: print("none")
""")

    assert done.stdout == "none\n"


def test_a_machine_without_room_for_another_process_does_it_all_in_one():
    done = _run("""
def full():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = full
print(*in_two(lambda n: n, range(5), ints), len({*in_two(lambda _: os.getpid(), range(5), ints)}))
""")

    assert done.stdout == "0 1 2 3 4 1\n"


def test_a_process_with_threads_is_not_forked():
    done = _run("""
from threading import Event, Thread
end = Event()
os.cpu_count = lambda: 2
print(possible())
Thread(target=end.wait).start()
print(possible())
end.set()
""")

    assert done.stdout == "True\nFalse\n"
