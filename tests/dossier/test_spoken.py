"""Quoted words in one form, what counts as the same said in two ways, and what is read between two quotations."""

import pytest

from wireroom.config import lexicons
from wireroom.dossier.point_quote import between_quotations
from wireroom.dossier.relate import value_key
from wireroom.dossier.spoken import speech_of, tokens
from wireroom.model import Span

SPEECH = speech_of(lexicons())
ONE_FORM = [
    ("I'm sure it isn't", "I ’ m sure it is not"),
    ("we do n't pay", "we don't pay"),
    ("they ca n't and wo n't", "they cannot and will not"),
    ("the U.S. fleet", "the U . S . fleet"),
    ("$5 million", "$ 5 million"),
    ("1,500 men", "1 , 500 men"),
    ("at 6 p.m. sharp", "at 6 : 00 p.m. sharp"),
    ("5 percent", "5 per cent"),
    ("the No. 1 task", "the number 1 task"),
    ("going to", "gon na"),
]
ALIKE = ["un|united nations", "e mail|email", "labour|labor", "centre|center", "twenty|20", "tom's|tom is", "realised|realizes"]
UNLIKE = [
    "moral|amoral",
    "million|billion",
    "good|bad",
    "not|",
    "four|five",
    "|never",
    "monday|friday",
    "can|can not",
    "before|after",
    "for|against",
]


@pytest.mark.parametrize(("a", "b"), ONE_FORM)
def test_one_form(a, b):
    assert tokens(a) == tokens(b)


@pytest.mark.parametrize("pair", ALIKE)
def test_alike_both_ways(pair):
    a, b = (side.split() for side in pair.split("|"))
    assert SPEECH.alike(a, b)
    assert SPEECH.alike(b, a)


@pytest.mark.parametrize("pair", UNLIKE)
def test_unlike_both_ways(pair):
    a, b = (side.split() for side in pair.split("|"))
    assert not SPEECH.alike(a, b)
    assert not SPEECH.alike(b, a)


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ('You know the way , " Pohl said in a note . "', True),
        ('It was late , " the mayor told us . "', True),
        ('Pohl said , " Lund told us nothing . "', False),
        ('It was late , " we said so at once . "', False),
        ('It was "Pohl said" all over', False),
    ],
)
def test_what_is_read_between_two_quotations(text, between):
    start = text.index('"') + 1
    assert between_quotations(text, Span(start, text.rindex('"'))) is between


def test_a_quotation_altered_far_behind_is_another_position():
    words = "we were told that the crew had checked all of the doors before she left the pier at {}"
    early, late = ({"text": words.format(hour)} for hour in ("noon", "night"))
    assert value_key("quote", early) != value_key("quote", late)
    assert value_key("quote", early) == value_key("quote", {"text": words.format("Noon") + "."})
