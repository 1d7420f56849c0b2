"""The link of a tab's app to its server, over pipes."""

from __future__ import annotations

import os
from queue import SimpleQueue
from threading import Thread

import pytest

from lastmile_tui.packets import (
    MESSAGE,
    TERMINAL,
    Attach,
    End,
    FileHead,
    Resize,
    file_content,
    pack,
    pack_message,
    read_file,
    read_message,
)
from lastmile_tui.ui.browser.link import CLOSED, Link

PATIENCE = 60


class Ends:
    """The server's ends of the pipes, and what the app got."""

    def __init__(self):
        source, self.write_end = os.pipe()
        self.read_end, target = os.pipe()
        self.link = Link(source, target)
        self._got = SimpleQueue()

    def receive(self):
        self.link.receive(lambda *packet: self._got.put(packet))

    def next(self):
        return self._got.get(timeout=PATIENCE)

    def write(self, data):
        os.write(self.write_end, data)

    def close(self):
        os.close(self.write_end)


@pytest.fixture
def ends():
    return Ends()


def test_packets_arrive_whole_however_they_are_cut(ends):
    ends.receive()
    whole = pack(TERMINAL, b"abc") + pack(TERMINAL, b"") + pack(TERMINAL, "é€".encode())
    for byte in whole:
        ends.write(bytes([byte]))
    assert [ends.next() for _ in range(3)] == [
        (TERMINAL, b"abc"),
        (TERMINAL, b""),
        (TERMINAL, "é€".encode()),
    ]


def test_what_comes_while_nobody_receives_is_not_lost_between_two_apps(ends):
    ends.receive()
    ends.write(pack(TERMINAL, b"1"))
    assert ends.next() == (TERMINAL, b"1")
    ends.link.receive(None)
    ends.write(pack(TERMINAL, b"2") + pack_message(Resize(90, 30)) + pack(TERMINAL, b"3"))
    ends.receive()
    assert [ends.next() for _ in range(3)] == [
        (TERMINAL, b"2"),
        (MESSAGE, pack_message(Resize(90, 30))[5:]),
        (TERMINAL, b"3"),
    ]
    assert ends.link.size == (90, 30)


def test_the_end_of_the_server_is_the_last_that_is_received(ends):
    ends.receive()
    ends.write(pack(TERMINAL, b"1"))
    ends.close()
    assert [ends.next(), ends.next()] == [(TERMINAL, b"1"), (CLOSED, b"")]


@pytest.mark.parametrize("rest", [b"D", b"D\0\0\0\x05abc", b"D\xff\xff\xff\xffabc"])
def test_half_a_packet_is_none(ends, rest):
    ends.receive()
    ends.write(pack(TERMINAL, b"1") + rest)
    ends.close()
    assert [ends.next(), ends.next()] == [(TERMINAL, b"1"), (CLOSED, b"")]


def test_a_server_that_is_gone_breaks_nothing(ends):
    os.close(ends.read_end)
    ends.link.send(TERMINAL, b"x" * 100_000)


def test_all_of_a_large_packet_is_written(ends):
    sender = Thread(target=ends.link.send, args=(TERMINAL, b"x" * 1_000_000))
    sender.start()
    parts = b""
    while len(parts) < 1_000_005:
        parts += os.read(ends.read_end, 1 << 16)
    sender.join()
    assert parts == pack(TERMINAL, b"x" * 1_000_000)


@pytest.mark.parametrize("message", [Resize(80, 24), Attach(1, 1000), End()])
def test_a_message_is_read_as_it_was_sent(message):
    assert read_message(pack_message(message)[5:]) == message


@pytest.mark.parametrize("content", [b"", b"{}", b'{"type":"quit"}', b"\xff", b'{"type":"resize"}'])
def test_what_is_no_message_is_an_error(content):
    with pytest.raises(ValueError, match=r"."):
        read_message(content)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a\nb", bytes(range(256))])
def test_a_file_is_read_as_it_was_sent(content):
    head = FileHead('a "b"\n✓.svg', "image/svg+xml")
    assert read_file(file_content(head, content)) == (head, content)
