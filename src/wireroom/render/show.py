"""A briefing as every rendering shows it, and in which order.

A report is known to the reader by its number: reports are counted through the briefing, story by story in the order of each
dossier, the unplaced last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from wireroom.model import Briefing, Change, Dossier, Moment, Notice, Point, Report, Ruling, Thread, Voice
from wireroom.render import words
from wireroom.render.alarms import alarms
from wireroom.render.clean import cleaned
from wireroom.render.tree import by_size, tree
from wireroom.render.turn import turns_of
from wireroom.render.view import Card, Evidence, Line, News, Numbered, Ruled, Side, Step, StoryView, View, bare, ref, span_text
from wireroom.render.weigh import weight
from wireroom.render.wording import differing

OPENING = 80
"""Characters of a report's first words that stand for a title where it has none."""
_NEAR = 2


def view(briefing: Briefing, *, lasting: bool = False) -> View:
    """The briefing as every rendering shows it. A dossier that names an unknown report or point raises KeyError.

    With `lasting` the anchor of a thread is its id, which stays when the dossier is written anew."""
    reports = {report.id: report for report in briefing.reports}
    order: dict[str, Card] = {}
    named = [one for dossier in briefing.dossiers for one in dossier.reports]
    for number, key in enumerate(dict.fromkeys([*named, *briefing.unplaced]), start=1):
        order[key] = _card(number, reports[key], reports)
    return View(
        stories=tuple(
            _story(place, dossier, order, lasting=lasting) for place, dossier in enumerate(briefing.dossiers, start=1)
        ),
        unplaced=tuple(order[key] for key in briefing.unplaced),
        rejected=tuple((cleaned(one.uri), one.reason.replace("_", " "), cleaned(one.detail)) for one in briefing.rejected),
        cards=tuple(order.values()),
    )


def _card(number: int, report: Report, reports: Mapping[str, Report]) -> Card:
    name = cleaned(report.publisher or "") or cleaned(report.uri) or report.id
    if set(report.names) & set(report.retracts) or any(notice.by is not None for notice in report.notices):
        name = f"{name} (withdrawn)"
    title = cleaned(report.title or "") or words.cut(cleaned(_opening(report)), OPENING)
    notices = tuple(dict.fromkeys(_noticed(notice, reports) for notice in report.notices))
    return Card(number, report, name, title, words.when(report.published.value), notices)


def _noticed(notice: Notice, reports: Mapping[str, Report]) -> str:
    """A notice in words; one laid on the report by another says by whom."""
    if notice.by is None:
        return notice.kind.replace("_", " ")
    other = reports.get(notice.by)
    return f"withdrawn by {cleaned((other.publisher or other.uri) if other else notice.by)}"


def _opening(report: Report) -> str:
    """The first words of the body, after the dateline that opens it; of the text, when no part is called body."""
    bodies = [
        part.span for part in report.parts if part.kind == "body" and report.text[part.span.start : part.span.end].strip()
    ]
    start = bodies[0].start if bodies else 0
    if report.dateline is not None and report.dateline.span.start <= start + _NEAR and report.dateline.span.end > start:
        start = report.dateline.span.end
    return report.text[start : start + 5 * OPENING].lstrip(" \t\r\n-–—:")


def _story(number: int, dossier: Dossier, cards: Mapping[str, Card], *, lasting: bool) -> StoryView:
    points = {point.id: point for point in dossier.points}
    named = Numbered(cards)
    doubted = frozenset(warn.report for warn in dossier.warnings if warn.kind == "misdated")
    rulings = {
        ruling.decision.id: _ruled(place, ruling, points, cards, named) for place, ruling in enumerate(dossier.rulings, start=1)
    }
    lines = tuple(
        replace(
            _line(thread.id if lasting else f"t{number}-{place}", thread, points, cards, named, doubted),
            set_aside=rulings.get(thread.set_aside or ""),
        )
        for place, thread in enumerate(_by_weight(dossier.threads, points), start=1)
    )
    turns = [turn for line in lines for turn in turns_of(line, points, cards, named)]
    voices = max((thread.independent for thread in dossier.threads), default=1)
    disputed = [thread for thread in dossier.threads if thread.verdict == "disputed"]
    aside = sum(thread.set_aside is not None for thread in disputed)
    disputes = words.count(len(disputed), "dispute") if disputed else "no dispute"
    tally = (
        words.count(len(dossier.reports), "report"),
        f"{words.count(voices, 'voice')} at most on one thing",
        words.count(len(dossier.lineages), "lineage"),
        f"{disputes}, {aside} set aside" if aside else disputes,
    )
    return StoryView(
        number=number,
        dossier=dossier,
        title=cleaned(dossier.title),
        tally=tally,
        span=_span(dossier, cards, doubted),
        voices=voices,
        cards=tuple(cards[key] for key in dossier.reports),
        trees=tuple(
            tree(lineage, cards, named, [turn for turn in turns if turn.card.id in set(lineage.reports)])
            for lineage in by_size(dossier.lineages, cards)
        ),
        suspicions=tuple(
            f"{ref(cards[one.a])} and {ref(cards[one.b])}: {named(one.why)}"
            for one in dossier.suspicions
            if one.a in cards and one.b in cards
        ),
        lines=lines,
        alarms=alarms(number, dossier.warnings, points, cards, named),
        steps=tuple(_step(one, points, cards) for one in dossier.timeline),
        rulings=tuple(rulings.values()),
        news=None if dossier.changes is None else tuple(_news(one, lines, cards, named) for one in dossier.changes),
    )


def _news(change: Change, lines: Sequence[Line], cards: Mapping[str, Card], named: Numbered) -> News:
    line = next((one for one in lines if one.thread.id == change.thread), None)
    alone = cards.get(change.reports[0]) if change.thread is None and len(change.reports) == 1 else None
    return News(words.CHANGES[change.kind], words.sentence_case(named(change.text)), line, alone)


def _ruled(number: int, ruling: Ruling, points: Mapping[str, Point], cards: Mapping[str, Card], named: Numbered) -> Ruled:
    """A decision with its story's reports that it speaks of."""
    decision = ruling.decision
    about = {*decision.reports, *(spot.report for spot in decision.spots)}
    told = tuple(sorted((cards[one] for one in about if one in cards), key=lambda card: card.number))
    by = f"{cleaned(decision.who)}, {words.when(decision.when)}"
    return Ruled(number, words.DECISIONS[decision.kind], by, cleaned(decision.why), named(ruling.machine), told)


def _by_weight(threads: Sequence[Thread], points: Mapping[str, Point]) -> list[Thread]:
    """The threads by verdict as they come, within one the weightiest first."""
    order = {verdict: place for place, verdict in enumerate(dict.fromkeys(one.verdict for one in threads))}
    return sorted(threads, key=lambda one: (order[one.verdict], weight(one, [points[key] for key in one.claims]), one.id))


# --- threads ---------------------------------------------------------------------------------------------------------


def _span(dossier: Dossier, cards: Mapping[str, Card], doubted: Set[str]) -> str | None:
    """From when to when the reports were issued, those whose date is in doubt aside while there are others."""
    stamps = sorted(stamp for key in dossier.reports if key not in doubted and (stamp := cards[key].report.published.value))
    return words.between(stamps[0], stamps[-1]) if stamps else words.between(dossier.first, dossier.last)


def _line(
    anchor: str,
    thread: Thread,
    points: Mapping[str, Point],
    cards: Mapping[str, Card],
    named: Numbered,
    doubted: Set[str],
) -> Line:
    number = {voice.id: place for place, voice in enumerate(thread.voices, start=1)}
    sides: list[Side] = []
    order: list[tuple[str, int]] = []
    for position in thread.positions:
        held = [points[key] for key in position.claims]
        order.append((_earliest(held, cards, doubted), len(sides)))
        proofs: dict[str, Evidence] = {}
        for point in sorted(held, key=lambda one: one.part != "body"):
            proofs.setdefault(point.report, _evidence(point, cards[point.report]))
        evidence = tuple(sorted(proofs.values(), key=lambda one: one.card.number))
        sides.append(
            Side(
                value=named(position.value) if thread.kind == "time" else cleaned(position.value),
                who=_who(held),
                cards=tuple(one.card for one in evidence),
                voices=tuple(number[key] for key in position.voices if key in number),
                evidence=evidence,
            )
        )
    if thread.verdict == "revised":
        sides = [sides[place] for _, place in sorted(order)]
    if thread.kind == "quote" and len(sides) > 1:
        sides = _side_by_side(sides)
    unsure = sum(not voice.sure for voice in thread.voices)
    tally = f"{words.count(thread.independent, 'voice')}, {thread.on_record} on the record"
    if unsure:
        tally += f", {unsure} not surely independent"
    return Line(
        anchor=anchor,
        thread=thread,
        about=words.sentence_case(named(thread.about)),
        sides=tuple(sides),
        tally=tally,
        voices="".join(_voice(voice) for voice in thread.voices),
        why=named(thread.why),
        first=cards.get(thread.first_report),
    )


def _earliest(held: Sequence[Point], cards: Mapping[str, Card], doubted: Set[str]) -> str:
    """When the first report that holds a position was issued; what has no date, or one in doubt, comes last."""
    sure = [point for point in held if point.report not in doubted]
    return min((cards[point.report].report.published.value or point.as_of or "~" for point in sure), default="~")


def _side_by_side(sides: Sequence[Side]) -> list[Side]:
    """The sides of a quotation with the whole quotation of each, and the words in which they differ."""
    whole = [cleaned(side.evidence[0].inside) if side.evidence else "" for side in sides]
    if not all(whole):
        return list(sides)
    return [replace(side, wording=runs) for side, runs in zip(sides, differing(*whole), strict=True)]


def _voice(voice: Voice) -> str:
    if not voice.sure:
        return "◌"
    return "●" if voice.origins else "○"


def _who(points: Sequence[Point]) -> tuple[str, ...]:
    """Those to whom the points are laid, each once, in order, and through whom; a point laid to nobody comes last."""
    names: dict[str, dict[str, None]] = {}
    for point in points:
        for said in point.said_by:
            name = cleaned(said.name)
            if said.footing == "unnamed":
                name += " (unnamed)"
            if said.control == "state":
                name += " (state-controlled)"
            names.setdefault(name, {}).update(dict.fromkeys(cleaned(one) for one in point.via if one != said.name))
    alone = [point for point in points if not point.said_by]
    if alone:
        name = "elsewhere no source named" if names else "no source named"
        names[name] = dict.fromkeys(cleaned(one) for point in alone for one in point.via)
    return tuple(f"{name} (via {words.joined(tuple(via))})" if via else name for name, via in names.items())


def _evidence(point: Point, card: Card) -> Evidence:
    text = span_text(card.report, point.sentence, headline=point.part == "headline")
    before, inside, after = words.around(text, point.span, bare(card.report, text, point.sentence, point.span))
    return Evidence(point, card, before, inside, after)


# --- warnings and timeline -------------------------------------------------------------------------------------------


def _step(moment: Moment, points: Mapping[str, Point], cards: Mapping[str, Card]) -> Step:
    reports = {points[key].report for key in moment.claims if key in points}
    said_in = tuple(sorted((cards[key] for key in reports), key=lambda card: card.number))
    return Step(moment, words.when(moment.when) or "", cleaned(moment.text), said_in)
