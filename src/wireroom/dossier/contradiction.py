"""Warnings about one report against itself: two values for one thing, one thing that becomes two, headline against body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, Line, WarnRules, cut
from wireroom.dossier.aspect import Aspect, lemma
from wireroom.dossier.lexicon import Words
from wireroom.dossier.number import compare_numbers, exact, number_words
from wireroom.dossier.person import same_body
from wireroom.dossier.place import Gazetteer
from wireroom.dossier.relate import relate, value_words
from wireroom.dossier.wording import tokens
from wireroom.model import Report, Span

MOST = 12
"""Claims of one thread in one report that are held against each other; a thread that has more is not of one thing."""
NEARBY = 2
"""Sentences within which one thing and its number are taken for the same."""
_KINDS = frozenset({"number", "time", "status", "place", "statement"})
_WEIGHT = {"number": 0.7, "time": 0.6, "status": 0.55, "place": 0.45, "statement": 0.5}
_ONE = re.compile(r"\b(?:an?|one)\s+((?:[\w’'‘\"“”-]+\s+){0,4}?)([a-z]{3,})\b(?!\s+of\b)", re.IGNORECASE)
_MORE = re.compile(r"\b(?:second|another|other|third|separate|earlier|previous|more)\b", re.IGNORECASE)


def contradiction(case: Case, words: Words, gazetteer: Gazetteer, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm of self_contradiction and headline_differs, by report."""
    yield from _within_threads(case, words, gazetteer)
    for report in case.reports.values():
        yield from _one_then_many(case, report, words)
        yield from _two_kinds(case, report, rules)
        yield from _headline(case, report, words)


# --- two values for one thing ------------------------------------------------------------------------------------------


def _within_threads(case: Case, words: Words, gazetteer: Gazetteer) -> Iterator[Alarm]:
    """For each thread and report, the weightiest pair of its claims that cannot both hold."""
    for thread in case.threads:
        if thread.kind not in _KINDS:
            continue
        by_report: dict[str, list[Aspect]] = defaultdict(list)
        for aspect in case.of_thread(thread):
            if aspect.point.part == "body" and not aspect.title:
                by_report[aspect.report].append(aspect)
        for report, own in sorted(by_report.items()):
            if not 2 <= len(own) <= MOST:
                continue
            pairs = [
                (_weight(a, b), a, b)
                for a, b in combinations(own, 2)
                if relate(a, b, gazetteer, one_lineage=True) == "conflict" and not _told_change(case, words, a, b)
            ]
            if pairs:
                weight, a, b = max(pairs, key=lambda one: (one[0], -one[1].point.span.start, -one[2].point.span.start))
                first, second = (value_words(thread.kind, one.point.value) for one in (a, b))
                why = f"{first} in one place, {second} in another, for {thread.about}{_laid_to(a, b)}"
                yield Alarm("self_contradiction", report, b.point.span, why, weight, (a.point.id, b.point.id))


def _weight(a: Aspect, b: Aspect) -> float:
    """Less when two named sources differ: a report that gives both sides has not contradicted itself."""
    weight = _WEIGHT[a.kind]
    return weight - 0.3 if _two_sides(a, b) else weight


def _two_sides(a: Aspect, b: Aspect) -> bool:
    first, second = ([source.origin or source.name for source in one.point.said_by] for one in (a, b))
    if not first and not second:
        return False
    return not any(same_body(one, two) for one in first for two in second)


def _laid_to(a: Aspect, b: Aspect) -> str:
    if not _two_sides(a, b):
        return ""
    return " (" + " against ".join(one.point.said_by[0].name if one.point.said_by else "the report" for one in (a, b)) + ")"


def _told_change(case: Case, words: Words, a: Aspect, b: Aspect) -> bool:
    """Whether the report itself says that the one became the other, or the two are dated apart."""
    if a.start and b.start and a.kind != "time" and a.start[:10] != b.start[:10]:
        return True
    if a.kind == "time" or not words.changes:
        return False
    change = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words.changes) + r")\b", re.IGNORECASE)
    return any(change.search(case.text(one.report, one.point.sentence)) for one in (a, b))


# --- one thing that becomes several ------------------------------------------------------------------------------------


def _one_then_many(case: Case, report: Report, words: Words) -> Iterator[Alarm]:
    """ "a missile was launched …; the missile test involved two projectiles": one, then a number above one, of things of one
    name, the second sentence speaking of the first's."""
    lines = [line for line in case.lines[report.id] if line.part in OWN_WORDS]
    for aspect in case.by_report[report.id]:
        count = exact(aspect.point.value)
        if (
            aspect.kind != "number"
            or not count
            or count < 2
            or aspect.unit
            or aspect.role not in (None, "count")
            or not aspect.head
        ):
            continue
        at = next((n for n, line in enumerate(lines) if line.span.start <= aspect.point.span.start < line.span.end), None)
        if at is None or case.beside(aspect) or aspect.part_of:
            continue
        again = _spoken_of(report, lines[at], aspect, words)
        if again is None or _MORE.search(report.text, lines[at].span.start, aspect.point.span.end):
            continue
        for line in reversed(lines[max(0, at - NEARBY) : at]):
            one = _single(report, line, again, words)
            if one is not None:
                several = f"{number_words(aspect.point.value)} {aspect.head}s"
                why = f"one {again} first ({cut(case.text(report.id, one), 8)}), then {several}"
                yield Alarm("self_contradiction", report.id, aspect.point.span, why, 0.7, (aspect.point.id,))
                return


def _spoken_of(report: Report, line: Line, aspect: Aspect, words: Words) -> str | None:
    """The singular noun, of the counted thing's name or group, that stands with "the" in the sentence before the number."""
    for found in re.finditer(
        r"\bthe\s+(?:\w+\s+)?([a-z]{3,})\b", report.text[line.span.start : aspect.point.span.start], re.IGNORECASE
    ):
        for word in found.group().lower().split()[1:]:
            if word != "the" and lemma(word) == word and words.same_noun(word, aspect.head):
                return word
    return None


def _single(report: Report, line: Line, noun: str, words: Words) -> Span | None:
    """The span of "a … noun" in a sentence; the noun in the singular, of the same name or group."""
    for found in _ONE.finditer(report.text, line.span.start, line.span.end):
        between = [word.strip("’'‘\"“”").lower() for word in found.group(1).split()]
        for number, word in enumerate([*between, found.group(2).lower()]):
            if lemma(word) == word and words.same_noun(word, noun) and number == len(between):
                return Span(*found.span())
    return None


# --- two kinds of thing ------------------------------------------------------------------------------------------------


def _two_kinds(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """One doing with a thing of two kinds: rammed by a truck at the top, by a car below."""
    if not rules.rivals:
        return
    met: dict[int, dict[str, tuple[Span, frozenset[str]]]] = defaultdict(dict)
    for line in case.lines[report.id]:
        if line.part not in OWN_WORDS or not line.words & rules.rival_doings:
            continue
        found = [(rules.rivals[word], word) for word in sorted(line.words & rules.rivals.keys())]
        if len(found) != 1 or _MORE.search(report.text, line.span.start, line.span.end):
            continue
        (group, member), word = found[0]
        place = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE).search(report.text, line.span.start, line.span.end)
        span = Span(*place.span()) if place else line.span
        about = line.words - rules.rivals.keys()
        for other, (there, rest) in met[group].items():
            if other != member and rest & about:
                first = report.text[there.start : there.end]
                why = f"a {first.lower()} in one place, a {word} in another, for one thing"
                yield Alarm("self_contradiction", report.id, span, why, 0.6)
                return
        met[group].setdefault(member, (span, about))


# --- headline against body ---------------------------------------------------------------------------------------------


def _headline(case: Case, report: Report, words: Words) -> Iterator[Alarm]:
    """A number of the headline with which no number of the body for the same thing agrees."""
    own = [aspect for aspect in case.by_report[report.id] if aspect.kind == "number"]
    for title in (aspect for aspect in own if aspect.title):
        body = [aspect for aspect in own if aspect.point.part == "body" and _one_thing(title, aspect, words)]
        if not body or any(compare_numbers(title.point.value, aspect.point.value) != "conflict" for aspect in body):
            continue
        if _adds_up(title, body):
            continue
        against = body[0]
        said = [number_words(one.point.value) for one in (title, against)]
        what = title.head or against.head
        why = f"the headline has {said[0]}, the body {said[1]}" + (f" for {what}" if what and not title.unit else "")
        if tokens(said[0]) != tokens(said[1]):
            yield Alarm("headline_differs", report.id, against.point.span, why, 0.8, (title.point.id, against.point.id))
            return


def _one_thing(title: Aspect, body: Aspect, words: Words) -> bool:
    if title.unit != body.unit or title.role != body.role:
        return False
    if title.effect and body.effect:
        return title.effect == body.effect and (not title.words or not body.words or _alike(title, body, words))
    return bool(title.head) and title.head == body.head and bool(set(title.clause) & set(body.clause) - {title.head})


def _alike(title: Aspect, body: Aspect, words: Words) -> bool:
    both = words.is_person(title.head) and words.is_person(body.head)
    return both or words.same_noun(title.head, body.head)


def _adds_up(title: Aspect, body: Sequence[Aspect]) -> bool:
    """Whether the headline's number is the sum of two or of all of the body's, or more than one of them leaves it open."""
    whole = exact(title.point.value)
    parts = sorted({number for aspect in body if (number := exact(aspect.point.value)) is not None})
    if whole is None:
        return False
    return sum(parts) == whole or any(a + b == whole for a, b in combinations(parts[:MOST], 2))
