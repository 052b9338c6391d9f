"""What the quantity tagger knows: number words, approximators, units, and classes of what happens to what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wireroom.reading.quantity_number import NumberWords, number_words

Side = Literal["object", "subject"]
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class Effects:
    """Words to classes of what happened. Verbs by the side on which the counted stands; `phrases` a verb and a noun near it."""

    objects: Mapping[str, str]
    subjects: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[str, Side, str], ...]]
    persons: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """The lexicons of quantities. `before` is keyed by the last word of a phrase (it is read backwards from the number),
    `after`, `units` and `currencies` by the first; longest first."""

    numbers: NumberWords
    before: Phrases
    after: Phrases
    units: Phrases
    glued: Mapping[str, str]
    currencies: Phrases
    symbols: Mapping[str, str]
    dollars: Mapping[str, str]
    codes: Mapping[str, str]
    total_before: Phrases
    total_after: Phrases
    effects: Effects


def quantity_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> QuantityRules:
    """The rules of `numbers.toml`, `approximators.toml`, `units.toml` and `effects.toml`."""
    approximators, units = lexicons["approximators"], lexicons["units"]
    total = approximators["total"]
    return QuantityRules(
        numbers=number_words(lexicons["numbers"]),
        before=_keyed({phrase: bound for bound, group in approximators["before"].items() for phrase in group}, last=True),
        after=_keyed({phrase: bound for bound, group in approximators["after"].items() for phrase in group}),
        units=_keyed({form: name for name, entry in units["unit"].items() for form in entry["words"]}),
        glued={form: name for name, entry in units["unit"].items() for form in entry["glued"]},
        currencies=_keyed(units["currency"]),
        symbols=units["symbol"],
        dollars=units["before_dollar"],
        codes=units["code"],
        total_before=_keyed(dict.fromkeys(total["before"], "total"), last=True),
        total_after=_keyed(dict.fromkeys(total["after"], "total")),
        effects=_effects(lexicons["effects"]),
    )


def _words(phrase: str) -> tuple[str, ...]:
    """A phrase as atoms stand: a hyphen and a full stop after a whole word are atoms by themselves."""
    words: list[str] = []
    for word in phrase.split():
        if word.endswith(".") and len(word) > 2 and word.count(".") == 1:
            words += [word[:-1], "."]
        elif word.startswith("-") and len(word) > 1:
            words += ["-", word[1:]]
        elif "-" in word and len(word) > 1:
            left, _, right = word.partition("-")
            words += [left, "-", right]
        else:
            words.append(word)
    return tuple(words)


def _keyed(table: Mapping[str, str], *, last: bool = False) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in table.items():
        words = _words(phrase)
        found.setdefault(words[-1 if last else 0], []).append((words, value))
    return {key: tuple(sorted(group, key=lambda item: (-len(item[0]), item[0]))) for key, group in found.items()}


def _effects(lexicon: Mapping[str, Any]) -> Effects:
    tables: dict[str, dict[str, str]] = {"object": {}, "subject": {}, "noun": {}, "adjective": {}}
    phrases: dict[str, list[tuple[str, Side, str]]] = {}
    for name, entry in lexicon.items():
        for kind, table in tables.items():
            for word in entry[kind]:
                table.setdefault(word, name)
        for verb, noun, side in entry["phrase"]:
            phrases.setdefault(verb, []).append((noun, side, name))
    return Effects(
        objects=tables["object"],
        subjects=tables["subject"],
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        phrases={verb: tuple(group) for verb, group in phrases.items()},
        persons=frozenset(name for name, entry in lexicon.items() if entry["persons"]),
    )
