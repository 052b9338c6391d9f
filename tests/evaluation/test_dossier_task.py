"""The dossier's scorer against dossiers made by hand of an invented story, where every figure is known beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from evaluation.gold import GoldStory
from evaluation.scoring import Counts
from evaluation.tasks.dossier import measure, score

from evaluation import gold as golds

TEXTS = {
    "a": "A ferry sank off Sande on Monday. Eleven people drowned. “She went down in minutes,” said Ana Pohl.",
    "b": "A ferry sank near Sande. Nine people drowned, police said. The wreck will be raised.",
    "c": "The Vessia ferry was lost on Monday with 40 aboard. Nine people drowned. The wreck has been raised.",
}
GOLD = {
    "story": {"set": "invented", "reports": ["a", "b", "c"]},
    "lineage": {"related": [["b", "c", "rewrite"]]},
    "quotes": [{"report": "a", "quote": "went down in minutes", "speaker": "Ana Pohl"}],
    "findings": [
        {
            "id": "drowned",
            "kind": "number",
            "verdict": "disputed",
            "readings": [
                {"report": "a", "value": {"exactly": 11}, "anchor": "Eleven people drowned"},
                {"report": "b", "value": {"exactly": 9}, "anchor": "Nine people drowned"},
                {"report": "c", "value": {"exactly": 9}, "anchor": "Nine people drowned"},
            ],
        },
        {
            "id": "wreck",
            "kind": "status",
            "verdict": "revised",
            "also_ok": ["compatible"],
            "readings": [
                {"report": "b", "value": "planned", "anchor": "will be raised"},
                {"report": "c", "value": "completed", "anchor": "has been raised"},
            ],
        },
        {
            "id": "where",
            "kind": "place",
            "verdict": "agreed",
            "optional": True,
            "readings": [
                {"report": "a", "value": "Sande", "anchor": "off Sande"},
                {"report": "b", "value": "Sande", "anchor": "near Sande"},
            ],
        },
    ],
    "warnings": [{"report": "c", "kind": "unattributed"}, {"report": "c", "kind": "other_remark"}],
    "times": [{"report": "a", "text": "Monday", "value": "2026-03-02"}],
}


@pytest.fixture
def story(tmp_path: Path) -> GoldStory:
    path = tmp_path / "ferry.yaml"
    path.write_text(yaml.safe_dump(GOLD), "utf-8")
    return golds.load(path)


def at(report: str, piece: str) -> list[int]:
    start = TEXTS[report].index(piece)
    return [start, start + len(piece)]


def claim(ident: str, report: str, kind: str, piece: str, /, **value: Any) -> dict[str, Any]:
    return {"id": ident, "report": report, "kind": kind, "span": at(report, piece), "value": value}


def thread(name: str, kind: str, verdict: str, *claims: str) -> dict[str, Any]:
    return {"id": name, "kind": kind, "verdict": verdict, "claims": list(claims)}


CLAIMS = [
    claim("a1", "a", "number", "Eleven", low=11, high=11),
    claim("b1", "b", "number", "Nine", low=9, high=9),
    claim("c1", "c", "number", "Nine", low=9, high=9),
    claim("c2", "c", "number", "40", low=40, high=40),
    claim("b2", "b", "status", "will be raised", phase="planned"),
    claim("c3", "c", "status", "has been raised", phase="completed"),
]
THREADS = [thread("t1", "number", "disputed", "a1", "b1", "c1"), thread("t2", "status", "compatible", "b2", "c3")]


def dossier(threads: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    ties = [{"child": "c", "parent": "b", "kind": "shared_source"}]
    one = {
        "reports": [{"id": name} for name in TEXTS],
        "lineages": [{"derivations": ties}],
        "claims": CLAIMS,
        "threads": threads,
        "warnings": [{"report": "c", "kind": "unattributed"}],
        **more,
    }
    return {"stories": [one]}


def readings(speaker: str | None = "Pohl", monday: str = "2026-03-02") -> list[dict[str, Any]]:
    quote = at("a", "She went down in minutes,")
    source = speaker and {"name": speaker, "text": speaker, "footing": "named", "origin": speaker}
    made: list[dict[str, Any]] = [
        {"report": {"id": name, "uri": f"{name}.txt", "text": text}, "claims": [], "timexes": [], "quantities": []}
        for name, text in TEXTS.items()
    ]
    made[0]["claims"] = [{"id": "c1", "source": source, "quotes": [{"span": quote}], "content": [{"span": quote}], "via": []}]
    made[0]["timexes"] = [{"span": at("a", "Monday"), "value": monday}]
    made[1]["quantities"] = [{"span": at("b", "Nine"), "low": 9, "high": 9}]
    return made


def test_everything_found(story: GoldStory) -> None:
    counts = score(story, dossier(THREADS), readings()).counts
    assert counts["findings"] == Counts(2, 2, 2)
    assert counts["findings.strict"] == Counts(2, 2, 2)
    assert counts["disputed.precision"] == counts["disputed.recall"] == Counts(1, 1, 1)
    assert counts["speakers"] == Counts(1, 1, 1)
    assert counts["times"] == Counts(1, 1, 1)
    assert counts["numbers"] == Counts(1, 3, 3)
    assert counts["related"] == Counts(1, 1, 1)
    assert counts["related.kind"] == Counts(1, 1, 1)
    assert counts["warnings"] == Counts(1, 1, 1)
    assert counts["placed"] == Counts(3, 3, 3)


def test_a_wrong_verdict_is_aligned_and_not_recalled(story: GoldStory) -> None:
    threads = [thread("t1", "number", "agreed", "a1", "b1", "c1"), thread("t2", "status", "disputed", "b2", "c3")]
    counts = score(story, dossier(threads), readings()).counts
    assert counts["findings"] == Counts(0, 2, 2)
    assert counts["aligned"] == Counts(2, 2, 2)
    assert counts["verdict"] == Counts(0, 2, 2)
    assert counts["disputed.precision"] == Counts(0, 1, 1)
    assert counts["disputed.recall"] == Counts(0, 1, 1)


def test_two_readings_are_enough_and_one_is_not(story: GoldStory) -> None:
    two = score(story, dossier([thread("t1", "number", "disputed", "a1", "c1")]), readings()).counts
    one = score(story, dossier([thread("t1", "number", "disputed", "a1", "c2")]), readings())
    assert two["findings.number"] == Counts(1, 1, 1)
    assert one.counts["findings.number"] == Counts(0, 1, 1)
    assert one.counts["disputed.precision"] == Counts(0, 1, 1)
    assert one.details["disputes_unfounded"] == ["t1 (number)"]


def test_the_right_value_in_another_sentence_does_not_count(story: GoldStory) -> None:
    claims = [claim("a1", "a", "number", "Monday", low=11, high=11), *CLAIMS[1:]]
    counts = score(story, dossier([thread("t1", "number", "disputed", "a1", "b1")], claims=claims), readings()).counts
    assert counts["aligned"] == Counts(0, 2, 2)


def test_the_sentence_is_enough_unless_strict(story: GoldStory) -> None:
    claims = [claim("a1", "a", "number", "people", low=11, high=11), claim("b1", "b", "number", "police said", low=9, high=9)]
    counts = score(story, dossier([thread("t1", "number", "disputed", "a1", "b1")], claims=claims), readings()).counts
    assert counts["findings.number"] == Counts(1, 1, 1)
    assert counts["findings.strict"] == Counts(0, 2, 2)


def test_an_all_embracing_thread_answers_to_one_finding_only(story: GoldStory) -> None:
    everything = [name["id"] for name in CLAIMS]
    counts = score(story, dossier([thread("t1", "number", "disputed", *everything)]), readings()).counts
    assert counts["findings"] == Counts(1, 2, 2)


def test_a_thread_of_another_kind_is_noted_apart(story: GoldStory) -> None:
    claims = [claim("b2", "b", "statement", "will be raised"), claim("c3", "c", "statement", "has been raised")]
    found = score(story, dossier([thread("t9", "statement", "compatible", "b2", "c3")], claims=claims), readings())
    assert found.counts["findings.status"] == Counts(0, 1, 1)
    missed: Any = found.details["missed"]
    assert [one["other_kind"] for one in missed if one["finding"] == "wreck"] == ["t9"]


def test_an_optional_finding_is_neither_asked_for_nor_a_false_alarm(story: GoldStory) -> None:
    claims = [*CLAIMS, claim("a9", "a", "place", "Sande", name="Sande"), claim("b9", "b", "place", "Sande", name="Sande")]
    counts = score(story, dossier([*THREADS, thread("t3", "place", "disputed", "a9", "b9")], claims=claims), readings()).counts
    assert counts["findings"] == Counts(2, 2, 2)
    assert counts["disputed.precision"] == Counts(2, 2, 2)


def test_wrong_speaker_time_tie_and_warning(story: GoldStory) -> None:
    one = dossier(THREADS, warnings=[{"report": "a", "kind": "misdated"}], lineages=[{"derivations": []}])
    counts = score(story, one, readings(speaker="the harbour master", monday="2026-03-09")).counts
    assert counts["speakers"].right == counts["times"].right == 0
    assert counts["related"] == Counts(0, 0, 1)
    assert counts["warnings"] == Counts(0, 1, 1)


def test_a_quotation_without_a_source_is_a_miss(story: GoldStory) -> None:
    assert score(story, dossier(THREADS), readings(speaker=None)).counts["speakers"] == Counts(0, 1, 1)


def test_a_crash_counts_as_nothing_found(tmp_path: Path) -> None:
    folder = tmp_path / "gold" / "dev"
    folder.mkdir(parents=True)
    for path in (tmp_path / "gold" / "museum.yaml", folder / "ferry.yaml"):
        path.write_text(yaml.safe_dump(GOLD), "utf-8")

    def falls(shared: Path, story: GoldStory) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        if story.name == "ferry":
            raise RuntimeError("parser gone")
        return dossier(THREADS), readings()

    result = measure(tmp_path, maker=falls)
    assert result.figure("museum.findings").value == 1
    assert result.figure("dev.findings").value == 0
    assert result.crashes == ("ferry: RuntimeError: parser gone",)
