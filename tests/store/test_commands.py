"""The commands of a desk at work, one after the other on one store."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest
from tests.store.invented import captures, report
from tests.store.remembering import Remembering

from wireroom import cli
from wireroom.model import Capture
from wireroom.store.store import SqlStore

HOSTILE = "=HYPERLINK(1)"


class Desk:
    """A desk's commands on one store, with what each printed."""

    def __init__(self, place: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.folder, self._capsys = place, folder, capsys
        self.said = ""

    def __call__(self, *arguments: str, status: int = 0) -> str:
        found = cli.run([*arguments, "--store", self.place])
        printed = self._capsys.readouterr()
        self.said = printed.err
        assert found == status, printed.err
        return printed.out

    def lines(self, *arguments: str, status: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, status=status).splitlines()]

    def give(self, *numbers: int) -> str:
        path = self.folder / f"{numbers[0]}.jsonl"
        path.write_text("\n".join(json.dumps(report(number)) for number in numbers), "utf-8")
        return str(path)


@pytest.fixture
def desk(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, engine: Remembering
) -> Desk:
    monkeypatch.setattr("wireroom.cli.stored.engine_of", lambda *_: engine)
    monkeypatch.setenv("WIREROOM_WHO", "Ana")
    return Desk(place, tmp_path, capsys)


def test_a_day_at_the_desk(desk: Desk, tmp_path: Path) -> None:
    first = desk.give(0, 1, 5, 6)
    desk("add", first, "--jobs", "1")
    assert "4 received, 4 reports read; 2 stories written up" in desk.said
    desk("add", first)
    assert "4 received (4 known before), 0 reports read; 0 stories written up" in desk.said
    assert {one["id"] for one in desk.lines("stories", "--format", "json")} == {"n00000", "n00005"}
    assert [one["id"] for one in desk.lines("stories", "--query", "nissbrum", "--format", "json")] == ["n00000"]
    assert desk.lines("stories", "--since", "2026-04", "--format", "json", status=1) == []

    assert {one["kind"] for one in desk.lines("changes", "--since", "last-look", "--format", "json")} == {"new_story"}
    desk("dossier", "n00000")
    assert desk.lines("changes", "n00001", "--since", "last-look", "--format", "json", status=1) == []
    desk("add", desk.give(3))
    new = desk.lines("changes", "n00000", "--since", "last-look", "--format", "json")
    assert ("new_report", "n00003") in {(one["kind"], *one["reports"]) for one in new}
    assert any(one["kind"] in ("new_dispute", "figure") and "42" in one["text"] for one in new)
    record = json.loads(desk("dossier", "n00000", "--format", "json", "--unseen"))
    jsonschema.validate(record, json.loads((Path(cli.__file__).parents[1] / "schemas/dossier-1.schema.json").read_text()))
    assert desk.lines("changes", "n00000", "--since", "last-look", "--format", "json") == new

    desk("decide", "merge", "n00000", "n00006", "--why", "one evening")
    assert [one["reports"] for one in desk.lines("stories", "--format", "json")] == [5]
    assert len(json.loads(desk("dossier", "n00005", "--format", "json"))["stories"][0]["reports"]) == 5
    name = desk("decide", "list").split()[0]
    desk("decide", "undo", name, "--why", "two towns")
    assert {one["id"] for one in desk.lines("stories", "--format", "json")} == {"n00000", "n00005"}
    assert len(desk("decide", "list").splitlines()) == 2
    disputed = [one for one in record["stories"][0]["threads"] if one["verdict"] == "disputed"]
    desk("decide", "set-aside", "n00000", disputed[0]["id"], "--why", "a slip")
    after = json.loads(desk("dossier", "n00000", "--format", "json"))["stories"][0]
    assert sum(one["set_aside"] is not None for one in after["threads"]) == 1
    desk("decide", "not-a-copy", "n00000", "n00001", "--why", "both were there")
    desk("decide", "split", "n00003", "--why", "another day")
    assert {one["id"]: one["reports"] for one in desk.lines("stories", "--format", "json")} == {"n00000": 2, "n00005": 2}
    before = desk("stories", "--format", "json")
    desk("rebuild")
    assert desk("stories", "--format", "json") == before
    assert "all is as it was received" in desk("verify")
    assert "5 arrivals" in desk("doctor")


REFUSED = {
    "no reason": ["decide", "merge", "n1", "n2"],
    "no such story": ["decide", "merge", "n1", "n2", "--why", "x"],
    "no such report": ["decide", "split", "n1", "--why", "x"],
    "nothing to undo": ["decide", "undo", "--why", "x"],
    "one report only": ["decide", "not-a-copy", "n00000", "--why", "x"],
    "no thread": ["decide", "set-aside", "n00000", "--why", "x"],
    "no such dossier": ["dossier", "nothing"],
    "a time that is none": ["changes", "--since", "soon"],
    "a query that is none": ["search", "("],
    "a field that is none": ["search", 'colour:"blue"'],
    "a story that is none": ["export", "--story", "nothing", "--format", "csv"],
    "no backup": ["restore", "no-such.db"],
}


def test_what_cannot_be_meant_is_one_line(desk: Desk) -> None:
    desk("add", desk.give(0, 1))
    for name, arguments in REFUSED.items():
        assert desk(*arguments, status=2) == "", name
        assert len(desk.said.splitlines()) == 1, name
        assert desk.said.startswith("wireroom: "), name
    assert desk("decide", "list", status=1) == ""


def test_export_is_what_the_filter_shows(desk: Desk) -> None:
    hostile = report(2) | {"publisher": HOSTILE, "title": "@SUM(1)"}
    (desk.folder / "odd.jsonl").write_text(json.dumps(hostile), "utf-8")
    desk("add", desk.give(0, 1, 3, 5, 6), str(desk.folder / "odd.jsonl"))
    shown = {one["report"] for one in desk.lines("search", "story:n00000 -publisher:echo", "--format", "json")}
    assert shown == {"n00000", "n00001", "n00002"}
    wanted = ("export", "--query", "story:n00000 -publisher:echo", "--format")
    rows = desk.lines(*wanted, "jsonl")
    assert {one["report"] for one in rows} == shown
    assert json.loads(desk(*wanted, "json"))["claims"] == rows
    cells = list(csv.DictReader(io.StringIO(desk(*wanted, "csv"))))
    assert len(cells) == len(rows)
    assert {one["publisher"] for one in cells if one["report"] == "n00002"} == {f"'{HOSTILE}"}
    assert not [cell for one in cells for cell in one.values() if cell[:1] in "=+@\t\r" and cell]
    target = desk.folder / "out.parquet"
    desk(*wanted, "parquet", "-o", str(target))
    assert pq.read_table(target).to_pylist() == rows
    notes = desk.lines(*wanted, "webannotation")
    texts = {name: report(int(name[1:]))["text"] for name in shown}
    for note, row in zip(notes, rows, strict=True):
        place, quote = note["target"]["selector"]
        assert texts[row["report"]][place["start"] : place["end"]] == quote["exact"]
    claims = json.loads(desk(*wanted, "claim"))["@graph"]
    assert [one["text"] for one in claims] == [row["sentence"] for row in rows]
    assert "rating" not in json.dumps(claims).lower()
    items = desk.lines(*wanted, "ninjs")
    assert {one["uri"]: one["bodies"][0]["value"] for one in items} == texts
    assert desk(*wanted, "md").count("\n- ") == len(rows)
    desk("export", "--query", "nothing-of-the-kind", "--format", "csv", status=1)


def test_ninjs_comes_back_in(desk: Desk) -> None:
    desk("add", desk.give(0, 1))
    items = desk.folder / "items.ninjs.jsonl"
    desk("export", "--format", "ninjs", "-o", str(items))
    before = desk.lines("search", "id:n00000", "--format", "json")[0]
    desk.place = str(desk.folder / "again.db")
    desk("add", str(items))
    again = desk.lines("search", "painters", "--format", "json")
    assert len(again) == 2
    assert (before["title"], before["published"]) in {(one["title"], one["published"]) for one in again}


def test_a_backup_is_the_store_and_moves_between_databases(desk: Desk, new_place: Callable[[], str]) -> None:
    desk("add", desk.give(0, 1, 3, 5, 6))
    desk("decide", "split", "n00003", "--why", "another day")
    file = desk.folder / "backup.db"
    desk("backup", str(file))
    assert [path.name for path in desk.folder.iterdir() if path.name.startswith("backup")] == ["backup.db"]
    desk("backup", str(file), status=2)
    before = [desk(*one) for one in (("stories",), ("decide", "list"), ("export", "--format", "jsonl"), ("search", "painters"))]
    desk("restore", str(file), status=2)
    desk.place = new_place()
    desk("restore", str(file))
    assert before == [
        desk(*one) for one in (("stories",), ("decide", "list"), ("export", "--format", "jsonl"), ("search", "painters"))
    ]
    assert "all is as it was received" in desk("verify")
    desk("add", desk.give(2))
    assert "1 story written up" in desk.said


def test_gc_forgets_by_its_rule_and_says_what(desk: Desk) -> None:
    with SqlStore(desk.place) as store:
        old = [one for one in captures(17) if not isinstance(one, Capture) or one.uri not in ("wire/5", "wire/6")]
        store.receive(old, "2020-01-01T00:00:00Z")
    desk("add")
    desk("add", desk.give(5, 6))
    (story,) = [one["id"] for one in desk.lines("stories", "--query", "id:n00005", "--format", "json")]
    held = desk.lines("search", f"story:{story}", "--format", "json")
    desk("gc", "--older-than", "30", "--dry-run")
    assert "would be removed" in desk.said
    assert "0 removed" in desk("verify")
    desk("gc", "--older-than", "30")
    said = desk("verify")
    assert "all is as it was received" in said
    assert "0 removed" not in said
    assert {one["report"] for one in desk.lines("search", "", "--format", "json")} == {one["report"] for one in held}
    with SqlStore(desk.place) as store:
        counts = store.counts()
        assert counts.arrivals == counts.reports + counts.rejections + counts.removed
    desk("add", desk.give(3))
    desk("rebuild")
    assert "all is as it was received" in desk("verify")
