"""Sources: who is meant by a pronoun, a role or a short name, and for whom they speak."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from wireroom.model import Claim, Source
from wireroom.reading import ReadingRules
from wireroom.reading.cast import cast
from wireroom.reading.names import names
from wireroom.reading.source import single
from wireroom.reading.source_kind import Known

if TYPE_CHECKING:
    from wireroom.engine.models import SpacyParser

Claims = Callable[[str], tuple[Claim, ...]]


def speaker(claims: tuple[Claim, ...], cue: int = -1) -> Source:
    """The first source of the last claim, or of the one at a place."""
    return claims[cue].sources[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Roe met Karl Falk on Monday. Falk said the deal was dead.", "Karl Falk"),
        ("Mrs Roe met Mr Falk. She said the deal was dead.", "Roe"),
        ("The Halden Port Authority closed the pier. It said repairs would take weeks.", "Halden Port Authority"),
        ("A police spokeswoman spoke at noon. She said the road was shut.", "police spokeswoman"),
        ("Karl Falk, the union's leader, spoke at noon. The leader said the strike was over.", "Karl Falk"),
        ("The strike is over, Karl Falk announced. He added that work would start at once.", "Karl Falk"),
    ],
)
def test_words_for_a_speaker_find_the_name(claims_of: Claims, text: str, name: str) -> None:
    assert speaker(claims_of(text)).name == name


def test_first_person_in_a_quotation_is_its_speaker(claims_of: Claims) -> None:
    claims = claims_of("“We told the board that the valve leaked,” said Karl Falk.")
    assert {source.name for claim in claims for source in claim.sources} == {"Karl Falk"}


def test_an_agency_of_the_state_is_marked(claims_of: Claims) -> None:
    source = speaker(claims_of("The harbour was closed on Friday, Xinhua reported."))
    assert (source.kind, source.control, source.footing) == ("agency", "state", "named")


def test_a_named_official_speaks_as_himself(claims_of: Claims) -> None:
    source = speaker(claims_of("Finance minister Ann Roe said taxes would fall."))
    assert (source.name, source.origin, source.footing) == ("Ann Roe", "Ann Roe", "named")


@pytest.mark.parametrize("word", ["Officials", "Sources", "Witnesses", "Experts", "Analysts"])
def test_a_generic_source_has_no_origin(claims_of: Claims, word: str) -> None:
    source = speaker(claims_of(f"{word} said the bridge was weak."))
    assert (source.origin, source.footing) == (None, "unnamed")


def test_every_decision_is_explained(claims_of: Claims) -> None:
    for claim in claims_of("“Go,” said Ann Roe. “Go now.” According to Karl Falk, two men left."):
        assert claim.why


def test_a_blank_that_a_parse_makes_a_noun_is_nobody(parser: SpacyParser, reading_room: ReadingRules) -> None:
    doc = next(parser.parse(["It fell, \n\n said the fire brigade on Monday."]))
    rules = reading_room.attribution
    known = names(doc, rules)
    blank = next(token for token in doc if token.is_space)
    blank.pos_, blank.tag_ = "NOUN", "NN"
    assert single(blank, joint=False, known=Known(rules, known, cast(doc, known, rules))) is None
