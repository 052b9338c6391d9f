"""Which points are worth showing at all: what only one report mentions in passing is no matter for comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wireroom.dossier.aspect import Aspect
from wireroom.text import WORD

SHY = frozenset({"place", "participant", "statement"})
"""Kinds of which reports are full: each needs company. Numbers, times, quotations and told phases stand by themselves."""

MENTION = "mention"
"""The role of a status that a report only takes for granted ("as part of the swap"): it stays when another report denies it."""


def in_company(aspects: Sequence[Aspect]) -> tuple[Aspect, ...]:
    """The aspects in their order without those that no other report keeps company.

    A place, a participant, a polarity, and a status that only a past tense suggests, stay when another report says something
    of the same kind about an event of the same class, or of the same predicate with a word in common, or names the same
    place or, in the same role, the same participant. All others stay. Linear in the number of aspects and their words."""
    reports: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for aspect in aspects:
        if aspect.role != MENTION:
            report = aspect.report
            for key in _keys(aspect):
                reports[key].add(report)
        if aspect.kind == "status" and aspect.negative:
            reports[_denial(aspect)].add(aspect.report)
    return tuple(aspect for aspect in aspects if not _is_shy(aspect) or _has_company(aspect, reports))


def _has_company(aspect: Aspect, reports: Mapping[tuple[str, ...], set[str]]) -> bool:
    if aspect.role == MENTION:
        return bool(reports.get(_denial(aspect), set()) - {aspect.report})
    return any(len(reports.get(key, ())) > 1 for key in _keys(aspect))


def _denial(aspect: Aspect) -> tuple[str, ...]:
    return ("denial", aspect.effect or "", aspect.head)


def _is_shy(aspect: Aspect) -> bool:
    return aspect.kind in SHY or (aspect.weak and aspect.kind == "status")


def _keys(aspect: Aspect) -> Iterator[tuple[str, ...]]:
    events = _present(aspect.effect, aspect.predicate)
    if aspect.kind == "participant":
        name = str(aspect.point.value.get("name") or "").lower().split()
        for event in events:
            yield (aspect.kind, aspect.role or "", "event", event)
        if aspect.effect is None:
            yield (aspect.kind, "naming", aspect.role or "")
        for word in name:
            yield (aspect.kind, "" if aspect.effect is None else aspect.role or "", "name", word.strip("\"'“”’,."))
        return
    if aspect.effect:
        yield (aspect.kind, "event", aspect.effect)
    for word in aspect.words or aspect.clause:
        yield (aspect.kind, aspect.predicate or "", word)
    if aspect.kind == "place":
        yield (aspect.kind, "head", aspect.head)
        for word in WORD.findall((aspect.place or "").lower()):
            yield (aspect.kind, "name", word)


def _present(*given: str | None) -> Iterable[str]:
    return [one for one in given if one]
