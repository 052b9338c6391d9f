"""Warnings about quotations: words altered inside the marks, and words given to another speaker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, cut
from wireroom.dossier.aspect import STOPWORDS, Aspect
from wireroom.dossier.person import same_body, same_name
from wireroom.dossier.spoken import Speech, tokens
from wireroom.dossier.wording import Change, altered, changes, compare_words, edits, one_utterance, shown
from wireroom.model import SaidBy
from wireroom.text import WORD

COMMON = 3
"""Content words that two quotations must share to be held against each other."""
CROWD = 12
"""A word that stands in more quotations of a story than this tells nothing about which of them are of one utterance."""
POSTS = 20
"""Posts printed in one report that are looked at."""
RENDERED = 0.5
"""The share of a quotation's words that a post must have in the same order for the one to render the other."""
_POST = re.compile(r"(.{20,600}?)\s+[—–-]\s*([^@\n]{2,60}?)\s*\(@\w+\)")
_MARKS_OF_OFFICE = re.compile(r"\b[A-Z]{2,4}\b(?!\.)")
_PIECE = re.compile(r"(?:\.\s*){2,}|[.!?…]\s+")
LONG = 5
"""Words that a quotation must have before its speaker is held against another's: shorter ones are common property."""


def misquoting(case: Case, speech: Speech) -> Iterator[Alarm]:
    """Every alarm of altered_quote and speaker_differs.

    Of two wordings of one utterance the one that fewer lineages print, then fewer reports, is to be looked at; where as many
    print the one as the other, each side names the other. Each wording is told of once a lineage, at its first report."""
    quotes = [
        aspect
        for found in case.by_report.values()
        for aspect in found
        if aspect.kind == "quote" and aspect.point.part in OWN_WORDS
    ]
    yield from _posts(case, speech)
    held = _holders(quotes)
    worded: list[tuple[Aspect, Aspect]] = []
    other_speaker: list[tuple[Aspect, Aspect]] = []
    for a, b in _pairs(quotes):
        first, second = _words(a), _words(b)
        if not one_utterance(first, second):
            continue
        speakers = _speaker(a), _speaker(b)
        apart = bool(speakers[0] and speakers[1]) and not _same_speaker(*speakers)
        if apart:
            by_name = case.body[a.report] != case.body[b.report] or (_printed(case, a) and _printed(case, b))
            if _same_words(first, second) and by_name:
                other_speaker.append((a, b))
        elif compare_words(str(a.point.value.get("text")), str(b.point.value.get("text")), speech) == "conflict":
            worded.append((a, b))
    yield from _wordings(case, worded, held, speech)
    told: set[tuple[str, str, str]] = set()
    for a, b in other_speaker:
        ours, theirs = (a, b) if _rank(case, held[_words(a)], a) > _rank(case, held[_words(b)], b) else (b, a)
        key = (ours.report, str(ours.point.said_by[0].name), str(theirs.point.said_by[0].name))
        if key not in told:
            told.add(key)
            yield _other_speaker(case, ours, theirs)


def _words(quote: Aspect) -> tuple[str, ...]:
    return tokens(str(quote.point.value.get("text")))


def _wordings(
    case: Case, pairs: Sequence[tuple[Aspect, Aspect]], held: Mapping[tuple[str, ...], frozenset[str]], speech: Speech
) -> Iterator[Alarm]:
    """The alarms for quotations that differ: for each wording with fewer behind it, or as many, against the best held one."""
    against: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for a, b in pairs:
        against[_words(a)].add(_words(b))
        against[_words(b)].add(_words(a))

    def support(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, int]:
        """How many lineages and reports print the wording, or one that differs from the other wording and not from it."""
        alike = [words for words in against[other] if words not in against[one]]
        reports = held[one].union(*(held[words] for words in alike))
        return len({case.body[report] for report in reports}), len(reports)

    found = []
    for pair in pairs:
        for ours, theirs in (pair, pair[::-1]):
            for_us, for_them = support(_words(ours), _words(theirs)), support(_words(theirs), _words(ours))
            if for_us <= for_them and (ours.report != theirs.report or ours.sort_key > theirs.sort_key):
                found.append(((-for_them[0], -for_them[1]), _issued(case, ours), ours, theirs))
    told: set[tuple[str, frozenset[str]]] = set()
    for _, _, ours, theirs in sorted(found, key=lambda one: (*one[:2], one[2].sort_key, one[3].sort_key)):
        change = altered(changes(_words(ours), _words(theirs)), speech)
        key = (case.body[ours.report], frozenset((" ".join(change.ours), " ".join(change.theirs)) if change else ()))
        if change and key not in told:
            told.add(key)
            yield _altered(ours, theirs, change, grave=change.grave(speech))


def _issued(case: Case, quote: Aspect) -> str:
    """When the report of a quotation was issued; what has no date comes last."""
    return case.reports[quote.report].published.value or "~"


def _posts(case: Case, speech: Speech) -> Iterator[Alarm]:
    """A quotation that differs from the post that the report itself prints in full, by the same person: "— Jane Roe (@roe)"."""
    for name, report in case.reports.items():
        lines = [line for line in report.text.splitlines() if "(@" in line][:POSTS]
        posts = [(post.group(1), post.group(2)) for line in lines if (post := _POST.match(line))]
        quotes = [one for one in case.by_report[name] if one.kind == "quote" and one.point.part in OWN_WORDS] if posts else []
        for quote in quotes:
            speaker = _speaker(quote)
            for words, author in posts:
                if speaker is not None and speaker.footing == "named" and same_name(speaker.name, author):
                    reworded = next(
                        (one for one in _PIECE.split(str(quote.point.value.get("text"))) if _reworded(one, words, speech)), None
                    )
                    if reworded:
                        why = f"quotes {speaker.name} in other words than those of the post printed beside: {cut(reworded)}"
                        yield Alarm("altered_quote", name, quote.point.span, why, 0.75, (quote.point.id,))


def _reworded(piece: str, post: str, speech: Speech) -> bool:
    """Whether a piece of a quotation renders a stretch of a post, and not word for word."""
    ours, theirs = tokens(piece), tokens(post)
    if len(ours) < LONG:
        return False
    common = [ours[i] for op in Indel.opcodes(ours, theirs) if op.tag == "equal" for i in range(op.src_start, op.src_end)]
    content = sum(word not in STOPWORDS for word in common)
    if content <= COMMON or len(common) / len(ours) < RENDERED:
        return False
    return any(one.wording(speech) for one in edits(ours, theirs) if one.ours)


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


def _rank(case: Case, reports: frozenset[str], quote: Aspect) -> tuple[int, int, str, tuple[str, int, int, str]]:
    """The more a wording is to be looked at: few lineages and reports that print it, a late report."""
    stamp = case.reports[quote.report].published.value or ""
    return (-len({case.body[report] for report in reports}), -len(reports), stamp, quote.sort_key)


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter of two quotations, long enough, stands in the other as one run."""
    short, long = sorted((a, b), key=len)
    return len(short) >= LONG and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _speaker(quote: Aspect) -> SaidBy | None:
    return quote.point.said_by[0] if quote.point.said_by else None


def _same_speaker(a: SaidBy | None, b: SaidBy | None) -> bool:
    """Whether two sources may be one: alike in name or in the body spoken for; a role or nobody contradicts no name, and an
    agency only hands words on."""
    if a is None or b is None or a.footing != "named" or b.footing != "named" or "agency" in (a.kind, b.kind):
        return True
    if same_name(a.name, b.name) or same_body(a.name, b.name):
        return True
    first, second = (_MARKS_OF_OFFICE.sub("", one.name).split() for one in (a, b))
    if first and second and first[-1] == second[-1] and min(len(first), len(second)) == 1:
        return True
    return bool(a.origin and b.origin) and same_body(str(a.origin), str(b.origin))


def _printed(case: Case, quote: Aspect) -> bool:
    """Whether the words for the speaker have his name, so that no pronoun had to be resolved."""
    said = quote.point.said_by[0]
    words = {word.lower() for word in WORD.findall(case.reports[quote.report].text, *said.span)}
    return bool(words & {word.lower() for word in WORD.findall(said.name)})


def _altered(ours: Aspect, theirs: Aspect, change: Change, *, grave: bool) -> Alarm:
    """The alarm for two wordings of one utterance, with the words that differ and a word on either side."""
    has, had = shown(_words(ours), _words(theirs), change)
    where = "further up in the report" if ours.report == theirs.report else f"in {theirs.report}"
    why = f"the quotation has “{has}” where {where} it has “{had}”"
    weight = 0.85 if grave else 0.7
    ids, other = (ours.point.id, theirs.point.id), (theirs.report, theirs.point.span)
    return Alarm("altered_quote", ours.report, ours.point.span, why, weight, ids, other)


def _other_speaker(case: Case, ours: Aspect, theirs: Aspect) -> Alarm:
    here, there = (one.point.said_by[0].name for one in (ours, theirs))
    why = f"gives to {here} the words that {theirs.report} gives to {there}: {cut(str(ours.point.value.get('text')))}"
    ids, other = (ours.point.id, theirs.point.id), (theirs.report, theirs.point.span)
    return Alarm("speaker_differs", ours.report, ours.point.span, why, 0.85, ids, other)
