"""Nodes for aligning: every distinct way in which a story words one point, with the features that tell what it speaks of.

Aspects with the same words around the same value are one node, so that copies cannot pull a cluster anywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.clause import sentence
from wireroom.dossier.lexicon import Words
from wireroom.dossier.number import Figure, figure_of
from wireroom.dossier.period import DAY, Period, period
from wireroom.dossier.person import plain_name
from wireroom.dossier.place import Gazetteer
from wireroom.model import Reading, Report, Span, Timex
from wireroom.text import WORD, folded

FAR = 3 * DAY
"""Minutes before a report's own day after which a time in its clause belongs to the background, not to the news. Tuned by eye
on reports of accidents and attacks, which tell of the last day or two."""
OPENING = 600
"""Code points at the head of a report that tell where its story plays."""
SCENE = 0.3
"""The share of reports that must open with a place for it to be the scene. Both chosen by eye."""
_PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Node:
    """One wording of one point; `aspects` are its occurrences, `first` stands for them. Sets are of lower-cased lemmas.

    `near` are the content words of the clause, `wide` of the sentence. `places` and `people` are names in the clause,
    `reports` are those that have the wording, `elsewhere` those of `places` that are not where the story plays (`strange`
    with those that nothing else knows for places), `nations` words of nationality in the noun phrase, `cut` restrictive words
    beside the number. `far` is the period of the background that the clause is set in, or None; `label` a month or year that
    nothing resolves; `figure` the number as a key. `cast` are the words of the proper names of the sentence, its
    speakers' aside; it, `nations` and `cut` are told of numbers only. `days` are the days that its occurrences speak of or
    were said on, as far as they are known; `dated`, of numbers only, the days and months that the clause names, but for those
    on which something was said."""

    key: str
    aspects: tuple[Aspect, ...]
    first: Aspect
    near: frozenset[str]
    wide: frozenset[str]
    places: frozenset[str]
    people: frozenset[str]
    nations: frozenset[str]
    cut: frozenset[str]
    far: Period | None
    label: str | None
    sentence: str
    reports: frozenset[str]
    elsewhere: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()
    figure: Figure = ()
    cast: frozenset[str] = frozenset()
    days: tuple[Period, ...] = ()
    dated: tuple[Period, ...] = ()

    @property
    def before(self) -> str:
        """The sentence up to its value."""
        point = self.first.point
        return self.sentence[: max(0, point.span.start - point.sentence.start)]

    @property
    def after(self) -> str:
        """The sentence behind its value."""
        point = self.first.point
        return self.sentence[max(0, point.span.end - point.sentence.start) :]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A report with what is looked up in it: its times, and its places and people by name, by where they stand."""

    report: Report
    timexes: tuple[Timex, ...]
    timex_starts: tuple[int, ...]
    names: tuple[tuple[int, str, str], ...]
    day: float | None


def leaf(report: Report, reading: Reading) -> Leaf:
    """The report ready for looking up."""
    timexes = tuple(sorted(reading.timexes, key=lambda one: one.span))
    names = tuple(
        (span.start, kind, _plain(report.text, span))
        for span, kind in sorted(reading.names)
        if kind in _PLACES or kind == "PERSON"
    )
    stamp = report.published.value or (report.dateline.date if report.dateline else None)
    own = period(stamp[:10], stamp[:10]) if stamp else None
    return Leaf(
        report,
        timexes,
        tuple(one.span.start for one in timexes),
        names,
        own.start if own else None,
    )


def nodes(aspects: Sequence[Aspect], leaves: Mapping[str, Leaf], words: Words, gazetteer: Gazetteer) -> list[Node]:
    """The nodes of some aspects, sorted by key; occurrences in the order given."""
    groups: dict[str, list[Aspect]] = defaultdict(list)
    for aspect in aspects:
        if aspect.kind == "number" and broken(leaves[aspect.report].report.text, aspect.point.span):
            continue
        groups[signature(aspect, leaves[aspect.report].report.text)].append(aspect)
    scene, known = _scene(leaves), _known(leaves)
    found = [_node(key, group, leaves[group[0].report], words, gazetteer) for key, group in sorted(groups.items())]
    here = scene | {larger for place in scene for larger in gazetteer.chain(place)}

    def at_home(place: str) -> bool:
        return place in here or gazetteer.known(place) in here or any(place in name or name in place for name in scene)

    def away(place: str) -> bool:
        return not at_home(place) and (place in known or gazetteer.known(place) is not None)

    named = {name for node in found for name in node.places}
    far = {place for place in named if away(place)}
    strange = {place for place in named if not at_home(place)}
    return [
        replace(node, elsewhere=node.places & far, strange=node.places & strange) if node.places & strange else node
        for node in found
    ]


def _known(leaves: Mapping[str, Leaf]) -> frozenset[str]:
    """The places that more than one report takes for a place."""
    seen: Counter[str] = Counter()
    for leaf_ in leaves.values():
        seen.update({name for _, kind, name in leaf_.names if kind in _PLACES})
    return frozenset(name for name, count in seen.items() if count > 1)


def _scene(leaves: Mapping[str, Leaf]) -> frozenset[str]:
    """The places that open enough of the reports to be where the story plays: named in the headline or the first sentences."""
    seen: Counter[str] = Counter()
    for leaf_ in leaves.values():
        text = leaf_.report.text
        opening = folded((leaf_.report.title or "") + " " + text[:OPENING])
        named = {name for _, kind, name in leaf_.names if kind in _PLACES}
        seen.update(name for name in named if name in opening)
    return frozenset(name for name, count in seen.items() if count >= max(1, SCENE * len(leaves)))


def signature(aspect: Aspect, text: str) -> str:
    """What makes two occurrences one wording: the kind, the folded sentence, and the place and words of the value in it."""
    point = aspect.point
    own = sentence(text[point.sentence.start : point.sentence.end])
    ahead = own.ahead(point.span.start - point.sentence.start)
    value = "|".join([f"{key}={point.value[key]}" for key in sorted(point.value)])
    return f"{aspect.kind}\x1f{own.plain}\x1f{ahead}\x1f{value}\x1f{aspect.head}\x1f{aspect.predicate}"


def _node(key: str, group: list[Aspect], leaf_: Leaf, words: Words, gazetteer: Gazetteer) -> Node:
    aspect = group[0]
    text = leaf_.report.text
    line, span = aspect.point.sentence, aspect.point.span
    own = sentence(text[line.start : line.end])
    first, last = own.clause(span.start - line.start, span.end - line.start, line.end - line.start)
    near = Span(line.start + first, line.start + last)
    places, people = _names(leaf_, near)
    frame = _frame(leaf_, near)
    if near != line and not _timexes(leaf_, near):
        frame = _frame(leaf_, line, whole=True)
    if not places:
        places = _names(leaf_, line)[0] if frame != (None, None) else places
    number = aspect.kind == "number"
    return Node(
        key=key,
        aspects=tuple(group),
        first=aspect,
        figure=figure_of(aspect.point.value) if number else (),
        near=own.within(first, last),
        wide=own.content,
        places=places,
        people=people,
        nations=gazetteer.countries(frozenset(aspect.words)) if number else frozenset(),
        cut=_restrictive(text, span, words) if number else frozenset(),
        far=frame[0],
        label=frame[1],
        sentence=own.text,
        reports=frozenset(one.report for one in group),
        cast=_cast(aspect) if number else frozenset(),
        days=tuple(day for one in group if (day := period(one.point.as_of, one.point.as_of))),
        dated=_dated(leaf_, near) if number else (),
    )


_SAID = re.compile(
    r"\b(?:said|says|told \S+|announced|reported|added|wrote)\s+(?:(?:on|late|early|in)\s+){0,2}$", re.IGNORECASE
)


def _dated(leaf_: Leaf, near: Span) -> tuple[Period, ...]:
    """The days and months named in a clause, those aside that tell when something was said."""
    text = leaf_.report.text
    found = []
    for timex in _timexes(leaf_, near):
        when = period(timex.value[:10], timex.value[:10]) if _DAY_OR_MONTH.match(timex.value) else None
        if when is not None and not _SAID.search(text[max(0, timex.span.start - 40) : timex.span.start]):
            found.append(when)
    return tuple(found)


def _cast(aspect: Aspect) -> frozenset[str]:
    """The words of the names in the sentence, those of its speakers left out: two may speak of one thing."""
    speaking = {word for said in aspect.point.said_by for word in plain_name(f"{said.name} {said.origin or ''}")}
    return frozenset(word for name in aspect.names for word in plain_name(name) if len(word) > 2 and word not in speaking)


def _names(leaf_: Leaf, near: Span) -> tuple[frozenset[str], frozenset[str]]:
    found: dict[bool, set[str]] = {False: set(), True: set()}
    first, last = bisect_left(leaf_.names, (near.start,)), bisect_left(leaf_.names, (near.end,))
    for _, kind, name in leaf_.names[first:last]:
        found[kind == "PERSON"].add(name)
    return frozenset(found[False]), frozenset(found[True])


def _plain(text: str, span: Span) -> str:
    return " ".join(folded(text[span.start : span.end]).removesuffix("'s").removeprefix("the ").split())


_DAY_OR_MONTH = re.compile(r"^\d{4}-\d\d(?:-\d\d(?:T|$)|$)")
_BARE_MONTH = re.compile(r"^XXXX-\d\d(?:-\d\d)?$")
_YEAR = re.compile(r"^(\d{4})(?:-\d\d)?$")


def _timexes(leaf_: Leaf, near: Span) -> tuple[Timex, ...]:
    """The times that begin in a stretch."""
    first, last = bisect_left(leaf_.timex_starts, near.start), bisect_left(leaf_.timex_starts, near.end)
    return leaf_.timexes[first:last]


def _frame(leaf_: Leaf, near: Span, *, whole: bool = False) -> tuple[Period | None, str | None]:
    """The background period of a clause and its unresolved label: the farthest time named in it, if that is far.

    For a `whole` sentence, only when all its times lie in the background: a clause without a time shares that."""
    here = 0
    far: Period | None = None
    label: str | None = None
    for timex in _timexes(leaf_, near):
        if timex.type not in ("DATE", "TIME"):
            continue
        if _BARE_MONTH.match(timex.value):
            label = timex.value[5:7]
            continue
        when = period(timex.value, timex.value)
        if when is None or when.floating:
            if timex.value == "PAST_REF":
                label = label or "past"
            continue
        if leaf_.day is None:
            if _YEAR.match(timex.value):
                label = timex.value
            else:
                here += 1
        elif leaf_.day - when.end > FAR:
            far = when if far is None or when.end < far.end else far
        else:
            here += 1
    return (None, None) if whole and here else (far, label)


_WHOLE = frozenset({"the", "them", "his", "her", "its", "their", "these", "those", "whom", "which", "our", "my"})
"""What follows "of" where a number is a part of a whole that has its own number: "50 of the girls"."""
_WHAT_BECAME = re.compile(r"\s+of\s+(?:\w+\s+){1,4}?(?:have|has|had|were|was|are|is|died|remain|remained)\b")
"""A part of a whole whose own fate is told ("600 of these soldiers have been killed"): there the number is the count."""


_HARMED = re.compile(
    r"\s+of\s+(?:the|those|these)\s+"
    r"(?:dead|killed|victims|injured|wounded|trapped|missing|survivors|fatalities|casualties)\b"
)
"""A part of those who were harmed alike ("five of the dead were relatives"): the rest of the sentence tells who they were."""


def _restrictive(text: str, span: Span, words: Words) -> frozenset[str]:
    """Restrictive words within three words after the number or two before it; "more than" and "at least" are none."""
    stop = re.search(r"[,;:.()]|\b(?:with|and|in|on|at|by|to)\b", text[span.end : span.end + 40])
    after = WORD.findall(text, span.end, min(len(text), span.end + (stop.start() if stop else 40)))[:3]
    before = WORD.findall(text, max(0, span.start - 24), span.start)[-1:]
    inside = WORD.findall(text, span.start, span.end)
    found = set({word.lower() for word in [*before, *after, *inside]} & words.restrictive)
    whole = len(after) > 1 and after[0].lower() == "of" and after[1].lower() in _WHOLE
    if whole and (_HARMED.match(text, span.end) or not _WHAT_BECAME.match(text, span.end)):
        found.add("of")
    if "than" in (word.lower() for word in [*inside, *before, *after[:1]]):
        found.discard("more")
    return frozenset(found)


def broken(text: str, span: Span) -> bool:
    """Whether a number is a piece of one that was torn apart by spaces ("5 , 000", "6 . 1"): it says nothing then."""
    before, after = text[max(0, span.start - 6) : span.start], text[span.end : span.end + 6]
    head = text[span.start : span.end]
    if _TORN_AFTER.match(after) or _TORN_AFTER.search(head) or _POINT_BEFORE.search(before):
        return True
    return bool(_COMMA_BEFORE.search(before) and _THREE.match(head))


_TORN_AFTER = re.compile(r"\s,\s\d{3}\b|\s[./]\s\d")
_POINT_BEFORE = re.compile(r"\d\s[./]\s$")
_COMMA_BEFORE = re.compile(r"\d\s,\s$")
_THREE = re.compile(r"\d{3}(?!\d)")
