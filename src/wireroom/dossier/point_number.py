"""Points of number: each quantity of a reading that can be compared with another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wireroom.dossier.aspect import Aspect, Page, PointRules, content_words, lemma
from wireroom.model import Point, Quantity


def number_points(page: Page) -> Iterator[Aspect]:
    """An aspect a quantity in the text, in its order, then those of a title that stands beside the text.

    Numbers that only name or order things, and boilerplate, give none."""
    for quantity in page.reading.quantities:
        if _speaks(quantity, page) and page.part(quantity.span) != "boilerplate" and is_count(quantity, page.report.text):
            yield _aspect(page, quantity)
    for quantity in page.reading.title_quantities:
        if _speaks(quantity, page) and is_count(quantity, page.report.title or ""):
            yield _title_aspect(page, quantity)


def _speaks(quantity: Quantity, page: Page) -> bool:
    return quantity.role not in page.rules.silent_roles and not (quantity.low is None and quantity.high is None)


HARM = frozenset({"killed", "injured", "casualty", "arrested", "kidnapped", "infected", "captive"})
"""Classes of what happens to people alone."""
_ATTRIBUTE = re.compile(r"-[^\W\d_]")
_AGES = re.compile(r"\s+(?:and|or)\s+\d+\s?-?\s?years?\s?-?\s?old")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_YEAR = re.compile(r"\b(?:the|in|of|his|her|its|their|since|from|'s)\s+$")
_OF = re.compile(r"\s+of\b")


_AGE = re.compile(r"\s?[,)]")
_NAME = re.compile(r"[^\W\d_]\s?[,(]\s?$")
_NAMED = re.compile(r"[\w,]\s([A-Z][\w’'-]*)\s$")
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December"
)
_MODEL = re.compile(r"\d+K")
TAKEN = frozenset({"arrested", "captive", "kidnapped", "infected"})
"""Of these classes, those whose verbs ("catch", "take") mean something else of things."""
WEIGHTY = HARM | {"missing", "trapped", "rescued", "displaced", "evacuated", "released", "charged", "dismissed"}
"""Classes in which one alone counts."""
SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "season"})


def is_count(quantity: Quantity, text: str) -> bool:
    """Whether a number counts something after all.

    Not "a 30-goal season", ".45 calibre", "68 and 48 years old", "the 1967 killings", "Jo Roe, 48,", "Comet 9 rockets", "4K",
    "a third man", "7/8" of a gallery; nor the "one" of "one way" or "one of those hurt"."""
    start, end = quantity.span
    part = quantity.high is not None and 0 < quantity.high < 1
    if part and not quantity.unit and not _OF.match(text, end):
        return False
    if quantity.role != "count" or quantity.unit:
        return True
    if _ATTRIBUTE.match(text, end) or _AGES.match(text, end) or text[max(0, start - 1) : start] == ".":
        return False
    if _YEAR.fullmatch(quantity.text) and _OF_A_YEAR.search(text[max(0, start - 8) : start]):
        return False
    if _MODEL.fullmatch(quantity.text) or _numbers_a_name(quantity, text):
        return False
    if quantity.text.isdigit() and _AGE.match(text, end) and _NAME.search(text[max(0, start - 4) : start]):
        return False
    return quantity.effect in WEIGHTY and not _OF.match(text, end) if quantity.low == quantity.high == 1 else True


def _numbers_a_name(quantity: Quantity, text: str) -> bool:
    """Whether digits belong to the name right before them: "the Comet 9 rockets", "Highway 14"."""
    if not quantity.text.replace(".", "").isdigit():
        return False
    name = _NAMED.search(text[max(0, quantity.span.start - 30) : quantity.span.start])
    return name is not None and not _DAYS.fullmatch(name.group(1))


def effect_of(quantity: Quantity, rules: PointRules) -> str | None:
    """What happened to what is counted; None where it is a harm to people and things are counted ("in 112 accidents"), or
    where a length of time is told ("spent nine months")."""
    if quantity.counted is None or quantity.effect is None:
        return quantity.effect
    counted = quantity.counted.lemma.lower()
    if quantity.unit in SPANS or counted in SPANS:
        return None
    if quantity.effect in TAKEN:
        printed = quantity.counted.text.lower()
        known = (
            counted in rules.people or printed in rules.people or counted.endswith(("er", "or", "ist", "ian", "man", "woman"))
        )
        return quantity.effect if known or quantity.counted.text[:1].isupper() else None
    return None if quantity.effect in HARM and (counted in rules.lifeless or quantity.unit) else quantity.effect


def number_value(quantity: Quantity) -> dict[str, object]:
    """The value of a point of kind `number`, with the keys of the contract."""
    return {
        "low": quantity.low,
        "low_open": quantity.low_open,
        "high": quantity.high,
        "high_open": quantity.high_open,
        "about": quantity.about,
        "unit": quantity.unit,
        "counted": quantity.counted.lemma if quantity.counted else None,
        "predicate": quantity.predicate.lemma if quantity.predicate else None,
        "of": quantity.of,
    }


def _aspect(page: Page, quantity: Quantity) -> Aspect:
    claim = page.claims.get(page.claim_of_quantity.get(quantity.id, ""))
    point = page.point(claim=claim, item=quantity.id, kind="number", span=quantity.span, value=number_value(quantity))
    return _features(
        page,
        quantity,
        point,
        clause=page.clause(point.sentence),
        names=page.names(point.sentence),
        claim=claim.id if claim else None,
    )


def _title_aspect(page: Page, quantity: Quantity) -> Aspect:
    title = page.report.title or ""
    item = f"q{quantity.id.lstrip('q')}"
    point = page.title_point(item=item, kind="number", span=quantity.span, value=number_value(quantity))
    clause = content_words(title, page.rules.stopwords)
    return _features(page, quantity, point, clause=clause, names=(), claim=None)


def _features(
    page: Page, quantity: Quantity, point: Point, *, clause: tuple[str, ...], names: tuple[str, ...], claim: str | None
) -> Aspect:
    counted = quantity.counted
    words = {*counted.words, *content_words(counted.text, page.rules.stopwords)} if counted else set()
    return Aspect(
        point=point,
        kind="number",
        head=counted.lemma.lower() if counted else lemma((quantity.unit or "").lower()),
        words=tuple(sorted(word for word in words if word not in page.rules.stopwords)),
        clause=clause,
        effect=effect_of(quantity, page.rules),
        predicate=quantity.predicate.lemma if quantity.predicate else None,
        unit=quantity.unit,
        names=names,
        role=quantity.role,
        total=quantity.total,
        part_of=quantity.part_of,
        title=point.part == "headline",
        claim=claim,
        item=quantity.id,
    )
