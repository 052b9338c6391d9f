"""Nothing, counted: "no one was injured", "no passengers", "none of the crew", "nobody"."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_print import Printed

_PLURALS = frozenset(("NNS", "NNPS"))
_PEOPLE = frozenset("personnel staff crew casualty injury death fatality damage police aircraft person arrest survivor".split())
_ABSTRACT = frozenset(
    "doubts signs plans details words reasons comments comment matter longer means ways questions terms indications links charges circumstances sides".split()
)
REACH = 5
"""Words at most between "no" and its noun."""


def none_at(atoms: Atoms, index: int) -> Printed | None:
    """A count of zero that begins at the atom, or None. `after` is the atom of the counted noun when there is one."""
    low = atoms.low(index)
    if low == "nobody" or low == "none":
        return _zero(index, index + 1, index + 1)
    if low != "no":
        return None
    step = index + 2 if atoms.low(index + 1) == "-" else index + 1
    if atoms.low(step) == "one":
        return _zero(index, step + 1, step + 1)
    if atoms.low(index + 1) in ("more", "fewer", "less", "longer", "doubt", "matter", "."):
        return None
    for ahead in range(index + 1, index + 1 + REACH):
        atom = atoms[ahead]
        if atom.kind != "word" or atom.line:
            return None
        token = atoms.token(ahead)
        if token.pos_ in ("NOUN", "PROPN"):
            following = atoms[ahead + 1]
            if following.kind == "word" and not following.line and atoms.token(ahead + 1).pos_ in ("NOUN", "PROPN"):
                continue
            if atom.low in _ABSTRACT or not (token.tag_ in _PLURALS or token.lemma_.lower() in _PEOPLE):
                return None
            return Printed(index, index + 1, index, index, 0.0, 0.0, role="zero", after=ahead)
        if token.pos_ not in ("ADJ", "VERB", "ADV", "NUM"):
            return None
    return None


def _zero(first: int, end: int, after: int) -> Printed:
    return Printed(first, end, first, end - 1, 0.0, 0.0, role="zero", after=end - 1 if after == end else after)
