"""Evidence that one value is a newer state of the other: dates in order, words of change, a correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.number import level
from wireroom.dossier.phase import may_follow
from wireroom.dossier.voice import Ties
from wireroom.model import Report

GROWING = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "arrested",
        "evacuated",
        "displaced",
        "rescued",
        "damaged",
        "destroyed",
        "infected",
        "found",
    }
)
"""Classes of effect whose count is known to change while a story runs."""
FIXED_UNITS = frozenset({"year_of_age", "magnitude", "percent"})
"""Units of things that do not change from one day to the next."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is known of the order of a thread's claims: publication stamps by report, and the words of change; and what a
    reason calls each report."""

    stamps: Mapping[str, str]
    names: Mapping[str, str]
    corrected: frozenset[str]
    ties: Ties
    changing: re.Pattern[str] | None
    sentence: Callable[[Aspect], str]

    def name(self, report: str) -> str:
        """What a reason calls a report: its publisher where that is known, else its id."""
        return self.names.get(report, report)

    def evidence(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> str | None:
        """Why the second values are a newer state of the first, as the end of a sentence; None where nothing shows it."""
        if _one_body(self.ties, [*older, *newer]):
            return self._inside(older, newer)
        if newer[0].kind == "status" and _later_stage(older, newer):
            return "a later stage of the same thing"
        if older[0].kind == "number" and not level(older[0].point.value):
            return None
        told = self.words_of_change(newer)
        if told:
            return told
        if any(not _may_change(aspect) for aspect in newer):
            return None
        return self._dated(older, newer)

    def words_of_change(self, newer: Sequence[Aspect]) -> str | None:
        """The first word of change in the sentences of the newer values, as the end of a sentence of reason."""
        for aspect in newer:
            words = self.changing.search(self.sentence(aspect)) if self.changing and _may_change(aspect) else None
            if words:
                return f"“{words.group().strip()}” in {self.name(aspect.report)} tells of the change"
        return None

    def contrary(self, a: Sequence[Aspect], b: Sequence[Aspect]) -> bool:
        """Whether dates speak against the one's having become the other: a lesser value dated after the greater."""
        old, new = (a, b) if later(a[0], b[0]) else (b, a)
        pairs = [(self.stamps.get(x.report), self.stamps.get(y.report)) for x in old for y in new]
        return any(x[:10] > y[:10] for x, y in pairs if x and y)

    def _dated(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> str | None:
        before = [self.stamps.get(aspect.report) for aspect in older]
        after = [self.stamps.get(aspect.report) for aspect in newer]
        known = [(x, y) for x in before if x for y in after if y]
        if not known:
            return None
        ahead = sum(1 for x, y in known if x[: len(y)] < y[: len(x)])
        behind = sum(1 for x, y in known if x[: len(y)] > y[: len(x)])
        if not ahead or behind:
            return None
        return f"the reports are dated in that order ({min(x for x, _ in known)}, then {max(y for _, y in known)})"

    def _inside(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> str | None:
        """Inside one lineage only a revision or a correction shows a change; anything else is drift."""
        for x in older:
            for y in newer:
                pair = (min(x.report, y.report), max(x.report, y.report))
                if pair in self.ties.revisions:
                    return f"{self.name(y.report)} is a revision of {self.name(x.report)}"
                if y.report in self.corrected and x.report != y.report:
                    return f"{self.name(y.report)} prints a correction"
        return None


def later(a: Aspect, b: Aspect) -> bool:
    """Whether the second value is what the first would have become: the higher toll, the later phase."""
    if a.kind == "status":
        return may_follow(str(a.point.value.get("phase")), str(b.point.value.get("phase")))
    if a.kind == "number":
        return level(a.point.value) <= level(b.point.value)
    return False


def order_of(reports: Sequence[Report], ties: Ties, words: Sequence[str], sentence: Callable[[Aspect], str]) -> Order:
    """The order known among reports: their publication stamps, those that print a correction, and the words of change."""
    stamps = {report.id: report.published.value for report in reports if report.published.value}
    corrected = frozenset(report.id for report in reports if any(notice.kind == "correction" for notice in report.notices))
    pattern = r"\b(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one))) + r")\b"
    names = {report.id: report.publisher or report.id for report in reports}
    return Order(stamps, names, corrected, ties, re.compile(pattern, re.IGNORECASE) if words else None, sentence)


def _later_stage(older: Sequence[Aspect], newer: Sequence[Aspect]) -> bool:
    """Whether one verb tells of both phases, so that its forms show what came first ("is being moved", "has been moved")."""
    phases = {str(one.point.value.get("phase")) for one in [*older, *newer]}
    return "denied" not in phases and bool({one.predicate for one in older} & {one.predicate for one in newer})


def _may_change(aspect: Aspect) -> bool:
    if aspect.kind == "status":
        return True
    return aspect.kind == "number" and aspect.unit not in FIXED_UNITS and aspect.role in (None, "count", "money")


def _one_body(ties: Ties, aspects: Sequence[Aspect]) -> bool:
    return len({ties.body.get(aspect.report, aspect.report) for aspect in aspects}) == 1
