"""Quantities of one report: every number that counts or measures, with bounds, what is counted and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Counted, Predicate, Quantity, Span, Timex
from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_counted import counted_of, head_of
from wireroom.reading.quantity_effect import Happening, happening_of
from wireroom.reading.quantity_measure import age_at, measured_of
from wireroom.reading.quantity_number import opens
from wireroom.reading.quantity_print import Printed, printed_at
from wireroom.reading.quantity_rules import QuantityRules, quantity_rules
from wireroom.reading.quantity_unit import phrase_at
from wireroom.reading.quantity_zero import OPENERS, none_at, single_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["QuantityRules", "quantity_rules", "tag_quantities"]


def tag_quantities(
    doc: Doc, *, timexes: Sequence[Timex], rules: QuantityRules, atoms: Atoms | None = None
) -> tuple[Quantity, ...]:
    """The quantities of a parsed text in order, none overlapping, ids `q1`, `q2`, ….

    What a date, a clock time or a repetition covers is no quantity; the number of a duration is one, with its unit. `low` and
    `high` are as printed, `None` where nothing bounds; "no one" and "no passengers" are 0. `role` is `count`, `measure`,
    `money`, `share`, `age`, `ordinal` or `score`. `atoms` are those of `doc` where they are at hand."""
    atoms = atoms if atoms is not None else Atoms(doc)
    times = _Times(atoms, timexes)
    found: list[Quantity] = []
    index = 0
    while index < len(atoms):
        skip = times.skip(index)
        if skip:
            index = skip
            continue
        if not (opens(atoms[index], rules.numbers) or atoms.low(index) in OPENERS):
            index += 1
            continue
        zero = none_at(atoms, index) or single_at(atoms, index)
        printed = zero or printed_at(atoms, index, rules)
        if (
            printed is not None
            and printed.role == "count"
            and printed.unit is None
            and age_at(atoms, printed.first, printed.last + 1)
        ):
            printed = replace(printed, role="age", unit="year_of_age")
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
    first, last = atoms[printed.first].token, atoms[printed.last].token
    if printed.role in ("measure", "age"):
        return _measure(doc, atoms, printed, made, rules)
    head: Token | None
    if printed.role == "unharmed":
        noun = doc[atoms[printed.after].token]
        verb = noun.head
        predicate = Predicate(verb.lemma_.lower(), Span(verb.idx, verb.idx + len(verb)))
        return replace(made, role="count", counted=counted_of(noun, first, last), predicate=predicate, effect="injured")
    if printed.role in ("zero", "single"):
        head = doc[atoms[printed.after].token] if printed.after > printed.last else None
        made = replace(made, role="count")
    else:
        after = _after(atoms, printed, last)
        apart = printed.role == "money" and _low(doc, after) != "of"
        head = (
            None
            if apart or after >= len(doc) or atoms.sentence(after) != atoms.sentence(last)
            else head_of(doc, first, last, after, times.taken)
        )
    node = head if head is not None else doc[atoms[printed.end - 1].token if printed.unit else last]
    whole = _opens_whole(doc, first)
    happening = Happening() if whole else happening_of(node, rules.effects, bare=head is None)
    if head is not None and head.pos_ != "PRON":
        counted: Counted | None = counted_of(head, first, last)
    elif printed.role == "zero" and head is None:
        counted = _PEOPLE
    else:
        counted = _understood(made, happening, before, atoms, first, rules, pronoun=head is not None)
    if counted is not None and counted.lemma == "other":
        meant = _understood(made, happening, before, atoms, first, rules, pronoun=False)
        counted = replace(counted, lemma=meant.lemma, words=meant.words) if meant is not None else counted
    total = made.total or _brings_total(happening)
    part_of = _part_of(doc, first, before)
    if counted is not None and counted.span is not None and made.role == "count":
        made = _behind_noun(atoms, counted.span.end, made, rules)
    return replace(
        made,
        counted=counted,
        predicate=happening.predicate,
        effect=happening.effect,
        of=happening.of,
        total=total,
        part_of=part_of,
    )


def _measure(doc: Doc, atoms: Atoms, printed: Printed, made: Quantity, rules: QuantityRules) -> Quantity:
    """A measure or an age with the noun that it describes; the predicate is the side measured ("deep") or the verb."""
    first, last = atoms[printed.first].token, atoms[printed.end - 1].token
    measured = measured_of(doc[last], first)
    counted = counted_of(measured.noun, first, last) if measured.noun is not None and measured.noun.pos_ != "PRON" else None
    if counted is None and printed.role == "age":
        counted = _PEOPLE
    if measured.side is not None and printed.role == "measure":
        side = measured.side
        predicate = Predicate(side.lemma_.lower(), Span(side.idx, side.idx + len(side)))
        return replace(made, counted=counted, predicate=predicate, effect="measured")
    happening = happening_of(doc[last], rules.effects, bare=True)
    return replace(made, counted=counted, predicate=happening.predicate, effect=happening.effect, of=happening.of)


_PEOPLE = Counted("people", "person", None, ("person",))


def _after(atoms: Atoms, printed: Printed, last: int) -> int:
    """The token where what is counted may begin."""
    after = atoms[printed.after].token if printed.after < len(atoms) else len(atoms.doc)
    return max(after, last + 1)


def _low(doc: Doc, index: int) -> str:
    return doc[index].lower_ if index < len(doc) else ""


def _understood(
    made: Quantity,
    happening: Happening,
    before: Sequence[Quantity],
    atoms: Atoms,
    first: int,
    rules: QuantityRules,
    *,
    pronoun: bool,
) -> Counted | None:
    """What a number without a noun counts: what the number before it counted, or people when the effect is on people.

    Only a pronoun ("two of them") looks back over the end of a sentence."""
    if made.unit is not None or made.role not in ("count", "share"):
        return None
    doc = atoms.doc
    on_people = happening.effect in rules.effects.persons
    floor = 0 if pronoun else doc[atoms.sentence(first)[0]].idx
    for earlier in reversed(before[-LOOK_BACK:]):
        counted = earlier.counted
        if earlier.span.start < floor:
            break
        if (
            counted is not None
            and earlier.unit is None
            and earlier.role == "count"
            and made.span.start - earlier.span.end < FAR
        ):
            if (
                earlier.predicate is not None
                and earlier.predicate.span == counted.span
                and counted.lemma in rules.effects.nouns
            ):
                break
            if on_people and not pronoun and earlier.effect not in rules.effects.persons and earlier.effect is not None:
                break
            return Counted(counted.text, counted.lemma, None, counted.words)
    return _PEOPLE if on_people else None


WHOLE = 24
"""Tokens at most between "of the 40" and the part of it that is told: a long clause."""
LOOK_BACK = 4
"""Quantities looked back over for what an elliptic number counts."""
FAR = 240
"""Code points back beyond which nothing is understood any more: two long sentences."""


def _brings_total(happening: Happening) -> bool:
    predicate = happening.predicate
    return predicate is not None and predicate.lemma in ("toll", "total", "tally")


def _behind_noun(atoms: Atoms, end: int, made: Quantity, rules: QuantityRules) -> Quantity:
    """The bound that "or more" and "or fewer" behind the noun set: "10,000 doses or more"."""
    at = atoms.at(end)
    found = phrase_at(atoms, at, rules.after) if atoms.low(at) == "or" else None
    if found is None or made.low is None or made.high is None:
        return made
    if found[0] == "about":
        return replace(made, about=True)
    return replace(made, high=None) if found[0] == "low_closed" else replace(made, low=None)


def _opens_whole(doc: Doc, first: int) -> bool:
    """Whether the number stands in "Of the 40 passengers, ..." at the head of a clause: the whole of what follows."""
    at = first - 1
    while at > 0 and doc[at].lower_ in _FIXING:
        at -= 1
    return at >= 0 and doc[at].lower_ == "of" and bool(doc[at].is_sent_start or doc[at - 1].text in (",", ";", "-", "–", "—"))


_FIXING = frozenset("the those these its their his her our some about roughly an estimated".split())


def _part_of(doc: Doc, first: int, before: Sequence[Quantity]) -> str | None:
    """The quantity of which this is a part: "14,000, of whom 6,000", "12 men, including two boys"."""
    if not before:
        return None
    earlier = before[-1]
    gap = (
        doc.char_span(earlier.span.end, doc[first].idx, alignment_mode="expand") if doc[first].idx > earlier.span.end else None
    )
    if gap is not None and len(gap) <= WHOLE and any(token.text == "," for token in gap) and earlier.role == "count":
        opened = doc.char_span(earlier.span.start, earlier.span.end, alignment_mode="expand")
        apart = any(token.is_sent_start for token in gap[1:])
        if opened is not None and not apart and _opens_whole(doc, opened.start):
            return earlier.id
    if [token.lower_ for token in doc[first + 1 : first + 3]] in (["of", "them"], ["of", "whom"], ["of", "which"]):
        return before[-1].id
    words = [token.lower_ for token in doc[max(first - 6, 0) : first]]
    for mark in ("including", "whom", "them", "which"):
        if mark in words and (mark == "including" or "of" in words):
            return before[-1].id
    return None
