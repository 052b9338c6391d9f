"""One line of the table of benchmarks."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, its unit, our rate, the peer and the peer's rate; higher is better."""

    what: str
    unit: str
    ours: float
    peer: str
    theirs: float

    @property
    def ratio(self) -> float:
        """Our rate over the peer's."""
        return self.ours / self.theirs
