"""What a cluster keeps and what it lets go."""

from __future__ import annotations

from wireroom.dossier.link import SAME, Bond, without_strays


def test_a_loose_conflict_goes_alone() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict")}
    assert without_strays([0, 1, 2], bonds) == [[0, 1], [2]]


def test_what_says_the_same_as_a_firm_side_stays_with_it() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict"), (0, 2): Bond(SAME, "equal")}
    assert without_strays([0, 1, 2], bonds) == [[0, 1, 2]]


def test_a_likeness_below_is_not_the_same() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict"), (0, 2): Bond(SAME - 0.01, "equal")}
    assert without_strays([0, 1, 2], bonds) == [[0, 1], [2]]
