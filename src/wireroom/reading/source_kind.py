"""Who can be a source: whether a noun can say things, and what kind of source it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wireroom.model import SourceKind
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cast import Cast, Gender
from wireroom.reading.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Token

HE: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


THEY = frozenset(("they", "them", "their"))


IT = frozenset(("it", "its"))


FIRST = frozenset(("i", "we", "us", "me", "my", "our"))


_EMPTY = frozenset(("this", "that", "which", "there", "what", "these", "one", "none", "nothing", "something", "latter"))


TIMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))
"""Entities that say nothing."""


THINGS = "things"
"""The table of `roles.toml` with nouns that end like words for people."""


HUMAN = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ers", "ors", "ists", "ians")


_TABLES: tuple[tuple[str, SourceKind], ...] = (
    ("document", "document"),
    ("officials", "officials"),
    ("group", "group"),
    ("organisation", "organisation"),
    ("person", "person"),
)


MEDIA_WORDS = frozenset(
    "media newspaper newspapers television tv radio channel station outlet outlets broadcaster press".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report's names when sources are read: rules, mentions, cast."""

    rules: AttributionRules
    names: Names
    cast: Cast


def sayer(head: Token, known: Known) -> Literal["yes", "perhaps", "no"]:
    """Whether a noun can be one who says things: people, bodies and their words do; events and things do not."""
    low, lemma = head.lower_, head.lemma_.lower()
    if (
        low in HE
        or low in THEY
        or low in FIRST
        or low in {"you", "who", "everyone", "everybody", "nobody", "anyone", "someone"}
    ):
        return "yes"
    if low in IT:
        return "perhaps"
    if low in _EMPTY:
        return "no"
    if low in known.rules.roles.get("shares", frozenset()):
        return "yes"
    if head.ent_type_ in TIMES:
        return "no"
    mention = known.names.of(head.i)
    if mention is not None:
        return "perhaps" if mention.kind in {"EVENT", "PRODUCT", "FAC", "LOC", "WORK_OF_ART"} else "yes"
    roles = known.rules.roles
    things = roles.get(THINGS, frozenset())
    if lemma in known.rules.postures or any(low in words for table, words in roles.items() if table != THINGS):
        return "yes"
    if head.pos_ != "PROPN" and (low in things or lemma in things):
        return "no"
    if any(lemma in words for words in roles.values()):
        return "yes"
    if head.pos_ == "PROPN":
        return "yes"
    return "yes" if head.pos_ == "NOUN" and low.endswith(HUMAN) and len(low) > 4 else "no"


def kind_of(head: Token, rules: AttributionRules) -> SourceKind:
    """What a head noun says of the kind of its source."""
    low, lemma = head.lower_, head.lemma_.lower()
    if low in MEDIA_WORDS:
        return "agency"
    plural = head.tag_ in {"NNS", "NNPS"}
    for table, kind in _TABLES:
        words = rules.roles.get(table, frozenset())
        if low in words or (lemma in words and kind != "group"):
            return "group" if kind == "person" and plural else kind
    if plural:
        return "group"
    return "organisation" if head.pos_ == "PROPN" else "person"
