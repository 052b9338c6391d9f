"""Names: mentions with their kinds, and one canonical name for the forms of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.reading.names import key, named, names

if TYPE_CHECKING:
    from wireroom.engine.models import SpacyParser
    from wireroom.reading import ReadingRules


def canonical(text: str, parser: SpacyParser, rules: ReadingRules) -> list[str]:
    """The canonical name of each mention, in order."""
    return [mention.name for mention in names(next(parser.parse([text])), rules.attribution).mentions]


def test_forms_of_one_name_share_the_fullest(parser: SpacyParser, reading_room: ReadingRules) -> None:
    found = canonical("President Karl Falk met Ann Roe. Mr Falk smiled. Roe left.", parser, reading_room)
    assert found == ["Karl Falk", "Ann Roe", "Karl Falk", "Ann Roe"]


def test_hyphens_and_possessives_do_not_part_a_name() -> None:
    assert key("Jean-Luc Roe's") == key("Jean Luc Roe") == ("jean", "luc", "roe")


def test_an_agency_of_the_lexicon_is_a_body_with_its_canonical_name(parser: SpacyParser, reading_room: ReadingRules) -> None:
    text = "The Associated Press said so."
    doc = next(parser.parse([text]))
    found = names(doc, reading_room.attribution).mentions
    assert [mention.name for mention in found] == ["Associated Press"]
    assert [kind for _, kind in named(doc, reading_room.attribution)] == ["ORG"]


def test_a_text_without_names_gives_none(parser: SpacyParser, reading_room: ReadingRules) -> None:
    assert canonical("it rained.", parser, reading_room) == []


def test_an_acronym_in_brackets_is_its_body(parser: SpacyParser, reading_room: ReadingRules) -> None:
    found = canonical("The Nordic Rescue Agency (NRA) came. The NRA left.", parser, reading_room)
    assert len(set(found)) == 1


def test_words_in_lower_case_belong_to_the_name_that_they_join(parser: SpacyParser, reading_room: ReadingRules) -> None:
    found = canonical("Oscar van Dahlen met Ann Roe. Mr. van Dahlen smiled.", parser, reading_room)
    assert found == ["Oscar van Dahlen", "Ann Roe", "Oscar van Dahlen"]


def test_a_verb_behind_a_name_is_none_of_it(parser: SpacyParser, reading_room: ReadingRules) -> None:
    assert canonical("But, George cautioned, those talks would take long.", parser, reading_room) == ["George"]


def test_what_stands_behind_a_hyphen_belongs_to_the_name(parser: SpacyParser, reading_room: ReadingRules) -> None:
    assert canonical("Secretary General Han Ki-moon condemned what he saw.", parser, reading_room) == ["Han Ki-moon"]
