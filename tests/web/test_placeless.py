"""Errors say what went wrong and never where anything lies on this machine; the log has that."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from wireroom.ports import StoreError
from wireroom.web import links
from wireroom.web.placeless import placeless
from wireroom.web.serving import Serving


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("{name}: database is locked", "database is locked"),
        ("no socket '/run/pg/.s.PGSQL.5432': refused", "no socket '…': refused"),
        ("postgresql+pg8000://ana@db.desk/one?unix_sock=/run/x: refused", "… refused"),
        (r"C:\desk\store.db: full", "…: full"),
        ("read 3/4 of it and/or more", "read 3/4 of it and/or more"),
    ],
)
def test_a_message_of_the_store_names_no_place(serving: Serving, message: str, told: str) -> None:
    assert placeless(serving, StoreError(message.format(name=serving.store.name))) == told


def test_pages_and_api_name_no_place_and_the_log_does(
    client: TestClient, serving: Serving, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = serving.store.name
    token = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/keys").text)
    assert token is not None
    fields = {"kind": "split", "name": "none", "why": "y", "who": "z", "token": token[1]}
    wrong = client.post("/decide", data=fields)
    assert (wrong.status_code, name in wrong.text, "the store has no report" in wrong.text) == (400, False, True)

    def fails(*_: object) -> Callable[[], None]:
        raise StoreError(f"{name}: disk I/O error in /srv/desk/one.db-wal")

    story = next(iter(serving.store.stories())).id
    serving.scribe.failed = StoreError(f"{name}: no space left under /srv/desk")
    page = client.get(links.story_link(story)).text
    serving.scribe.failed = None
    assert "could not be written up: no space left under …" in page
    monkeypatch.setattr(type(serving.store), "counts", fails)
    with caplog.at_level(logging.ERROR):
        for address in ("/", "/sources", "/api/v1", "/api/v1/intake"):
            answer = client.get(address)
            assert answer.status_code == 503, address
            assert "disk I/O error in …" in answer.text
            assert name not in answer.text
    assert caplog.text.count(f"{name}: disk I/O error in /srv/desk/one.db-wal") == 4
