"""Points of number: each quantity of a reading that can be compared with another."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.dossier.aspect import Aspect, Page, content_words, lemma
from wireroom.model import Quantity


def number_points(page: Page) -> Iterator[Aspect]:
    """An aspect a quantity in the text, in its order; numbers that only name or order things, and boilerplate, give none."""
    for quantity in page.reading.quantities:
        if quantity.role in page.rules.silent_roles or page.part(quantity.span) == "boilerplate":
            continue
        if quantity.low is None and quantity.high is None:
            continue
        yield _aspect(page, quantity)


def _aspect(page: Page, quantity: Quantity) -> Aspect:
    claim = page.claims.get(page.claim_of_quantity.get(quantity.id, ""))
    counted = quantity.counted
    predicate = quantity.predicate.lemma if quantity.predicate else None
    value = {
        "low": quantity.low,
        "low_open": quantity.low_open,
        "high": quantity.high,
        "high_open": quantity.high_open,
        "about": quantity.about,
        "unit": quantity.unit,
        "counted": counted.lemma if counted else None,
        "predicate": predicate,
        "of": quantity.of,
    }
    point = page.point(claim=claim, item=quantity.id, kind="number", span=quantity.span, value=value)
    words = set(counted.words) if counted else set()
    if counted:
        words |= set(content_words(counted.text, page.rules.stopwords))
    return Aspect(
        point=point,
        kind="number",
        head=counted.lemma.lower() if counted else lemma((quantity.unit or "").lower()),
        words=tuple(sorted(word for word in words if word not in page.rules.stopwords)),
        clause=page.clause(point.sentence),
        effect=quantity.effect,
        predicate=predicate,
        unit=quantity.unit,
        names=page.names(point.sentence),
        role=quantity.role,
        total=quantity.total,
        part_of=quantity.part_of,
        title=point.part == "headline",
        claim=claim.id if claim else None,
        item=quantity.id,
    )
