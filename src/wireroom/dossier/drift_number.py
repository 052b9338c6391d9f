"""Numbers that stand in one place of a sentence and differ between two tied reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wireroom.dossier.drift_mark import CLOSE, ONE, Drift, mark
from wireroom.dossier.drift_pair import Hunk, Pair, Sentence, Sheet
from wireroom.dossier.number import compare_numbers, number_words
from wireroom.dossier.numeral import numeral, ordinal
from wireroom.dossier.point_number import number_value
from wireroom.model import Quantity, Span, Value


def numbers(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk) -> Iterator[Drift]:
    ours = _overlapping(a.reading.quantities, pair.a.stretch(hunk.a, hunk.a_end))
    theirs = _overlapping(b.reading.quantities, pair.b.stretch(hunk.b, hunk.b_end))
    ours, theirs = _unmatched(ours, theirs)
    if ours and len(ours) == len(theirs):
        for x, y in zip(ours, theirs, strict=True):
            if (
                _one_noun(x, y)
                and not any(_bound(sheet, one) for sheet, one in ((a, x), (b, y)))
                and not _elsewhere(pair, x, y)
            ):
                about = _counted(x) or _counted(y) or "number"
                yield Drift(
                    "number",
                    mark(a, pair.a, x.span, number_value(x), number_words(number_value(x))),
                    mark(b, pair.b, y.span, number_value(y), number_words(number_value(y))),
                    about,
                )
        return
    if ours or theirs:
        return
    first, second = _raw(pair.a, hunk.a, hunk.a_end), _raw(pair.b, hunk.b, hunk.b_end)
    if first is None or second is None or ordinal(pair.a.words[first[0]]) != ordinal(pair.b.words[second[0]]):
        return
    if first[1] != second[1] and hunk.right and pair.close >= CLOSE and not _grouped(a, b, pair, hunk):
        about = _after(pair.a, hunk.a_end)
        yield Drift(
            "number",
            mark(a, pair.a, pair.a.stretch(first[0], first[0] + 1), _plain(first[1]), number_words(_plain(first[1]))),
            mark(b, pair.b, pair.b.stretch(second[0], second[0] + 1), _plain(second[1]), number_words(_plain(second[1]))),
            about or "number",
        )


def _overlapping(items: Sequence[Quantity], span: Span) -> list[Quantity]:
    return [one for one in items if one.span.start < span.end and span.start < one.span.end]


def _unmatched(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of either side that none of the other equals or allows."""
    left_b = list(b)
    left_a = []
    for one in a:
        other = next((two for two in left_b if not _other_number(number_value(one), number_value(two))), None)
        if other is None:
            left_a.append(one)
        else:
            left_b.remove(other)
    return left_a, left_b


def _other_number(a: Value, b: Value) -> bool:
    """Whether two numbers that stand in one place cannot both: they share no number; or they are printed in one form ("more
    than", "about") with other figures, since nobody has a reason to put the one for the other."""
    bounds = [{one["low"], one["high"]} - {None} for one in (a, b)]
    if bounds[0] == bounds[1]:
        return False  # "as many as 20" and "more than 20" are one figure loosely told
    if compare_numbers(a, b, one_lineage=True) == "conflict":
        return True
    if any(None not in (one["low"], one["high"]) and one["low"] != one["high"] for one in (a, b)):
        return False
    forms = [
        (one["low"] is None, one["high"] is None, one["low_open"], one["high_open"], one["about"], one["unit"])
        for one in (a, b)
    ]
    return forms[0] == forms[1] and (a["low"], a["high"]) != (b["low"], b["high"])


def _one_noun(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit and (a.role == b.role or ("count" in (a.role, b.role) and "ordinal" not in (a.role, b.role)))


def _bound(sheet: Sheet, quantity: Quantity) -> bool:
    """Whether a number is only a part of one as printed ("2 , 000", "10:35"), or the "one" of "one of"."""
    text = sheet.report.text
    if _digits_beside(text, quantity.span):
        return True
    return quantity.low == quantity.high == 1 and text[quantity.span.end : quantity.span.end + 4] == " of "


def _elsewhere(pair: Pair, x: Quantity, y: Quantity) -> bool:
    """Whether either number stands elsewhere in the other sentence, where the two were told in other words."""
    if pair.close >= ONE:
        return False
    return x.text.lower() in pair.b.words or y.text.lower() in pair.a.words


def _counted(quantity: Quantity) -> str:
    return quantity.counted.text if quantity.counted else quantity.unit or ""


def _plain(number: float) -> Value:
    keys = ("unit", "counted", "predicate", "of")
    return {"low": number, "low_open": False, "high": number, "high_open": False, "about": False, **dict.fromkeys(keys)}


def _raw(sentence: Sentence, first: int, last: int) -> tuple[int, float] | None:
    """The one number that a place prints, with its word; None where it prints none, several, or other words of content."""
    found = [(at, number) for at in range(first, last) if (number := numeral(sentence.words[at])) is not None]
    return found[0] if len(found) == 1 and last - first == 1 else None


def _grouped(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk) -> bool:
    """Whether digits stand wall to wall with a mark and more digits (1,200; 3.5; 9:30), so that one word is not the number."""
    spans = (a, pair.a.stretch(hunk.a, hunk.a_end)), (b, pair.b.stretch(hunk.b, hunk.b_end))
    money = {next(iter(_MONEY.findall(sheet.report.text[max(0, span.start - 2) : span.start])), "") for sheet, span in spans}
    return len(money) > 1 or any(_digits_beside(sheet.report.text, span) for sheet, span in spans)


_MONEY = re.compile(r"[$£€¥]")


def _digits_beside(text: str, span: Span) -> bool:
    before = re.search(r"\d ?[.,:/] ?$", text[max(0, span.start - 4) : span.start])
    return before is not None or re.match(r" ?[.,:/] ?\d", text[span.end : span.end + 4]) is not None


def _after(sentence: Sentence, at: int) -> str:
    return " ".join(sentence.words[at : at + 2])
