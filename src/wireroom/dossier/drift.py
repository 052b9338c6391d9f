"""Drift: what changed along the tree of a lineage, each change as one thread with its passages on either side.

Reports that one lineage joins answer to each other sentence by sentence (`drift_pair`); what differs in one place is compared
by what it means (`drift_value`, `drift_quote`, `drift_state`), never by its letters: another print of a number, a date, a
name is no drift. Only the ties of the tree are walked, so that the work grows with the reports and not with their pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wireroom.dossier.aspect import page
from wireroom.dossier.drift_mark import Drift, Grounds, Mark
from wireroom.dossier.drift_pair import Pair, Sheet, pairs, sheet
from wireroom.dossier.drift_quote import quote_drifts
from wireroom.dossier.drift_state import States, state_drifts
from wireroom.dossier.drift_value import value_drifts
from wireroom.dossier.order import Order
from wireroom.dossier.period import DAY, period
from wireroom.dossier.person import plain_name
from wireroom.dossier.rules import DossierRules
from wireroom.dossier.season import WEEK
from wireroom.dossier.storytime import story_day
from wireroom.dossier.voice import on_record, voices
from wireroom.model import Derivation, Lineages, Point, Position, Reading, Report, Span, Thread, digest

JOINING = frozenset({"copy", "revision", "rewrite", "shared_source"})
CHANGING = frozenset({"number", "status", "statement"})
"""Kinds of which a later state may be another one; a quotation, a speaker, a place or a date does not become another."""
LOOSE = frozenset({"revision", "rewrite", "shared_source"})
"""Kinds of tie by which one stock passage may be filled anew for each occasion: two polls, two trading days."""
ONE_TEXT = 0.5
"""The share of the shorter one's words that are equal from which on two sentences of such a tie are one sentence, edited, and
not two of one make. Chosen by reading alarms over clusters of daily news; light rewrites that were planted keep theirs."""
WHOLE = 0.8
"""The share of either text that passages cover from which on a revision is the other text brought up to date, however long
after: as near as a copy."""
CROWDED = 12
"""Changes between two reports beyond which they are not one text edited: none of them is told then."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that stands otherwise in some reports of a lineage than in others: its marks, one a report, in order of
    report; and the ties along which it changed, each with the drift."""

    kind: str
    about: str
    marks: tuple[Mark, ...]
    steps: tuple[tuple[Derivation, Drift], ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """The sheets of tied reports, and the pairs of sentences along each tie of the tree."""

    sheets: Mapping[str, Sheet]
    pairs: Sequence[tuple[Derivation, tuple[Pair, ...]]]


def tied(reports: Sequence[Report], readings: Mapping[str, Reading], lineages: Lineages) -> Tied:
    """The sentences of tied reports that answer to each other, along the trees of the lineages."""
    known = {report.id: report for report in reports if report.id in readings}
    ties = [
        tie
        for line in lineages.lineages
        for tie in line.derivations
        if tie.tree and tie.kind in JOINING and tie.child in known and tie.parent in known
    ]
    sheets = {
        name: sheet(known[name], readings[name]) for name in sorted({name for tie in ties for name in (tie.child, tie.parent)})
    }
    found = [
        (tie, pairs(sheets[tie.child], sheets[tie.parent])) for tie in sorted(ties, key=lambda one: (one.child, one.parent))
    ]
    return Tied(sheets, found)


def changes(known: Tied, rules: DossierRules) -> tuple[Change, ...]:
    """Every change along the ties, in order of report and place; one that several reports took over is one change."""
    grounds = Grounds(
        rules.gazetteer,
        rules.speech,
        story_day([one.report for one in known.sheets.values()]),
        _full_names(known.sheets.values()),
    )
    steps = [(tie, drift) for tie, found in known.pairs for drift in _of_tie(known, tie, found, grounds, rules.states)]
    return tuple(_joined(known, steps))


def _of_tie(known: Tied, tie: Derivation, found: Sequence[Pair], grounds: Grounds, states: States) -> Sequence[Drift]:
    a, b = known.sheets[tie.child], known.sheets[tie.parent]
    loose = tie.kind in LOOSE and not (tie.kind == "revision" and max(tie.coverage, tie.coverage_parent) >= WHOLE)
    if loose and _days_apart(a.report, b.report) > WEEK:
        return []
    drifts: list[Drift] = []
    for pair in found:
        if not pair.hunks or not pair.equal:
            continue
        quoted = dict(quote_drifts(a, b, pair, grounds.speech))
        drifts.extend(drift for drift in quoted.values() if drift is not None)
        if _CREDIT.search(pair.a.low) or _CREDIT.search(pair.b.low):
            continue
        if loose and pair.share < ONE_TEXT:
            continue
        rest = Pair(pair.a, pair.b, pair.equal, tuple(hunk for hunk in pair.hunks if hunk not in quoted))
        if rest.hunks:
            values = list(value_drifts(a, b, rest, grounds))
            drifts.extend(values)
            drifts.extend(one for one in state_drifts(a, b, rest, states) if not any(_meets(one.a, two.a) for two in values))
    return drifts if len(drifts) <= CROWDED else []


_CREDIT = re.compile(r"\bcontributed to this|\b(?:reporting|writing|editing|compiled) by\b")
"""Who wrote a report: of every version others."""


def _days_apart(a: Report, b: Report) -> float:
    """Days between the publication of two reports; 0 where either has no day."""
    days = [period(one.published.value[:10], one.published.value[:10]) for one in (a, b) if one.published.value]
    found = [day.start for day in days if day is not None]
    return abs(found[0] - found[1]) / DAY if len(found) == 2 else 0.0


def _full_names(sheets: Iterable[Sheet]) -> Mapping[str, frozenset[tuple[str, ...]]]:
    found = {}
    for one in sheets:
        text = one.report.text
        names = (
            plain_name(text[span.start : span.end]) for span, kind in one.reading.names if kind in ("PERSON", "ORG", "GPE")
        )
        found[one.report.id] = frozenset(name for name in names if len(name) > 1)
    return found


def _meets(a: Mark, b: Mark) -> bool:
    return a.report == b.report and a.span.start < b.span.end and b.span.start < a.span.end


# --- one change, however many took it over -----------------------------------------------------------------------------


def _joined(known: Tied, steps: Sequence[tuple[Derivation, Drift]]) -> Iterator[Change]:
    """The steps that are about one place, with the reports that took either side over word for word."""
    beside: dict[tuple[str, int], list[tuple[Pair, bool]]] = defaultdict(list)
    for _, found in known.pairs if steps else ():
        for pair in found:
            beside[pair.a.report, pair.a.span.start].append((pair, True))
            beside[pair.b.report, pair.b.span.start].append((pair, False))
    left = list(steps)
    while left:
        kind = left[0][1].kind
        taken = [left.pop(0)]
        marks: dict[str, Mark] = {}
        queue = [taken[0][1].a, taken[0][1].b]
        while queue:
            one = queue.pop(0)
            if one.report in marks:
                continue
            marks[one.report] = one
            met = [step for step in left if step[1].kind == kind and (_meets(one, step[1].a) or _meets(one, step[1].b))]
            for step in met:
                left.remove(step)
                taken.append(step)
                queue.extend((step[1].a, step[1].b))
            queue.extend(_taken_over(known, one, beside))
        yield Change(kind, taken[0][1].about, tuple(marks[name] for name in sorted(marks)), tuple(taken))


def _taken_over(known: Tied, one: Mark, beside: Mapping[tuple[str, int], Sequence[tuple[Pair, bool]]]) -> Iterator[Mark]:
    """The same words in the reports that a mark's sentence was taken from or went to."""
    for pair, from_a in beside.get((one.report, one.sentence.span.start), ()):
        own, other = (pair.a, pair.b) if from_a else (pair.b, pair.a)
        places = [at for at, token in enumerate(own.tokens) if one.span.start < token.end and token.start < one.span.end]
        there = pair.across(places[0], places[-1] + 1, from_a=from_a) if places else None
        if there is not None:
            yield Mark(other.report, other, other.stretch(*there), one.value, one.words)


# --- threads -----------------------------------------------------------------------------------------------------------


def drift_threads(
    found: Sequence[Change], reports: Mapping[str, Report], readings: Mapping[str, Reading], order: Order, rules: DossierRules
) -> Iterator[tuple[Change, Thread, tuple[Point, ...]]]:
    """A thread a change, with its points: `revised` where a dated revision or a correction shows a newer state, else
    `disputed`."""
    for change in found:
        points = tuple(_point(change, one, reports, readings, rules) for one in change.marks)
        sides: dict[str, list[Point]] = defaultdict(list)
        for one, point in zip(change.marks, points, strict=True):
            sides[one.words].append(point)
        if len(sides) < 2:
            continue
        heard = voices(points, order.ties)
        positions = []
        for words, own in sorted(sides.items(), key=lambda side: (-len(side[1]), side[0])):
            claims = tuple(point.id for point in own)
            positions.append(Position(words, claims, tuple(one.id for one in heard if set(claims) & set(one.claims))))
        first = min(points, key=lambda point: (order.stamps.get(point.report) or "9", point.report))
        newer = _newer(change, order)
        thread = Thread(
            id="t" + digest("drift", change.kind, first.report, str(first.span.start), str(first.span.end))[:10],
            kind=points[0].kind,
            about=change.about,
            verdict="revised" if newer else "disputed",
            claims=tuple(point.id for point in points),
            voices=heard,
            independent=len(heard),
            on_record=on_record(heard),
            positions=tuple(positions),
            why=newer or _why(change, order),
            first_report=first.report,
            first_when=order.stamps.get(first.report),
        )
        yield change, thread, points


def _point(
    change: Change, one: Mark, reports: Mapping[str, Report], readings: Mapping[str, Reading], rules: DossierRules
) -> Point:
    leaf = page(reports[one.report], readings[one.report], rules.point)
    claim = leaf.claim_at(one.span)
    item = f"drift{one.span.start}{change.kind[0]}"
    kind = change.steps[0][1].kind
    return leaf.point(claim=claim, item=item, kind=kind, span=one.span, value=one.value)


def _newer(change: Change, order: Order) -> str | None:
    """Why the change is a newer state: every step a revision dated after what it revises, or printing a correction."""
    told = None
    for tie, drift in change.steps:
        if change.kind not in CHANGING:
            return None
        old, new = drift.b, drift.a
        if (order.stamps.get(old.report) or "") > (order.stamps.get(new.report) or ""):
            old, new = new, old
        before, after = order.stamps.get(old.report), order.stamps.get(new.report)
        dated = bool(before and after and before < after)
        if new.report in order.corrected and old.report not in order.corrected:
            told = f"{old.words} became {new.words}: {order.name(new.report)} prints a correction"
        elif tie.kind == "revision" and dated:
            told = f"{old.words} became {new.words}: {order.name(new.report)} is a revision of {order.name(old.report)}"
        else:
            return None
    return told


def _why(change: Change, order: Order) -> str:
    """Both values, where along the tree the one became the other, and who else has either."""
    tie, drift = change.steps[0]
    child, parent = (_called(name, order) for name in (tie.child, tie.parent))
    kind = tie.kind.replace("_", " ")
    if tie.directed:
        where = f"it changed where {child} was made from {parent} ({kind})"
    else:
        where = f"it changed between {parent} and {child}, one lineage ({kind}); which of them was first is unknown"
    with_a = [one.report for one in change.marks if one.words == drift.a.words and one.report != tie.child]
    with_b = [one.report for one in change.marks if one.words == drift.b.words and one.report != tie.parent]
    others = "".join(
        f"; {words} also in {', '.join(names[:3])}" + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        for words, names in ((drift.b.words, with_b), (drift.a.words, with_a))
        if names
    )
    return f"{drift.b.words} in {parent}, {drift.a.words} in {child}: {where}{others}"


def _called(report: str, order: Order) -> str:
    name = order.name(report)
    return report if name == report else f"{report} ({name})"


def shown_already(thread: Thread, points: Sequence[Point], threads: Sequence[Thread], known: Mapping[str, Point]) -> bool:
    """Whether another thread is in dispute, or tells of the revision, over the same passages of the same reports and marks
    few others beside them."""
    for other in threads:
        if other.kind != thread.kind or other.verdict != thread.verdict:
            continue
        theirs = [known[claim] for claim in other.claims if claim in known]
        count: dict[str, int] = defaultdict(int)
        for point in theirs:
            count[point.report] += 1
        sides = {claim: number for number, position in enumerate(other.positions) for claim in position.claims}
        met = [
            {
                sides.get(peer.id)
                for peer in theirs
                if peer.report == point.report and _touch(peer.span, point.span) and _size(peer) <= max(LONG, _size(point))
            }
            for point in points
        ]
        if all(met) and len(set.union(*met)) > 1 and max(count[point.report] for point in points) <= FEW:
            return True
    return False


FEW = 3
"""Passages of one report that a thread in dispute may mark before it no longer says which of them changed."""


LONG = 300
"""Code points of a passage beyond which it no longer shows what changed in it."""


def _size(point: Point) -> int:
    return point.span.end - point.span.start


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
