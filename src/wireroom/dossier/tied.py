"""Whether two wordings stand in one sentence of tied reports, edited: the pairs that lineage gives for free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from wireroom.dossier.candidates import Places
from wireroom.dossier.node import Node
from wireroom.dossier.voice import Ties

ONE_SENTENCE = 0.5
"""The share of words that two sentences of tied reports must have in common to be one sentence, edited."""


class Tied:
    """The pairs of nodes that stand in one sentence of tied reports."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._peers = {report: {other for _, other, _ in found} for report, found in ties.passages.items()}
        bodies = Counter(ties.body.values())
        self._alone = {report for report, body in ties.body.items() if bodies[body] == 1 and report not in self._peers}

    def __call__(self, a: Node, b: Node) -> bool:
        """Whether two nodes stand in one sentence of tied reports."""
        return not (a.reports <= self._alone or b.reports <= self._alone) and self._one_sentence(a, b)

    def _one_sentence(self, a: Node, b: Node) -> bool:
        """The same for nodes of which each has a report that may be tied to another."""
        if 2 * len(a.wide & b.wide) < ONE_SENTENCE * (len(a.wide) + len(b.wide)):
            return False
        return any(
            x.report != y.report and (self._ties.one_body(x.report, y.report) or y.report in self._peers.get(x.report, ()))
            for x in a.aspects[:4]
            for y in b.aspects[:4]
        )

    def pairs(self, nodes: Sequence[Node], first: Places, second: Places) -> np.ndarray:
        """The same for many pairs of nodes, by their places."""
        may_be = np.array([not node.reports <= self._alone for node in nodes], dtype=bool)
        found = np.asarray(may_be[first] & may_be[second])
        some = np.nonzero(found)[0]
        pairs = zip(first[some].tolist(), second[some].tolist(), strict=True)
        found[some] = [self._one_sentence(nodes[i], nodes[j]) for i, j in pairs]
        return found
