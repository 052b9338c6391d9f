"""Quantities of one report: every number that counts or measures, with bounds, what is counted and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Counted, Quantity, Span, Timex
from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_counted import counted_of, head_of
from wireroom.reading.quantity_effect import Happening, happening_of
from wireroom.reading.quantity_print import Printed, printed_at
from wireroom.reading.quantity_rules import QuantityRules, quantity_rules
from wireroom.reading.quantity_zero import none_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["QuantityRules", "quantity_rules", "tag_quantities"]


def tag_quantities(doc: Doc, *, timexes: Sequence[Timex], rules: QuantityRules) -> tuple[Quantity, ...]:
    """The quantities of a parsed text in order, none overlapping, ids `q1`, `q2`, ….

    What a date, a clock time or a repetition covers is no quantity; the number of a duration is one, with its unit. `low` and
    `high` are as printed, `None` where nothing bounds; "no one" and "no passengers" are 0. `role` is `count`, `measure`,
    `money`, `share`, `age`, `ordinal` or `score`."""
    atoms = Atoms(doc)
    times = _Times(atoms, timexes)
    found: list[Quantity] = []
    index = 0
    while index < len(atoms):
        skip = times.skip(index)
        if skip:
            index = skip
            continue
        zero = none_at(atoms, index)
        printed = zero or printed_at(atoms, index, rules)
        if printed is None:
            index += 1
            continue
        if found and atoms[printed.start].start < found[-1].span.end:
            printed = replace(printed, start=printed.first)
        found.append(_quantity(atoms, printed, f"q{len(found) + 1}", found, times, rules))
        index = max(printed.last + 1, printed.end if zero is None else printed.last + 1)
    return tuple(found)


class _Times:
    """Which atoms and tokens belong to a time expression."""

    def __init__(self, atoms: Atoms, timexes: Sequence[Timex]) -> None:
        self._skips: dict[int, int] = {}
        self._tokens: set[int] = set()
        for timex in timexes:
            first = atoms.at(timex.span.start)
            last = first
            while last < len(atoms) and atoms[last].start < timex.span.end:
                last += 1
            if timex.type != "DURATION":
                self._skips[first] = max(last, first + 1)
                self._tokens.update(atoms[step].token for step in range(first, last))

    def skip(self, index: int) -> int:
        """The index after the time that begins at the atom, else 0."""
        return self._skips.get(index, 0)

    def taken(self, token: int) -> bool:
        """Whether a token stands in a date, a clock time or a repetition."""
        return token in self._tokens


def _quantity(
    atoms: Atoms, printed: Printed, identity: str, before: Sequence[Quantity], times: _Times, rules: QuantityRules
) -> Quantity:
    doc = atoms.doc
    span = Span(atoms[printed.start].start, atoms[printed.end - 1].end)
    first, last = atoms[printed.first].token, atoms[printed.last].token
    made = Quantity(
        identity,
        span,
        atoms.text[span.start : span.end],
        printed.low,
        printed.high,
        printed.low_open,
        printed.high_open,
        printed.about,
        printed.unit,
        role=printed.role,
        total=printed.total,
    )
    if printed.role == "score":
        return made
    after = atoms[printed.after].token if printed.after < len(atoms) else len(doc)
    if printed.unit is not None and printed.after < len(atoms) and printed.role in ("measure", "money", "share", "age"):
        made = replace(made, span=span)
    if (after < len(doc) and after <= last and printed.after > printed.last + 1) or after <= last:
        after = last + 1
    head = _zero_head(doc, printed, atoms) if printed.low == 0 and printed.high == 0 and printed.role == "zero" else None
    if printed.role == "zero":
        made = replace(made, role="count")
    elif printed.role in ("count", "share", "ordinal", "measure", "money", "age") and not (
        printed.role == "money" and doc_low(doc, after) != "of"
    ):
        head = (
            head_of(doc, first, last, after, times.taken)
            if after < len(doc) and doc[after].sent.start == doc[last].sent.start
            else None
        )
    node: Token = head if head is not None else doc[atoms[printed.end - 1].token if printed.unit else last]
    happening = happening_of(node, rules.effects, bare=head is None)
    counted = (
        counted_of(head, first, last)
        if head is not None and head.pos_ != "PRON"
        else _understood(made, happening, before, doc, rules)
    )
    total = made.total or _brings_total(happening)
    return replace(
        made,
        counted=counted,
        predicate=happening.predicate,
        effect=happening.effect,
        of=happening.of,
        total=total,
        part_of=_part_of(doc, first, before),
    )


def doc_low(doc: Doc, index: int) -> str:
    """The lower-cased token, or nothing beyond the end."""
    return doc[index].lower_ if index < len(doc) else ""


def _zero_head(doc: Doc, printed: Printed, atoms: Atoms) -> Token | None:
    return doc[atoms[printed.after].token] if printed.after > printed.last else None


def _understood(
    made: Quantity, happening: Happening, before: Sequence[Quantity], doc: Doc, rules: QuantityRules
) -> Counted | None:
    """What a number without a noun counts: what the number before it in the sentence counted, or people when the effect is on people."""
    if made.unit is not None or made.role not in ("count", "share"):
        return None
    for earlier in reversed(before[-4:]):
        counted = earlier.counted
        if (
            counted is not None
            and earlier.unit is None
            and earlier.role == "count"
            and 0 <= made.span.start - earlier.span.end < 160
        ):
            if (
                "." in doc.text[earlier.span.end : made.span.start].replace("Mr.", "")
                and happening.effect not in rules.effects.persons
            ):
                break
            return Counted(counted.text, counted.lemma, None, counted.words)
    if happening.effect in rules.effects.persons:
        return Counted("people", "person", None, ("person",))
    return None


def _brings_total(happening: Happening) -> bool:
    predicate = happening.predicate
    return predicate is not None and predicate.lemma in ("toll", "total", "tally")


def _part_of(doc: Doc, first: int, before: Sequence[Quantity]) -> str | None:
    """The quantity of which this is a part: "14,000, of whom 6,000", "12 men, including two boys"."""
    if not before:
        return None
    words = [token.lower_ for token in doc[max(first - 6, 0) : first]]
    for mark in ("including", "whom", "them", "which"):
        if mark in words and (mark == "including" or "of" in words):
            return before[-1].id
    return None
