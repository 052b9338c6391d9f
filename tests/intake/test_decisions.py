"""The log of decisions, and dossiers of an earlier run, as files; broken ones are refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.render.sample import BRIEFING

from wireroom.intake.briefing import dossiers
from wireroom.intake.decisions import decisions
from wireroom.model import Span, Spot
from wireroom.ports import InputError
from wireroom.render import json as as_json

BY = {"who": "Ana Roe", "when": "2026-05-11T09:00", "why": "read both"}
PASSAGE = {"report": "a", "span": [3, 9], "kind": "number"}


def written(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "log.jsonl"
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in records), "utf-8")
    return path


def test_a_log_in_its_order(tmp_path: Path) -> None:
    merge = {"kind": "merge", **BY, "reports": ["a", "b"], "id": "first"}
    aside = {"kind": "set_aside", **BY, "passages": [PASSAGE, {"report": "b", "span": [0, 4]}]}
    found = decisions(written(tmp_path, merge, "", aside, {"kind": "undo", **BY, "undoes": "first"}))
    assert [one.kind for one in found] == ["merge", "set_aside", "undo"]
    assert found[0].id == "first"
    assert found[0].reports == ("a", "b")
    assert found[1].spots == (Spot("a", Span(3, 9), "number"), Spot("b", Span(0, 4)))
    assert found[2].undoes == "first"


def test_an_id_is_of_what_was_decided(tmp_path: Path) -> None:
    merge = {"kind": "merge", **BY, "reports": ["a", "b"]}
    (one,) = decisions(written(tmp_path, merge))
    (same,) = decisions(written(tmp_path, dict(reversed(merge.items()))))
    (other,) = decisions(written(tmp_path, {**merge, "why": "another reason"}))
    assert one == same
    assert one.id != other.id


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("\udcff", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        ({"kind": "burn", **BY}, "kind is not one of"),
        ({"kind": "merge", **BY, "who": " ", "reports": ["a", "b"]}, "who is missing"),
        ({"kind": "merge", **BY, "reports": ["a"]}, "needs at least 2 of reports"),
        ({"kind": "merge", **BY, "reports": "ab"}, "reports is not a list"),
        ({"kind": "merge", **BY, "reports": ["a", 7]}, "not an id"),
        ({"kind": "not_a_copy", **BY, "reports": ["a", "a"]}, "two different reports"),
        ({"kind": "set_aside", **BY}, "needs at least 1 of passages"),
        ({"kind": "set_aside", **BY, "passages": [{"report": "a", "span": [9, 3]}]}, "span is not"),
        ({"kind": "set_aside", **BY, "passages": [{"report": "a", "span": [0, True]}]}, "span is not"),
        ({"kind": "set_aside", **BY, "passages": ["a"]}, "not an object"),
        ({"kind": "undo", **BY, "undoes": "nothing"}, "not the id of a line above"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: object, said: str) -> None:
    good = {"kind": "split", **BY, "reports": ["a"]}
    path = tmp_path / "log.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    path.write_bytes(f"{json.dumps(good)}\n{text}\n".encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="line 2: ") as refused:
        decisions(path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_decision_stands_once(tmp_path: Path) -> None:
    split = {"kind": "split", **BY, "reports": ["a"]}
    with pytest.raises(InputError, match=r"line 2: the id .* stands above already"):
        decisions(written(tmp_path, split, split))


def test_dossiers_come_back_as_they_were_written(tmp_path: Path) -> None:
    record = as_json.dossier_record(BRIEFING)
    path = tmp_path / "old.json"
    path.write_text(as_json.dumps(record), "utf-8")
    found = dossiers(path)
    assert len(found) == len(BRIEFING.dossiers) > 0
    for old, new in zip(BRIEFING.dossiers, found, strict=True):
        assert new.threads == old.threads
        assert new.warnings == old.warnings
        assert new.reports == old.reports
        assert [point.id for point in new.points] == [point.id for point in old.points]
        assert [point.span for point in new.points] == [point.span for point in old.points]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "wireroom.dossier/1", "stories": [{}]}', "\x00", "[" * 100_000])
def test_what_is_no_dossier_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"old\.json: not a"):
        dossiers(path)
