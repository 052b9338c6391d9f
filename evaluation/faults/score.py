"""What a dossier shows of a planted fault: pairs of passages, read from the public JSON contract alone.

An alarm is a thread whose verdict is `disputed` with claims of the parent and of the child in different positions, or a warning
that points into both. It finds a fault when one passage touches the changed words and another the words that stood
there in the parent. One that marks more than `MOST` passages of a report finds nothing: it only says that the two differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.faults.draft import Offsets
from evaluation.faults.make import Case
from evaluation.scoring import overlap

MOST = 3
LONGEST = 600
"""Code points of a passage beyond which it marks a paragraph, not a passage."""
JOINING = frozenset({"copy", "revision", "rewrite", "shared_source"})
Record = Mapping[str, Any]
Passages = Mapping[str, frozenset[Offsets]]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of a dossier: `disputed` with the thread's kind, or the kind of the warning; and its passages by report."""

    kind: str
    passages: Passages


def alarms(dossier: Record, parent: str, child: str) -> Iterator[Alarm]:
    """Every alarm that sets a passage of the child against one of the parent."""
    for story in dossier["stories"]:
        claims = {claim["id"]: claim for claim in story["claims"]}
        for thread in story["threads"]:
            if thread["verdict"] == "disputed" and _apart(thread, claims, parent, child):
                yield Alarm(f"disputed {thread['kind']}", _passages([claims[one] for one in thread["claims"]]))
        for warning in story["warnings"]:
            marked = [claims[one] for one in warning["claims"] if one in claims]
            pointed = [warning, *([warning["other"]] if warning.get("other") else []), *marked]
            passages = _passages(pointed)
            if parent in passages and child in passages:
                yield Alarm(str(warning["kind"]), passages)


def _apart(thread: Record, claims: Mapping[str, Record], parent: str, child: str) -> bool:
    """Whether two different positions of a thread are held, one by the child and one by the parent, and not both by both: a
    text that contradicts itself does so in its copy too, and nothing has changed."""
    held = [{claims[one]["report"] for one in position["claims"]} & {parent, child} for position in thread["positions"]]
    return any(child in a and parent in b and a != b for i, a in enumerate(held) for j, b in enumerate(held) if i != j)


def _passages(pointed: list[Record]) -> Passages:
    found: dict[str, set[Offsets]] = defaultdict(set)
    for one in pointed:
        if one.get("span"):
            found[one["report"]].add((one["span"][0], one["span"][1]))
    return {report: frozenset(spans) for report, spans in found.items()}


def finds(alarm: Alarm, case: Case) -> bool:
    """Whether an alarm finds the fault of a case."""
    ours, theirs = (alarm.passages.get(str(one["id"]), frozenset()) for one in (case.child, case.parent))
    if not ours or not theirs or max(len(ours), len(theirs)) > MOST:
        return False
    if case.kind == "published":
        return alarm.kind == "misdated"
    if case.changed is None or case.original is None:
        return False
    return _touched(ours, case.changed) and _touched(theirs, case.original)


def _touched(spans: frozenset[Offsets], fault: Offsets) -> bool:
    return any(overlap(span, fault) > 0 and span[1] - span[0] <= LONGEST for span in spans)


def tied(dossier: Record, parent: str, child: str) -> bool:
    """Whether a derivation joins child and parent, or one lineage holds both."""
    for story in dossier["stories"]:
        for line in story["lineages"]:
            if parent in line["reports"] and child in line["reports"]:
                return True
    return False
