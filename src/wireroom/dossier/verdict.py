"""The six verdicts: values first, then the voices; with positions and one sentence of reason built from the values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.number import level
from wireroom.dossier.order import Order
from wireroom.dossier.relate import value_key, value_reason, value_words
from wireroom.model import Position, Verdict, Voice

Differ = Callable[[Aspect, Aspect], tuple[str, str] | None]
Relate = Callable[[Aspect, Aspect, bool], Relation]
WEIGHTY = frozenset({"headline", "body"})
"""Parts of a report that can make a thread disputed; captions, galleries and boilerplate alone never do."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One value of a thread and the aspects that hold it."""

    words: str
    reason: str
    aspects: tuple[Aspect, ...]

    @property
    def weighty(self) -> bool:
        """Whether the value stands in a headline or in the body of some report."""
        return any(aspect.point.part in WEIGHTY for aspect in self.aspects)


def stands(aspects: Sequence[Aspect]) -> list[Stand]:
    """The values of a thread, one a printed value: numbers by size, times by date, the others by the words; no order else."""
    groups: dict[str, list[Aspect]] = {}
    for aspect in aspects:
        groups.setdefault(value_key(aspect.kind, aspect.point.value), []).append(aspect)
    found = []
    for group in groups.values():
        kind, value = group[0].kind, group[0].point.value
        found.append(Stand(value_words(kind, value), value_reason(kind, value), tuple(group)))
    return sorted(found, key=_place)


def _place(stand: Stand) -> tuple[float, str, str]:
    first = stand.aspects[0]
    size = level(first.point.value) if first.kind == "number" else 0.0
    return (-size, first.start or "", stand.words)


def positions(found: Sequence[Stand], voices: Sequence[Voice]) -> tuple[Position, ...]:
    """The values as the contract prints them, each with its claims and the voices that hold it."""
    made = []
    for stand in found:
        claims = tuple(aspect.point.id for aspect in stand.aspects)
        held = tuple(voice.id for voice in voices if set(claims) & set(voice.claims))
        made.append(Position(stand.words, claims, held))
    return tuple(made)


def judge(
    found: Sequence[Stand], voices: Sequence[Voice], relate: Relate, order: Order, differ: Differ = lambda _a, _b: None
) -> tuple[Verdict, str]:
    """The verdict on a thread and its reason.

    `relate` is asked for one aspect of each of two values, and whether they meet inside one lineage; `differ` for the words in
    which two that conflict differ, where only some of them do."""
    relations = {(x, y): _relation(found[x], found[y], relate, order) for x, y in combinations(range(len(found)), 2)}
    reports = {aspect.report for stand in found for aspect in stand.aspects}
    clashes = [(found[x], found[y]) for (x, y), relation in relations.items() if relation == "conflict" and _both(found, x, y)]
    if clashes:
        return _clash(clashes, voices, order, differ)
    unequal = [(found[x], found[y]) for (x, y), relation in relations.items() if relation != "equal"]
    if _in_all(found, reports):
        unequal = []
    if len(reports) == 1:
        return "single", "only one report says it"
    if unequal:
        change = _quiet_change(unequal, order)
        if change:
            return "revised", change
        return "compatible", _compatible(found)
    if len(voices) == 1:
        return "repeated", _repeated(voices[0], len(reports))
    return "agreed", f"the same in {len(reports)} reports, {len(voices)} independent voices"


def _in_all(found: Sequence[Stand], reports: set[str]) -> bool:
    """Whether every report names the same places, one beside the other."""
    return all(stand.aspects[0].kind == "place" and {aspect.report for aspect in stand.aspects} == reports for stand in found)


def _both(found: Sequence[Stand], x: int, y: int) -> bool:
    return found[x].weighty and found[y].weighty


def _relation(a: Stand, b: Stand, relate: Relate, order: Order) -> Relation:
    inside = any(order.ties.one_body(x.report, y.report) for x in a.aspects[:8] for y in b.aspects[:8])
    return relate(a.aspects[0], b.aspects[0], inside)


def _clash(
    clashes: Sequence[tuple[Stand, Stand]], voices: Sequence[Voice], order: Order, differ: Differ
) -> tuple[Verdict, str]:
    shown: list[tuple[Stand, Stand, str]] = []
    against = False
    for a, b in clashes:
        change = None
        for old, new in ((a, b), (b, a)):
            if order.later(old.aspects[0], new.aspects[0]):
                change = order.evidence(old.aspects, new.aspects)
                if change:
                    shown.append((old, new, change))
                    break
        if change is None and order.contrary(a.aspects, b.aspects):
            against = True
    if shown and not against:
        old, new, change = shown[0]
        return "revised", f"{old.reason} became {new.reason}: {change}"
    a, b = clashes[0]
    words = differ(a.aspects[0], b.aspects[0])
    found = f"{a.reason} and {b.reason} cannot both hold"
    if a.aspects[0].kind == "quote":
        found = f"one has “{words[0]}” where the other has “{words[1]}”" if words else f"{a.reason} is not {b.reason}"
    return "disputed", found + _laid(a, b, voices, order)


def _laid(a: Stand, b: Stand, voices: Sequence[Voice], order: Order) -> str:
    both = sorted(_origins(a) & _origins(b))
    if both:
        return f"; both are laid to {_joined(both)}"
    inside = [
        (x.report, y.report)
        for x in a.aspects
        for y in b.aspects
        if x.report != y.report and order.ties.one_body(x.report, y.report)
    ]
    if inside:
        return f"; it changed inside one lineage, between {order.name(inside[0][0])} and {order.name(inside[0][1])}"
    if {x.report for x in a.aspects} == {y.report for y in b.aspects}:
        return "; the same report says both"
    sides = [_joined(sorted(_origins(stand))) or "no named source" for stand in (a, b)]
    unknown = "; order unknown" if any(x.report not in order.stamps for x in (*a.aspects, *b.aspects)) else ""
    return (
        f"; the first is laid to {sides[0]}, the second to {sides[1]}{unknown}" if any(_origins(x) for x in (a, b)) else unknown
    )


def _quiet_change(unequal: Sequence[tuple[Stand, Stand]], order: Order) -> str | None:
    """Lower bounds that do not contradict each other, of a count that grows, where words of change tell of it."""
    for a, b in unequal:
        old, new = sorted((a, b), key=lambda stand: level(stand.aspects[0].point.value))
        first = new.aspects[0]
        if (
            first.kind != "number"
            or first.effect not in order.words.growing
            or level(old.aspects[0].point.value) == level(first.point.value)
        ):
            continue
        words = order.words_of_change(new.aspects)
        if words:
            return f"{old.reason} became {new.reason}: {words}"
    return None


def _compatible(found: Sequence[Stand]) -> str:
    words = [stand.reason for stand in found]
    return f"{_joined(words[:4])} can all hold" if len(words) > 1 else "the values can all hold"


def _repeated(voice: Voice, reports: int) -> str:
    if len(voice.lineages) == 1:
        return f"the same in {reports} reports of one lineage"
    if voice.origins:
        return f"the same in {reports} reports, all laid to {_joined(list(voice.origins)[:3])}"
    return f"the same in {reports} reports that are not shown to be independent"


def _origins(stand: Stand) -> set[str]:
    return {said.origin for aspect in stand.aspects for said in aspect.point.said_by if said.origin}


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
