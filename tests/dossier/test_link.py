"""What a cluster keeps and what it lets go."""

from __future__ import annotations

from wireroom.dossier.link import Bond, without_strays


def test_a_loose_conflict_goes_alone() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict")}
    assert without_strays([0, 1, 2], bonds) == [[0, 1], [2]]


def test_what_says_the_same_as_a_side_that_it_is_tied_to_stays() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict"), (0, 2): Bond(0.9, "equal", tied=True)}
    assert without_strays([0, 1, 2], bonds) == [[0, 1, 2]]


def test_what_is_not_tied_does_not() -> None:
    bonds = {(0, 1): Bond(0.95, "conflict", firm=True), (1, 2): Bond(0.8, "conflict"), (0, 2): Bond(1.0, "equal")}
    assert without_strays([0, 1, 2], bonds) == [[0, 1], [2]]
