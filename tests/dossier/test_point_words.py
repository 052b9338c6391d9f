"""Which numbers count something, what happened to it, and which quotations are titles of works."""

from __future__ import annotations

import pytest

from wireroom.config import lexicons
from wireroom.dossier.aspect import point_rules
from wireroom.dossier.point_number import effect_of, is_count
from wireroom.dossier.point_quote import is_title
from wireroom.model import Counted, Quantity, Span

RULES = point_rules(lexicons())


def number(text: str, words: str, value: float, *, effect: str | None = None, counted: str | None = None) -> Quantity:
    start = text.index(words)
    noun = Counted(counted, counted) if counted else None
    return Quantity("q1", Span(start, start + len(words)), words, value, value, effect=effect, counted=noun)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was his fifth 30-goal season.", "30", 30),
        ("A .45 pistol was found.", "45", 45),
        ("They found two women, 68 and 48-years-old.", "68", 68),
        ("She was tried for the 1967 killings.", "1967", 1967),
        ("Jo Roe, 48, was arrested.", "48", 48),
        ("A third man was seen.", "third", 0.333333),
        ("There is one way out.", "one", 1),
        ("She was one of those hurt.", "one", 1),
        ("Three of the Comet 9 rockets flew.", "9", 9),
        ("It needs a 4K screen.", "4K", 4000),
    ],
)
def test_what_counts_nothing(text: str, words: str, value: float) -> None:
    assert not is_count(number(text, words, value, effect="injured" if "hurt" in text else None), text)


@pytest.mark.parametrize(
    ("text", "words", "value", "effect"),
    [
        ("Some 2000 soldiers fled.", "2000", 2000, None),
        ("On Monday 12 people died.", "12", 12, "killed"),
        ("One man died.", "One", 1, "killed"),
        ("The 12 sailors are home.", "12", 12, None),
        ("A third of the crew is missing.", "third", 0.333333, "missing"),
    ],
)
def test_what_counts(text: str, words: str, value: float, effect: str | None) -> None:
    assert is_count(number(text, words, value, effect=effect), text)


@pytest.mark.parametrize(
    ("counted", "effect", "wanted"),
    [
        ("accident", "injured", None),
        ("hospital", "injured", None),
        ("sailor", "injured", "injured"),
        ("pass", "arrested", None),
        ("suspect", "arrested", "arrested"),
        ("month", "paid", None),
        ("house", "destroyed", "destroyed"),
    ],
)
def test_harm_is_done_to_people(counted: str, effect: str, wanted: str | None) -> None:
    text = "12 of them"
    assert effect_of(number(text, "12", 12, effect=effect, counted=counted), RULES) == wanted


def test_titles_of_works_are_no_quotations() -> None:
    assert is_title("The Lord of the Tides,")
    assert is_title("Nightfall")
    assert not is_title("We are sad")
    assert not is_title("total loss")
    assert not is_title("Help!")
