"""The one way out, against a server that plays every trick: what may not be asked is not asked, and nothing hangs or grows."""

from __future__ import annotations

import importlib.util
import socket
import ssl
import sys
import time
from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpcore2
import pytest

from wireroom.intake.address import Policy, Target, forbidden, target
from wireroom.intake.fetch import Fetcher, Limits, looked_up
from wireroom.intake.files import captures
from wireroom.intake.shelf import Shelf
from wireroom.model import Capture, Fetched, Rejection, Unfetched, Validators
from wireroom.ports import Fetch, InputError

_SPEC = importlib.util.spec_from_file_location("tricks", Path(__file__).with_name("tricks.py"))
assert _SPEC is not None
tricks: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["tricks"] = tricks
_SPEC.loader.exec_module(tricks)  # type: ignore[union-attr]

HOSTS = {
    "good.example": ["127.0.0.1"],
    "other.example": ["127.0.0.1"],
    "wrong.example": ["127.0.0.1"],
    "inside.example": ["192.168.1.1"],
    "mixed.example": ["10.0.0.1", "::1", "127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1", "64:ff9b::7f00:1"],
    "empty.example": [],
}
LIMITS = Limits(body=1_000_000, inflated=1_000_000, connect=1.0, read=1.0, total=2.0)
SECONDS = 5.0
"""Wall time of the longest fetch: the limit in all, and what a busy machine adds to it."""


def names(host: str, _port: int, _seconds: float) -> Sequence[str]:
    if host not in HOSTS:
        raise OSError(f"no such host: {host}")
    return HOSTS[host]


def fetcher(port: int, *, trust: bool = True, **named: Any) -> Fetcher:
    context = ssl.create_default_context(cafile=str(tricks.CERTIFICATE)) if trust else ssl.create_default_context()
    policy = Policy(frozenset({port}), (ip_network("127.0.0.1/32"),))
    return Fetcher(policy, LIMITS, **{"resolver": names, "trust": context, **named})


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with tricks.serving() as running:
        yield running


@pytest.fixture(scope="module")
def secure() -> Iterator[Any]:
    with tricks.serving(tls=True) as running:
        yield running


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The IP addresses that connections are made to, as they are made."""
    made: list[str] = []
    really = httpcore2.SyncBackend.connect_tcp

    def connect(self: Any, host: str, *rest: Any, **named: Any) -> Any:
        made.append(host)
        return really(self, host, *rest, **named)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    return made


# --- what is right -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/plain", "/gzip", "/deflate", "/moved", "/moved-twice", "/longer"])
def test_a_response_comes_whole(path: str, server: Any) -> None:
    found = fetcher(server.port)(f"http://good.example:{server.port}{path}")
    assert isinstance(found, Fetched)
    assert (found.status, found.body, found.media_type) == (200, tricks.TEXT, "text/plain")
    assert found.received is not None
    assert len(found.hops) == {"/moved": 1, "/moved-twice": 2}.get(path, 0)
    assert found.asked.endswith(path)


def test_over_https_the_certificate_is_held_against_the_name(secure: Any, connected: list[str]) -> None:
    found = fetcher(secure.port)(f"https://good.example:{secure.port}/plain")
    assert isinstance(found, Fetched)
    assert found.body == tricks.TEXT
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(("path", "status", "after"), [("/gone", 410, None), ("/busy", 429, "120"), ("/nowhere", 404, None)])
def test_other_statuses_are_values(path: str, status: int, after: str | None, server: Any) -> None:
    found = fetcher(server.port)(f"http://good.example:{server.port}{path}")
    assert isinstance(found, Fetched)
    assert (found.status, found.body, found.retry_after) == (status, b"", after)


def test_a_server_is_asked_again_with_what_it_gave_and_nobody_else(server: Any) -> None:
    fetch = fetcher(server.port)
    first = fetch(f"http://good.example:{server.port}/plain")
    assert isinstance(first, Fetched)
    assert first.validators == Validators(f"http://good.example:{server.port}", '"v1"', "Wed, 04 Mar 2026 18:20:00 GMT")
    again = fetch(f"http://good.example:{server.port}/plain", known=first.validators)
    assert isinstance(again, Fetched)
    assert (again.status, again.body) == (304, b"")
    server.heard.clear()
    elsewhere = fetch(f"http://other.example:{server.port}/plain", known=first.validators)
    assert isinstance(elsewhere, Fetched)
    assert elsewhere.status == 200
    assert "If-" not in server.heard[0]


def test_nothing_is_carried_from_one_request_to_the_next(server: Any) -> None:
    server.heard.clear()
    fetcher(server.port)(f"http://good.example:{server.port}/moved-twice")
    assert len(server.heard) == 3
    for head in server.heard:
        assert "cookie" not in head.lower()
        assert "authorization" not in head.lower()
        assert "referer" not in head.lower()
        assert "Accept-Encoding: gzip, deflate\r\n" in head


# --- tricks --------------------------------------------------------------------------------------------------------------

REFUSED = {
    "/to-private": "forbidden_address",
    "/to-metadata": "forbidden_address",
    "/to-mapped": "forbidden_address",
    "/to-private-name": "forbidden_address",
    "/to-port": "redirect",
    "/to-file": "redirect",
    "/to-gopher": "redirect",
    "/to-user": "redirect",
    "/to-decimal": "redirect",
    "/to-nowhere": "redirect",
    "/ring": "redirect",
    "/long-0": "redirect",
    "/large-stated": "too_large",
    "/large": "too_large",
    "/gzip-bomb": "too_large",
    "/deflate-bomb": "too_large",
    "/gzip-cut": "coding",
    "/zstd": "coding",
    "/br": "coding",
    "/gzip-in-gzip": "coding",
    "/drip": "too_slow",
    "/drip-head": "too_slow",
    "/silence": "too_slow",
    "/endless-head": "protocol",
    "/one-long-header": "protocol",
    "/endless-continue": "too_large|too_slow",
    "/chunks-lie": "protocol",
    "/chunks-no-number": "protocol",
    "/chunks-cut": "protocol",
    "/chunks-endless": "too_large",
    "/short": "protocol",
    "/negative": "protocol",
    "/two-lengths": "protocol",
    "/not-http": "protocol",
    "/nothing": "protocol",
    "/binary": "protocol",
    "/http2": "protocol",
    "/bare": "protocol",
}


@pytest.mark.parametrize("path", REFUSED)
def test_a_trick_is_refused_with_a_reason_and_in_time(path: str, server: Any) -> None:
    started = time.monotonic()
    found = fetcher(server.port)(f"http://good.example:{server.port}{path}")
    assert time.monotonic() - started < SECONDS
    assert isinstance(found, Unfetched), found
    assert found.reason in REFUSED[path].split("|")
    assert found.detail.isprintable()


def test_every_trick_of_the_server_is_tried() -> None:
    fine = "/plain /gzip /deflate /gone /busy /moved /moved-twice /longer /downgrade /ring-2".split()
    assert {path for path in tricks.TRICKS if not path.startswith("/long-")} <= {*REFUSED, *fine}


def test_from_https_to_http_is_refused(secure: Any) -> None:
    found = fetcher(secure.port)(f"https://good.example:{secure.port}/downgrade")
    assert isinstance(found, Unfetched)
    assert (found.reason, found.detail) == ("redirect", "from https to http")


@pytest.mark.parametrize(("host", "trust"), [("wrong.example", True), ("good.example", False)])
def test_a_certificate_for_another_name_or_by_nobody_is_refused(host: str, trust: bool, secure: Any) -> None:
    secure.heard.clear()
    found = fetcher(secure.port, trust=trust)(f"https://{host}:{secure.port}/plain")
    assert isinstance(found, Unfetched)
    assert found.reason == "certificate"
    assert secure.heard == []


def test_https_to_a_server_that_speaks_plainly_or_not_at_all(server: Any) -> None:
    found = fetcher(server.port)(f"https://good.example:{server.port}/plain")
    assert isinstance(found, Unfetched)
    assert found.reason in ("certificate", "too_slow", "unreachable")
    with tricks.serving(slow_tls=True) as slow:
        started = time.monotonic()
        found = fetcher(slow.port)(f"https://good.example:{slow.port}/plain")
        assert isinstance(found, Unfetched)
        assert found.reason == "too_slow"
        assert time.monotonic() - started < SECONDS


# --- names that change ---------------------------------------------------------------------------------------------------


def changing(*answers: Sequence[str]) -> tuple[Any, list[str]]:
    """A resolver that gives each answer once, the last one for ever, and the names that it was asked for."""
    asked: list[str] = []
    left = list(answers)

    def resolve(host: str, _port: int, _seconds: float) -> Sequence[str]:
        asked.append(host)
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve, asked


def test_the_address_that_was_checked_is_the_one_connected_to(server: Any, connected: list[str]) -> None:
    resolve, asked = changing(["127.0.0.1"], ["10.0.0.1"])
    found = fetcher(server.port, resolver=resolve)(f"http://good.example:{server.port}/plain")
    assert isinstance(found, Fetched)
    assert (asked, connected) == (["good.example"], ["127.0.0.1"])


def test_a_name_that_changes_between_redirects_is_checked_again(server: Any, connected: list[str]) -> None:
    resolve, asked = changing(["127.0.0.1"], ["169.254.169.254"])
    found = fetcher(server.port, resolver=resolve)(f"http://good.example:{server.port}/moved")
    assert isinstance(found, Unfetched)
    assert found.reason == "forbidden_address"
    assert "link-local" in found.detail
    assert (len(asked), connected) == (2, ["127.0.0.1"])


def test_of_several_answers_only_those_that_may_be_asked_are(server: Any, connected: list[str]) -> None:
    found = fetcher(server.port)(f"http://mixed.example:{server.port}/plain")
    assert isinstance(found, Fetched)
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("inside.example", "forbidden_address"),
        ("mapped.example", "forbidden_address"),
        ("empty.example", "unknown_host"),
        ("nowhere.example", "unknown_host"),
    ],
)
def test_names_that_lead_nowhere(host: str, reason: str, server: Any, connected: list[str]) -> None:
    found = fetcher(server.port)(f"http://{host}:{server.port}/plain")
    assert isinstance(found, Unfetched)
    assert found.reason == reason
    assert connected == []


def test_a_look_up_that_never_ends_is_left_behind(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    started = time.monotonic()
    found = fetcher(server.port, resolver=looked_up)(f"http://good.example:{server.port}/plain")
    assert isinstance(found, Unfetched)
    assert found.reason == "too_slow"
    assert time.monotonic() - started < 2.9


def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    with socket.socket() as held:  # bound, so that nobody else gets the port meanwhile, and never listening
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        found = fetcher(port)(f"http://good.example:{port}/")
    assert isinstance(found, Unfetched)
    assert found.reason == "unreachable"


# --- addresses -----------------------------------------------------------------------------------------------------------

WRONG = [
    "ftp://good.example/",
    "file:///etc/passwd",
    "gopher://good.example/",
    "javascript:alert(1)",
    "data:text/plain,x",
    "//good.example/",
    "good.example",
    "",
    "http://",
    "http:///path",
    "http://user@good.example/",
    "http://user:secret@good.example/",
    "http://good.example@127.0.0.1/",
    "http://good.example:22/",
    "http://good.example:0/",
    "http://good.example:99999/",
    "http://good.example:a/",
    "http://good.example/a b",
    "http://good.example/\r\nHost: x",
    "http://good.example\\@127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.01/",
    "http://256.1.1.1/",
    "http://1.2.3.4.5/",
    "http://0/",
    "http://[::1%25lo]/",
    "http://[fe80::1%eth0]/",
    "http://[::1",
    "http://[v1.x]/",
    "http://exa mple.com/",
    "http://-bad.example/",
    "http://a..b/",
    "http://" + "a" * 64 + ".example/",
    "http://good.example/" + "a" * 5_000,
]


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_that_may_be_asked(address: str, connected: list[str]) -> None:
    found = Fetcher(resolver=names)(address)
    assert isinstance(found, Unfetched)
    assert found.reason == "bad_address"
    assert connected == []


FORBIDDEN = """
    0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1
    64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1:: 2001:10::1 2001:db8::1 2002:7f00:1:: 3fff::1
    4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 nonsense
""".split()


@pytest.mark.parametrize("ip", FORBIDDEN)
def test_machines_that_are_never_asked(ip: str, connected: list[str]) -> None:
    assert forbidden(ip, Policy()) is not None
    if ip != "nonsense":
        found = Fetcher(resolver=lambda *_: [ip])("https://good.example/")
        assert isinstance(found, Unfetched)
        assert found.reason == "forbidden_address"
        literal = Fetcher()(f"http://[{ip}]/" if ":" in ip else f"http://{ip}/")
        assert isinstance(literal, Unfetched)
        assert literal.reason == "forbidden_address"
    assert connected == []


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_machines_may_be_asked(ip: str) -> None:
    assert forbidden(ip, Policy()) is None


def test_an_allowance_is_for_what_it_names_and_no_more() -> None:
    policy = Policy(allow=(ip_network("127.0.0.1/32"),))
    assert forbidden("127.0.0.1", policy) is None
    assert forbidden("127.0.0.2", policy) == "loopback"
    assert forbidden("::ffff:127.0.0.1", policy) is not None


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("HTTP://Good.Example", "http://good.example/"),
        ("https://good.example:443/a?b=c#d", "https://good.example/a?b=c"),
        ("http://good.example./ä", "http://good.example/%C3%A4"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://good.example/a%20b?q=%C3%A4", "http://good.example/a%20b?q=%C3%A4"),
    ],
)
def test_an_address_has_one_spelling(address: str, told: str) -> None:
    found = target(address, Policy())
    assert isinstance(found, Target)
    assert found.address == told


def test_digits_of_other_scripts_are_digits_all_the_same() -> None:
    found = target("http://①②⑦.⓪.⓪.①/", Policy())
    assert isinstance(found, str) or forbidden(found.host, Policy()) == "loopback"


# --- the fake, and the command line's use of it --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["real", "fake"])
def test_the_real_one_and_the_fake_keep_one_contract(kind: str, server: Any) -> None:
    address = f"http://good.example:{server.port}/plain"
    known = Validators(f"http://good.example:{server.port}", '"v1"', "Wed, 04 Mar 2026 18:20:00 GMT")
    shelf = Shelf({address: Fetched(address, address, 200, tricks.TEXT, "text/plain", known)})
    fetch: Fetch = fetcher(server.port) if kind == "real" else shelf
    first, again, none = fetch(address), fetch(address, known=known), fetch("http://nowhere.example:1/")
    assert isinstance(first, Fetched)
    assert (first.status, first.body, first.validators) == (200, tricks.TEXT, known)
    assert isinstance(again, Fetched)
    assert (again.status, again.body, again.validators) == (304, b"", known)
    assert isinstance(none, Unfetched)


def test_addresses_are_taken_in_as_files_are() -> None:
    feed = b"<rss version='2.0'><channel><title>T</title><item><description>A ferry.</description></item></channel></rss>"
    page = "https://bugle.example/a"
    moved = f"{page}b"
    responses = {
        page: Fetched(page, moved, 200, b"<p>Text", "text/html; charset=utf-8", received="2026-03-04T18:20:00Z"),
        "https://bugle.example/feed": feed,
        "https://bugle.example/gone": Fetched("", "", 410),
        "https://bugle.example/picture": Fetched("", "https://bugle.example/picture", 200, b"\x89PNG", "image/png"),
    }
    shelf = Shelf(responses)
    found = list(captures([*responses, "https://bugle.example/none"], fetch=shelf))
    assert [(item.uri, item.media_type if isinstance(item, Capture) else item.reason) for item in found] == [
        (moved, "text/html"),
        ("https://bugle.example/feed#1", "application/vnd.wireroom.entry+json"),
        ("https://bugle.example/gone", "unreadable"),
        ("https://bugle.example/picture", "unsupported"),
        ("https://bugle.example/none", "unreadable"),
    ]
    assert isinstance(found[0], Capture)
    assert (found[0].received, found[0].via) == ("2026-03-04T18:20:00Z", page)
    assert isinstance(found[4], Rejection)
    assert found[4].detail.startswith("unreachable: ")
    with pytest.raises(InputError, match="nothing is fetched here"):
        captures([page])
