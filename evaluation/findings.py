"""Threads of a dossier against the findings of the gold: which thread speaks of which finding, and with what verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.gold import GoldFinding, GoldReading, GoldStory
from evaluation.scoring import overlap
from evaluation.values import equal, occurrences

Record = Mapping[str, Any]
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Texts:
    """The reports of one story as the system read them: text by the gold's report id, and the gold id of each report id."""

    text: Mapping[str, str]
    gold_id: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """One finding and the thread that reaches most of its readings; `thread` None when no thread reaches enough.

    `right` when the verdict is one that counts. `any_kind` is the id of a thread of another kind that reaches enough."""

    finding: GoldFinding
    thread: Record | None
    reached: int
    right: bool
    any_kind: str | None = None


def texts(story: GoldStory, readings: Sequence[Record]) -> Texts:
    """The texts of a story by gold id. A report answers to a gold id by its own id, or by the head of its file's name."""
    text, gold_id = {}, {}
    for reading in readings:
        report = reading["report"]
        file = str(report["uri"]).rsplit("/", 1)[-1]
        for wanted in story.reports:
            if report["id"] == wanted or re.match(rf"{re.escape(wanted)}[_.]", file):
                text[wanted] = report["text"]
                gold_id[report["id"]] = wanted
    return Texts(text, gold_id)


def stretch(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The sentence or sentences that hold a span: from the end of the one before to its own end, a line end always ends one."""
    start, end = 0, len(text)
    for stop in _STOP.finditer(text, max(0, span[0] - 2000), min(len(text), span[1] + 2000)):
        if stop.end() <= span[0]:
            start = stop.end()
        elif stop.start() >= span[1] - 1:
            end = stop.start() + 1
            break
    return start, end


def reached(kind: str, gold: GoldReading, claim: Record, known: Texts, *, sentence: bool = True) -> bool:
    """Whether a claim of a dossier is this reading: same report, value equal, at the anchor.

    At the anchor: its span overlaps it, or (with `sentence`) its sentence does. Where the gold has no anchor, the report and
    the value decide."""
    if known.gold_id.get(claim["report"]) != gold.report or not equal(kind, gold, claim["value"]):
        return False
    if gold.anchor is None:
        return True
    text = known.text[gold.report]
    span = (claim["span"][0], claim["span"][1])
    wide = stretch(text, span) if sentence else span
    return any(overlap(wide, place) for place in occurrences(text, gold.anchor))


def covers(finding: GoldFinding, thread: Record, claims: Mapping[str, Record], known: Texts, *, sentence: bool = True) -> int:
    """How many readings of a finding the claims of a thread reach; a claim of any kind is compared by its own kind."""
    ours = [claims[name] for name in thread["claims"] if name in claims]
    return sum(
        any(reached(finding.kind, reading, claim, known, sentence=sentence) for claim in ours if claim["kind"] == finding.kind)
        for reading in finding.readings
    )


def match(
    story: GoldStory, threads: Sequence[Record], claims: Mapping[str, Record], known: Texts, *, sentence: bool = True
) -> list[Match]:
    """For each finding, in the gold's order, the thread that answers to it.

    One to one: the pair that shares most readings is settled first, then the one with a right verdict, then the smaller
    thread, then by id, so that one all-embracing thread cannot answer to many findings."""
    scored = []
    for number, finding in enumerate(story.findings):
        for thread in threads:
            if thread["kind"] != finding.kind:
                continue
            count = covers(finding, thread, claims, known, sentence=sentence)
            if count >= finding.enough:
                wrong = thread["verdict"] not in finding.verdicts
                scored.append((-count, wrong, len(thread["claims"]), str(thread["id"]), number, thread))
    scored.sort(key=lambda row: row[:5])
    chosen: dict[int, tuple[Record, int]] = {}
    used: set[str] = set()
    for count, _, _, name, number, thread in scored:
        if number not in chosen and name not in used:
            chosen[number] = (thread, -count)
            used.add(name)
    return [_match(number, finding, chosen, threads, claims, known) for number, finding in enumerate(story.findings)]


def _match(
    number: int,
    finding: GoldFinding,
    chosen: Mapping[int, tuple[Record, int]],
    threads: Sequence[Record],
    claims: Mapping[str, Record],
    known: Texts,
) -> Match:
    if number in chosen:
        thread, count = chosen[number]
        return Match(finding, thread, count, thread["verdict"] in finding.verdicts)
    best = max((covers(finding, thread, claims, known) for thread in threads if thread["kind"] == finding.kind), default=0)
    return Match(finding, None, best, False, _elsewhere(finding, threads, claims, known))


def _elsewhere(finding: GoldFinding, threads: Sequence[Record], claims: Mapping[str, Record], known: Texts) -> str | None:
    """A thread of another kind whose claims stand at enough of the finding's anchors, whatever their values."""
    for thread in threads:
        if thread["kind"] == finding.kind:
            continue
        ours = [claims[name] for name in thread["claims"] if name in claims]
        hits = 0
        for reading in finding.readings:
            places = occurrences(known.text.get(reading.report, ""), reading.anchor) if reading.anchor else []
            hits += any(
                known.gold_id.get(claim["report"]) == reading.report and overlap((claim["span"][0], claim["span"][1]), place)
                for claim in ours
                for place in places
            )
        if hits >= finding.enough:
            return str(thread["id"])
    return None


def founded(thread: Record, story: GoldStory, claims: Mapping[str, Record], known: Texts) -> bool:
    """Whether a disputed thread is about something that the gold holds to be disputed, may call so, or marks optional."""
    return any(
        (finding.optional or "disputed" in finding.verdicts) and covers(finding, thread, claims, known) >= finding.enough
        for finding in story.findings
    )
