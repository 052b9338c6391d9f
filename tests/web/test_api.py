"""The API: what is handed in is read and seen, decisions hold and are undone, lists come by the page, tags spare bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from wireroom.config import settings
from wireroom.ports import InputError
from wireroom.render.json import schema
from wireroom.store.store import SqlStore
from wireroom.web.api.answer import key_of
from wireroom.web.api.document import components, flattened
from wireroom.web.app import application
from wireroom.web.serving import Serving
from wireroom.web.views.searches import MOST

V1 = "/api/v1"
TEXT = (
    "PORTMERE, April 12 — The ferry Sable Star burned in Portmere harbour on Friday night, and 19 people were killed, "
    "the harbour office said.\n\nThe fire began in the engine room, the harbour office said on Saturday."
)


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A desk over a store of its own, to be changed."""
    place = tmp_path / "own.db"
    with closing(sqlite3.connect(demo)) as there, closing(sqlite3.connect(place)) as here:
        there.backup(here)
    with SqlStore(str(place), create=False) as store:
        held = Serving(store, settings(file=None, model=None, environment={}, store=str(place)))
        with TestClient(application(held), base_url="http://localhost:8477") as client:
            yield client
        held.close()


def get(client: TestClient, path: str, **asked: Any) -> Any:
    answer = client.get(V1 + path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_report_that_is_handed_in_is_read_placed_and_found(own: TestClient) -> None:
    record = {"id": "posted-1", "text": TEXT, "title": "Nineteen killed", "published": "2025-04-12", "publisher": "Posted"}
    answer = own.post(f"{V1}/reports", json=record, params={"wait": 20})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{V1}/reports/posted-1"
    taken = answer.json()
    assert (taken["received"], taken["new"], taken["arrivals"][0]["outcome"]) == (1, 1, "report")
    seen = own.get(answer.headers["location"]).json()
    assert seen["reading"]["report"]["text"] == TEXT
    assert seen["reading"]["claims"]
    assert get(own, "/reports", publisher="Posted")["reports"][0]["report"] == "posted-1"
    capture = own.get(seen["capture"]["href"])
    assert json.loads(capture.content) == record
    assert capture.headers["content-disposition"].startswith("attachment")
    assert capture.headers["etag"] == f'"{seen["capture"]["sha256"]}"'
    again = own.post(f"{V1}/reports", json=record)
    assert (again.status_code, again.json()["new"]) == (200, 0)
    assert again.headers["location"] == f"{V1}/reports/posted-1"


def test_bytes_of_a_form_are_taken_with_their_media_type(own: TestClient) -> None:
    def hand_in(body: str, media: str, **asked: Any) -> Any:
        answer = own.post(f"{V1}/reports", content=body, headers={"Content-Type": media}, params={"wait": 20, **asked})
        assert answer.status_code == 201, answer.text
        return answer.json()

    plain = hand_in(f"Headline: Fire in the harbour\n\n{TEXT}", "text/plain", address="https://desk.example/a")
    assert plain["arrivals"][0]["uri"] == "https://desk.example/a"
    page = hand_in(f"<html><body><article><h1>Fire</h1><p>{TEXT}</p></article></body></html>", "text/html; charset=utf-8")
    assert page["arrivals"][0]["outcome"] == "report"
    lines = hand_in("".join(json.dumps({"text": f"{TEXT} Day {n}."}) + "\n" for n in range(3)), "application/x-ndjson")
    assert [one["outcome"] for one in lines["arrivals"]] == ["report"] * 3
    short = hand_in("too short", "text/plain")
    assert short["arrivals"][0]["rejection"]["reason"] == "too_short"


def test_what_need_not_be_waited_for_is_told_where_it_will_be(own: TestClient) -> None:
    answer = own.post(f"{V1}/reports", json={"text": TEXT}, params={"wait": 0})
    assert answer.status_code == 202
    assert answer.headers["retry-after"]
    assert answer.json()["arrivals"][0]["outcome"] is None
    where = answer.headers["location"]
    for _ in range(400):
        became = own.get(where).json()
        if became["outcome"] is not None:
            break
    own.post(f"{V1}/reports", json={"text": f"{TEXT} And more."}, params={"wait": 20})
    assert own.get(where).json()["outcome"] == "report"


@pytest.mark.parametrize(
    ("body", "media", "asked", "status"),
    [
        (b"", "text/plain", {}, 400),
        (b"PK\x03\x04", "application/zip", {}, 415),
        (b"x" * 200, "image/png", {}, 415),
        (b"\x1f\x8b\x08", None, {}, 415),
        (b"x", "text/plain", {"wait": "-1"}, 400),
        (b"x", "text/plain", {"address": "a b"}, 400),
        (b"{}\n" * 1_001, "application/jsonl", {}, 413),
        (b"x" * 16_000_001, "text/plain", {}, 413),
    ],
)
def test_what_cannot_be_taken_is_a_problem(
    client: TestClient, body: bytes, media: str | None, asked: dict[str, str], status: int
) -> None:
    headers = {} if media is None else {"Content-Type": media}
    answer = client.post(f"{V1}/reports", content=body, headers=headers, params=asked)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_decision_holds_and_is_undone(own: TestClient) -> None:
    story = get(own, "/stories", order="disputed")["stories"][0]
    record = get(own, f"/stories/{quote(story['id'], safe='')}")["stories"][0]
    thread = next(one["id"] for one in record["threads"] if one["verdict"] == "disputed")
    made = {"kind": "set_aside", "names": [story["id"], thread], "why": "a slip", "who": "Ada"}
    answer = own.post(f"{V1}/decisions", json=made)
    assert answer.status_code == 201, answer.text
    entry = own.get(answer.headers["location"]).json()
    assert (entry["kind"], entry["who"], entry["why"]) == ("set_aside", "Ada", "a slip")
    assert answer.json()["written_up"] is True
    assert (
        get(own, "/stories", order="disputed")["stories"][0]["disputes"] < story["disputes"]
        or (get(own, f"/stories/{quote(story['id'], safe='')}")["stories"][0]["decisions"])
    )
    undone = own.post(f"{V1}/decisions", json={"kind": "undo", "names": [entry["id"]], "why": "no slip", "who": "Ada"})
    assert undone.status_code == 201
    assert [one["kind"] for one in get(own, "/decisions")["decisions"]] == ["set_aside", "undo"]
    changed = get(own, "/changes", since="2026-04-01T09:00:00Z", story=story["id"])["stories"][0]["changes"]
    assert [one["kind"] for one in changed] == ["decided", "decided"]
    assert [one["text"].rpartition("…: ")[2] for one in changed] == [
        "set aside (Ada): a slip",
        "undo of set aside (Ada): no slip",
    ]
    assert all(one["text"].startswith(", ".join(one["reports"][:4])) for one in changed)
    changed_so = ({"names": ["none", thread]}, {"kind": "judge"}, {"why": ""}, {"who": ""}, {"names": []}, {"names": "x"})
    for wrong in (*({**made, **one} for one in changed_so), [], 1):
        assert own.post(f"{V1}/decisions", json=wrong).status_code == 400


def test_pages_of_a_list_hold_everything_once(client: TestClient) -> None:
    for key, name in (("reports", "report"), ("arrivals", "arrival"), ("stories", "id")):
        path = f"/{key}"
        whole = [one[name] for one in get(client, path, limit=200)[key]]
        found, asked = [], {"limit": 1}
        while True:
            answer = client.get(V1 + path, params=asked)
            page = answer.json()
            found += [one[name] for one in page[key]]
            if page["next"] is None:
                assert "link" not in answer.headers
                break
            assert f"cursor={page['next']}" in answer.headers["link"]
            asked["cursor"] = page["next"]
        assert found == whole
        assert len(set(found)) == len(found) > 1


def test_filters_are_all_held(client: TestClient) -> None:
    every = {one["report"] for one in get(client, "/reports", limit=200)["reports"]}
    dated = {one["report"] for one in get(client, "/reports", since="2025-05", limit=200)["reports"]}
    either = {one["report"] for one in get(client, "/reports", q="ferry OR turbines", since="2025-05", limit=200)["reports"]}
    assert either <= dated < every
    assert get(client, "/stories", verdict="disputed")["count"] == 2
    for asked in ({"since": "soon"}, {"q": "("}, {"q": "a) OR (b"}, {"verdict": "true"}, {"publisher": '"'}, {"q": "a\0b"}):
        assert client.get(f"{V1}/reports", params=asked).status_code == 400, asked


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WzFd", "WyIiLDFd", "bnVsbA", "[1]", "=" * 99, "ä", "WzEsMiwzLDRd"])
def test_a_cursor_of_somebody_elses_is_refused(client: TestClient, cursor: str) -> None:
    assert client.get(f"{V1}/stories", params={"cursor": cursor}).status_code == 400
    with pytest.raises(InputError, match="cursor"):
        key_of(cursor, [str], [int], [int])


def test_tags_spare_bytes_and_head_gives_headers_alone(client: TestClient) -> None:
    name = get(client, "/stories")["stories"][0]["id"]
    report = get(client, f"/stories/{name}")["stories"][0]["reports"][0]["id"]
    ones = (f"/stories/{name}", f"/reports/{report}", f"/captures/{report}")
    for path in ("", "/stories", *ones, "/decisions", "/schemas/reading-1"):
        whole = client.get(V1 + path)
        tag = whole.headers["etag"]
        for given in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            same = client.get(V1 + path, headers={"If-None-Match": given})
            assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag), path
        assert client.get(V1 + path, headers={"If-None-Match": '"x"'}).content == whole.content
        head = client.head(V1 + path)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
        assert head.headers["content-length"] == str(len(whole.content))
        assert "private" in whole.headers["cache-control"]


def test_two_reports_are_compared_whichever_is_named_first(client: TestClient) -> None:
    lines = get(client, "/lineages", story=get(client, "/stories", q="ferry")["stories"][0]["id"])["lineages"]
    tie = next(tie for line in lines for tie in line["derivations"] if tie["kind"] == "copy")
    one = get(client, "/compare", a=tie["child"], b=tie["parent"])
    other = get(client, "/compare", a=tie["parent"], b=tie["child"])
    assert one["tie"] == other["tie"] == tie
    assert [row["a"] for row in one["rows"] if row["same"]] == [row["b"] for row in other["rows"] if row["same"]]
    assert get(client, "/compare", a=tie["child"], b=tie["child"])["tie"] is None
    assert client.get(f"{V1}/compare", params={"a": tie["child"], "b": "none"}).status_code == 404


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md", "parquet", "ninjs", "webannotation", "claim"])
def test_exports_are_what_the_command_writes(client: TestClient, demo: Path, tmp_path: Path, form: str) -> None:
    from wireroom import cli

    answer = client.get(f"{V1}/export", params={"format": form, "q": "ferry"})
    out = tmp_path / "out"
    assert cli.run(["export", "--format", form, "--query", "ferry", "--store", str(demo), "-o", str(out)]) == 0
    assert answer.content == out.read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment")


def test_one_contract_is_published_and_described() -> None:
    for name, contract in (("Dossier", "dossier-1"), ("Reading", "reading-1")):
        whole = schema(contract)  # type: ignore[arg-type]
        parts = flattened(name, whole)
        assert set(parts) == {name} | {f"{name}.{part}" for part in whole["$defs"]}
        text = json.dumps(parts).replace(f"#/components/schemas/{name}.", "#/$defs/")
        assert json.loads(text)[name] == {key: one for key, one in whole.items() if key not in ("$schema", "$id", "$defs")}
        assert {part: json.loads(text)[f"{name}.{part}"] for part in whole["$defs"]} == whole["$defs"]
    for one in components().values():
        Draft202012Validator.check_schema(one)


@pytest.mark.parametrize("name", [".", "..", "a/b", "a?b#c"])
def test_odd_names_are_names(own: TestClient, name: str) -> None:
    answer = own.post(f"{V1}/reports", json={"id": name, "text": TEXT}, params={"wait": 20})
    assert answer.status_code == 201
    assert own.get(answer.headers["location"]).json()["reading"]["report"]["id"] == name


def test_searches_are_kept_and_forgotten(own: TestClient) -> None:
    made = own.post(f"{V1}/searches", json={"name": " night/ferries ", "query": "ferry verdict:disputed"})
    assert (made.status_code, made.headers["location"]) == (201, f"{V1}/searches/night%2Fferries")
    assert own.get(made.headers["location"]).json() == made.json()
    assert own.get(made.json()["href"]).json()["count"] == made.json()["count"] == 1
    again = own.post(f"{V1}/searches", json={"name": "night/ferries", "query": "dam"})
    assert (again.status_code, again.json()["query"]) == (200, "dam")
    dots = own.post(f"{V1}/searches", json={"name": "..", "query": "\u202e"}).json()
    assert [one["name"] for one in get(own, "/searches")["searches"]] == ["..", "night/ferries"]
    for wrong in (
        {"name": " ", "query": "x"},
        {"name": "x" * 81, "query": "x"},
        {"name": "x", "query": "("},
        {"name": "x"},
        [],
    ):
        assert own.post(f"{V1}/searches", json=wrong).status_code == 400, wrong
    for headers in ({"Origin": "http://evil.test"}, {"Sec-Fetch-Site": "cross-site"}):
        assert own.delete(made.headers["location"], headers=headers).status_code == 403
        assert own.post(f"{V1}/searches", json={"name": "x", "query": "x"}, headers=headers).status_code == 403
    for media in ("text/plain", "application/x-www-form-urlencoded", ""):  # what a form of another site could send
        sent = own.post(
            f"{V1}/searches", content=b'{"name": "x", "query": "x"}', headers={"Content-Type": media} if media else {}
        )
        assert sent.status_code == 400, media
    for one in (made.json(), dots):
        gone = own.delete(one["kept"])
        assert (gone.status_code, gone.content) == (204, b"")
        assert own.delete(one["kept"]).status_code == own.get(one["kept"]).status_code == 404
    for number in range(MOST):
        assert own.post(f"{V1}/searches", json={"name": str(number), "query": "dam"}).status_code == 201
    assert own.post(f"{V1}/searches", json={"name": "one more", "query": "dam"}).status_code == 400
    assert own.post(f"{V1}/searches", json={"name": "0", "query": "ferry"}).status_code == 200


def test_a_story_is_marked_as_seen(own: TestClient) -> None:
    story = get(own, "/stories")["stories"][0]
    assert story["fresh"] is None
    new = get(own, "/changes", since="last-look", story=story["id"])
    assert (new["since"], [one["kind"] for one in new["stories"][0]["changes"]]) == (None, ["new_story"])
    look = own.post(f"{V1}/looks", json={"story": story["id"]})
    assert (look.status_code, look.json()["story"]) == (201, story["id"])
    assert get(own, "/stories")["stories"][0]["fresh"] == 0
    assert get(own, "/changes", since="last-look", story=story["id"]) | {"schema": ""} == {
        "schema": "", "since": look.json()["at"], "stories": [], "next": None,
    }  # fmt: skip
    assert own.post(f"{V1}/looks", json={"story": "none"}).status_code == 404
    assert own.get(f"{V1}/changes", params={"since": "last-look"}).status_code == 400
