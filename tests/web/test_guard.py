"""The door: names it does not answer to, requests from elsewhere, bodies too large, and what every answer carries."""

from __future__ import annotations

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from wireroom.ports import InputError
from wireroom.web.guard import CARRIED, Guard, name_of
from wireroom.web.serve import check, hosts_for
from wireroom.web.serving import LOOPBACK


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/slow":
        await anyio.sleep(9)
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


DOOR = TestClient(Guard(echo, LOOPBACK, largest=1_000, longest=0.2), base_url="http://localhost:8477")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "evil.example:8477", "127.0.0.1.nip.io", "[::1", "a b"]
)
def test_other_names_get_nothing(host: str) -> None:
    assert DOOR.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1:8477", "[::1]:8477"])
def test_our_names_come_in_and_every_answer_carries_the_policy(host: str) -> None:
    answer = DOOR.get("/", headers={"host": host})
    assert answer.status_code == 200
    assert all(answer.headers[name] == value for name, value in CARRIED.items())
    assert "unsafe" not in CARRIED["Content-Security-Policy"]


def test_what_changes_something_comes_from_our_own_pages() -> None:
    def status(**headers: str) -> int:
        return DOOR.post("/", headers={name.replace("_", "-"): value for name, value in headers.items()}).status_code

    assert status(origin="http://localhost:8477") == 200
    assert status() == 200
    for origin in ("http://evil.example", "null", "http://localhost:1", "http://localhost:8477.evil.example"):
        assert status(origin=origin) == 403
    assert status(sec_fetch_site="cross-site") == status(sec_fetch_site="same-site") == 403


def test_a_body_has_a_largest_size_whatever_it_says_of_itself() -> None:
    assert DOOR.post("/", content=b"x" * 1_000).text == "1000 bytes"
    assert DOOR.post("/", content=b"x" * 1_001).status_code == 413
    assert DOOR.post("/", content=iter([b"x" * 600] * 2)).status_code == 413


def test_a_slow_request_is_answered() -> None:
    assert DOOR.get("/slow").status_code == 503


def test_an_address_that_others_reach_is_refused_while_nobody_says_who_they_are() -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.8.8.8"):
        check(host, guarded=False)
    for host in ("0.0.0.0", "::", "192.168.1.4", "desk.example", ""):
        with pytest.raises(InputError, match="nobody"):
            check(host, guarded=False)
        check(host, guarded=True)


def test_hosts_follow_the_address() -> None:
    assert hosts_for("127.0.0.1") == LOOPBACK
    assert "fe80::1" in hosts_for("fe80::1")
    assert name_of("Desk.Example:80") == "desk.example"
