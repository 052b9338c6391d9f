"""How often one may ask, and that one who asks much does not hold the others."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from wireroom.ports import StoreError
from wireroom.store.database import DEADLINE
from wireroom.web.guard import Guard
from wireroom.web.limits import RATES, Buckets, Limits, Rate, client_of, work_of
from wireroom.web.serving import LOOPBACK, Serving


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 3)), max_size=60), st.integers(1, 5), st.floats(0.1, 4))
@settings(max_examples=60)
def test_no_client_gets_more_than_burst_and_rate_and_each_what_is_its_own(
    asked: list[tuple[str, float]], burst: int, rate: float
) -> None:
    now = 0.0
    buckets = Buckets(Rate(burst, rate), lambda: now)
    had: dict[str, int] = {"a": 0, "b": 0}
    for client, later in asked:
        now += later
        wait = buckets.take(client)
        had[client] += wait == 0
        assert had[client] <= burst + now * rate + 1e-6
        if wait:
            now += wait + 1e-9
            assert buckets.take(client) == 0
            had[client] += 1


def test_clients_are_bounded() -> None:
    buckets = Buckets(Rate(1, 0.001), lambda: 0.0, most=3)
    assert [buckets.take(str(name)) for name in range(5)] == [0.0] * 5
    assert len(buckets) == 3
    assert buckets.take("4") > 0


def test_an_ipv6_network_is_one_client() -> None:
    def client(address: str) -> str:
        return client_of({"type": "http", "client": (address, 1)}, "search")

    assert client("2001:db8::1") == client("2001:db8::ffff")
    assert client("2001:db8:0:1::1") != client("2001:db8::1")
    assert client("::ffff:10.0.0.1") != client("::ffff:10.0.0.2")


@pytest.mark.parametrize(
    ("method", "path", "query", "work"),
    [
        ("GET", "/", b"", None),
        ("GET", "/", b"q=x", "search"),
        ("GET", "/api/v1/reports", b"q=x", "search"),
        ("GET", "/api/v1/export", b"format=csv", "heavy"),
        ("POST", "/login", b"", "login"),
        ("GET", "/login", b"", None),
        ("POST", "/api/v1/reports", b"", "change"),
        ("GET", "/stories/x", b"", None),
    ],
)
def test_dear_work_is_known(method: str, path: str, query: bytes, work: str | None) -> None:
    assert work_of({"type": "http", "method": method, "path": path, "query_string": query}) == work


def test_one_who_asks_too_often_is_told_when_to_come_again() -> None:
    inner = Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("x"))])
    client = TestClient(Limits(inner, {**RATES, "search": Rate(2, 0.5)}))
    statuses = [client.get("/api/v1/reports?q=x").status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    answer = client.get("/api/v1/reports?q=x")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "2"
    page = client.get("/?q=x")
    assert page.status_code == 429
    assert "Too often" in page.text
    assert client.get("/stories/x").status_code == 200


def test_heavy_requests_wait_for_each_other_and_others_go_on() -> None:
    at_once: list[int] = []
    inside = 0
    lock = threading.Lock()

    def slow(request: Request) -> PlainTextResponse:
        nonlocal inside
        if request.url.path != "/api/v1/export":
            return PlainTextResponse("quick")
        with lock:
            inside += 1
            at_once.append(inside)
        time.sleep(0.1)
        with lock:
            inside -= 1
        return PlainTextResponse("slow")

    inner = Starlette(routes=[Route("/{path:path}", slow)])
    with TestClient(Limits(inner)) as client:
        threads = [threading.Thread(target=client.get, args=("/api/v1/export",)) for _ in range(6)]
        for one in threads:
            one.start()
        started = time.monotonic()
        assert client.get("/stories/x").text == "quick"
        assert time.monotonic() - started < 0.1
        for one in threads:
            one.join()
    assert len(at_once) == 6
    assert max(at_once) == 2


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_step_in_the_store_that_takes_too_long_is_broken_off(serving: Serving) -> None:
    def asks(_: Request) -> PlainTextResponse:
        try:
            with serving.store.database.read() as connection:
                connection.execute(text(ENDLESS)).scalar()
        except StoreError as error:
            return PlainTextResponse(str(error))
        return PlainTextResponse("it ended")

    inner = Starlette(routes=[Route("/", asks)])
    client = TestClient(Guard(inner, LOOPBACK, step=0.3), base_url="http://localhost:8477")
    started = time.monotonic()
    assert "took too long" in client.get("/").text
    assert time.monotonic() - started < 3
    assert DEADLINE.get() > 1e300
    assert serving.store.counts().stories == 2
