"""Points of number: each quantity of a reading that can be compared with another."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.dossier.aspect import Aspect, Page, content_words, lemma
from wireroom.model import Point, Quantity


def number_points(page: Page) -> Iterator[Aspect]:
    """An aspect a quantity in the text, in its order, then those of a title that stands beside the text.

    Numbers that only name or order things, and boilerplate, give none."""
    for quantity in page.reading.quantities:
        if _speaks(quantity, page) and page.part(quantity.span) != "boilerplate":
            yield _aspect(page, quantity)
    for quantity in page.reading.title_quantities:
        if _speaks(quantity, page):
            yield _title_aspect(page, quantity)


def _speaks(quantity: Quantity, page: Page) -> bool:
    return quantity.role not in page.rules.silent_roles and not (quantity.low is None and quantity.high is None)


def _value(quantity: Quantity) -> dict[str, object]:
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
    point = page.point(claim=claim, item=quantity.id, kind="number", span=quantity.span, value=_value(quantity))
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
    point = page.title_point(item=item, kind="number", span=quantity.span, value=_value(quantity))
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
        effect=quantity.effect,
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
