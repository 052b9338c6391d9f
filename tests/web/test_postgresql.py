"""The desk over PostgreSQL gives what it gives over SQLite: pages, files and the API, before a decision and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from wireroom.config import settings
from wireroom.store.store import SqlStore
from wireroom.web import links
from wireroom.web.api.addresses import address
from wireroom.web.app import application
from wireroom.web.serving import Serving

SALTED = re.compile(r'name="token" value="[0-9a-f]{64}"')


@contextmanager
def desk(place: str, demo: Path) -> Iterator[tuple[TestClient, Serving]]:
    """A desk over a copy of the demo store."""
    with SqlStore(str(demo), create=False) as old, SqlStore(place) as store:
        old.copy_to(store)
        held = Serving(store, settings(file=None, model=None, environment={}), key=b"one")
        with TestClient(application(held), base_url="http://localhost:8477") as client:
            yield client, held
        held.close()


def test_both_databases_give_the_same_desk(demo: Path, tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pages.decide", "pages.dossier", "pages.stories", "api.searches", "api.log"):
        monkeypatch.setattr(f"wireroom.web.{module}.now", lambda: "2026-11-28T12:00:00Z")
    server.psql("CREATE DATABASE desk;")
    team = f"postgresql://postgres@/desk?host={server.pgdata}"
    with desk(str(tmp_path / "one.db"), demo) as (file, held), desk(team, demo) as (base, served):
        one, other = held.store.stories()
        found = held.dossiers.open(one.id)
        assert found is not None
        thread = found.story.of("disputed")[0].thread.id
        report = found.briefing.dossiers[0].reports[0]
        shown = [
            "/", "/?q=ferry+fire&verdict=disputed&order=disputed", "/?q=title:nothing", "/?q=(", "/sources",
            "/sources?before=9", "/decisions", links.story_link(one.id), f"{links.story_link(one.id)}?since=last-look",
            links.story_link("none"), links.report_link(report), links.report_link(report, show="read"),
            links.report_link(report, show="raw"), links.compare_link(*found.briefing.dossiers[0].reports[:2]),
            links.decide_link("merge", one.id), links.decide_link("set-aside", one.id, thread),
            links.export_link(one.id, "csv"), "/export/stories.csv", "/export/decisions.jsonl", "/feed.json", "/api/v1",
            "/api/v1/stories?limit=1", address("stories", one.id), "/api/v1/reports?q=fire+OR+siren&limit=9", "/api/v1/intake",
            "/api/v1/arrivals?limit=5", "/api/v1/searches", "/api/v1/changes?since=2026-04-01T09:00:00Z",
            "/api/v1/export?format=jsonl&q=ferry",
        ]  # fmt: skip

        def same() -> None:
            for path in shown:
                mine, its = file.get(path), base.get(path)
                assert mine.status_code == its.status_code, path
                assert SALTED.sub("", mine.text) == SALTED.sub("", its.text), path

        def both(path: str, sent: dict[str, Any], status: int = 303) -> None:
            for client in (file, base):
                token = re.search(SALTED, client.get("/keys").text)
                assert token is not None
                filled = sent | {"token": token[0][-65:-1]}
                assert client.post(path, data=filled, follow_redirects=False).status_code == status, path
            for each in (held, served):
                assert each.scribe.wait(each.scribe.wake(), 60)

        same()
        both("/saved", {"name": "fires", "query": "fire verdict:disputed"})
        both("/looked", {"story": one.id})
        both("/decide", {"kind": "set-aside", "name": [one.id, thread], "why": "withdrawn", "who": "Ana"})
        both("/decide", {"kind": "merge", "name": [one.id, other.id], "why": "one week", "who": "Ana"})
        assert served.store.counts().stories == 1
        same()
        for client in (file, base):
            assert client.post("/api/v1/reports", json={"text": TEXT}, params={"wait": 20}).status_code == 201
        assert served.store.counts() == held.store.counts()
        assert base.delete("/api/v1/searches/fires").status_code == 204


TEXT = (
    "PORTMERE, April 12 — The ferry Sable Star burned in Portmere harbour on Friday night, and 19 people were killed, "
    "the harbour office said.\n\nThe fire began in the engine room, the harbour office said on Saturday."
)
