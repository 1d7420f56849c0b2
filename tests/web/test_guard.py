"""Who is let in."""

from __future__ import annotations

import pytest

from lastmile_tui.web import guard as guards
from lastmile_tui.web.addresses import names_for
from lastmile_tui.web.guard import OTHER_NAME, OTHER_PAGE, Guard

HOST = "127.0.0.1:8420"


def guard(address="127.0.0.1", *given, machine="laptop.lan"):
    names = names_for(address, machine)
    return Guard(names, frozenset(given), address, "the-token", "lastmile-8420", "the-secret")


@pytest.mark.parametrize(
    "host",
    [
        HOST,
        "127.0.0.1",
        "localhost:8420",
        "LOCALHOST:9000",  # a port that ssh has led here
        "localhost.:8420",
        "[::1]:8420",
    ],
)
def test_this_machine_is_called_by_its_own_names(host):
    assert guard().refusal({"Host": host}) == ""


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8420",
        "127.0.0.1.evil.example:8420",
        "localhost.evil.example",
        "evil-localhost",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:port",
        "localhost:99999",
        "localhost/evil",
        "localhost?evil",
        "localhost, evil.example",
        "laptop.lan",  # others may be called that where this one only listens to itself
        "192.168.1.5:8420",
        "127.0.0.2",
        "0x7f000001",
        "[::1",
    ],
)
def test_another_name_may_be_one_that_a_name_server_has_led_here(host):
    assert guard().refusal({"Host": host}) == OTHER_NAME
    assert guard().refusal({"Host": host}, by_link=True) == OTHER_NAME


@pytest.mark.parametrize(
    ("address", "host", "ours"),
    [
        ("192.168.1.5", "192.168.1.5:8420", True),
        ("192.168.1.5", "laptop.lan:8420", True),
        ("192.168.1.5", "Laptop.local:8420", True),
        ("192.168.1.5", "192.168.1.6:8420", False),
        ("192.168.1.5", "laptop.evil.example", False),
        ("0.0.0.0", "192.168.1.5:8420", True),
        ("0.0.0.0", "[fe80::1]:8420", True),
        ("::", "10.0.0.1", True),
        ("0.0.0.0", "laptop.lan", True),
        ("0.0.0.0", "10.0.0.1.evil.example", False),
        ("::", "evil.example", False),
    ],
)
def test_on_a_network_it_is_called_by_its_addresses_and_its_name(address, host, ours):
    assert guard(address).refusal({"Host": host}) == ("" if ours else OTHER_NAME)


@pytest.mark.parametrize("host", ["roads.example", "ROADS.example:443", HOST])
def test_a_name_that_was_given_is_one_of_a_proxy(host):
    assert guard("127.0.0.1", "roads.example").refusal({"Host": host}) == ""


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        (f"http://{HOST}", True),
        (f"https://{HOST}", True),  # of a proxy that encrypts
        ("https://roads.example", True),
        ("http://roads.example:8080", True),
        ("http://127.0.0.1:8421", False),
        ("http://127.0.0.1", False),
        ("http://localhost:8420", False),
        ("http://evil.example", False),
        ("http://roads.example.evil.example", False),
        ("http://evil-roads.example", False),
        ("null", False),
        ("", False),
        ("file://", False),
        (f"chrome-extension://{HOST}", False),
        (HOST, False),
    ],
)
def test_a_page_of_elsewhere_may_ask_for_nothing(origin, ours):
    headers = {"Host": HOST, "Origin": origin}
    assert guard("127.0.0.1", "roads.example").refusal(headers) == ("" if ours else OTHER_PAGE)


@pytest.mark.parametrize(
    ("site", "ours"),
    [
        ("same-origin", True),
        ("none", True),
        ("same-site", False),  # another port of this machine
        ("cross-site", False),
        ("", False),
        ("new-word", False),
    ],
)
def test_a_browser_says_where_a_request_comes_from(site, ours):
    refusal = guard().refusal({"Host": HOST, "Sec-Fetch-Site": site})
    assert refusal == ("" if ours else OTHER_PAGE)


def test_the_link_may_stand_on_any_page_since_its_token_is_known_to_nobody_else():
    headers = {"Host": HOST, "Sec-Fetch-Site": "cross-site", "Origin": "null"}
    assert guard().refusal(headers, by_link=True) == ""


@pytest.mark.parametrize(
    "token", ["", "the-toke", "the-token ", "THE-TOKEN", "€", "\ud800", "x" * 99]
)
def test_only_the_token_is_the_token(token):
    assert guard().has_token("the-token")
    assert not guard().has_token(token)


@pytest.mark.parametrize(
    "cookies",
    [
        {},
        {"lastmile-8420": ""},
        {"lastmile-8420": "the-token"},  # what stands in the link is no cookie
        {"lastmile-8421": "the-secret"},
        {"lastmile-8420": "the-secreu"},
        {"lastmile-8420": "\udcff"},
    ],
)
def test_only_the_cookie_is_the_cookie(cookies):
    assert guard().knows({"lastmile-8420": "the-secret", "other": "x"})
    assert not guard().knows(cookies)


def test_secrets_are_compared_in_constant_time(monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((one, other))
        return False

    monkeypatch.setattr(guards, "compare_digest", compare)
    assert not guard().has_token("the-token")
    assert not guard().knows({"lastmile-8420": "the-secret"})
    assert compared == [(b"the-token", b"the-token"), (b"the-secret", b"the-secret")]
