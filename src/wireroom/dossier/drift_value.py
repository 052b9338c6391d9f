"""Numbers, times and names of two sentences that answer to each other, place by place."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.dossier.drift_mark import ONE, Drift, Grounds
from wireroom.dossier.drift_name import names, other_people
from wireroom.dossier.drift_number import numbers
from wireroom.dossier.drift_pair import Pair, Sheet, anchored
from wireroom.dossier.drift_time import times


def value_drifts(a: Sheet, b: Sheet, pair: Pair, grounds: Grounds) -> Iterator[Drift]:
    """Every number, time and name of a pair of sentences that stands in one place and cannot be the same."""
    places = [hunk for hunk in pair.hunks if hunk.a < hunk.a_end and hunk.b < hunk.b_end and anchored(pair, hunk)]
    if pair.close < ONE and any(other_people(a, b, pair, hunk, grounds) for hunk in places):
        return  # a sentence of the same make about somebody else
    for hunk in places:
        found = times(a, b, pair, hunk, grounds)
        if found is not None:
            yield from found
            continue
        yield from numbers(a, b, pair, hunk)
        yield from names(a, b, pair, hunk, grounds)
