"""What every rendering shows of a briefing, and in which order: plain values, cleaned, with numbers for the reports.

A report is known to the reader by its number: reports are counted through the briefing, story by story in the order of each
dossier, the unplaced last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wireroom.model import Briefing, Derivation, Dossier, Lineage, Moment, Point, Report, Span, Thread, Voice, Warn
from wireroom.render import words
from wireroom.render.clean import cleaned


@dataclass(frozen=True, slots=True)
class Card:
    """A report as it is named to a reader. `name` is its publisher, or its address when that is not known."""

    number: int
    report: Report
    name: str
    title: str
    when: str | None
    notices: tuple[str, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id


@dataclass(frozen=True, slots=True)
class Evidence:
    """One point in its sentence, cut in three around the words that carry the value; `inside` may be empty."""

    point: Point
    card: Card
    before: str
    inside: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentence on one line."""
        return cleaned(self.before + self.inside + self.after)


@dataclass(frozen=True, slots=True)
class Side:
    """One position of a thread: the value in words, who says it, in which reports, in which voices (numbers from 1).

    `evidence` has one entry a report, the first point of each, in the order of the reports' numbers."""

    value: str
    who: tuple[str, ...]
    cards: tuple[Card, ...]
    voices: tuple[int, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A thread for a reader: its sides, its tally in words, and its voices as glyphs.

    ● a voice with a named origin, ○ one without, ◌ one whose independence is not sure."""

    thread: Thread
    about: str
    sides: tuple[Side, ...]
    tally: str
    voices: str
    why: str
    first: Card | None

    @property
    def glyph(self) -> str:
        """The sign of the verdict."""
        return words.VERDICTS[self.thread.verdict][0]

    @property
    def verdict(self) -> str:
        """The word of the verdict."""
        return words.VERDICTS[self.thread.verdict][1]


@dataclass(frozen=True, slots=True)
class Node:
    """A report in the tree of its lineage: what ties it to the report above it, and those that hang on it."""

    card: Card
    tie: str
    why: str
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A lineage as a tree; `further` are ties beside the tree (between reports already in it), as sentences."""

    lineage: Lineage
    node: Node
    further: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning for a reader: its name, the report, and the words in question in their sentence (None: none to show)."""

    warn: Warn
    name: str
    card: Card
    quote: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of the timeline: when, in words; the line; the reports that say so."""

    moment: Moment
    when: str
    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A dossier for a reader. `voices` is the most that speak independently about any one thing of the story."""

    dossier: Dossier
    title: str
    tally: tuple[str, ...]
    span: str | None
    voices: int
    cards: tuple[Card, ...]
    trees: tuple[Tree, ...]
    suspicions: tuple[str, ...]
    lines: tuple[Line, ...]
    alarms: tuple[Alarm, ...]
    steps: tuple[Step, ...]

    def of(self, *verdicts: str) -> tuple[Line, ...]:
        """The threads with one of these verdicts, in order."""
        return tuple(one for one in self.lines if one.thread.verdict in verdicts)


@dataclass(frozen=True, slots=True)
class View:
    """A whole briefing for a reader."""

    stories: tuple[StoryView, ...]
    unplaced: tuple[Card, ...]
    rejected: tuple[tuple[str, str, str], ...]
    cards: tuple[Card, ...]

    @property
    def tally(self) -> str:
        """How many stories, reports, and what was left out, in words."""
        parts = [words.count(len(self.stories), "story", "stories"), words.count(len(self.cards), "report")]
        if self.unplaced:
            parts.append(f"{len(self.unplaced):,} in no story")
        if self.rejected:
            parts.append(f"{len(self.rejected):,} rejected")
        return " · ".join(parts)


def view(briefing: Briefing) -> View:
    """The briefing as every rendering shows it. A dossier that names an unknown report or point raises KeyError."""
    reports = {report.id: report for report in briefing.reports}
    order: dict[str, Card] = {}
    named = [one for dossier in briefing.dossiers for one in dossier.reports]
    for number, key in enumerate(dict.fromkeys([*named, *briefing.unplaced]), start=1):
        order[key] = _card(number, reports[key])
    return View(
        stories=tuple(_story(dossier, order) for dossier in briefing.dossiers),
        unplaced=tuple(order[key] for key in briefing.unplaced),
        rejected=tuple((cleaned(one.uri), one.reason.replace("_", " "), cleaned(one.detail)) for one in briefing.rejected),
        cards=tuple(order.values()),
    )


def span_text(report: Report, span: Span, *, headline: bool = False) -> str:
    """The text that a span points into: the title when the words are a headline's and it stands beside the text."""
    beside = headline and report.title is not None and not any(part.kind == "headline" for part in report.parts)
    return report.title if beside and report.title and span.end <= len(report.title) else report.text


def beside(point: Point, report: Report) -> bool:
    """True when the point's words stand in a title beside the text, so that its spans point into `Report.title`."""
    return point.part == "headline" and span_text(report, point.span, headline=True) is not report.text


def _card(number: int, report: Report) -> Card:
    name = cleaned(report.publisher or "") or cleaned(report.uri) or report.id
    title = cleaned(report.title or "") or words.cut(cleaned(report.text[:400]), 80)
    notices = tuple(dict.fromkeys(notice.kind.replace("_", " ") for notice in report.notices))
    return Card(number, report, name, title, words.when(report.published.value), notices)


def _story(dossier: Dossier, cards: Mapping[str, Card]) -> StoryView:
    points = {point.id: point for point in dossier.points}
    lines = tuple(_line(thread, points, cards) for thread in dossier.threads)
    voices = max((thread.independent for thread in dossier.threads), default=1)
    disputes = sum(thread.verdict == "disputed" for thread in dossier.threads)
    tally = (
        words.count(len(dossier.reports), "report"),
        words.count(len(dossier.lineages), "lineage"),
        words.count(voices, "voice"),
        words.count(disputes, "dispute") if disputes else "no dispute",
    )
    return StoryView(
        dossier=dossier,
        title=cleaned(dossier.title),
        tally=tally,
        span=words.between(dossier.first, dossier.last),
        voices=voices,
        cards=tuple(cards[key] for key in dossier.reports),
        trees=tuple(_tree(lineage, cards) for lineage in _by_size(dossier.lineages, cards)),
        suspicions=tuple(
            f"{_ref(cards[one.a])} and {_ref(cards[one.b])}: {cleaned(one.why)}"
            for one in dossier.suspicions
            if one.a in cards and one.b in cards
        ),
        lines=lines,
        alarms=tuple(_alarm(one, points, cards) for one in dossier.warnings),
        steps=tuple(_step(one, points, cards) for one in dossier.timeline),
    )


def _ref(card: Card) -> str:
    return f"[{card.number}]"


# --- threads ---------------------------------------------------------------------------------------------------------


def _line(thread: Thread, points: Mapping[str, Point], cards: Mapping[str, Card]) -> Line:
    number = {voice.id: place for place, voice in enumerate(thread.voices, start=1)}
    sides = []
    for position in thread.positions:
        held = [points[key] for key in position.claims]
        proofs: dict[str, Evidence] = {}
        for point in held:
            proofs.setdefault(point.report, _evidence(point, cards[point.report]))
        evidence = tuple(sorted(proofs.values(), key=lambda one: one.card.number))
        sides.append(
            Side(
                value=cleaned(position.value),
                who=_who(held),
                cards=tuple(one.card for one in evidence),
                voices=tuple(number[key] for key in position.voices if key in number),
                evidence=evidence,
            )
        )
    unsure = sum(not voice.sure for voice in thread.voices)
    tally = f"{words.count(thread.independent, 'voice')}, {thread.on_record} on the record"
    if unsure:
        tally += f", {unsure} not surely independent"
    return Line(
        thread=thread,
        about=words.sentence_case(cleaned(thread.about)),
        sides=tuple(sides),
        tally=tally,
        voices="".join(_voice(voice) for voice in thread.voices),
        why=cleaned(thread.why),
        first=cards.get(thread.first_report),
    )


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
    before, inside, after = words.around(text, point.span, point.sentence)
    return Evidence(point, card, before, inside, after)


# --- lineages --------------------------------------------------------------------------------------------------------


def _by_size(lineages: Sequence[Lineage], cards: Mapping[str, Card]) -> list[Lineage]:
    return sorted(lineages, key=lambda one: (-len(one.reports), min(cards[key].number for key in one.reports)))


def _tree(lineage: Lineage, cards: Mapping[str, Card]) -> Tree:
    """The lineage as a tree from its root, or, where none is known, from the report that most hangs on, the first by number.

    Breadth first over its derivations, the closest tie first; ties that would join what is joined already are `further`."""
    members = set(lineage.reports)
    ties: dict[str, list[Derivation]] = {key: [] for key in lineage.reports}
    for one in lineage.derivations:
        if one.child in members and one.parent in members:
            ties[one.child].append(one)
            ties[one.parent].append(one)
    parents = [one.parent for one in lineage.derivations if one.directed]
    root = lineage.root or min(members, key=lambda key: (-parents.count(key), -len(ties[key]), cards[key].number))
    hangs: dict[str, Derivation] = {}
    below: dict[str, list[str]] = {key: [] for key in lineage.reports}
    queue, seen = [root], {root}
    while queue:
        above = queue.pop(0)
        near = sorted(ties[above], key=lambda one: (-max(one.coverage, one.coverage_parent), one.child, one.parent))
        for one in near:
            other = one.child if one.parent == above else one.parent
            if other not in seen:
                seen.add(other)
                hangs[other] = one
                below[above].append(other)
                queue.append(other)
    loose = sorted(members - seen, key=lambda key: cards[key].number)
    below[root].extend(loose)
    used = {(one.child, one.parent, one.kind) for one in hangs.values()}
    rest = [one for one in lineage.derivations if (one.child, one.parent, one.kind) not in used]
    node = _node(root, hangs, below, cards, above=None)
    return Tree(lineage, node, tuple(_sentence(one, cards) for one in rest if one.child in cards and one.parent in cards))


def _node(
    key: str, hangs: Mapping[str, Derivation], below: Mapping[str, list[str]], cards: Mapping[str, Card], above: str | None
) -> Node:
    one = hangs.get(key)
    tie = ""
    if one is not None and above is not None:
        tie = _tie(one, cards[above], child=key)
    elif above is not None:
        tie = f"in one lineage with {_ref(cards[above])}"
    why = "; ".join(cleaned(reason) for reason in one.why) if one else ""
    children = sorted(below[key], key=lambda other: cards[other].number)
    return Node(cards[key], tie, why, tuple(_node(other, hangs, below, cards, key) for other in children))


def _tie(one: Derivation, above: Card, *, child: str) -> str:
    shown, unshown = words.TIES[one.kind]
    if not one.directed:
        return (
            f"{unshown} {_ref(above)}, which came first is not shown"
            if one.kind != "shared_source"
            else f"{shown} {_ref(above)}"
        )
    if one.child == child:
        return f"{shown} {_ref(above)}"
    return f"source of {_ref(above)} ({one.kind.replace('_', ' ')})"


def _sentence(one: Derivation, cards: Mapping[str, Card]) -> str:
    child, parent = cards[one.child], cards[one.parent]
    shown, unshown = words.TIES[one.kind]
    tie = f"{_ref(child)} {shown if one.directed else unshown} {_ref(parent)}"
    return f"{tie}: {'; '.join(cleaned(reason) for reason in one.why)}" if one.why else tie


# --- warnings and timeline -------------------------------------------------------------------------------------------


def _alarm(warn: Warn, points: Mapping[str, Point], cards: Mapping[str, Card]) -> Alarm:
    card = cards[warn.report]
    spoken_of = [points[key] for key in warn.claims if key in points]
    headline = any(one.part == "headline" and one.span == warn.span and one.report == warn.report for one in spoken_of)
    text = span_text(card.report, warn.span, headline=headline)[warn.span.start : warn.span.end]
    return Alarm(warn, words.WARNINGS[warn.kind], card, cleaned(text) or None, cleaned(warn.why))


def _step(moment: Moment, points: Mapping[str, Point], cards: Mapping[str, Card]) -> Step:
    reports = {points[key].report for key in moment.claims if key in points}
    said_in = tuple(sorted((cards[key] for key in reports), key=lambda card: card.number))
    return Step(moment, words.when(moment.when) or "", cleaned(moment.text), said_in)
