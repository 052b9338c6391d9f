"""The ruler of victims' numbers, on an invented message and its template."""

from __future__ import annotations

from evaluation.scoring import Counts
from evaluation.victims import prints, score, spelled, victims

from wireroom.model import Quantity, Span

TEMPLATE = """0.  MESSAGE: ID                     DEV-MUC3-9999 (X)
4.  INCIDENT: TYPE                  BOMBING
21. HUM TGT: NUMBER                 1: "HOLM"
                                    12: "BAKERS"
                                    5 / 6-: "GUARDS"
                                    PLURAL: "OTHERS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "HOLM"
                                    INJURY: "BAKERS"
                                    NO INJURY OR DEATH: "GUARDS"
                                    DEATH: "OTHERS"
24. HUM TGT: TOTAL NUMBER           -
"""


def quantity(number: float, effect: str | None) -> Quantity:
    return Quantity("q1", Span(0, 1), "x", number, number, effect=effect)


def test_a_template_gives_numbers_of_two_or_more_that_bear_an_effect() -> None:
    assert list(victims(TEMPLATE)) == [((12,), frozenset({"injured"}))]


def test_the_taken_of_a_kidnapping_are_kidnapped() -> None:
    kidnapped = TEMPLATE.replace("BOMBING", "KIDNAPPING")
    assert list(victims(kidnapped)) == [
        ((12,), frozenset({"injured", "kidnapped", "captive"})),
        ((5, 6), frozenset({"kidnapped", "captive"})),
    ]


def test_numbers_print_in_digits_and_in_words() -> None:
    assert [spelled(number) for number in (7, 30, 86, 1200)] == ["seven", "thirty", "eighty-six", "1,200"]
    assert prints("TWELVE BAKERS", 12)
    assert prints("12 bakers", 12)
    assert not prints("112 bakers", 12)


def test_only_what_the_message_prints_is_wanted() -> None:
    wanted = [((12,), frozenset({"injured"})), ((40,), frozenset({"killed"}))]
    read = [quantity(12, "injured"), quantity(3, "killed"), quantity(9, None)]
    assert score("twelve bakers were hurt and 3 died", wanted, read) == (Counts(1, 1, 1), Counts(1, 2, 2))
    assert score("nothing of the kind", wanted, read) == (Counts(), Counts())
