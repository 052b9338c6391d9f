"""Voices: who shares one, surely or not."""

from wireroom.dossier.voice import on_record, ties_of, voices
from wireroom.model import Derivation, Lineage, Lineages, Passage, Point, SaidBy, Span, Suspicion


def point(name, *origins, at=0, generic=False):
    said = tuple(SaidBy(origin, "officials", "named", None, Span(0, 1), origin) for origin in origins)
    if generic:
        said = (SaidBy("officials", "officials", "unnamed", None, Span(0, 1), None),)
    return Point(f"{name}:c{at}", name, "number", Span(at, at + 2), Span(at, at + 9), "12", "body", {}, said_by=said)


def known(*ties, suspicions=()):
    lines = tuple(Lineage(f"l{number}", None, (name,)) for number, name in enumerate("abcd", 1))
    return ties_of(Lineages((*lines, Lineage("l9", None, (), ties)), tuple(suspicions)), list("abcd"))


def tie(child, parent, kind, *passages):
    return Derivation(child, parent, kind, False, 0.5, 0.5, tuple(passages))


def counted(points, ties):
    found = voices(points, ties)
    return [(len(voice.claims), voice.sure) for voice in found], on_record(found)


def test_reports_without_ties_or_sources_each_have_a_voice():
    assert counted([point("a"), point("b")], known()) == ([(1, True), (1, True)], 0)


def test_copies_of_copies_share_a_voice_through_one_that_is_silent():
    ties = known(tie("b", "a", "copy"), tie("c", "b", "rewrite"))
    assert counted([point("a"), point("c")], ties) == ([(2, True)], 0)


def test_a_shared_source_joins_only_what_lies_in_aligned_passages():
    ties = known(tie("b", "a", "shared_source", Passage(Span(0, 90), Span(100, 190))))
    assert counted([point("a", at=102), point("b", at=3)], ties) == ([(2, True)], 0)
    assert counted([point("a", at=50), point("b", at=3)], ties) == ([(1, True), (1, True)], 0)


def test_a_phrase_in_common_is_no_shared_text():
    ties = known(tie("b", "a", "quotation", Passage(Span(0, 20), Span(100, 120))))
    assert counted([point("a", at=102), point("b", at=3)], ties) == ([(1, True), (1, True)], 0)


def test_one_report_may_have_heard_two():
    heard = [point("a", "Fire Service", at=3), point("a", "Northside Hospital", at=80), point("a", at=140)]
    assert counted(heard, known()) == ([(2, True), (1, True)], 2)


def test_one_origin_is_one_voice_and_on_the_record():
    assert counted([point("a", "Fire Service"), point("b", "the Fire Service")], known()) == ([(2, True)], 1)


def test_joint_sources_are_one_voice_until_heard_apart():
    assert counted([point("a", "Fire Service", "Northside Hospital")], known()) == ([(1, True)], 1)
    joined = [point("a", "Fire Service", "Northside Hospital"), point("b", "Northside Hospital"), point("c", "Ana Ruiz")]
    assert counted(joined, known()) == ([(2, True), (1, True)], 2)


def test_generic_origins_share_a_voice_that_is_not_sure():
    assert counted([point("a", generic=True), point("b", generic=True)], known()) == ([(2, False)], 0)


def test_bodies_of_one_government_share_a_voice_that_is_not_sure():
    points = [point("a", "Norland defence ministry"), point("b", "Norland police")]
    assert counted(points, known()) == ([(2, False)], 1)
    points = [point("a", "Norland defence ministry"), point("b", "Sudland defence ministry")]
    assert counted(points, known()) == ([(1, True), (1, True)], 2)


def test_suspected_wording_shares_a_voice_that_is_not_sure():
    ties = known(suspicions=[Suspicion("a", "b", "close wording")])
    assert counted([point("a"), point("b"), point("c")], ties) == ([(2, False), (1, True)], 0)


def test_lineages_of_a_voice_are_named():
    ties = known(tie("b", "a", "copy"))
    (voice,) = voices([point("a"), point("b")], ties)
    assert voice.lineages == ("l1", "l2")
    assert voice.id == "v1"
