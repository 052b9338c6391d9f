"""The parts of the room: words in quotation marks, shared passages, sampled shingles, candidates, trees."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.lineage.align import GAP, SEED, runs, stretches
from wireroom.lineage.candidates import candidates
from wireroom.lineage.fingerprint import SAMPLE, SHINGLE, fingerprints, shingled, shingles, word_keys
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.sharing import WIDELY_USED, copies, sharing
from wireroom.lineage.tree import Groups, forest
from wireroom.lineage.words import quotations, worded
from wireroom.model import Derivation, Part, Report, Span

QUOTED = [
    ("He said “we go now” and left.", ["we go now"]),
    ('He said "we go now" and "never back".', ["we go now", "never back"]),
    ("She called them ‘heroes of the day’ twice.", ["heroes of the day"]),
    ("The soldiers' families don't say 'never again' aloud.", ["never again"]),
    ("`` It rained , '' he said .", [" It rained , "]),
    ("“It goes on\n“and on,” he said.", ["It goes on", "and on,"]),
    ('A 6" pipe and nothing else', []),
    ("It's the dogs' dinner, isn't it", []),
    ("„Wir gehen“ ist kein Wort”", ["Wir gehen“ ist kein Wort"]),
]


@pytest.mark.parametrize(("text", "wanted"), QUOTED)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == wanted


def test_boilerplate_is_not_compared() -> None:
    text = "News of the day.\nSubscribe to us now."
    held = worded(Report("a", "a", text, parts=(Part("boilerplate", Span(17, 37)),)))
    assert held.words == ("news", "of", "the", "day")


NUMBERS = [
    ("Call the police on 0845 555 0142 now.", True),
    ("Ring +44 20 7946 0018 at any hour.", True),
    ("The line is 1-800-555-0199, he said.", True),
    ("Some 10 000 000 people live there.", False),
    ("It was so in 2012, 2013 and 2014.", False),
    ("They sent $300 000 000 abroad.", False),
]


@pytest.mark.parametrize(("text", "wanted"), NUMBERS)
def test_a_telephone_number_makes_a_notice(text: str, wanted: bool) -> None:
    held = worded(Report("a", "a", "Rain fell.\n" + text))
    assert any(held.notice) is wanted
    assert not any(held.notice[:2])


def test_the_body_begins_after_the_headline() -> None:
    held = worded(
        Report("a", "a", "Rain at last\nIt rained.", parts=(Part("headline", Span(0, 12)), Part("body", Span(13, 23))))
    )
    assert held.body == 3
    assert worded(Report("a", "a", "It rained.")).body == 0


words = st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta".split()), max_size=60)


@settings(max_examples=150, deadline=None)
@given(words, words)
def test_runs_are_equal_words_that_no_other_run_uses(a: list[str], b: list[str]) -> None:
    used_a: set[int] = set()
    used_b: set[int] = set()
    for run in runs(a, b):
        assert run.size >= SEED
        assert a[run.a : run.a + run.size] == b[run.b : run.b + run.size]
        places_a, places_b = set(range(run.a, run.a + run.size)), set(range(run.b, run.b + run.size))
        assert not used_a & places_a
        assert not used_b & places_b
        used_a |= places_a
        used_b |= places_b


def test_small_gaps_are_bridged() -> None:
    a = "the river rose by two metres before the gates were opened on monday".split()
    b = "the river rose by about three metres before the gates were opened on monday".split()
    joined = stretches(runs(a, b))
    assert [(one.a, one.a_end, one.b, one.b_end) for one in joined] == [(0, 13, 0, 14)]
    assert GAP >= 2


def test_repeated_phrases_stay_linear() -> None:
    words_ = ["so", "it", "goes"] * 4000
    assert runs(words_, words_)


def test_shingles_do_not_depend_on_the_process() -> None:
    assert [int(one) for one in shingled(["a b c d e f"]).hashes] == [7584492213505070379, 7359490094746911302]
    assert [int(one) for one in next(fingerprints(["So it goes, and so it went on and on."], sample=1))][:1] == [
        4817456125799504705
    ]
    assert len(shingles(word_keys(["a", "b"]))) == 0
    assert len(word_keys([])) == 0


texts = st.lists(st.text(alphabet="ab’'\"“ .,-é\n", max_size=80), max_size=40)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_fingerprint_does_not_depend_on_its_neighbours(given_texts: list[str]) -> None:
    together = list(fingerprints(given_texts, sample=1))
    alone = [next(fingerprints([text], sample=1)) for text in given_texts]
    assert len(together) == len(given_texts)
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["rain", "fell", "on", "café", "extraordinarily", "1,200", "İzmir"]), max_size=30))
def test_typography_changes_no_fingerprint(words_: list[str]) -> None:
    plain, curly = " ".join(words_), "“" + " — ".join(words_) + "”"
    one, other = fingerprints([plain, curly], sample=1)
    assert np.array_equal(one, other)


def test_one_shingle_in_some_is_kept() -> None:
    text = " ".join(f"word{n}" for n in range(8_000))
    kept = len(next(fingerprints([text])))
    assert 0.9 < kept * SAMPLE / (8_000 - SHINGLE + 1) < 1.1


def test_sharing_counts_pairs() -> None:
    keys = [np.array(one, dtype=np.uint64) for one in ([1, 2, 3], [2, 3, 4], [9], [3, 4, 4])]
    assert sharing(keys, 2).pairs == {(0, 1): 2, (1, 3): 2}
    assert sharing(keys, 1).pairs[0, 3] == 1
    assert sharing([], 1).pairs == {}


def test_common_text_counts_lineages_not_copies() -> None:
    keys = [np.array([7, 8], dtype=np.uint64)] * 40
    assert copies(keys) == [0] * 40
    found = sharing(keys, 2, copies(keys))
    assert set(found.pairs) == {(0, place) for place in range(1, 40)}
    assert not len(found.common)
    apart = sharing(keys, 2, list(range(40)))
    assert apart.pairs == {}
    assert apart.common.tolist() == [7, 8]


def test_a_further_copy_makes_nothing_common() -> None:
    own = [np.array([7, 8, *range(100 + 10 * place, 110 + 10 * place)], dtype=np.uint64) for place in range(WIDELY_USED)]
    before = sharing(own, 2, copies(own))
    more = [*own, *[own[3]] * 30]
    after = sharing(more, 2, copies(more))
    assert not len(before.common)
    assert not len(after.common)
    assert set(before.pairs) <= set(after.pairs)


def test_few_reports_are_all_compared_and_many_by_what_they_share() -> None:
    texts = [
        f"Report number {n} tells of {chr(97 + n % 26) * 5} and {n * 7919} other things in its own way." for n in range(70)
    ]
    shared = "A paragraph that only two reports of this batch have in common, word for word, with quite a few words in it."
    held = [worded(Report(f"{n:02d}", "", text + (" " + shared if n in (3, 50) else ""))) for n, text in enumerate(texts)]
    assert candidates(held[:5], LineageRules()).pairs == list(combinations(range(5), 2))
    assert (3, 50) in candidates(held, LineageRules()).pairs
    assert len(candidates(held, LineageRules()).pairs) < 100


def test_a_report_has_one_parent_where_direction_is_known() -> None:
    reports = {name: Report(name, name, "") for name in "abc"}
    pairs = [("c", "a", 0.9), ("c", "b", 0.8), ("b", "a", 0.7)]
    directed = [Derivation(child, parent, "copy", True, share, share) for child, parent, share in pairs]
    assert [(tie.child, tie.parent) for tie in forest(directed, reports)] == [("c", "a"), ("b", "a")]


def test_of_ties_as_close_the_one_of_known_direction_is_taken() -> None:
    reports = {name: Report(name, name, "") for name in "abc"}
    ties = [
        Derivation("a", "b", "copy", False, 0.95, 0.95),
        Derivation("b", "c", "copy", True, 0.95, 0.9),
        Derivation("a", "c", "copy", True, 0.95, 0.9),
    ]
    assert [(tie.child, tie.parent) for tie in forest(ties, reports)] == [("a", "c"), ("b", "c")]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_groups_are_named_by_their_smallest(pairs: list[tuple[str, str]]) -> None:
    groups = Groups("abcdef")
    for one, other in pairs:
        groups.join(one, other)
    for one, other in pairs:
        assert groups.name(one) == groups.name(other) <= min(one, other)
