"""Warnings about who stands for what is said: nobody, nobody in particular, one for all, or each other in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, WarnRules, listed, paper, unnamed
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.number import level
from wireroom.dossier.person import plain_name, same_body
from wireroom.model import Claim, Report, Source, Span, Thread

LARGE = 1000
"""From this number on a figure is of weight whatever it counts."""
_NOTICED = {"auto_published": "published automatically", "not_reviewed": "not reviewed by an editor"}
LEAD = 3
"""Sentences in which a report says what it is about."""
LONG_QUOTE = 4
"""Words from which a quotation is of weight."""


def sourcing(case: Case, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm about sources: at most one a report of `anonymous_source` and of `unattributed`, one an origin of
    `single_origin`, one a ring of `circular_sourcing`."""
    alone = {claim: thread for thread in case.threads for claim in thread.claims}
    for report in case.reports.values():
        yield from _unreviewed(report)
        yield from _anonymous(case, report)
        yield from _unattributed(case, report, alone, rules)
    yield from _single_origin(case)
    yield from _circular(case)


def _unreviewed(report: Report) -> Iterator[Alarm]:
    """One alarm for a report that says that no editor has read it."""
    found = [notice for notice in report.notices if notice.kind in ("not_reviewed", "auto_published")]
    if found:
        last = max(found, key=lambda one: (one.kind == "not_reviewed", one.span))
        words = " and ".join(sorted({_NOTICED[notice.kind] for notice in found}, reverse=True))
        yield Alarm("unreviewed", report.id, last.span, f"the report says of itself that it was {words}", 1.0)


# --- nobody in particular ----------------------------------------------------------------------------------------------


def _anonymous(case: Case, report: Report) -> Iterator[Alarm]:
    """The weightiest of the claims that rest on unnamed people alone, with all of them."""
    claims = case.readings[report.id].claims
    nobody = frozenset(source.name for claim in claims for source in claim.sources if _is_nobody(source, source.text))
    events = {aspect.claim for aspect in case.by_report[report.id] if aspect.effect}
    found = [
        (claim, _gravity(case, report, claim, events)) for claim in claims if _rests_on_nobody(case, report, claim, nobody)
    ]
    if not found:
        return
    claim, weight = max(found, key=lambda pair: (pair[1], -pair[0].sources[0].span.start))
    weight += 0.15 if _nobody_stands(case, report) else 0.0
    who = listed([source.text if len(source.text) < 60 else source.name for source in claim.sources])
    others = {1: "", 2: ", and so does one claim more"}.get(len(found), f", and so do {len(found) - 1} claims more")
    why = f"this rests on “{who}” alone, and no name is given{others}"
    ours = {one.id for one, _ in found}
    points = tuple(aspect.point.id for aspect in case.by_report[report.id] if aspect.claim in ours)
    yield Alarm("anonymous_source", report.id, claim.sources[0].span, why, min(0.9, weight + 0.05 * (len(found) - 1)), points)


def _is_nobody(source: Source, words: str) -> bool:
    return unnamed(source, words) and source.kind != "document"


def _rests_on_nobody(case: Case, report: Report, claim: Claim, nobody: frozenset[str]) -> bool:
    """Whether only nobodies stand for a claim, in words of their own or where the report speaks of them again."""
    return (
        bool(claim.sources)
        and bool(claim.content)
        and claim.part in OWN_WORDS
        and all(_is_nobody(source, source.text) or source.name in nobody for source in claim.sources)
        and len(case.text(report.id, claim.content[0]).split()) >= LONG_QUOTE
    )


def _gravity(case: Case, report: Report, claim: Claim, events: Set[str | None]) -> float:
    """How much hangs on a claim: words quoted at length, figures, an event; less for media in general."""
    weight = 0.45
    if any(len(case.text(report.id, quote).split()) >= LONG_QUOTE for quote in claim.quotes):
        weight += 0.15
    if claim.quantities:
        weight += 0.1
    if claim.id in events:
        weight += 0.1
    return weight - (0.1 if all(source.kind == "agency" for source in claim.sources) else 0.0)


# --- nobody at all -----------------------------------------------------------------------------------------------------


def _unattributed(case: Case, report: Report, alone: Mapping[str, Thread], rules: WarnRules) -> Iterator[Alarm]:
    """The weightiest figure or event for which the report names nobody, with all of them."""
    found = [
        (weight, aspect)
        for aspect in case.by_report[report.id]
        if not case.beside(aspect) and (weight := _unsourced(case, aspect, alone.get(aspect.point.id), rules))
    ]
    if _nobody_stands(case, report):
        opening = [line.span.end for line in case.lines[report.id] if line.part in OWN_WORDS][:LEAD]
        lead = [
            aspect
            for aspect in case.by_report[report.id]
            if opening and aspect.point.span.start < opening[-1] and not aspect.point.said_by and not case.beside(aspect)
        ]
        told = [one for one in lead if one.kind in ("time", "place", "status") or (one.kind == "number" and not one.unit)]
        found += [(0.62, aspect) for aspect in told]
    if not found:
        return
    weight, first = max(found, key=lambda pair: (pair[0], -pair[1].point.span.start, pair[1].point.id))
    claims = tuple(sorted({aspect.point.id for _, aspect in found}))
    more = len(found) - 1
    others = "" if not more else " or of one thing more" if more == 1 else f" or of {more} things more"
    if first.point.said_by:
        why = f"“{' '.join(first.point.text.split())}” rests on “{first.point.said_by[0].name}” alone"
    elif first.kind == "number":
        why = f"nobody is named as the source of “{' '.join(first.point.text.split())}”{others}"
    else:
        why = "nobody is named for what is told here, and the report credits no agency and no one else for its account"
    yield Alarm("unattributed", report.id, first.point.span, why, weight, claims)


def _unsourced(case: Case, aspect: Aspect, thread: Thread | None, rules: WarnRules) -> float:
    """The weight of a point without a source; 0 when it has one, or is not of weight."""
    point = aspect.point
    named = [source for source in point.said_by if not paper(source)]
    if named or point.via or point.part not in OWN_WORDS:
        return 0.0
    weight = _importance(aspect, rules)
    if not weight:
        return 0.0
    if thread is not None and thread.verdict == "disputed":
        weight += 0.1 if len(_own_side(case, aspect, thread)) == 1 else 0.05
    return weight + (0.05 if point.said_by or point.certainty != "stated" else 0.0)


def _importance(aspect: Aspect, rules: WarnRules) -> float:
    if aspect.kind == "number":
        if aspect.role == "money":
            return 0.5
        if aspect.role not in (None, "count") or aspect.unit or level(aspect.point.value) <= 0:
            return 0.0
        if aspect.effect in rules.harm:
            return 0.5 if aspect.effect != "arrested" else 0.4
        return 0.45 if level(aspect.point.value) >= LARGE and aspect.head else 0.0
    if aspect.kind in ("status", "participant", "place", "time") and aspect.effect in rules.harm:
        return 0.35
    return 0.0


def _own_side(case: Case, aspect: Aspect, thread: Thread) -> frozenset[str]:
    """The reports that hold the same position as the point."""
    for position in thread.positions:
        if aspect.point.id in position.claims:
            return frozenset(case.aspects[claim].report for claim in position.claims if claim in case.aspects)
    return frozenset()


def _nobody_stands(case: Case, report: Report) -> bool:
    """Whether the report credits no agency and names no body, agency or document for anything that it tells: what people
    in it say of themselves does not count."""
    if report.agencies or report.byline:
        return False
    for claim in case.readings[report.id].claims:
        if claim.via or any(
            not unnamed(source, source.text) and source.kind in ("organisation", "agency", "officials", "document")
            for source in claim.sources
        ):
            return False
    return True


# --- one for all, and rings --------------------------------------------------------------------------------------------


def _single_origin(case: Case) -> Iterator[Alarm]:
    """For each origin on which alone every report of some thread of three or more rests, the largest such thread."""
    best: dict[str, tuple[int, Thread]] = {}
    for thread in case.threads:
        aspects = case.of_thread(thread)
        reports = {aspect.report for aspect in aspects}
        origins = {_origin(aspect) for aspect in aspects if aspect.kind not in ("quote", "speaker")}
        if len(reports) < 3 or len(origins) != 1 or None in origins:
            continue
        (origin,) = origins
        if origin is not None and (origin not in best or len(reports) > best[origin][0]):
            best[origin] = (len(reports), thread)
    for origin, (count, thread) in sorted(best.items()):
        first = case.of_thread(thread)[0].point
        why = f"all {count} reports have “{thread.about}” from {origin} alone"
        yield Alarm("single_origin", first.report, first.span, why, 0.95, thread.claims)


def _origin(aspect: Aspect) -> str | None:
    """The one named origin of a point; None for none, or for several."""
    names = {source.origin for source in aspect.point.said_by if source.origin and source.footing == "named"}
    return names.pop() if len(names) == 1 and len(aspect.point.said_by) == 1 else None


def _circular(case: Case) -> Iterator[Alarm]:
    """For each ring of publishers whose reports cite one another, one alarm at the ring's first report."""
    outlets = {name: key for name, report in case.reports.items() if (key := _outlet(report.publisher))}
    cites: dict[str, dict[str, tuple[Span, str]]] = {name: {} for name in outlets}
    for name in sorted(outlets):
        for claim in case.readings[name].claims:
            for cited, span in _cited(claim):
                for other in sorted(outlets):
                    if outlets[other] != outlets[name] and _means(cited, outlets[other]):
                        cites[name].setdefault(other, (span, cited))
    seen: set[frozenset[str]] = set()
    for start in sorted(cites):
        ring = _ring(start, cites)
        if ring and frozenset(ring) not in seen:
            seen.add(frozenset(ring))
            span, cited = cites[start][ring[1] if len(ring) > 1 else start]
            chain = " cites ".join([*ring, start])
            yield Alarm("circular_sourcing", start, span, f"reports cite each other in a ring: {chain} (here as {cited})", 0.7)


def _cited(claim: Claim) -> Iterator[tuple[str, Span]]:
    place = claim.cue or claim.content[0]
    for source in claim.sources:
        if source.kind in ("agency", "organisation"):
            yield source.name, source.span
    for via in claim.via:
        yield via, place


def _outlet(publisher: str | None) -> tuple[str, ...]:
    """What an outlet is called, as words: the name, or the telling part of its address."""
    if not publisher:
        return ()
    host = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", publisher.strip().lower())
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host):
        parts = [part for part in host.split(".") if len(part) > 2 and part not in ("com", "net", "org", "gov", "info")]
        return tuple(parts[-1].split("-")) if parts else (host.split(".")[0],)
    return plain_name(publisher)


def _means(cited: str, outlet: tuple[str, ...]) -> bool:
    words = plain_name(cited)
    return bool(words) and ("".join(words) == "".join(outlet) or same_body(" ".join(words), " ".join(outlet)))


def _ring(start: str, cites: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The shortest ring of reports that leads from a report back to it, by breadth first; empty when there is none."""
    paths = [[start]]
    reached = {start}
    while paths:
        path = paths.pop(0)
        for following in sorted(cites.get(path[-1], ())):
            if following == start:
                return path
            if following not in reached:
                reached.add(following)
                paths.append([*path, following])
    return []
