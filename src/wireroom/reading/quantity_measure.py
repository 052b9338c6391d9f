"""What a measure or an age is of: the noun that it describes, and the word that says which of its sides ("deep", "away")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wireroom.reading.atom import Atoms
from wireroom.reading.kin import kin

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 6
"""Tokens to the right within which the noun that a measure describes stands ("a 5.6 magnitude [earthquake]")."""
_SIDES = frozenset(
    "deep wide tall high long thick away old broad far apart north south east west northeast northwest southeast "
    "southwest off offshore inland ahead behind above below up down early late diameter depth width height length "
    "radius speed".split()
)
_DESCRIBING = frozenset(("compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "advmod", "punct"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_AGED = frozenset(
    "boy girl man woman child student pupil teenager youth lad lass infant baby toddler schoolboy schoolgirl lady gentleman "
    "male female person boys girls men women children students pupils teenagers".split()
)
"""People of whom a bare number behind "of" gives the age; of mothers, groups or teams it counts others."""


class Measured(NamedTuple):
    """The noun described and the word of the side, each None when not said."""

    noun: Token | None = None
    side: Token | None = None


def measured_of(unit: Token, first: int) -> Measured:
    """What the measure whose unit is the token `unit` describes; `first` is the first token of the number."""
    noun = _ahead(unit, first)
    if noun is not None:
        return Measured(noun, _side_near(unit))
    side = _side_near(unit)
    node = side if side is not None else unit
    for _ in range(4):
        head = node.head
        if head.i == node.i:
            break
        if node.dep_ in ("acomp", "attr", "npadvmod", "dobj", "advmod", "oprd") and head.pos_ in ("AUX", "VERB"):
            for child in kin(head):
                if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOUNS:
                    return Measured(child, side)
            return Measured(None, side)
        if node.dep_ in ("amod", "appos", "relcl") and head.pos_ in _NOUNS and head.i < first:
            return Measured(head, side)
        if node.dep_ == "pobj" and head.lower_ in ("of", "at") and head.head.pos_ in _NOUNS:
            return Measured(head.head, side)
        node = head
    return Measured(None, side)


def _one_person(noun: Token) -> bool:
    """Whether the noun is one whom a report gives an age behind a comma: "the driver, 29,", "a nurse (31)"."""
    if noun.pos_ != "NOUN" or noun.tag_ != "NN":
        return False
    fixed = any(child.dep_ in ("det", "poss") and child.lower_ in _FIXING for child in kin(noun))
    return fixed and (noun.lemma_.lower() in _AGED or noun.text.lower().endswith(_PERSONS))


_FIXING = frozenset("the a an his her their our my its".split())
_PERSONS = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "ent",
    "man",
    "woman",
    "nurse",
    "father",
    "mother",
    "son",
    "wife",
    "husband",
    "guard",
    "boss",
    "chief",
    "mum",
    "dad",
    "pilot",
    "suspect",
    "victim",
    "widow",
    "cyclist",
    "aide",
    "bride",
    "groom",
    "guide",
)


def _ahead(unit: Token, first: int) -> Token | None:
    """The noun right behind that the measure modifies: "five-year-old [boy]", "80m-deep [well]"."""
    best = None
    glued = unit.i + 1 < len(unit.doc) and unit.nbor().text == "-"
    fixed = first > 0 and unit.doc[first - 1].dep_ == "det" and unit.doc[first - 1].lower_ in ("the", "a", "an")
    attributive = (
        fixed or glued or (unit.dep_ in _DESCRIBING and unit.head.i > unit.i and unit.head.pos_ in _NOUNS) or unit.pos_ == "ADJ"
    )
    if not attributive and unit.doc[first].text != unit.text and not (unit.i > 0 and unit.nbor(-1).text == "-"):
        return None
    for token in unit.doc[unit.i + 1 : unit.i + 1 + REACH]:
        if token.is_sent_start:
            break
        if token.pos_ in _NOUNS and token.lower_ not in _SIDES:
            best = token
        elif best is not None:
            break
        elif fixed and token.is_alpha and token.pos_ == "ADV" and token.nbor(-1).pos_ == "ADJ":
            return token
        elif not (token.text == "-" or token.lower_ in _SIDES or token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")):
            break
    return best


def _side_near(unit: Token) -> Token | None:
    for token in unit.doc[unit.i + 1 : unit.i + 3]:
        if token.lower_ in _SIDES and not token.is_sent_start:
            return token
        if token.text != "-":
            break
    head = unit.head
    return head if head.lower_ in _SIDES and head.i > unit.i else None


def age_at(atoms: Atoms, first: int, end: int) -> bool:
    """Whether a bare number is an age: "aged 33", "the age of 33", "a boy of 14", "Ann Smith, 33, of Leeds", "Smith (33)"."""
    before = atoms.low(first - 1)
    if before in ("aged", "age") or (before == "of" and atoms.low(first - 2) in ("age", "ages")):
        return True
    if before == "of" and first > 1 and atoms.low(first - 2) in _AGED:
        follows = atoms[end].kind == "word" and atoms.token(end).pos_ in ("NOUN", "PROPN", "ADJ") and not atoms[end].line
        return not follows and "," not in atoms.text[atoms[first].start : atoms[end - 1].end]
    value = atoms.text[atoms[first].start : atoms[end - 1].end]
    if not value.isdigit() or not 0 < int(value) < 120 or before not in (",", "(") or first < 2:
        return False
    after = atoms[end]
    if after.low not in (",", ")", ".", ";") and after.low not in ("of", "from", "and") and not after.line:
        return False
    if before == "(" and after.low != ")":
        return False
    name = atoms.token(first - 2)
    if name.ent_type_ == "PERSON":
        return True
    if _one_person(name) and after.low == before.replace("(", ")") and not after.line:
        return True
    return (
        name.pos_ == "PROPN"
        and after.low == ","
        and name.ent_type_ not in ("DATE", "GPE", "ORG", "LOC", "FAC")
        and atoms[first - 2].kind == "word"
    )
