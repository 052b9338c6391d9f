"""Points of status, place, participant and polarity, each made from one statement of a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wireroom.dossier.aspect import Aspect, Page, content_words, lemma
from wireroom.dossier.storytime import bounds
from wireroom.model import Claim, Point, Span, Statement


def statement_points(page: Page) -> Iterator[Aspect]:
    """An aspect a statement of a phase, a place, a participant or a denial, in order; statements in boilerplate give none."""
    for statement in page.reading.statements:
        if statement.kind == "time" or page.part(statement.span) == "boilerplate":
            continue
        span, value = _value(page, statement)
        if value is None:
            continue
        claim = page.claim_of(statement)
        point = page.point(claim=claim, item=statement.id, kind=statement.kind, span=span, value=value)
        yield features(page, statement, point, claim)


def _value(page: Page, statement: Statement) -> tuple[Span, dict[str, object] | None]:
    of = page.event_words(statement)
    if statement.kind == "status" and statement.phase is not None:
        return statement.span, {"phase": statement.phase, "of": of}
    if statement.kind == "place" and statement.place and statement.place_span:
        bare = statement.place.lower().removeprefix("the ")
        if bare in NO_NAMES or _part_of_name(page, statement.place_span, of):
            return statement.place_span, None
        return statement.place_span, {
            "name": statement.place,
            "within": list(statement.within),
            "of": of,
            "relation": statement.relation,
        }
    if statement.kind == "participant" and statement.name and statement.name_span:
        return statement.name_span, {"name": statement.name, "role": statement.role, "of": of}
    if statement.kind == "statement":
        polarity = "negative" if statement.negative else "positive"
        return statement.span, {"polarity": polarity, "predicate": statement.predicate, "of": of}
    return statement.span, None


NO_NAMES = frozenset(
    {"overseas", "abroad", "elsewhere", "here", "there", "home", "away", "nearby", "online", "outside", "inside"}
) | frozenset({"north", "south", "east", "west"})
"""Words that answer to "where" and name no place that another could be held against."""
_LEADING = re.compile(r"[A-Z][\w’'-]+ (?:at|of|for|in|on) (?:the )?$")


def _part_of_name(page: Page, span: Span, of: str) -> bool:
    """Whether a place of several words that the reading has not for a place is the tail of a longer name ("Museum of Feats at
    Overseas Operations"), or the very thing that is said to be there."""
    text = page.report.text
    words = text[span.start : span.end].split()
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    if not _LEADING.search(text, max(0, span.start - 40), span.start) and " ".join(words) not in of:
        return False
    return not any(
        kind in ("GPE", "LOC") and name.start < span.end and span.start < name.end for name, kind in page.reading.names
    )


def features(
    page: Page,
    statement: Statement,
    point: Point,
    claim: Claim | None,
    *,
    start: str | None = None,
    end: str | None = None,
    item: str | None = None,
) -> Aspect:
    """The aspect of a point made from a statement; `item` is the id in the reading, the statement's own by default."""
    thing = (statement.thing or "").split()
    stop = page.rules.stopwords
    around = set(content_words(page.report.text[statement.span.start : statement.span.end], stop))
    around |= set(content_words(f"{statement.subject or ''} {statement.object or ''}", stop))
    head = statement.role if statement.kind == "participant" else _head(statement)
    return Aspect(
        point=point,
        kind=statement.kind,
        head=head or "",
        words=tuple(sorted({lemma(word) for word in thing if word not in stop and not word.isdigit()})),
        clause=tuple(sorted(around)) or page.clause(point.sentence),
        effect=statement.effect,
        predicate=statement.predicate,
        names=page.names(point.sentence),
        subject=statement.subject,
        object=statement.object,
        place=statement.place,
        role=statement.role or statement.relation,
        start=start,
        end=end,
        negative=statement.negative,
        title=point.part == "headline",
        claim=claim.id if claim else None,
        item=item or statement.id,
        weak=statement.weak,
        before=_before(page, statement, point) if statement.kind == "status" else None,
    )


_AGO = re.compile(r"\b(?:weeks?|fortnight|months?|years?|decades?)\s+(?:ago|earlier|before)\b", re.IGNORECASE)
_BARE = re.compile(r"XXXX-\d\d")
LONG_AGO = 3
"""Days before its report from which on a dated deed belongs to the background. As in `node.FAR`."""


def _before(page: Page, statement: Statement, point: Point) -> str | None:
    """The last day to which the words right after a status date it, if that is well before its report; see `Aspect.before`."""
    end = min(point.sentence.end, statement.span.end + NEAR)
    for timex in page.reading.timexes:
        if not statement.span.start <= timex.span.start < end or timex.type != "DATE":
            continue
        _, last = bounds(timex.value, timex.mod)
        if last and page.day and not last.startswith("T"):
            gap = date.fromisoformat(page.day) - date.fromisoformat(last[:10]) if len(page.day) == 10 else None
            if gap is not None and gap.days > LONG_AGO:
                return last[:10]
        elif _AGO.search(page.report.text, timex.span.start, min(timex.span.end + 8, point.sentence.end)) or (
            page.day is None and _BARE.match(timex.value)
        ):
            return ""
    return None


NEAR = 60
"""Code points after a status within which a time dates it."""


PRONOUNS = frozenset({"it", "they", "he", "she", "this", "that", "which", "who", "we", "i", "you", "one", "these", "those"})


def _head(statement: Statement) -> str:
    """The head lemma of the thing, an "of" phrase aside; the predicate where there is no thing."""
    words = (statement.thing or "").split()
    if statement.head is not None and statement.head in PRONOUNS:
        return statement.predicate
    return words[0] if len(words) == 1 else statement.head or (words[-1] if words else statement.predicate)
