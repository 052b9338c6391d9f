"""Readings against the gold: speakers of quotations, values of times, bounds of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.findings import Texts
from evaluation.gold import GoldQuote, GoldReading, GoldStory, GoldTime
from evaluation.scoring import overlap
from evaluation.values import alike, number, occurrences, same_speaker, same_time, tokens

Record = Mapping[str, Any]
_INDEFINITE = frozenset("another some one anonymous unnamed".split())


def readings_of(story: GoldStory, readings: Sequence[Record], known: Texts) -> dict[str, Record]:
    """The readings by the gold's report id."""
    found = {known.gold_id.get(reading["report"]["id"], ""): reading for reading in readings}
    return {name: found[name] for name in story.reports if name in found}


def holding(quote: GoldQuote, reading: Record) -> list[Record]:
    """For each place of the piece, the claim that holds it: one whose quotation marks do, else whose content does; the
    narrowest first."""
    chosen = []
    for place in occurrences(reading["report"]["text"], quote.quote):
        quoted = [claim for claim in reading["claims"] if any(_over(one["span"], place) for one in claim["quotes"])]
        inside = quoted or [claim for claim in reading["claims"] if any(_over(one["span"], place) for one in claim["content"])]
        sourced = [claim for claim in inside if claim["source"] is not None] or inside
        if sourced:
            chosen.append(min(sourced, key=lambda claim: (_width(claim), str(claim["id"]))))
    return chosen


def _over(span: Sequence[int], place: tuple[int, int]) -> bool:
    return overlap((span[0], span[1]), place) > 0


def _width(claim: Record) -> int:
    return sum(int(one["span"][1]) - int(one["span"][0]) for one in claim["content"])


def speaker_right(quote: GoldQuote, reading: Record | None) -> bool:
    """Whether some place of the quotation is laid to the gold's speaker, by name, by the words, or by the body spoken for.

    An anonymous speaker is right when the source is not a named one and shares a word of the description."""
    if reading is None:
        return False
    for claim in holding(quote, reading):
        for source in claim.get("sources") or ([claim["source"]] if claim["source"] else []):
            if any(same_speaker(quote.speaker, str(source[key])) for key in ("name", "text", "origin") if source.get(key)):
                return True
            if quote.anonymous and source["footing"] != "named":
                wanted = set(tokens(quote.speaker)) - _INDEFINITE
                if wanted & (set(tokens(source["name"])) | set(tokens(source["text"]))):
                    return True
    return False


def via_right(quote: GoldQuote, reading: Record | None) -> bool:
    """Whether some place of the quotation names the channel that the gold names."""
    return reading is not None and any(
        alike(quote.via or "", str(via)) for claim in holding(quote, reading) for via in claim["via"]
    )


def time_right(time: GoldTime, reading: Record | None) -> bool:
    """Whether a time expression at some place of the words has the gold's value at the gold's precision."""
    if reading is None:
        return False
    places = occurrences(reading["report"]["text"], time.text)
    return any(
        _over(timex["span"], place) and same_time(time.value, timex["value"])
        for timex in reading["timexes"]
        for place in places
    )


def number_right(gold: GoldReading, reading: Record | None) -> bool:
    """Whether a quantity that touches the anchor has the gold's bounds."""
    if reading is None or gold.anchor is None or not isinstance(gold.value, Mapping):
        return False
    places = occurrences(reading["report"]["text"], gold.anchor)
    return any(
        _over(quantity["span"], place) and number(gold.value, quantity)
        for quantity in reading["quantities"]
        for place in places
    )
