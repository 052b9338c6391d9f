"""Warnings about who stands for what is said: nobody, nobody in particular, one for all, or each other in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from datetime import timedelta

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, WarnRules, listed, paper, unnamed
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.lexicon import Words
from wireroom.dossier.number import level
from wireroom.dossier.overtaking import in_part
from wireroom.dossier.rings import circular, single_origin
from wireroom.dossier.storytime import report_day, story_day
from wireroom.dossier.told import days_of, own_times
from wireroom.model import Claim, Report, Thread

GREAT_SUM = 1_000_000
"""From this sum on money is of weight, in whatever currency: below it are prices. By eye on the annotated stories."""
_NOTICED = {"auto_published": "published automatically", "not_reviewed": "not reviewed by an editor"}
LEAD = 3
"""Sentences in which a report says what it is about."""
LONG_QUOTE = 4
"""Words from which a quotation is of weight."""
RECENT = timedelta(days=10)
"""How far before a report's day a sentence may be dated and still be of the story. By eye on the annotated stories."""
_AFTER_HEAD = re.compile(
    r",|\s(?:who|that|which|with|of|in|at|on|from|for|to|by|close|near|familiar|inside|involved|speaking|specializing|specialising)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"(?:an?|one|another)\b", re.IGNORECASE)
_MEDIA = re.compile(r"^(?:media|press|newspapers?|papers?|outlets?|broadcasters?|television|tv|reports?)$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|told|tells|according|announced|confirmed|reported|estimates?|estimated)\b", re.IGNORECASE)
_IN_APPOSITION = re.compile(r",.*\b[A-Z]|\bby (?:the )?[A-Z]")
_NAMED_BEFORE = re.compile(r"[A-Z][\w’'.-]+\s+[A-Z][\w’'-]+\s*,\s*$")
_WORD = re.compile(r"[^\W\d_]{3,}$")
_AT_SECOND_HAND = re.compile(r"\b(?:cited|quoted|told|story|report)\b", re.IGNORECASE)


def sourcing(case: Case, words: Words, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm about sources: at most one a report of `anonymous_source` and of `unattributed`, one an origin of
    `single_origin`, one a ring of `circular_sourcing`."""
    threads = {claim: thread for thread in case.threads for claim in thread.claims}
    bare = {report.id for report in case.reports.values() if _nobody_stands(case, report)}
    telling = 2 * len(bare) < len(case.reports)
    for report in case.reports.values():
        yield from _unreviewed(report)
        yield from _anonymous(case, report, rules)
        yield from _unattributed(case, report, threads, words, rules, bare=telling and report.id in bare)
    yield from single_origin(case)
    yield from circular(case)


def _unreviewed(report: Report) -> Iterator[Alarm]:
    """One alarm for a report that says that no editor has read it."""
    found = [(one.kind == "not_reviewed", one.span, one.kind) for one in report.notices if one.kind in _NOTICED and one.span]
    if found:
        words = " and ".join(sorted({_NOTICED[kind] for _, _, kind in found}, reverse=True))
        yield Alarm("unreviewed", report.id, max(found)[1], f"the report says of itself that it was {words}", 1.0)


# --- nobody in particular ----------------------------------------------------------------------------------------------


def _anonymous(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """The weightiest of the claims that rest on unnamed people alone, with all of them."""
    claims = case.readings[report.id].claims
    alone = _nobody_stands(case, report)
    tolls = frozenset(
        one.claim for one in case.by_report[report.id] if one.kind == "number" and one.effect in rules.harm and not one.part_of
    )
    events = frozenset(aspect.claim for aspect in case.by_report[report.id] if aspect.effect)
    found = [
        (claim, _gravity(case, report, claim, events))
        for claim in claims
        if _rests_on_nobody(case, report, claim) and _worth_naming(claim, rules, alone=alone, toll=claim.id in tolls)
    ]
    if not found:
        return
    claim, weight = max(found, key=lambda pair: (pair[1], -pair[0].sources[0].span.start))
    weight += 0.15 if alone else 0.0
    who = listed([source.text if len(source.text) < 60 else source.name for source in claim.sources])
    others = {1: "", 2: ", and so does one claim more"}.get(len(found), f", and so do {len(found) - 1} claims more")
    why = f"this rests on “{who}” alone, and no name is given{others}"
    ours = {one.id for one, _ in found}
    points = tuple(aspect.point.id for aspect in case.by_report[report.id] if aspect.claim in ours)
    yield Alarm("anonymous_source", report.id, claim.sources[0].span, why, min(0.9, weight + 0.05 * (len(found) - 1)), points)


def _rests_on_nobody(case: Case, report: Report, claim: Claim) -> bool:
    """Whether only nobodies stand for a claim of some length."""
    return (
        bool(claim.sources)
        and bool(claim.content)
        and claim.part == "body"
        and all(unnamed(source, source.text) and source.kind != "document" for source in claim.sources)
        and not any(_NAMED_BEFORE.search(report.text, max(0, one.span.start - 40), one.span.start) for one in claim.sources)
        and len(case.text(report.id, claim.content[0]).split()) >= LONG_QUOTE
    )


def _worth_naming(claim: Claim, rules: WarnRules, *, alone: bool, toll: bool) -> bool:
    """Whether an editor would want to know who the nobodies of a claim are: not crowds in whose name anything can be said, not
    a name that we failed to read as one, nor people that another outlet quotes. What officials and the media say in general is
    the common footing of news: it counts where a report has nobody else, and of media where they give a toll."""
    for source in claim.sources:
        if _AT_SECOND_HAND.search(source.text):
            return False
        if _IN_APPOSITION.search(source.text):
            return False
        head = _head(source.text)
        named = any(char.isupper() for char in (head if " " in source.text.strip() else head[1:]))
        if head.lower() in rules.vague or named or not _WORD.match(head):
            return False
        if not alone and head.lower() in rules.officials and not _INDEFINITE.match(source.text):
            return False
        if (source.kind == "agency" or _MEDIA.search(head)) and not toll:
            return False
    return True


def _head(words: str) -> str:
    """The head noun of a noun phrase, by its place: the last word before a comma, a preposition, a participle or "who"."""
    first = _AFTER_HEAD.split(words.strip(), maxsplit=1)[0].split()
    return first[-1].strip("“”\"'’") if first else ""


def _gravity(case: Case, report: Report, claim: Claim, events: Set[str | None]) -> float:
    """How much hangs on a claim: words quoted at length, figures, an event."""
    weight = 0.4
    if any(len(case.text(report.id, quote).split()) >= LONG_QUOTE for quote in claim.quotes):
        weight += 0.15
    if claim.quantities:
        weight += 0.1
    if claim.id in events:
        weight += 0.1
    return weight


# --- nobody at all -----------------------------------------------------------------------------------------------------


def _unattributed(
    case: Case, report: Report, threads: Mapping[str, Thread], words: Words, rules: WarnRules, *, bare: bool
) -> Iterator[Alarm]:
    """The weightiest figure for which the report names nobody, with all of them; or, of a report that names nobody for
    anything (`bare`) and opens with harm to people or an event dated by day and month, its opening, where no other report
    has a source for the same."""
    own = [aspect for aspect in case.by_report[report.id] if not case.beside(aspect)]
    opening = [line.span.end for line in case.lines[report.id] if line.part in OWN_WORDS][:LEAD]
    lead = [one for one in own if opening and one.point.span.start < opening[-1]]
    sourced = {
        (one.effect, one.head if one.effect is None else None, level(one.point.value))
        for one in own
        if one.kind == "number" and (one.point.said_by or one.point.via) and not all(paper(said) for said in one.point.said_by)
    }
    leading = frozenset(one.point.id for one in lead)
    found = []
    for one in own:
        thread = threads.get(one.point.id)
        weight = _unsourced(case, one, thread, words, rules, leading=one.point.id in leading)
        again = (one.effect, one.head if one.effect is None else None, level(one.point.value)) in sourced
        if weight and not again and not _of_another_day(case, one):
            found.append((weight, one))
    facts = [one for one in lead if one.kind in ("number", "time", "status", "place")]
    if (
        bare
        and any(one.effect in rules.harm or _on_a_day(one) for one in lead)
        and not any(_backed(case, one, threads.get(one.point.id)) for one in facts if one.kind != "place")
    ):
        told = [one for one in facts if one.kind != "number"]
        found += [(0.62, aspect) for aspect in told if not aspect.point.said_by]
    if not found:
        return
    weight, first = max(found, key=lambda pair: (pair[0], -pair[1].point.span.start, pair[1].point.id))
    claims = tuple(sorted({aspect.point.id for _, aspect in found}))
    more = len(found) - 1
    others = "" if not more else " or of one thing more" if more == 1 else f" or of {more} things more"
    if first.point.said_by:
        why = f"“{' '.join(first.point.text.split())}” rests on “{first.point.said_by[0].name}” alone"
    elif first.kind == "number":
        why = f"nobody is named as the source of “{' '.join(first.point.text.split())}”{others}"
    else:
        why = "nobody is named for what is told here, and the report credits no agency and no one else for its account"
    yield Alarm("unattributed", report.id, first.point.span, why, weight, claims)


def _unsourced(case: Case, aspect: Aspect, thread: Thread | None, words: Words, rules: WarnRules, *, leading: bool) -> float:
    """The weight of a figure without a source; 0 when it has one, when another lineage has one for the same, or when it is
    neither what the report leads with nor what others speak of."""
    point = aspect.point
    named = [source for source in point.said_by if not paper(source)]
    if named or point.via or point.part not in OWN_WORDS or aspect.kind != "number" or in_part(case, aspect):
        return 0.0
    shared = thread is not None and len({aspect.report for aspect in case.of_thread(thread)}) > 1
    weight = _importance(aspect, words, rules) if leading or shared else 0.0
    if not weight or (_backed(case, aspect, thread) and not point.said_by):
        return 0.0
    if not point.said_by and _SAID.search(case.text(aspect.report, point.sentence)):
        return 0.0
    if thread is not None and thread.verdict == "disputed":
        weight += 0.1 if len(_own_side(case, aspect, thread)) == 1 else 0.05
    return weight + (0.05 if point.said_by or point.certainty != "stated" else 0.0)


def _on_a_day(aspect: Aspect) -> bool:
    """Whether a time is told as a date: "on 2 November"."""
    day = aspect.kind == "time" and len(str(aspect.point.value.get("value") or "")) >= len("2020-01-01")
    return day and bool(re.search(r"\d", aspect.point.text)) and bool(re.search(r"[A-Z][a-z]{2}", aspect.point.text))


def _backed(case: Case, aspect: Aspect, thread: Thread | None) -> bool:
    """Whether a report of another lineage has a source that is somebody for the same value."""
    if thread is None:
        return False
    side = next((set(one.claims) for one in thread.positions if aspect.point.id in one.claims), set())
    return any(
        case.body[other.report] != case.body[aspect.report]
        and any(not unnamed(said, said.name) and not paper(said) for said in other.point.said_by)
        for claim in sorted(side)
        if (other := case.aspects.get(claim)) is not None
    )


_BARE_MONTH = re.compile(r"XXXX-\d\d$")
FEW_HURT = 2
"""People hurt up to whom nobody asks for a source. Chosen by eye."""


def _of_another_day(case: Case, aspect: Aspect) -> bool:
    """Whether the sentence is dated to another time than the story's: background, as a rule from somebody's archive."""
    anchor = report_day(case.reports[aspect.report]) or story_day(case.reports.values())
    line = aspect.point.sentence
    for timex in own_times(case, aspect.report):
        if not line.start <= timex.span.start < line.end:
            continue
        if anchor is None and _BARE_MONTH.match(timex.value):
            return True
        if (days := days_of(timex)) is not None:
            if anchor is None:
                if days[1] - days[0] > timedelta(days=1):
                    return True
            elif days[1] < anchor - RECENT:
                return True
    return False


def _importance(aspect: Aspect, words: Words, rules: WarnRules) -> float:
    """The weight of a figure: great sums of money, people harmed (more than a few where they were only hurt) or sent."""
    if aspect.role == "money":
        return 0.5 if level(aspect.point.value) >= GREAT_SUM else 0.0
    if aspect.role not in (None, "count") or aspect.unit or level(aspect.point.value) <= 0:
        return 0.0
    if aspect.effect == "injured" and level(aspect.point.value) <= FEW_HURT:
        return 0.0
    if aspect.effect in rules.harm and (not aspect.head or words.is_person(aspect.head)):
        return 0.5 if aspect.effect != "arrested" else 0.4
    return 0.0


def _own_side(case: Case, aspect: Aspect, thread: Thread) -> frozenset[str]:
    """The reports that hold the same position as the point."""
    for position in thread.positions:
        if aspect.point.id in position.claims:
            return frozenset(case.aspects[claim].report for claim in position.claims if claim in case.aspects)
    return frozenset()


def _nobody_stands(case: Case, report: Report) -> bool:
    """Whether the report credits no agency and names no body, agency or document for anything that it tells: what people
    in it say of themselves does not count."""
    if report.agencies or report.byline:
        return False
    for claim in case.readings[report.id].claims:
        if claim.via or any(
            not unnamed(source, source.text) and source.kind in ("organisation", "agency", "officials", "document")
            for source in claim.sources
        ):
            return False
    return True
