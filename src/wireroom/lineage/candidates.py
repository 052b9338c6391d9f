"""Pairs of reports worth comparing, and the stretches of each that are common text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wireroom.lineage.fingerprint import SAMPLE, SHINGLE, fingerprints, shingled, word_keys
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.sharing import copies, sharing
from wireroom.lineage.words import Worded
from wireroom.model import Report, whole_day

if TYPE_CHECKING:
    from wireroom.lineage.fingerprint import Hashes

BRIDGED = 12
"""Words between two sampled common shingles that are common text as well: one shingle in SAMPLE is kept, so that within
standing text the next is seldom farther."""


class Candidates(NamedTuple):
    """The pairs of places worth comparing, in order, and the sampled shingles that are common text, sorted."""

    pairs: list[tuple[int, int]]
    common: Hashes


def candidates(reports: Sequence[Worded], rules: LineageRules) -> Candidates:
    """The pairs of places in `reports` worth comparing: all of them for a handful; otherwise those that share sampled
    shingles, and those near in time that share rare names and numbers.

    How widely a shingle is used is counted over groups of copies. A name is rare among the reports of its days, not among
    all, so that an archive of years proposes no fewer pairs than a day's reports."""
    if len(reports) <= rules.all_pairs:
        return Candidates(list(combinations(range(len(reports)), 2)), np.zeros(0, dtype=np.uint64))
    prints = list(fingerprints(report.plain for report in reports))
    groups = copies(prints)
    found = sharing(prints, rules.common_shingles, groups)
    pairs = set(found.pairs)
    names = [name_keys(report, rules) for report in reports]
    for late in (False, True):
        keys = [in_window(one, report.report, rules, late=late) for one, report in zip(names, reports, strict=True)]
        rare = sharing(keys, rules.common_rare, groups).pairs
        pairs.update(pair for pair in rare if near(reports[pair[0]], reports[pair[1]], rules.days))
    return Candidates(sorted(pairs), found.common)


def name_keys(report: Worded, rules: LineageRules) -> Hashes:
    """A key for each name and number of a report."""
    return word_keys(sorted(report.names - rules.stopwords))


def in_window(names: Hashes, report: Report, rules: LineageRules, *, late: bool) -> Hashes:
    """The keys of a report's names within its window of days; undated reports share one window.

    Windows are twice `rules.days` long and begin on other days when `late`: two reports that are near lie in one window of
    either kind."""
    day = whole_day(report.published.value)
    if day is None:
        return names
    window = (day.toordinal() + late * rules.days) // (2 * rules.days)
    return names * np.uint64(2 * window + 1) + np.uint64(window)


def common_words(report: Worded, common: Hashes) -> tuple[tuple[int, int], ...]:
    """The stretches of a report, as words `[first, last)`, that sampled shingles show to be common text; in order."""
    if not len(common) or not len(report):
        return ()
    held = shingled([" ".join(report.words)])
    sampled = np.flatnonzero((held.hashes & np.uint64(SAMPLE - 1)) == 0)
    hashes = held.hashes[sampled]
    known = np.minimum(np.searchsorted(common, hashes), len(common) - 1)
    sampled = sampled[common[known] == hashes]
    bytes_at = np.cumsum([0, *(len(word.encode("utf-8", "surrogatepass")) + 1 for word in report.words)])
    stretches: list[tuple[int, int]] = []
    for place in (np.searchsorted(bytes_at, held.starts[sampled], side="right") - 1).tolist():
        if stretches and place <= stretches[-1][1] + BRIDGED:
            stretches[-1] = (stretches[-1][0], place + SHINGLE)
        else:
            stretches.append((place, place + SHINGLE))
    return tuple((first, min(last, len(report))) for first, last in stretches)


def near(a: Worded, b: Worded, days: int) -> bool:
    """Whether two reports are dated within so many days of each other, or one is undated."""
    left, right = whole_day(a.report.published.value), whole_day(b.report.published.value)
    return left is None or right is None or abs((left - right).days) <= days
