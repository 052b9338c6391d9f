"""Pairs of reports worth comparing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import numpy as np

from wireroom.lineage.fingerprint import Vocabulary, fingerprint, sharing
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.tree import Groups
from wireroom.lineage.words import Worded


def candidates(reports: Sequence[Worded], rules: LineageRules) -> list[tuple[int, int]]:
    """The pairs of places in `reports` worth comparing, in order: all of them for a handful; otherwise those that share
    sampled shingles, and those near in time that share rare names and numbers."""
    if len(reports) <= rules.all_pairs:
        return list(combinations(range(len(reports)), 2))
    vocabulary = Vocabulary()
    numbers = [vocabulary.numbers(report.words) for report in reports]
    prints = [fingerprint(one) for one in numbers]
    found = sharing(prints, rules.common_shingles)
    found = sharing(prints, rules.common_shingles, _copies(found, [len(one) for one in prints])) if found else found
    rare = sharing([np.unique(vocabulary.numbers(_rare(report, rules))) for report in reports], rules.common_rare)
    return sorted({*found, *(pair for pair in rare if _near(reports[pair[0]], reports[pair[1]], rules.days))})


def _copies(found: dict[tuple[int, int], int], sizes: Sequence[int]) -> list[int]:
    """A group number a report: reports that share half of the shorter one's sampled shingles are counted once."""
    names = [f"{at:09d}" for at in range(len(sizes))]
    groups = Groups(names)
    for (one, other), count in sorted(found.items()):
        if 2 * count >= min(sizes[one], sizes[other]):
            groups.join(names[one], names[other])
    return [int(groups.name(name)) for name in names]


def _rare(report: Worded, rules: LineageRules) -> list[str]:
    """The names and numbers of a report, sorted."""
    return sorted(report.names - rules.stopwords)


def _near(a: Worded, b: Worded, days: int) -> bool:
    left, right = _day(a), _day(b)
    return left is None or right is None or abs((left - right).days) <= days


def _day(report: Worded) -> date | None:
    value = report.report.published.value
    if not value or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
