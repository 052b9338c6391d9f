"""Warnings about one thing that a report makes two of: one and then several, of two kinds, under two spellings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from rapidfuzz.distance import Levenshtein

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, Line, WarnRules, cut
from wireroom.dossier.aspect import STOPWORDS, Aspect, lemma
from wireroom.dossier.number import exact, number_words
from wireroom.dossier.person import plain_name
from wireroom.dossier.spoken import tokens
from wireroom.model import Report, Span

LETTERS = 5
"""Letters that a part of a name must have before a spelling that differs by two of them is taken for the same."""
MOST = 6
"""Counts in one sentence that are looked at; one that has more is a list or a table."""
ROOT = 4
"""Letters at the head of a people's and of its country's name that are mostly the same."""
CLOSE = 40
"""Characters on either side of a thing within which what is done with it is told."""
NEARBY = 2
"""Sentences within which one thing and its number are taken for the same."""
_ONE = re.compile(r"\b(?:an?|one)\s+(?=((?:[\w’'‘\"“”-]+\s*){1,6}))", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:second|another|other|third)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:second|another|other|third|separate|earlier|previous|more)\b", re.IGNORECASE)


def doubling(case: Case, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm of self_contradiction of these sorts, by report; each sort at most once a report."""
    for report in case.reports.values():
        yield from _one_then_many(case, report, rules)
        yield from _all_of_one_kind(case, report)
        yield from _two_kinds(case, report, rules)
        yield from _two_spellings(case, report)


# --- one thing that becomes several ------------------------------------------------------------------------------------


def _one_then_many(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """ "a missile was launched …; the missile test involved two projectiles": one, then a number above one, of things of one
    name, the second sentence speaking of the first's."""
    lines = [line for line in case.lines[report.id] if line.part in OWN_WORDS]
    starts = [line.span.start for line in lines]
    counts = _by_line(one for one in case.by_report[report.id] if _plain_count(one) and not case.beside(one))
    for aspect in (one for found in counts.values() if len(found) <= MOST for one in found):
        at = bisect_right(starts, aspect.point.span.start) - 1
        if at < 0 or _MORE.search(report.text, lines[at].span.start, aspect.point.span.end):
            continue
        again = _spoken_of(report, lines[at], aspect, rules)
        if again is None:
            continue
        for line in reversed(lines[max(0, at - NEARBY) : at]):
            one = _single(report, line, again, rules)
            if one is not None:
                several = f"{number_words(aspect.point.value)} {aspect.head}s"
                why = f"one {again} first ({cut(case.text(report.id, one), 8)}), then {several} for the same"
                yield Alarm("self_contradiction", report.id, aspect.point.span, why, 0.7, (aspect.point.id,))
                return


def _plain_count(aspect: Aspect) -> bool:
    count = exact(aspect.point.value) if aspect.kind == "number" else None
    return bool(count and count >= 2 and aspect.head and not aspect.unit and not aspect.part_of) and aspect.role in (
        None,
        "count",
    )


def _same_thing(a: str, b: str, rules: WarnRules) -> bool:
    return a == b or (a in rules.names and rules.names[a] == rules.names.get(b))


def _spoken_of(report: Report, line: Line, aspect: Aspect, rules: WarnRules) -> str | None:
    """The singular noun, of the counted thing's name or group, that stands with "the" in the sentence before the number."""
    for found in re.finditer(
        r"\bthe((?:\s+[\w-]+){1,3})", report.text[line.span.start : aspect.point.span.start], re.IGNORECASE
    ):
        for word in found.group(1).lower().split():
            if lemma(word) == word and _same_thing(word, aspect.head, rules):
                return word
    return None


def _single(report: Report, line: Line, noun: str, rules: WarnRules) -> Span | None:
    """The span of "a … noun" in a sentence: the noun in the singular, of the same name or group, and the last of its phrase."""
    for found in _ONE.finditer(report.text, line.span.start, line.span.end):
        phrase = [word.strip("’'‘\"“”").lower() for word in found.group(1).split()]
        for number, word in enumerate(phrase):
            following = phrase[number + 1] if number + 1 < len(phrase) else ""
            if lemma(word) == word and _same_thing(word, noun, rules) and (not following or following in STOPWORDS):
                end = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE).search(report.text, found.start(), found.end(1))
                return Span(found.start(), end.end() if end else found.end(1))
    return None


# --- a whole of one kind, parts of two -----------------------------------------------------------------------------------


def _all_of_one_kind(case: Case, report: Report) -> Iterator[Alarm]:
    """A whole that is given to one of its parts: "20 Frisian sailors", then "12 from Friesland and 8 from Holland"."""
    counts = [
        one for one in case.by_report[report.id] if _plain_count(one) and one.point.part in OWN_WORDS and not case.beside(one)
    ]
    sums: dict[float, list[tuple[Aspect, Aspect]]] = defaultdict(list)
    for parts in _by_line(counts).values():
        for a, b in combinations(parts, 2) if len(parts) <= MOST else ():
            sums[(exact(a.point.value) or 0) + (exact(b.point.value) or 0)].append((a, b))
    for whole in counts:
        kind = _kind(report, whole)
        for a, b in sums.get(exact(whole.point.value) or 0, ())[:MOST] if kind else ():
            named = [_named_after(report, one) for one in (a, b)]
            later = a.point.span.start > whole.point.sentence.end
            if later and all(named) and sum(_one_root(str(kind), str(name)) for name in named) == 1:
                said = f"{number_words(a.point.value)} and {number_words(b.point.value)} of two kinds in another"
                why = f"{number_words(whole.point.value)} all {kind} in one place, {said}"
                ids = (whole.point.id, a.point.id, b.point.id)
                yield Alarm("self_contradiction", report.id, whole.point.span, why, 0.65, ids)
                return


def _by_line(counts: Iterable[Aspect]) -> dict[int, list[Aspect]]:
    """Counts by the sentence in which they stand."""
    found: dict[int, list[Aspect]] = defaultdict(list)
    for one in counts:
        found[one.point.sentence.start].append(one)
    return found


def _kind(report: Report, whole: Aspect) -> str | None:
    """The one capitalised word right after a number: "Frisian" of "20 Frisian sailors"; None where two are joined."""
    found = re.match(r"\s+([A-Z]\w{3,})\s+(\w+)", report.text[whole.point.span.end : whole.point.span.end + 60])
    return found.group(1) if found and found.group(2) not in ("and", "or") else None


def _named_after(report: Report, part: Aspect) -> str | None:
    """The first capitalised word between a number and the next comma, "and" or number."""
    rest = report.text[part.point.span.end : part.point.sentence.end][:80]
    stretch = re.split(r",|;|\band\b|\d", rest, maxsplit=1)[0]
    found = re.search(r"\b[A-Z]\w{3,}", stretch)
    return found.group() if found else None


def _one_root(a: str, b: str) -> bool:
    """Whether two names of one people or place begin alike: Somali and Somalia."""
    return a[:ROOT].lower() == b[:ROOT].lower()


# --- two kinds of thing ------------------------------------------------------------------------------------------------


def _two_kinds(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """One doing with a thing of two kinds: rammed by a truck at the top, by a car below."""
    low = report.text.lower()
    rivals = [word for word in rules.rivals if word in low]
    if len(rivals) < 2:
        return
    met: dict[int, dict[str, tuple[Span, frozenset[str]]]] = defaultdict(dict)
    for line in case.lines[report.id]:
        low = line.text.lower()
        if line.part not in OWN_WORDS or not any(word in low for word in rivals) or not line.words & rules.rival_doings:
            continue  # few lines get to the last, which costs most
        found = [(rules.rivals[word], word) for word in sorted(line.words & rules.rivals.keys())]
        if len(found) != 1 or _SECOND.search(report.text, line.span.start, line.span.end):
            continue
        (group, member), word = found[0]
        span = _done_with(report, line, word, rules)
        if span is None:
            continue
        about = line.words - rules.rivals.keys()
        for other, (there, rest) in met[group].items():
            if other != member and rest & about:
                first = report.text[there.start : there.end]
                why = f"a {first.lower()} in one place, a {word} in another, for one thing"
                yield Alarm("self_contradiction", report.id, span, why, 0.6)
                return
        met[group].setdefault(member, (span, about))


def _done_with(report: Report, line: Line, word: str, rules: WarnRules) -> Span | None:
    """Where the word stands in the singular with one of the doings close by; None where the two only share a sentence."""
    for found in re.finditer(rf"\b{re.escape(word)}\b", report.text[line.span.start : line.span.end], re.IGNORECASE):
        start, end = line.span.start + found.start(), line.span.start + found.end()
        beside = report.text[max(line.span.start, start - CLOSE) : min(line.span.end, end + CLOSE)]
        if any(lemma(one) in rules.rival_doings or one in rules.rival_doings for one in tokens(beside)):
            return Span(start, end)
    return None


# --- two spellings -----------------------------------------------------------------------------------------------------


def _two_spellings(case: Case, report: Report) -> Iterator[Alarm]:
    """One person's name spelled two ways: all parts alike but one, which differs by a letter or two; a first
    name by one letter only, since brother and sister share the rest."""
    met: dict[tuple[str, ...], Span] = {}
    for span, kind in case.readings[report.id].names:
        parts = plain_name(case.text(report.id, span)) if kind == "PERSON" else ()
        if 2 <= len(parts) <= 4 and case.part_at(report.id, span.start) != "boilerplate":
            met.setdefault(parts, span)
    rest: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for parts in sorted(met, key=lambda one: met[one]):
        for at in range(len(parts)):
            rest[(str(at), str(len(parts)), *parts[:at], *parts[at + 1 :])].append(parts)
    for key, names in sorted(rest.items()):
        at = int(key[0])
        for a, b in pairwise(names):
            one, two = a[at], b[at]
            if min(len(one), len(two)) >= LETTERS and Levenshtein.distance(one, two) <= (2 if at else 1) and one[-1] == two[-1]:
                first, second = case.text(report.id, met[a]), case.text(report.id, met[b])
                why = f"one name spelled two ways: {first} and {second}"
                yield Alarm("self_contradiction", report.id, met[b], why, 0.5)
                return
