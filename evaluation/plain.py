"""Plain TF-IDF, what anyone would try first, to hold stories against.

Lower-cased words of two letters or more that are no function words, 1 + log count times log of reports over reports with it,
unit length, cosine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from wireroom.config import desk_rules

THRESHOLDS = [at / 100 for at in range(8, 41)]
STREAM = 0.16
"""The threshold of the stream, fixed before."""
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")


def vectors(texts: Mapping[str, str]) -> NDArray[np.float64]:
    """One row a text, in order."""
    function = desk_rules().story.function
    counted = [Counter(word for word in _WORD.findall(text.lower()) if word not in function) for text in texts.values()]
    spread = Counter(word for counts in counted for word in counts)
    column = {word: at for at, word in enumerate(sorted(spread))}
    rows = np.zeros((len(counted), len(column)))
    for row, counts in zip(rows, counted, strict=True):
        for word, count in counts.items():
            row[column[word]] = (1 + np.log(count)) * np.log(len(counted) / spread[word])
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def averaged(texts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The groups of average linkage at each threshold, highest first, as the first text of each text's group."""
    names = list(texts)
    rows = vectors(texts)
    mean = rows @ rows.T
    np.fill_diagonal(mean, -1.0)
    count = np.ones(len(names))
    group = np.arange(len(names))
    best = mean.argmax(axis=1)
    for threshold in reversed(THRESHOLDS):
        while True:
            top = mean[np.arange(len(names)), best]
            one = int(top.argmax())
            other = int(best[one])
            if top[one] < threshold:
                break
            grown = (count[one] * mean[one] + count[other] * mean[other]) / (count[one] + count[other])
            grown[(mean[one] < 0) | (mean[other] < 0)] = -1.0
            count[one] += count[other]
            group[group == other] = one
            mean[other], mean[:, other] = -1.0, -1.0
            mean[one], mean[:, one] = grown, grown
            stale = (best == one) | (best == other)
            best[stale] = mean[stale].argmax(axis=1)
            better = grown > mean[np.arange(len(names)), best]
            best[better] = one
            best[one] = int(mean[one].argmax())
        yield {name: names[at] for name, at in zip(names, group.tolist(), strict=True)}


def streamed(texts: Mapping[str, str]) -> dict[str, str]:
    """Each text in order joined to the story of highest mean likeness, or opening one."""
    sums: list[NDArray[np.float64]] = []
    sizes: list[int] = []
    said = {}
    for name, row in zip(texts, vectors(texts), strict=True):
        likeness = np.array([row @ one for one in sums]) / np.array(sizes) if sums else np.zeros(0)
        if len(sums) and likeness.max() >= STREAM:
            at = int(likeness.argmax())
            sums[at] = sums[at] + row
            sizes[at] += 1
        else:
            at = len(sums)
            sums.append(row)
            sizes.append(1)
        said[name] = str(at)
    return said
