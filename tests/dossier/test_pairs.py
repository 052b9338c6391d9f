"""Pairs of nodes found and weighed many at once are those found and weighed one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wireroom.dossier.candidates import paired
from wireroom.dossier.clause import sentence
from wireroom.dossier.link import Bond, clusters
from wireroom.dossier.weight import LIGHTEST, Overlap, meet, rarity

SETS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=2, max_size=9)


@given(st.lists(st.lists(st.integers(0, 7), max_size=6), max_size=8), st.integers(1, 4))
def test_pairs_stand_under_one_key_or_under_two_that_many_share(keys: list[list[int]], crowded: int) -> None:
    keys = [sorted(key) for key in keys]
    few = {pair for key in keys if len(key) <= crowded for pair in combinations(key, 2)}
    many = [pair for key in keys if len(key) > crowded for pair in combinations(key, 2)]
    wanted = {pair for pair in few | {pair for pair in many if many.count(pair) > 1} if pair[0] != pair[1]}
    first, second = paired(8, keys, crowded=crowded)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(wanted)


@given(SETS)
def test_overlaps_are_those_of_the_sets(sets: list[frozenset[str]]) -> None:
    weight = rarity(sets)
    pairs = list(combinations(range(len(sets)), 2))
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    for (i, j), share, met in zip(
        pairs, Overlap(sets, weight).of(first, second).tolist(), meet(sets, first, second), strict=True
    ):
        a, b, both = (sum(map(weight.of, words)) for words in (sets[i], sets[j], sets[i] & sets[j]))
        assert share == (0.5 * both / max(min(a, b), LIGHTEST) + 0.5 * both / (a + b - both) if both else 0.0)
        assert met == bool(sets[i] & sets[j])


def test_what_no_chain_of_pairs_connects_is_clustered_apart() -> None:
    one = {(0, 1): Bond(0.9), (1, 2): Bond(0.7), (0, 2): Bond(0.3)}
    far = {(i + 3, j + 3): bond for (i, j), bond in one.items()} | {
        (2, 3): Bond(0.5, "conflict"),
        (0, 5): Bond(0.1, apart=True),
    }
    alone = clusters(3, one, link=0.6, mean=0.45)
    assert alone == [[0, 1, 2]]
    assert clusters(7, one | far, link=0.6, mean=0.45) == [*alone, [3, 4, 5], [6]]


def test_words_of_a_clause_are_those_that_stand_in_it() -> None:
    line = sentence("Crews found 12 people’s homes, and officials said the o‘clock was late")
    first, last = line.clause(12, 14, len(line.text))
    assert line.text[first:last] == "Crews found 12 people’s homes"
    assert line.within(0, 11) == {"crew", "found"}
    assert line.within(0, 9) == {"crew", "fou"}, "a word that is cut off counts as far as it goes"
    assert line.ahead(line.text.index("was")) == 11, "words are counted as they are printed"
