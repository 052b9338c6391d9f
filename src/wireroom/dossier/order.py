"""Evidence that one value is a newer state of the other: dates in order, words of change, a correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from wireroom.dossier.aspect import STOPWORDS, Aspect, content_words
from wireroom.dossier.deed import one_deed
from wireroom.dossier.lexicon import Words
from wireroom.dossier.number import level
from wireroom.dossier.period import DAY, period
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
    """What is known of the order of a thread's claims: publication stamps by report, those of them that can be trusted, and the
    words of change; and what a reason calls each report."""

    stamps: Mapping[str, str]
    trusted: Mapping[str, str]
    words: Words
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
        later = newer[0].kind == "status" and _later_stage(older, newer)
        if _one_body(self.ties, [*older, *newer]) and not (later and not self._one_sentence(older, newer)):
            return self._inside(older, newer)
        if later and not self._known_before(older, newer):
            return "a later stage of the same thing"
        if older[0].kind == "number" and not level(older[0].point.value):
            return None
        told = self.words_of_change(newer)
        if told:
            return told
        if all(self._runs(aspect) for aspect in newer) or (_counts([*older, *newer]) and self._apart(older, newer) >= LONG):
            return self._dated(older, newer)
        return None

    def later(self, a: Aspect, b: Aspect) -> bool:
        """Whether the second value is what the first may have become: the higher toll, the fewer missing, the later phase."""
        if a.kind == "status":
            return may_follow(str(a.point.value.get("phase")), str(b.point.value.get("phase")))
        if a.kind != "number":
            return False
        return b.effect in self.words.draining or level(a.point.value) <= level(b.point.value)

    def _runs(self, aspect: Aspect) -> bool:
        """Whether the value is one that changes while a story runs, so that dates alone show that it has."""
        return aspect.kind == "status" or (
            _may_change(aspect) and (aspect.effect in self.words.growing or aspect.effect in self.words.draining)
        )

    def words_of_change(self, newer: Sequence[Aspect]) -> str | None:
        """The first word of change in the sentences of the newer values, as the end of a sentence of reason."""
        for aspect in newer:
            words = self.changing.search(self.sentence(aspect)) if self.changing and _may_change(aspect) else None
            if words:
                return f"“{words.group().strip()}” in {self.name(aspect.report)} tells of the change"
        return None

    def contrary(self, a: Sequence[Aspect], b: Sequence[Aspect]) -> bool:
        """Whether dates speak against the one's having become the other: a lesser value that came up after the greater."""
        if b[0].kind == "number" and b[0].effect in self.words.draining:
            return False
        old, new = (a, b) if self.later(a[0], b[0]) else (b, a)
        before, after = self._first(old), self._first(new)
        if not (before and after and before[:10] > after[:10]):
            return False
        least, most = level(old[0].point.value), level(new[0].point.value)
        return not (_counts([*a, *b]) and least >= max(RUNNING, STALE * most))

    def _apart(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> float:
        """Days between the first trusted stamps of two values; none where one has no stamp."""
        first, second = (period(stamp[:10], stamp[:10]) if stamp else None for stamp in map(self._first, (older, newer)))
        return (second.start - first.start) / DAY if first and second else 0.0

    def _one_sentence(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> bool:
        """Whether some two of the claims stand in what looks like one sentence, edited."""
        sides = ([set(content_words(self.sentence(one), STOPWORDS)) for one in some[:8]] for some in (older, newer))
        return any(2 * len(x & y) >= ONE_SENTENCE * (len(x) + len(y)) for x, y in product(*sides) if x and y)

    def _known_before(self, planned: Sequence[Aspect], done: Sequence[Aspect]) -> bool:
        """Whether what one report only plans was done, as another dates it, before either report appeared: then it is no later
        stage of the one but its contradiction."""
        for one in done:
            if one.before is None or not any(one_deed(one, other) for other in planned):
                continue
            if not one.before or not self._first(planned):
                return not self._first(planned) and not self._first(done)
            return one.before < str(self._first(planned))[:10]
        return False

    def _dated(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> str | None:
        """Whether the newer value came up after the older; a stale report that repeats an old value proves nothing."""
        before, after = self._first(older), self._first(newer)
        if not before or not after or not before[: len(after)] < after[: len(before)]:
            return None
        return f"the reports are dated in that order ({before}, then {after})"

    def _first(self, aspects: Sequence[Aspect]) -> str | None:
        """The stamp under which a value came up first, those left out that cannot be trusted."""
        return min((stamp for aspect in aspects if (stamp := self.trusted.get(aspect.report))), default=None)

    def _inside(self, older: Sequence[Aspect], newer: Sequence[Aspect]) -> str | None:
        """Inside one lineage only a revision or a correction shows a change; anything else is drift."""
        for x in older:
            for y in newer:
                pair = (min(x.report, y.report), max(x.report, y.report))
                if pair in self.ties.revisions:
                    if self.name(x.report) == self.name(y.report):
                        return f"{self.name(y.report)} brought its report up to date"
                    return f"{self.name(y.report)} is a later version of {self.name(x.report)}"
                if y.report in self.corrected and x.report != y.report:
                    return f"{self.name(y.report)} prints a correction"
        return None


LONG = 7
"""Days between two reports from which on any count of a running story may have become a greater one. Chosen by eye."""
STALE = 0.85
"""The share of a running count from which on a lesser one that came up later is only out of date."""
RUNNING = 100
"""A count from which on it runs so that reports of one day have two states of it."""
EARLY = 14
"""Days before all others from which on the stamp of a few reports is not trusted: nobody reports what has not happened yet."""
FEW = 0.34
"""The share of the dated reports that such early ones may be. Both chosen by eye."""


def _trusted(stamps: Mapping[str, str]) -> dict[str, str]:
    """The stamps without those of a few reports that lie far before all others."""
    days = sorted(
        (moment.start / DAY, report) for report, stamp in stamps.items() if (moment := period(stamp[:10], stamp[:10]))
    )
    for number in range(int(FEW * len(days)), 0, -1):
        if days[number][0] - days[number - 1][0] > EARLY:
            early = {report for _, report in days[:number]}
            return {report: stamp for report, stamp in stamps.items() if report not in early}
    return dict(stamps)


def order_of(reports: Sequence[Report], ties: Ties, words: Words, sentence: Callable[[Aspect], str]) -> Order:
    """The order known among reports: their publication stamps, those that print a correction, and the words of change."""
    stamps = {report.id: report.published.value for report in reports if report.published.value}
    corrected = frozenset(report.id for report in reports if any(notice.kind == "correction" for notice in report.notices))
    pattern = r"\b(?:" + "|".join(re.escape(word) for word in sorted(words.changes, key=lambda one: (-len(one), one))) + r")\b"
    names = {report.id: report.publisher or report.id for report in reports}
    found = re.compile(pattern, re.IGNORECASE) if words.changes else None
    return Order(stamps, _trusted(stamps), words, names, corrected, ties, found, sentence)


def _later_stage(older: Sequence[Aspect], newer: Sequence[Aspect]) -> bool:
    """Whether one verb tells of both phases, so that its forms show what came first ("is being moved", "has been moved")."""
    phases = {str(one.point.value.get("phase")) for one in [*older, *newer]}
    return "denied" not in phases and bool({one.predicate for one in older} & {one.predicate for one in newer})


ONE_SENTENCE = 0.6
"""The share of content words that two sentences of one lineage must have in common to be one, edited. Chosen by eye."""


def _counts(aspects: Sequence[Aspect]) -> bool:
    return all(one.kind == "number" and one.role == "count" and not one.unit for one in aspects)


def _may_change(aspect: Aspect) -> bool:
    if aspect.kind == "status":
        return True
    return aspect.kind == "number" and aspect.unit not in FIXED_UNITS and aspect.role in (None, "count", "money")


def _one_body(ties: Ties, aspects: Sequence[Aspect]) -> bool:
    return len({ties.body.get(aspect.report, aspect.report) for aspect in aspects}) == 1
