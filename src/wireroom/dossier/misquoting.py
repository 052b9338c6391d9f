"""Warnings about quotations: words altered inside the marks, and words given to another speaker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import Indel

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, cut
from wireroom.dossier.aspect import STOPWORDS, Aspect
from wireroom.dossier.person import same_body, same_name
from wireroom.dossier.wording import changes, compare_words, one_utterance, tokens
from wireroom.model import SaidBy

COMMON = 3
"""Content words that two quotations must share to be held against each other."""
CROWD = 12
"""A word that stands in more quotations of a story than this tells nothing about which of them are of one utterance."""
POSTS = 20
"""Posts printed in one report that are looked at."""
RENDERED = 0.5
"""The share of a quotation's words that a post must have in the same order for the one to render the other."""
_POST = re.compile(r"(.{20,600}?)\s+[—–-]\s*([^@\n]{2,60}?)\s*\(@\w+\)")
_DRAWN = re.compile(r"can't|won't|n't|'ve|'re|'ll|'m|'d|'s")
_FULL = {
    "can't": "cannot",
    "won't": "willnot",
    "n't": "not",
    "'ve": "have",
    "'re": "are",
    "'ll": "will",
    "'m": "am",
    "'d": "would",
    "'s": "is",
}
_BRITISH = re.compile(r"([iy])s(?=e|ing|ation)")
_PIECE = re.compile(r"(?:\.\s*){2,}|[.!?…]\s+")
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
    yield from _posts(case)
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
            yield from _altered(case, *_blamed(case, a, b, held))
        elif apart and _same_words(*words):
            yield _other_speaker(case, *_blamed(case, a, b, held))


def _posts(case: Case) -> Iterator[Alarm]:
    """A quotation that differs from the post that the report itself prints in full, by the same person: "— Jane Roe (@roe)"."""
    for name, report in case.reports.items():
        lines = [line for line in report.text.splitlines() if "(@" in line][:POSTS]
        posts = [(post.group(1), post.group(2)) for line in lines if (post := _POST.match(line))]
        quotes = [one for one in case.by_report[name] if one.kind == "quote" and one.point.part in OWN_WORDS] if posts else []
        for quote in quotes:
            speaker = _speaker(quote)
            for words, author in posts:
                if speaker is not None and speaker.footing == "named" and same_name(speaker.name, author):
                    altered = next(
                        (one for one in _PIECE.split(str(quote.point.value.get("text"))) if _reworded(one, words)), None
                    )
                    if altered:
                        why = f"quotes {speaker.name} in other words than those of the post printed beside: {cut(altered)}"
                        yield Alarm("altered_quote", name, quote.point.span, why, 0.75, (quote.point.id,))


def _reworded(piece: str, post: str) -> bool:
    """Whether a piece of a quotation renders a stretch of a post, and not word for word."""
    ours, theirs = tokens(piece), tokens(post)
    if len(ours) < LONG:
        return False
    common = [ours[i] for op in Indel.opcodes(ours, theirs) if op.tag == "equal" for i in range(op.src_start, op.src_end)]
    content = sum(word not in STOPWORDS for word in common)
    return content > COMMON and RENDERED <= len(common) / len(ours) < 1


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


def _spelled(words: tuple[str, ...]) -> str:
    """Words run together in one spelling: "I've" and "I have", "e-mail" and "email", "realise" and "realize", "labour"."""
    whole = "".join(_DRAWN.sub(lambda found: _FULL[found.group()], word) for word in words).replace("'", "")
    return _BRITISH.sub(r"\1z", whole).replace("our", "or")


def _altered(case: Case, ours: Aspect, theirs: Aspect) -> Iterator[Alarm]:
    """The alarm for two wordings of one utterance; none where they differ in spelling alone."""
    pair = (str(ours.point.value.get("text")), str(theirs.point.value.get("text")))
    found = [one for one in changes(tokens(pair[0]), tokens(pair[1])) if _spelled(one.ours) != _spelled(one.theirs)]
    if not any(one.grave or one.wording for one in found):
        return
    telling = next((one for one in found if one.grave), next((one for one in found if one.wording), found[0]))
    has, had = " ".join(telling.ours) or "nothing", " ".join(telling.theirs) or "nothing"
    where = "further on in the report" if ours.report == theirs.report else f"in {theirs.report}"
    why = f"the quotation has “{has}” where it has “{had}” {where}: {cut(pair[1])}"
    weight = 0.85 if telling.grave else 0.7
    yield Alarm("altered_quote", ours.report, ours.point.span, why, weight, (ours.point.id, theirs.point.id))


def _other_speaker(case: Case, ours: Aspect, theirs: Aspect) -> Alarm:
    here, there = (one.point.said_by[0].name for one in (ours, theirs))
    why = f"gives to {here} the words that {theirs.report} gives to {there}: {cut(str(ours.point.value.get('text')))}"
    return Alarm("speaker_differs", ours.report, ours.point.span, why, 0.85, (ours.point.id, theirs.point.id))
