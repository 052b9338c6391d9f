"""Nothing, counted: "no one was injured", "no passengers", "none of the crew", "nobody"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.reading.atom import Atoms
from wireroom.reading.kin import kin
from wireroom.reading.quantity_print import Printed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURALS = frozenset(("NNS", "NNPS"))
_PEOPLE = frozenset("personnel staff crew casualty injury death fatality damage police aircraft person arrest survivor".split())
_ABSTRACT = frozenset(
    "doubts signs plans details words reasons comments comment matter longer means ways questions terms indications "
    "links charges circumstances sides".split()
)
OPENERS = frozenset("nobody none not all no a an".split())
"""The words with which such a count begins."""
REACH = 5
"""Words at most between "no" and its noun."""


def none_at(atoms: Atoms, index: int) -> Printed | None:
    """A count of zero that begins at the atom, or None. `after` is the atom of the counted noun when there is one."""
    low = atoms.low(index)
    if low == "nobody" or low == "none":
        return _zero(index, index + 1, index + 1)
    if low == "not" and atoms.low(index + 1) in ("one", "a") and (low_after := atoms.low(index + 2)) in ("of", "single"):
        one = index + 2 + (low_after == "single")
        return _zero(index, one, one)
    if low == "all":
        return _all_unharmed(atoms, index)
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


def _all_unharmed(atoms: Atoms, index: int) -> Printed | None:
    """ "All staff were unharmed" counts none harmed: the noun stands under "be" with a word for safe and sound."""
    token = atoms.token(index)
    noun = token.head
    if token.dep_ not in ("det", "predet") or noun.dep_ != "nsubj" or noun.head.lemma_ not in ("be", "remain", "escape"):
        return None
    if any(child.lower_ in _UNHARMED or (child.lower_ == "safe" and child.dep_ == "acomp") for child in kin(noun.head)):
        return Printed(index, index + 1, index, index, 0.0, 0.0, role="unharmed", after=atoms.at(noun.idx))
    return None


_UNHARMED = frozenset("unharmed unhurt uninjured unscathed".split())


def _zero(first: int, end: int, after: int) -> Printed:
    return Printed(first, end, first, end - 1, 0.0, 0.0, role="zero", after=end - 1 if after == end else after)


def single_at(atoms: Atoms, index: int) -> Printed | None:
    """One thing in a list of counted things: "seven rifles, [a] launcher and 13 magazines". Elsewhere "a" counts nothing."""
    if atoms.low(index) not in ("a", "an") or atoms[index].kind != "word":
        return None
    token = atoms.token(index)
    head = token.head
    while head.dep_ == "compound" and head.i < head.head.i <= token.i + REACH:
        head = head.head
    thing = head.pos_ == "NOUN" or (head.dep_ in ("conj", "appos") and head.pos_ in ("ADV", "ADJ"))
    if token.dep_ != "det" or not thing or head.tag_ in _PLURALS or not token.i < head.i <= token.i + REACH + 1:
        return None
    if not any(_counted(other) for other in _beside(head)):
        return None
    return Printed(index, index + 1, index, index, 1.0, 1.0, role="single", after=atoms.at(head.idx))


def _beside(noun: Token) -> list[Token]:
    """The nouns joined to this one, right before and right behind it in the list."""
    before = [noun.head] if noun.dep_ in ("conj", "appos") else []
    return before + [child for child in kin(noun) if child.dep_ in ("conj", "appos") and child.i > noun.i]


def _counted(noun: Token) -> bool:
    return noun.tag_ in _PLURALS and any(child.dep_ == "nummod" and child.i < noun.i for child in kin(noun))
