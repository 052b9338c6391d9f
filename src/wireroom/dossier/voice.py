"""Voices: the independent lines of testimony among the claims of one thread, counted once however often they are copied.

Voices are the connected components of the contract's relation. Two claims share a voice surely when their reports are joined
by copy, revision or rewrite, when they lie in aligned passages of a shared source or a quotation, or when they name the same
origin; they share it unsurely (`sure` False) when independence cannot be shown: a suspected tie, generic origins alone, names
of which one is a part of the other, bodies of one government.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wireroom.dossier.person import plain_name, same_body
from wireroom.dossier.union import Union
from wireroom.model import Lineages, Point, Span, Voice

JOINING = frozenset({"copy", "revision", "rewrite"})
ENOUGH = 60
"""Code points of an aligned passage from which on it shows that two claims were taken from one text; less is a phrase that
anybody may use. Chosen on the annotated stories of evaluation/."""
PARTIAL = frozenset({"shared_source", "quotation"})
GOVERNMENT = frozenset(
    """
    government ministry minister president presidency presidential police army military navy force cabinet embassy state
    authority authorities department agency intelligence governor mayor parliament prosecutor prosecutors council coastguard
    """.split()
)
"""Words that mark a body of a government; general knowledge."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What lineage knows of the reports of a story, looked up by report.

    `body` joins reports of one voice; `lineage` is the id of a report's lineage; `passages` are aligned stretches as
    (own span, other report, other span); `suspected` are unordered pairs of reports."""

    body: Mapping[str, str] = field(default_factory=dict)
    lineage: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, tuple[tuple[Span, str, Span], ...]] = field(default_factory=dict)
    suspected: frozenset[tuple[str, str]] = frozenset()
    revisions: frozenset[tuple[str, str]] = frozenset()

    def one_body(self, a: str, b: str) -> bool:
        """Whether two reports speak with one voice throughout."""
        return a == b or self.body.get(a, a) == self.body.get(b, b)

    def aligned(self, a: Point, b: Point) -> bool:
        """Whether two points lie in aligned passages of their reports."""
        return any(
            other == b.report and _touch(own, a.span) and _touch(theirs, b.span)
            for own, other, theirs in self.passages.get(a.report, ())
        )


def ties_of(lineages: Lineages, reports: Sequence[str]) -> Ties:
    """The ties among the reports named; a tie through a report outside the story still joins."""
    union: Union = Union()
    passages: dict[str, list[tuple[Span, str, Span]]] = defaultdict(list)
    lineage: dict[str, str] = {}
    revisions = set()
    for line in lineages.lineages:
        for report in line.reports:
            lineage.setdefault(report, line.id)
        for tie in line.derivations:
            if tie.kind in JOINING:
                union.join(tie.child, tie.parent)
            if tie.kind == "revision":
                revisions.add((min(tie.child, tie.parent), max(tie.child, tie.parent)))
            for passage in tie.passages:
                if tie.kind in PARTIAL and passage.child.end - passage.child.start < ENOUGH:
                    continue
                passages[tie.child].append((passage.child, tie.parent, passage.parent))
                passages[tie.parent].append((passage.parent, tie.child, passage.child))
    known = set(reports)
    return Ties(
        body={report: union.root(report) for report in sorted(known)},
        lineage={report: lineage.get(report, report) for report in sorted(known)},
        passages={report: tuple(sorted(found)) for report, found in sorted(passages.items()) if report in known},
        suspected=frozenset((min(one.a, one.b), max(one.a, one.b)) for one in lineages.suspicions),
        revisions=frozenset(revisions),
    )


def voices(points: Sequence[Point], ties: Ties) -> tuple[Voice, ...]:
    """The voices of a thread's points, in the order of their first point; ids `v1`, `v2`, …"""
    sure: Union = Union()
    loose: Union = Union()
    for point in points:
        sure.root(point.id)
        loose.root(point.id)
    for union, link in [(sure, _sure_links(points, ties)), (loose, _loose_links(points, ties))]:
        for a, b in link:
            union.join(a, b)
            loose.join(a, b)
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(loose.root(point.id), []).append(point)
    found = []
    for number, group in enumerate(groups.values(), 1):
        found.append(
            Voice(
                id=f"v{number}",
                lineages=tuple(sorted({ties.lineage.get(point.report, point.report) for point in group})),
                origins=_origins(group),
                claims=tuple(point.id for point in group),
                sure=len({sure.root(point.id) for point in group}) == 1,
            )
        )
    return tuple(found)


def on_record(found: Sequence[Voice]) -> int:
    """How many voices have a named origin."""
    return sum(1 for voice in found if voice.origins)


def _sure_links(points: Sequence[Point], ties: Ties) -> list[tuple[str, str]]:
    links = []
    first: dict[tuple[str, ...], str] = {}
    by_report: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_report[point.report].append(point)
        for key in [("origin", *plain_name(name)) for name in _named(point)]:
            if key in first:
                links.append((first[key], point.id))
            else:
                first[key] = point.id
    links += _one_body(points, ties)
    for point in points:
        for own, other, theirs in ties.passages.get(point.report, ()):
            if _touch(own, point.span):
                links += [(point.id, peer.id) for peer in by_report.get(other, ()) if _touch(theirs, peer.span)]
    return links


def _one_body(points: Sequence[Point], ties: Ties) -> list[tuple[str, str]]:
    """The links inside one body of reports: all its claims, but for one report alone, which may have heard several origins
    and says itself only what it lays to nobody; that rests on the first whom it names."""
    bodies: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        bodies[ties.body.get(point.report, point.report)].append(point)
    links = []
    for own in bodies.values():
        alone = len({point.report for point in own}) == 1
        joined = [point for point in own if not alone or not _named(point)]
        named = [point for point in own if _named(point)]
        links += [(joined[0].id, point.id) for point in joined[1:]]
        if joined and named:
            links.append((joined[0].id, named[0].id))
    return links


def _loose_links(points: Sequence[Point], ties: Ties) -> list[tuple[str, str]]:
    links = []
    by_report: dict[str, str] = {}
    names: dict[str, str] = {}
    generic: str | None = None
    for point in points:
        by_report.setdefault(point.report, point.id)
        named = _named(point)
        for name in named:
            names.setdefault(name, point.id)
        if point.said_by and not named:
            if generic is not None:
                links.append((generic, point.id))
            generic = generic or point.id
    reports = sorted(by_report)
    links += [(by_report[a], by_report[b]) for a in reports for b in reports if a < b and (a, b) in ties.suspected]
    origins = sorted(names)
    for number, a in enumerate(origins):
        links += [(names[a], names[b]) for b in origins[number + 1 :] if _perhaps_one(a, b)]
    return links


def _perhaps_one(a: str, b: str) -> bool:
    return same_body(a, b) or (_government(a) and _government(b) and _one_state(a, b))


def _named(point: Point) -> tuple[str, ...]:
    return tuple(said.origin for said in point.said_by if said.origin)


def _origins(points: Sequence[Point]) -> tuple[str, ...]:
    seen: dict[tuple[str, ...], str] = {}
    for point in points:
        for name in _named(point):
            seen.setdefault(plain_name(name), name)
    return tuple(sorted(seen.values()))


def _government(name: str) -> bool:
    return bool(set(plain_name(name)) & GOVERNMENT)


def _one_state(a: str, b: str) -> bool:
    """Whether two bodies of government may be of one state: neither bears a name that the other lacks."""
    first, second = (set(plain_name(name)) - GOVERNMENT - {"of", "the", "s", "and", "for"} for name in (a, b))
    first, second = ({word for word in words if word not in _OFFICES} for words in (first, second))
    return not first or not second or bool(first & second)


_OFFICES = frozenset(
    "interior foreign defence defense health justice finance home affairs security national federal local regional fire "
    "provincial city chief office senior general spokesman spokeswoman spokesperson prime vice service services".split()
)


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
