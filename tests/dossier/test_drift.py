"""What changed from one report to its copy: specs over one invented report, and what drift means for threads and warnings."""

import json
from functools import cache
from pathlib import Path

import pytest

import wireroom
from wireroom.dossier.drift_pair import compared, pairs, sheet
from wireroom.model import Reading, Report, Span

SENTENCES = [
    "A ferry sank in the large harbour of Sande on Tuesday evening, killing 41 people.",
    "The ferry was carrying more than 1,200 passengers when it sank.",
    "The ministry confirmed the loss of the ship on March 3, and the harbour has been closed to all traffic.",
    "Rescue boats searched the water for three hours and brought at least nine survivors to the pier.",
    "The ferry was sailing to Lisbon with a crew of twelve and nearly all of its cabins were taken.",
    "“We were told the crew had checked the doors before she left, and nobody told us anything else,” said Ana Pohl, a mayor.",
    "The harbour master Erik Lund said that the lights had gone out long before the alarm was raised.",
    "“It was dark as the whole harbour was in the dark and we want a proper inquiry into what went wrong,” Lund told us.",
    "The owner of the ferry, which has sailed between the islands since 1998, did not answer the questions of the council.",
    "Erik Lund has run the harbour for many years, and the harbour master Erik Lund said the pier would be repaired.",
    "The minister of transport is expected to visit the island and the families of the victims.",
    "“The lights were seen by U.S. crews on the pier at noon, and nobody came out before the evening,” said Ana Pohl.",
]
SPECS = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "drifts.jsonl").read_text("utf-8").splitlines()]


def record(name, text, published="2026-03-04", publisher=None):
    return {"id": name, "text": text, "title": "A ferry sinks", "published": published, "publisher": publisher or f"The {name}"}


def story(child, **more):
    made = wireroom.brief([record("base", "\n".join(SENTENCES)), record("child", child, **more)])
    assert len(made.dossiers) == 1
    return made.dossiers[0]


@cache
def changed(edits, order):
    lines = [SENTENCES[number] for number in order]
    text = "\n".join(lines) if not edits else " ".join(lines)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def drifts(dossier):
    known = {point.id: point for point in dossier.points}
    return [
        (thread, {known[claim].report: known[claim] for claim in thread.claims})
        for thread in dossier.threads
        if thread.verdict in ("disputed", "revised")
    ]


@pytest.mark.parametrize("spec", SPECS, ids=[spec["case"] for spec in SPECS])
def test_specs(spec):
    edits = tuple(tuple(pair) for pair in spec.get("edits", ()))
    text = changed(edits, tuple(spec.get("order", range(len(SENTENCES)))))
    dossier = story(text)
    found = drifts(dossier)
    pointing = [warning for warning in dossier.warnings if warning.other]
    if "kind" not in spec:
        assert [(thread.kind, thread.why) for thread, _ in found] == []
        assert pointing == []
        return
    thread, sides = next((thread, sides) for thread, sides in found if thread.kind == spec["kind"])
    assert thread.verdict == "disputed"
    base = "\n".join(SENTENCES)
    for report, whole, words in (("child", text, spec["changed"]), ("base", base, spec["original"])):
        span = sides[report].span
        start = whole.index(words, max(0, span.start - len(words)))
        assert span.start < start + len(words)
        assert start < span.end
    assert len(thread.positions) == 2
    known = {point.id: point.report for point in dossier.points}
    assert [{known[one.before], known[one.after]} for one in thread.shifts] == [{"base", "child"}]
    assert {warning.kind for warning in pointing} == ({spec["warning"]} if "warning" in spec else set())


def test_a_dated_revision_revises_a_number_and_never_a_quotation():
    text = "\n".join(SENTENCES[:9]).replace("killing 41", "killing 44").replace("had checked", "had never checked")
    more = " ".join(f"Line {number} of a later state tells of the search in the harbour and its boats." for number in range(40))
    made = wireroom.brief(
        [
            record("base", "\n".join(SENTENCES), publisher="The Sande Post"),
            record("later", text + "\n" + more, published="2026-03-05", publisher="The Sande Post"),
        ]
    )
    dossier = made.dossiers[0]
    assert dossier.lineages[0].derivations[0].kind == "revision"
    verdicts = {thread.kind: thread.verdict for thread, _ in drifts(dossier)}
    assert verdicts["number"] == "revised"
    assert verdicts["quote"] == "disputed"


def test_one_text_under_two_dates_is_misdated_on_the_side_that_speaks_against_itself():
    dossier = story("\n".join(SENTENCES).replace("A ferry", "The ferry"), published="2026-04-10")
    found = [warning for warning in dossier.warnings if warning.kind == "misdated" and warning.other]
    assert {warning.report for warning in found} == {"base", "child"}
    near = story("\n".join(SENTENCES).replace("A ferry", "The ferry"), published="2026-03-05")
    assert not [warning for warning in near.warnings if warning.kind == "misdated"]


def test_a_change_that_two_copies_took_over_is_one_thread():
    other = "\n".join(SENTENCES).replace("41 people", "47 people")
    made = wireroom.brief(
        [
            record("a", "\n".join(SENTENCES)),
            record("b", other),
            record("c", other.replace("The ferry was sailing", "It was sailing")),
        ]
    )
    found = [(thread, sides) for thread, sides in drifts(made.dossiers[0]) if thread.kind == "number"]
    assert len(found) == 1
    assert {"a", "b", "c"} == set(found[0][1])


def test_sentences_answer_each_other_word_by_word():
    texts = (
        "The old bridge over the river did n't fall .\nIt cost 1 : 00 hour .",
        "The old bridge over the river did not fall .\nSo it cost 1 : 00 hour .",
    )
    sheets = [
        sheet(
            Report(str(n), "", text),
            Reading(str(n), sentences=(Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text)))),
        )
        for n, text in enumerate(texts)
    ]
    assert sheets[0].sentences[0].words == ("the", "old", "bridge", "over", "the", "river", "did", "not", "fall")
    first = pairs(*sheets)[0]
    assert first.hunks == ()
    pair = compared(sheets[0].sentences[1], sheets[1].sentences[1])
    assert [(hunk.a, hunk.a_end, hunk.b, hunk.b_end) for hunk in pair.hunks] == [(0, 0, 0, 1)]
