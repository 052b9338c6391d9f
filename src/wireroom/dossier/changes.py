"""What is new between two dossiers of one story, for somebody who has seen the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wireroom.model import Change, ChangeKind, Derivation, Dossier, Report, Thread, Voice

_ORDER: tuple[ChangeKind, ...] = (
    "new_story", "retraction", "correction", "decided", "new_dispute", "settled_dispute", "voice_lost", "figure", "verdict",
    "new_voice", "new_tie", "lost_tie", "new_report", "gone_report",
)  # fmt: skip
"""The kinds in the order in which they are told: what a desk must act on first."""
_VALUED = ("number", "time", "status", "place")
"""Kinds of thread of which another value is news; a quotation trimmed otherwise is none."""


def changes(before: Dossier | None, after: Dossier, reports: Sequence[Report]) -> tuple[Change, ...]:
    """What changed from `before` to `after`, in the order of `_ORDER`, then by thread or report; empty when nothing did.

    `reports` are the reports of `after`, for their notices. Threads are of one thing when they hold most of the same claims,
    told by report, kind and place in the text, whatever ids the claims have now. A thread's voices lost are laid to a tie when
    `after` ties two of the reports that `before` counted apart."""
    if before is None:
        return (Change("new_story", "a story that was not there before", reports=after.reports),)
    old, new = set(before.reports), set(after.reports)
    found = [_noted(report, kind) for report in reports if report.id in new - old for kind in _notices(report)]
    found += [Change("new_report", _named(report), reports=(report.id,)) for report in reports if report.id in new - old]
    found += [
        Change("gone_report", f"no longer in the story: {one}", reports=(one,)) for one in before.reports if one in old - new
    ]
    ties, were = _ties(after), _ties(before)
    fresh = {pair: tie for pair, tie in ties.items() if pair not in were and set(pair) <= old}
    found += [Change("new_tie", f"found since: {_tie(tie)}", reports=pair) for pair, tie in fresh.items()]
    lost = {pair: tie for pair, tie in were.items() if pair not in ties and set(pair) <= new}
    found += [Change("lost_tie", f"no longer tied: {_tie(tie)}", reports=pair) for pair, tie in lost.items()]
    pairs = _paired(before, after)
    for thread in after.threads:
        found.extend(_thread(pairs.get(thread.id), thread, fresh))
    met = {thread.id for thread in pairs.values()}
    for thread in before.threads:
        if thread.verdict == "disputed" and thread.id not in met and set(_reports(thread)) <= new:
            found.append(Change("settled_dispute", f"{thread.about}: no longer a thread of its own", thread.id))
    return in_order(found)


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order of `_ORDER`, then by thread or report."""
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.kind), one.thread or "", one.reports, one.text)))


def earlier(dossier: Dossier, before: Sequence[Dossier]) -> Dossier | None:
    """The earlier dossier that a dossier goes on from: of the same story, else with most of the same reports, if any."""
    here = set(dossier.reports)
    shared = [(one.story == dossier.story, len(here.intersection(one.reports)), one) for one in before]
    best = max(shared, key=lambda found: (found[0], found[1], found[2].story), default=None)
    return best[2] if best is not None and (best[0] or best[1]) else None


def _notices(report: Report) -> list[ChangeKind]:
    carried = {notice.kind for notice in report.notices}
    kinds: tuple[ChangeKind, ...] = ("correction", "retraction")
    return [kind for kind in kinds if kind in carried]


def _noted(report: Report, kind: ChangeKind) -> Change:
    return Change(kind, _named(report), reports=(report.id,))


def _named(report: Report) -> str:
    return " · ".join(part for part in (report.id, report.publisher, report.title) if part)


def _ties(dossier: Dossier) -> dict[tuple[str, str], Derivation]:
    return {
        (min(tie.child, tie.parent), max(tie.child, tie.parent)): tie
        for line in dossier.lineages
        for tie in line.derivations
        if tie.kind != "quotation"
    }


def _tie(tie: Derivation) -> str:
    between = f"{tie.child} from {tie.parent}" if tie.directed else f"{tie.child} and {tie.parent}"
    return f"{tie.kind.replace('_', ' ')}, {between}"


def _reports(thread: Thread) -> list[str]:
    return [claim.rsplit(":", 1)[0] for claim in thread.claims]


def _places(dossier: Dossier) -> Mapping[str, tuple[str, str, int, int]]:
    return {one.id: (one.report, one.kind, one.span.start, one.span.end) for one in dossier.points}


def _paired(before: Dossier, after: Dossier) -> dict[str, Thread]:
    """For a thread of `after` the one of `before` that it goes on from: most claims shared first, each used once."""
    old, new = _places(before), _places(after)
    holders: dict[tuple[str, str, int, int], list[Thread]] = {}
    for thread in before.threads:
        for claim in thread.claims:
            holders.setdefault(old[claim], []).append(thread)
    known = {thread.id: thread for thread in before.threads}
    shared: dict[tuple[str, str], int] = {}
    for thread in after.threads:
        for claim in thread.claims:
            for was in holders.get(new[claim], ()):
                shared[thread.id, was.id] = shared.get((thread.id, was.id), 0) + 1
    found: dict[str, Thread] = {}
    used: set[str] = set()
    for now, was_id in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if now not in found and was_id not in used:
            found[now] = known[was_id]
            used.add(was_id)
    return found


def _thread(was: Thread | None, now: Thread, fresh: Mapping[tuple[str, str], Derivation]) -> list[Change]:
    found: list[Change] = []

    def add(kind: ChangeKind, text: str) -> None:
        found.append(Change(kind, f"{now.about}: {text}", now.id, tuple(dict.fromkeys(_reports(now)))))

    if now.verdict == "disputed" and (was is None or was.verdict != "disputed"):
        add("new_dispute", now.why)
    if was is None:
        return found
    if was.verdict == "disputed" != now.verdict:
        add("settled_dispute", f"now {now.verdict}: {now.why}")
    values = {position.value for position in was.positions}
    if now.kind in _VALUED and (added := [position.value for position in now.positions if position.value not in values]):
        add("figure", f"also {', '.join(added)}; before {', '.join(position.value for position in was.positions)}")
    if now.independent > was.independent:
        add("new_voice", f"{_voices(was.independent)} before, {_voices(now.independent)} now")
    elif now.independent < was.independent:
        tied = next((tie for pair, tie in fresh.items() if _apart(was.voices, pair)), None)
        because = f": {_tie(tied)}" if tied is not None else ""
        add("voice_lost", f"{_voices(was.independent)} before, {_voices(now.independent)} now{because}")
    if not found and was.verdict != now.verdict:
        add("verdict", f"{was.verdict} before, now {now.verdict}: {now.why}")
    return found


def _apart(voices: Sequence[Voice], pair: tuple[str, str]) -> bool:
    """Whether two reports spoke in different voices."""
    heard = [{claim.rsplit(":", 1)[0] for claim in voice.claims} for voice in voices]
    holding = [{at for at, reports in enumerate(heard) if one in reports} for one in pair]
    return all(holding) and holding[0] != holding[1]


def _voices(number: int) -> str:
    return f"{number} voice" if number == 1 else f"{number} voices"
