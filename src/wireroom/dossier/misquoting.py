"""Warnings about quotations: words altered inside the marks, and words given to another speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, cut
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.person import same_body, same_name
from wireroom.dossier.wording import changes, compare_words, one_utterance, tokens
from wireroom.model import SaidBy

COMMON = 3
"""Content words that two quotations must share to be held against each other."""
CROWD = 12
"""A word that stands in more quotations of a story than this tells nothing about which of them are of one utterance."""
LONG = 5
"""Words that a quotation must have before its speaker is held against another's: shorter ones are common property."""


def misquoting(case: Case) -> Iterator[Alarm]:
    """Every alarm of altered_quote and speaker_differs; each pair of quotations is blamed on one of the two reports."""
    quotes = [
        aspect
        for found in case.by_report.values()
        for aspect in found
        if aspect.kind == "quote" and aspect.point.part in OWN_WORDS
    ]
    held = _holders(quotes)
    seen: set[tuple[object, ...]] = set()
    for a, b in _pairs(quotes):
        first, second = (str(one.point.value.get("text")) for one in (a, b))
        words = tokens(first), tokens(second)
        if not one_utterance(*words):
            continue
        key = (a.report, b.report, *sorted(words))
        if key in seen:
            continue
        seen.add(key)
        speakers = _speaker(a), _speaker(b)
        relation = compare_words(first, second)
        apart = bool(speakers[0] and speakers[1]) and not _same_speaker(*speakers)
        if relation == "conflict" and not apart:
            yield _altered(case, *_blamed(case, a, b, held))
        elif apart and _same_words(*words):
            yield _other_speaker(case, *_blamed(case, a, b, held))


def _pairs(quotes: list[Aspect]) -> Iterator[tuple[Aspect, Aspect]]:
    """The pairs of quotations that share enough uncommon words, each once, in order; near-linear by an index of words."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, quote in enumerate(quotes):
        for word in quote.words:
            index[word].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for word in sorted(index):
        places = index[word]
        if len(places) <= CROWD:
            for at, one in enumerate(places):
                for other in places[at + 1 :]:
                    shared[one, other] += 1
    for (one, other), count in sorted(shared.items()):
        if count >= COMMON:
            yield quotes[one], quotes[other]


def _holders(quotes: list[Aspect]) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The reports that print a quotation in just these words."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for quote in quotes:
        found[tokens(str(quote.point.value.get("text")))].add(quote.report)
    return {words: frozenset(reports) for words, reports in found.items()}


def _blamed(case: Case, a: Aspect, b: Aspect, held: Mapping[tuple[str, ...], frozenset[str]]) -> tuple[Aspect, Aspect]:
    """The quotation to be looked at and the one it is held against: the wording that fewer lineages print comes first, then
    the one of the later report, then the second in order."""

    def lineages(one: Aspect) -> int:
        return len({case.body[report] for report in held[tokens(str(one.point.value.get("text")))]})

    def key(one: Aspect) -> tuple[int, str, int]:
        stamp = case.reports[one.report].published.value or ""
        return (-lineages(one), stamp, 1 if one is b else 0)

    return (a, b) if key(a) > key(b) else (b, a)


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter of two quotations, long enough, stands in the other as one run."""
    short, long = sorted((a, b), key=len)
    return len(short) >= LONG and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _speaker(quote: Aspect) -> SaidBy | None:
    return quote.point.said_by[0] if quote.point.said_by else None


def _same_speaker(a: SaidBy | None, b: SaidBy | None) -> bool:
    """Whether two sources may be one: alike in name or in the body spoken for; a role or nobody contradicts no name."""
    if a is None or b is None or a.footing != "named" or b.footing != "named":
        return True
    if same_name(a.name, b.name) or same_body(a.name, b.name):
        return True
    return bool(a.origin and b.origin) and same_body(str(a.origin), str(b.origin))


def _altered(case: Case, ours: Aspect, theirs: Aspect) -> Alarm:
    pair = (str(ours.point.value.get("text")), str(theirs.point.value.get("text")))
    found = changes(tokens(pair[0]), tokens(pair[1]))
    telling = next((one for one in found if one.grave), next((one for one in found if one.wording), found[0]))
    has, had = " ".join(telling.ours) or "nothing", " ".join(telling.theirs) or "nothing"
    where = "further on in the report" if ours.report == theirs.report else f"in {theirs.report}"
    why = f"the quotation has “{has}” where it has “{had}” {where}: {cut(pair[1])}"
    weight = 0.85 if telling.grave else 0.7
    return Alarm("altered_quote", ours.report, ours.point.span, why, weight, (ours.point.id, theirs.point.id))


def _other_speaker(case: Case, ours: Aspect, theirs: Aspect) -> Alarm:
    here, there = (one.point.said_by[0].name for one in (ours, theirs))
    why = f"gives to {here} the words that {theirs.report} gives to {there}: {cut(str(ours.point.value.get('text')))}"
    return Alarm("speaker_differs", ours.report, ours.point.span, why, 0.85, (ours.point.id, theirs.point.id))
