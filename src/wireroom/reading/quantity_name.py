"""Numbers that are part of a name, a code or an address, and count nothing: "AK-47", "Boeing 737", "G20", "No. 5"."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import Numeral, digits

_NAME_BEFORE = frozenset(
    "flight highway route interstate boeing airbus apollo chapter section article paragraph page room channel no "
    "number unit pier gate group grade class title psalm verse road street avenue area point-to-point formula catch "
    "phase type model world-war resolution convention directive platform district ward sector zone camp battalion "
    "squadron division line version volume episode".split()
)
_STREET = frozenset("street avenue road drive lane boulevard st ave rd blvd".split())


def is_name(atoms: Atoms, index: int, number: Numeral) -> bool:
    """Whether the number is part of a name ("AK-47", "Boeing 737", "G20", "No. 5") or of a code, not a count."""
    before = atoms[index - 1]
    atom = atoms[index]
    if atom.kind == "number":
        if phone_end(atoms, index):
            return True
        if (
            index
            and atoms.glued(index)
            and (before.kind == "word" or (before.text == "-" and atoms.glued(index - 1) and atoms[index - 2].kind == "word"))
        ):
            if before.text == "-" and atoms[index - 2].low in (
                "magnitude",
                "mid",
                "sub",
                "under",
                "over",
                "top",
                "pre",
                "post",
            ):
                return False
            return not (before.kind == "word" and before.low in ("e", "rs", "us", "s"))
        if before.text in ("/", "#", "_", "&", "@") and atoms.glued(index):
            return True
        if digits(atom.text) is None and number.end == index + 1:
            return True
        if len(atom.text) > 1 and atom.text[0] == "0" and atom.text.isdigit():
            return True
        if (before.low == "." and atoms.low(index - 2) in ("no", "nos", "vol", "art", "sec", "p", "pp")) or (
            before.low in _NAME_BEFORE and before.text[:1].isupper()
        ):
            return True
        if (
            before.low in ("ak", "mig", "su", "iphone", "f", "m", "b", "g", "covid", "windows", "dc", "tu")
            and before.text[:1].isupper()
            and not atom.line
        ):
            return True
        token = atoms.token(index)
        if (
            token.dep_ == "nummod"
            and token.head.i < token.i
            and token.head.pos_ == "PROPN"
            and not atom.line
            and before.kind == "word"
            and before.text[:1].isupper()
            and token.ent_type_ in ("PRODUCT", "FAC", "ORG", "LAW", "EVENT")
        ):
            return True
        follows = atoms[number.end]
        if (
            number.plain
            and follows.kind == "word"
            and follows.text[:1].isupper()
            and any(atoms.low(number.end + step) in _STREET for step in (1, 2))
            and not follows.line
            and len(atom.text) <= 5
            and atoms.low(number.end + 1) != ","
        ):
            return True
        if (
            number.plain
            and follows.text == "-"
            and atoms.glued(number.end)
            and atoms[number.end + 1].kind == "number"
            and atoms.glued(number.end + 1)
        ):
            return atoms.low(number.end + 2) == "-" and atoms[number.end + 3].kind == "number"
    return False


PHONE = 7
"""Digits that a telephone number has at least, in groups; a score, a range and a sum have fewer or are parted otherwise."""


def phone_end(atoms: Atoms, index: int) -> int:
    """The index after the telephone number whose group of digits stands at the atom, else 0: "555-0142", "0800 555 0199".

    Groups are parted by one hyphen, full stop or space; one of them begins with a nought, or there are three of three digits
    or more behind hyphens."""
    first = index
    while first - 1 >= 0 and first > index - PHONE and (step := _group_before(atoms, first)) is not None:
        first = step
    groups, end = [atoms[first].text], first + 1
    while (step := _group_behind(atoms, end)) is not None and len(groups) < PHONE:
        groups.append(atoms[step].text)
        end = step + 1
    if len(groups) < 2 or sum(map(len, groups)) < PHONE or not first <= index < end:
        return 0
    nought = any(group[0] == "0" for group in groups) and all(len(group) >= 2 for group in groups)
    hyphens = len(groups) >= 3 and all(len(group) >= 3 for group in groups) and atoms.low(first + 1) == "-"
    return end if nought or hyphens else 0


def _group_before(atoms: Atoms, index: int) -> int | None:
    step = index - 2 if atoms.low(index - 1) == "-" and atoms.glued(index) and atoms.glued(index - 1) else index - 1
    return step if step >= 0 and _group_behind(atoms, step + 1) == index else None


def _group_behind(atoms: Atoms, end: int) -> int | None:
    """The atom of the next group of digits behind a hyphen or one space, or None."""
    dashed = atoms.low(end) == "-" and atoms.glued(end) and atoms.glued(end + 1)
    step = end + dashed
    atom = atoms[step]
    plain = atom.kind == "number" and atom.text.isdigit() and 2 <= len(atom.text) <= 6 and not atom.line
    before = atoms[end - 1].text
    spaced = dashed or (atom.start - atoms[end - 1].end == 1)
    return step if plain and spaced and before.isdigit() else None
