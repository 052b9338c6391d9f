"""What the lineage room asks of an encoder; anything with this method will do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


class Encoder(Protocol):
    """Sentence vectors."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """A float32 matrix, one row of unit length a text; a text of no known word gives a row of zeros."""
        ...
