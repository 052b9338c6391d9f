"""Threads over an invented story: what is made but once, what grows, and words laid to two people."""

from tests.dossier.scenes import RULES, dossier, numbers, quantity, reading, report

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.life import life_bonds
from wireroom.dossier.node import Node
from wireroom.dossier.speaker import speaker_groups
from wireroom.dossier.thread import in_order
from wireroom.model import Point, Position, SaidBy, Span, Thread, Voice

WORDS = "the old lock gate must be mended before the winter"


def quote(name, speaker, words=WORDS):
    said = SaidBy(speaker, "person", "named", None, Span(0, len(speaker)))
    span = Span(len(speaker) + 8, len(speaker) + 8 + len(words))
    point = Point(
        f"{name}:c1.w1",
        name,
        "quote",
        span,
        Span(0, span.end),
        words,
        "body",
        {"text": words, "speaker": speaker},
        None,
        (said,),
    )
    return Aspect(point, "quote", subject=speaker)


def status(name, phase, predicate, head, *, effect="build", near=("construction",), words=()):
    span = Span(0, 10)
    point = Point(f"{name}:s1", name, "status", span, span, "x", "body", {"phase": phase, "of": head})
    aspect = Aspect(point, "status", head=head, words=words or (head,), effect=effect, predicate=predicate)
    none = frozenset()
    return Node(
        key=name, aspects=(aspect,), first=aspect, near=frozenset(near), wide=frozenset(near), places=none, people=none,
        nations=none, cut=none, far=None, label=None, sentence="x", reports=frozenset({name}),
    )  # fmt: skip


def test_words_laid_to_two_people_are_a_thread_of_speakers():
    told = [quote("a", "Lena Orth"), quote("b", "Lena Orth"), quote("c", "Tomas Reik")]
    texts = {one.report: f"{one.subject} said: “{WORDS}”" for one in told}
    (group,) = speaker_groups([told], texts)
    assert [(one.report, one.point.value["name"], one.point.text) for one in group] == [
        ("a", "Lena Orth", "Lena Orth"),
        ("b", "Lena Orth", "Lena Orth"),
        ("c", "Tomas Reik", "Tomas Reik"),
    ]


def test_a_pronoun_that_was_resolved_proves_no_other_speaker():
    told = [quote("a", "Lena Orth"), quote("b", "Tomas Reik")]
    texts = {"a": f"Lena Orth said: “{WORDS}”", "b": f"Then he said: “{WORDS}”"}
    assert not list(speaker_groups([told], texts))


def test_one_speaker_under_two_spellings_is_no_thread_of_speakers():
    told = [quote("a", "Lena Orth"), quote("b", "Orth"), quote("c", "Dr Lena Orth")]
    assert not list(speaker_groups([told], {one.report: f"{one.subject} said: “{WORDS}”" for one in told}))


def test_a_short_phrase_may_be_said_by_two():
    told = [quote("a", "Lena Orth", "a hard winter"), quote("b", "Tomas Reik", "a hard winter")]
    assert not list(speaker_groups([told], {one.report: f"{one.subject} said: “{WORDS}”" for one in told}))


def test_states_of_one_making_clash_whatever_the_verb():
    nodes = [status("a", "completed", "open", "mill"), status("b", "under_construction", "under construction", "mill")]
    assert [(pair, bond.relation, bond.firm) for pair, bond in life_bonds(nodes, RULES.words)] == [((0, 1), "conflict", True)]


def test_what_is_started_without_a_word_of_making_is_not_being_made():
    nodes = [status("a", "completed", "open", "mill"), status("b", "started", "start", "mill", near=("button",))]
    assert not list(life_bonds(nodes, RULES.words))


def test_a_thing_with_two_names_is_one_where_a_report_gives_both():
    both = status("c", "under_construction", "construction site", "museum", words=("memorial", "museum"))
    nodes = [status("a", "completed", "open", "museum"), status("b", "under_construction", "construction", "memorial"), both]
    assert len(list(life_bonds(nodes, RULES.words))) == 3
    assert not list(life_bonds(nodes[:2], RULES.words))


def counted(effect, predicate, days):
    pairs = []
    for name, number, day in days:
        made = report(name, f"The ferry had {number} people {predicate} that night, the port said.", day)
        pairs.append((made, reading(made, [quantity(made.text, str(number), number, number, "people", effect)], None, None)))
    return numbers(dossier(pairs, []))


def test_a_count_of_those_aboard_does_not_grow_with_the_days():
    (thread,) = counted("aboard", "aboard", [("a", 237, "2025-05-09"), ("b", 310, "2025-05-10")])
    assert thread.verdict == "disputed"


def test_the_missing_become_fewer_and_the_dead_more():
    (missing,) = counted("missing", "missing", [("a", 22, "2025-05-09"), ("b", 17, "2025-05-10")])
    (killed,) = counted("killed", "killed", [("a", 17, "2025-05-09"), ("b", 22, "2025-05-10")])
    assert (missing.verdict, killed.verdict) == ("revised", "revised")


def test_a_report_dated_long_before_all_others_does_not_break_the_order():
    days = [("a", 13, "2025-05-09"), ("b", 15, "2025-05-10"), ("c", 15, "2025-05-11"), ("d", 15, "2025-04-10")]
    (thread,) = counted("killed", "killed", days)
    assert thread.verdict == "revised"


def test_no_two_threads_have_one_id():
    lone = Voice("v1", ("l1",), (), ("a:c1",))
    made = [
        Thread("t1", "speaker", "who speaks", "single", (claim,), (lone,), 1, 0, (Position("x", (claim,), ("v1",)),), "", "a")
        for claim in ("a:c2", "a:c1")
    ]
    told = in_order(made)
    assert told == in_order(made[::-1]) == in_order(told)
    assert len({one.id for one in told}) == 2
    assert {one.id: one.claims for one in told}["t1"] == ("a:c1",)
