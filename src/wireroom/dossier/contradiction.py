"""Warnings about one report against itself: two values for one thing, one thing that becomes two, headline against body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, WarnRules, cut
from wireroom.dossier.aspect import Aspect, lemma
from wireroom.dossier.lexicon import Words
from wireroom.dossier.number import compare_numbers, exact, level, number_words
from wireroom.dossier.overtaking import in_part
from wireroom.dossier.person import same_body
from wireroom.dossier.place import Gazetteer
from wireroom.dossier.relate import relate, value_words
from wireroom.dossier.spoken import tokens
from wireroom.model import Report, Span

MOST = 12
"""Claims of one thread in one report that are held against each other; a thread that has more is not of one thing."""
APART = 3
"""How many times a number of the body may be that of the headline, or the other way round, and still be of the same thing."""
COMMON = 3
"""Content words that two sentences of one report must share for two times to be of one event."""
_WEIGHT = {"number": 0.7, "time": 0.5}
_BEGINS = re.compile(
    r"\b(?:mark(?:s|ed|ing)?|signal(?:s|led)?|is|was)\s+(?:only\s+)?the\s+(?:beginning|start|launch)\s+of\b", re.IGNORECASE
)
_AGAINST = re.compile(r"\b(?:contrary to|contradict\w*|disput\w*|denied|denies|however|although|despite)\b", re.IGNORECASE)


def contradiction(case: Case, words: Words, gazetteer: Gazetteer, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm of self_contradiction and headline_differs, by report."""
    yield from _within_threads(case, words, gazetteer)
    for report in case.reports.values():
        yield from _none_and_some(case, report, words, rules)
        yield from _done_and_begun(case, report, rules)
        yield from _headline(case, report, words)


# --- two values for one thing ------------------------------------------------------------------------------------------


def _within_threads(case: Case, words: Words, gazetteer: Gazetteer) -> Iterator[Alarm]:
    """For each thread of numbers or times and each report, the weightiest pair of its claims that cannot both hold."""
    for thread in case.threads:
        if thread.kind not in _WEIGHT:
            continue
        by_report: dict[str, list[Aspect]] = defaultdict(list)
        for aspect in case.of_thread(thread):
            if aspect.point.part == "body" and not aspect.title and not (aspect.kind == "number" and in_part(case, aspect)):
                by_report[aspect.report].append(aspect)
        for report, own in sorted(by_report.items()):
            if not 2 <= len(own) <= MOST:
                continue
            pairs = [
                (_weight(a, b), a, b)
                for a, b in combinations(own, 2)
                if _one_subject(a, b)
                and relate(a, b, gazetteer, one_lineage=True) == "conflict"
                and not _told_change(case, words, a, b)
            ]
            if pairs:
                weight, a, b = max(pairs, key=lambda one: (one[0], -one[1].point.span.start, -one[2].point.span.start))
                first, second = (value_words(thread.kind, one.point.value) for one in (a, b))
                why = f"{first} in one place, {second} in another, for {thread.about}{_laid_to(a, b)}"
                yield Alarm("self_contradiction", report, b.point.span, why, weight, (a.point.id, b.point.id))


def _one_subject(a: Aspect, b: Aspect) -> bool:
    """Whether two points of one report are surely of one thing: a whole and its parts, or a list, are not."""
    if a.kind == "time":
        return a.point.sentence != b.point.sentence and len(set(a.clause) & set(b.clause)) >= COMMON
    if a.part_of or b.part_of or a.total != b.total or a.point.sentence == b.point.sentence:
        return False
    if a.role == "age":
        return True
    same = a.effect == b.effect and (a.effect is not None or a.predicate == b.predicate)
    return same and (a.head == b.head or not a.head or not b.head or len(set(a.words) & set(b.words)) > 0)


def _weight(a: Aspect, b: Aspect) -> float:
    """Less when two sources differ: a report that gives both sides has not contradicted itself."""
    weight = _WEIGHT[a.kind]
    return weight - 0.25 if _two_sides(a, b) else weight


def _two_sides(a: Aspect, b: Aspect) -> bool:
    first, second = ([source.origin or source.name for source in one.point.said_by] for one in (a, b))
    if not first and not second:
        return False
    return not any(same_body(one, two) for one in first for two in second)


def _none_and_some(case: Case, report: Report, words: Words, rules: WarnRules) -> Iterator[Alarm]:
    """Nobody harmed in one place and somebody in another: the plainest of contradictions, also where two sources differ."""
    months = case.months(report.id)
    somebody: dict[tuple[object, ...], Aspect] = {}
    nobody: dict[tuple[object, ...], Aspect] = {}
    for one in case.by_report[report.id]:
        if one.kind != "number" or one.effect not in rules.harm or one.point.part != "body" or one.part_of:
            continue
        key = (one.effect, months.get(one.point.sentence.start, ()))
        if level(one.point.value) > 0:
            somebody.setdefault(key, one)
        elif (
            exact(one.point.value) == 0
            and one.point.certainty == "stated"
            and (not one.head or one.head in words.generic_people)
        ):
            nobody.setdefault(key, one)
    for where, none in nobody.items():
        some = somebody.get(where)
        if some is not None and some.point.sentence != none.point.sentence and not _aside(case, some, none):
            why = f"{number_words(some.point.value)} {some.effect} in one place, nobody in another{_laid_to(some, none)}"
            weight = 0.5 if _two_sides(none, some) else 0.7
            yield Alarm("self_contradiction", report.id, none.point.span, why, weight, (some.point.id, none.point.id))
            return


def _aside(case: Case, *found: Aspect) -> bool:
    """Whether one of the points stands in brackets or the sentence itself sets the one side against the other."""
    for one in found:
        text, line = case.reports[one.report].text, one.point.sentence
        before = text[line.start : one.point.span.start]
        if before.count("(") > before.count(")") or _AGAINST.search(text, line.start, line.end):
            return True
    return False


def _laid_to(a: Aspect, b: Aspect) -> str:
    if not _two_sides(a, b):
        return ""
    return " (" + " against ".join(one.point.said_by[0].name if one.point.said_by else "the report" for one in (a, b)) + ")"


def _told_change(case: Case, words: Words, a: Aspect, b: Aspect) -> bool:
    """Whether the report itself says that the one became the other, or the two are dated apart."""
    if a.kind == "time":
        return False
    months = case.months(a.report)
    if months.get(a.point.sentence.start) != months.get(b.point.sentence.start):
        return True
    if not words.changes:
        return False
    change = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words.changes) + r")\b", re.IGNORECASE)
    return any(change.search(case.text(one.report, one.point.sentence)) for one in (a, b))


# --- done, and only begun ----------------------------------------------------------------------------------------------


def _done_and_begun(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """A thing that is opened or finished in one place and only begun, or still being built, in another, at no other time."""
    own = [
        aspect
        for aspect in case.by_report[report.id]
        if aspect.kind == "status" and aspect.point.part in OWN_WORDS and aspect.head
    ]
    done: dict[str, Aspect] = {}
    for aspect in own:
        if aspect.point.value.get("phase") == "completed" and aspect.predicate in rules.done and not aspect.negative:
            done.setdefault(aspect.head, aspect)
    if not done:
        return
    for aspect in own:
        first = done.get(aspect.head)
        if first is None or case.beside(aspect) or aspect.point.value.get("phase") not in ("started", "under_construction"):
            continue
        if not _dated(case, aspect):
            yield _unfinished(case, first, aspect.point.span, aspect.head, (aspect.point.id,))
            return
    for line in case.lines[report.id]:
        begins = _BEGINS.search(report.text, line.span.start, line.span.end) if line.part in OWN_WORDS else None
        after = [lemma(word) for word in tokens(report.text[begins.end() : line.span.end])[:8]] if begins else []
        head = next((head for head in sorted(done) if head in after), None)
        if begins and head:
            yield _unfinished(case, done[head], Span(*begins.span()), head, ())
            return


def _unfinished(case: Case, first: Aspect, span: Span, head: str, also: tuple[str, ...]) -> Alarm:
    begun = cut(case.text(first.report, Span(span.start, span.end)), 8)
    why = f"the {head} is done in one place ({cut(' '.join(first.point.text.split()), 8)}), only begun in another ({begun})"
    return Alarm("self_contradiction", first.report, span, why, 0.7, (first.point.id, *also))


def _dated(case: Case, aspect: Aspect) -> bool:
    """Whether the sentence gives a time of its own, so that the phase may be of another day."""
    line = aspect.point.sentence
    return bool(aspect.start) or any(
        line.start <= timex.span.start < line.end for timex in case.readings[aspect.report].timexes
    )


# --- headline against body ---------------------------------------------------------------------------------------------


def _headline(case: Case, report: Report, words: Words) -> Iterator[Alarm]:
    """A number of the headline with which no number of the body for the same thing agrees."""
    own = [aspect for aspect in case.by_report[report.id] if aspect.kind == "number"]
    elsewhere = case.months(report.id)
    for title in [aspect for aspect in own if aspect.title][:MOST]:
        body = [
            aspect
            for aspect in own
            if aspect.point.part == "body" and _one_thing(title, aspect, words) and not in_part(case, aspect)
            if aspect.point.sentence.start not in elsewhere
        ]
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
    if title.unit and title.names and not set(title.names) & set(body.names):
        return False
    if level(body.point.value) * APART < level(title.point.value) or level(title.point.value) * APART < level(body.point.value):
        return False
    if title.effect or body.effect:
        return title.effect == body.effect and (not title.head or not body.head or _alike(title, body, words))
    return bool(title.head) and title.head == body.head and len(set(title.clause) & set(body.clause) - {title.head}) >= 2


def _alike(title: Aspect, body: Aspect, words: Words) -> bool:
    """Whether two nouns stand for one crowd: the same, or one of people in general that is the larger of the two, since the
    children or the passengers may be a part of the people."""
    if words.same_noun(title.head, body.head) or {title.head, body.head} <= words.generic_people:
        return True
    if not (words.is_person(title.head) and words.is_person(body.head)):
        return False
    whole, part = (title, body) if title.head in words.generic_people else (body, title)
    return whole.head in words.generic_people and level(whole.point.value) < level(part.point.value)


def _adds_up(title: Aspect, body: Sequence[Aspect]) -> bool:
    """Whether the headline's number is the sum of two or of all of the body's, or more than one of them leaves it open."""
    whole = exact(title.point.value)
    parts = sorted({number for aspect in body if (number := exact(aspect.point.value)) is not None})
    if whole is None:
        return False
    return sum(parts) == whole or any(a + b == whole for a, b in combinations(parts[:MOST], 2))
