"""The laws of assembling: order does not matter, a copy never adds a voice, ids stay, captions alone dispute nothing."""

import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.scenes import dossier, numbers, quantity, reading, report, tie

from wireroom.model import Part, Span, Suspicion

LINES = {
    "plain": "The blast at the mill killed {n} people in the night.",
    "other": "At the mill a blast in the night has killed {n} people, it was said.",
    "hurt": "The blast at the mill injured {n} people in the night.",
    "police": "The blast at the mill killed {n} people, police said.",
    "chief": "The blast at the mill killed {n} people, the fire chief said.",
}
SOURCE = {"police": ("police", "Police"), "chief": ("the fire chief", "Fire Service")}


def pair(name, line, count, day=None):
    made = report(name, LINES[line].format(n=count), day)
    effect = "injured" if line == "hurt" else "killed"
    found = quantity(made.text, str(count), float(count), float(count), "people", effect, lemma="person")
    return made, reading(made, [found], *SOURCE.get(line, (None, None)))


def copied(one, name):
    made, read = one
    return dataclasses.replace(made, id=name, uri=f"{name}.txt"), dataclasses.replace(read, report=name)


stories = st.lists(
    st.tuples(
        st.sampled_from(sorted(LINES)), st.sampled_from([12, 13, 40]), st.sampled_from([None, "2024-05-01", "2024-05-02"])
    ),
    min_size=2,
    max_size=6,
).map(lambda rows: [pair(f"r{number}", *row) for number, row in enumerate(rows)])


@settings(max_examples=60, deadline=None)
@given(stories, st.data())
def test_a_copy_never_adds_a_voice(pairs, data):
    chosen = data.draw(st.sampled_from(pairs))
    name = data.draw(st.sampled_from(["a0", "z9"]))
    before = dossier(pairs)
    after = dossier([*pairs, copied(chosen, name)], [tie(name, chosen[0].id)])
    voices = {claim: thread.independent for thread in before.threads for claim in thread.claims}
    for thread in after.threads:
        known = [voices[claim] for claim in thread.claims if claim in voices]
        assert thread.independent <= max(known, default=1), thread


@settings(max_examples=40, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(pairs, chance):
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    one, other = dossier(pairs), dossier(shuffled)
    assert dataclasses.replace(one, reports=()) == dataclasses.replace(other, reports=())


@settings(max_examples=40, deadline=None)
@given(stories)
def test_suspicion_only_takes_voices_away(pairs):
    names = [made.id for made, _ in pairs]
    plain = dossier(pairs)
    doubted = dossier(pairs, suspicions=[Suspicion(names[0], names[1], "close wording")])
    for one, other in zip(numbers(plain), numbers(doubted), strict=True):
        assert other.independent <= one.independent


def test_thread_ids_stay_when_a_later_report_comes():
    first = [pair("b", "plain", 12, "2024-05-01"), pair("c", "other", 12, "2024-05-02")]
    (before,) = numbers(dossier(first))
    (after,) = numbers(dossier([*first, pair("a", "plain", 12, "2024-05-03")]))
    assert before.id == after.id
    assert after.first_report == "b"
    assert after.first_when == "2024-05-01"


def test_killed_and_injured_stay_apart():
    made = numbers(dossier([pair("a", "plain", 12), pair("b", "other", 12), pair("c", "hurt", 12), pair("d", "hurt", 12)]))
    assert sorted(len(thread.claims) for thread in made) == [2, 2]


def test_a_caption_alone_disputes_nothing():
    body, aside = pair("a", "plain", 12), pair("b", "other", 40)
    caption = (dataclasses.replace(aside[0], parts=(Part("caption", Span(0, len(aside[0].text))),)), aside[1])
    assert any(thread.verdict == "disputed" for thread in numbers(dossier([body, aside])))
    assert all(thread.verdict != "disputed" for thread in numbers(dossier([body, caption])))


@pytest.mark.parametrize("pairs", [[], [pair("a", "plain", 12)]])
def test_a_story_of_none_or_one_has_no_shared_thread(pairs):
    made = dossier(pairs)
    assert all(thread.verdict == "single" for thread in made.threads)


def test_two_hundred_reports_take_seconds():
    pairs = [pair(f"r{number:03}", ["plain", "other", "hurt", "police"][number % 4], 10 + number % 30) for number in range(200)]
    started = time.perf_counter()
    made = dossier(pairs)
    assert len(made.reports) == 200
    assert time.perf_counter() - started < 20, "far beyond what a loaded machine explains"
