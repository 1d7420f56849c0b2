"""Addresses: which of them are this machine alone, and the link that they make."""

from __future__ import annotations

import pytest

from lastmile_tui.errors import LastmileError
from lastmile_tui.web.addresses import ServerAddress, find_place, is_loopback, link_to


@pytest.mark.parametrize(
    ("address", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("fe80::1%eth0", False),
        ("10.0.0.1", False),
    ],
)
def test_only_a_loopback_address_is_this_machine_alone(address, alone):
    assert is_loopback(address) is alone
    assert ServerAddress(address, 0).is_private is alone


@pytest.mark.parametrize(
    ("address", "secure", "link"),
    [
        ("127.0.0.1", False, "http://127.0.0.1:8420/?token=abc"),
        ("::1", False, "http://[::1]:8420/?token=abc"),
        ("192.168.1.5", True, "https://192.168.1.5:8420/?token=abc"),
        ("0.0.0.0", False, "http://laptop:8420/?token=abc"),
        ("::", True, "https://laptop:8420/?token=abc"),
    ],
)
def test_the_link_can_be_typed_into_a_browser(address, secure, link):
    assert link_to(address, 8420, "abc", secure=secure, machine="laptop") == link


def test_a_host_is_found_by_its_name_or_address():
    assert find_place("127.0.0.1", 8420) == ServerAddress("127.0.0.1", 8420)
    assert find_place("::1", 0) == ServerAddress("::1", 0)
    assert find_place("localhost", 1).is_private


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a b", "x" * 300, "300.1.1.1", "\x00"])
def test_what_is_no_host_is_one_sentence(host):
    with pytest.raises(LastmileError, match="is no name or address of a host"):
        find_place(host, 1)
