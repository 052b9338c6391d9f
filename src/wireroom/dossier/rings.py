"""Warnings about reports that hang together by their sources: one origin for all, or each citing the other in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from wireroom.dossier.alarm import Alarm, Case
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.person import plain_name, same_body
from wireroom.model import Claim, Span, Thread


def single_origin(case: Case) -> Iterator[Alarm]:
    """For each origin on which alone every report of some thread rests, the largest such thread, over three lineages or more:
    that copies have one origin needs no warning."""
    best: dict[str, tuple[int, Thread]] = {}
    for thread in case.threads:
        aspects = case.of_thread(thread)
        reports = {aspect.report for aspect in aspects}
        lineages = {case.body[report] for report in reports}
        origins = {_origin(aspect) for aspect in aspects if aspect.kind not in ("quote", "speaker")}
        if len(lineages) < 3 or len(origins) != 1 or None in origins:
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


def circular(case: Case) -> Iterator[Alarm]:
    """For each ring of publishers whose reports cite one another, one alarm at the ring's first report."""
    outlets = {name: key for name, report in case.reports.items() if (key := _outlet(report.publisher))}
    reports: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(outlets):
        reports.setdefault(outlets[name], []).append(name)
    meant = cache(lambda cited: [outlet for outlet in reports if _means(cited, outlet)])
    cites: dict[str, dict[str, tuple[Span, str]]] = {name: {} for name in outlets}
    for name in sorted(outlets):
        for claim in case.readings[name].claims:
            for cited, span in _cited(claim):
                for outlet in meant(cited):
                    for other in reports[outlet] if outlet != outlets[name] else ():
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
