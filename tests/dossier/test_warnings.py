"""Each kind of warning on invented reports: when it comes, and the near case where it must not."""

from __future__ import annotations

import time
from itertools import permutations

import pytest
from tests.dossier.newsdesk import NOBODY, Desk, number, source, thread

from wireroom.config import lexicons
from wireroom.dossier.alarm import Alarm, WarnRules
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.rules import DossierRules, dossier_rules
from wireroom.dossier.warn import chosen, warn
from wireroom.model import Lineage, Lineages, Point, SaidBy, Span, Thread, Warn


@pytest.fixture(scope="module")
def rules() -> DossierRules:
    return dossier_rules(lexicons())


def warned(desk: Desk, rules: DossierRules, *threads: Thread) -> dict[tuple[str, str], Warn]:
    lineages = Lineages(tuple(Lineage(f"l-{one.id}", None, (one.id,)) for one in desk.reports))
    found = warn(desk.reports, desk.readings, desk.aspects, threads, lineages, rules)
    texts = {one.id: one.text for one in desk.reports}
    assert all(0 <= one.span.start <= one.span.end <= len(texts[one.report]) for one in found)
    assert all(one.why and "\n" not in one.why for one in found)
    return {(one.report, one.kind): one for one in found}


def words(desk: Desk, one: Warn) -> str:
    text = next(report.text for report in desk.reports if report.id == one.report)
    return text[one.span.start : one.span.end]


# --- dates -------------------------------------------------------------------------------------------------------------


def test_a_date_far_from_every_other_report_is_misdated(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "The bridge at Elland was opened on 3 May 2021.", times={"3 May 2021": "2021-05-03"})
    desk.report("b", "The bridge at Elland was opened on Monday.", published="2024-05-07")
    desk.report("c", "Work on the Elland bridge ended in April 2024.", times={"April 2024": "2024-04"})
    found = warned(desk, rules)
    assert words(desk, found["a", "misdated"]) == "3 May 2021"
    assert ("b", "misdated") not in found
    assert ("c", "misdated") not in found


def test_a_background_date_beside_a_newer_one_is_not_misdated(rules: DossierRules) -> None:
    desk = Desk()
    desk.report(
        "a",
        "The bridge was opened in May 2024, after the old one fell on 3 May 2021.",
        times={"May 2024": "2024-05", "3 May 2021": "2021-05-03"},
    )
    desk.report("b", "The bridge at Elland was opened on Monday.", published="2024-05-07")
    assert ("a", "misdated") not in warned(desk, rules)


def test_a_weekday_on_the_wrong_side_of_the_date_is_misdated(rules: DossierRules) -> None:
    late, early = "The harbour stays closed on Wednesday, the crew said.", "Divers checked the closed harbour on Wednesday."
    desk = Desk()
    desk.report("a", late, published="2024-05-11", times={"Wednesday": ("2024-05-15", "t0")})
    desk.report("b", early, published="2024-05-09", times={"Wednesday": ("2024-05-08", "t0")})
    assert words(desk, warned(desk, rules)["a", "misdated"]) == "Wednesday"
    both = Desk()
    both.report("a", late, published="2024-05-11", times={"Wednesday": ("2024-05-15", "t0")})
    both.report("b", early, published="2024-05-09", times={"Wednesday": ("2024-05-08", "t0")})
    both.report("c", "The harbour opens on Wednesday.", published="2024-05-11", times={"Wednesday": ("2024-05-15", "t0")})
    assert ("a", "misdated") not in warned(both, rules)


def test_a_past_date_after_the_day_of_issue_is_misdated(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "The ferry sank on 9 June 2024 off Sande.", published="2024-06-01", times={"9 June 2024": "2024-06-09"})
    desk.report("b", "The ferry will sail on 9 June 2024.", published="2024-06-01", times={"9 June 2024": "2024-06-09"})
    found = warned(desk, rules)
    assert ("a", "misdated") in found
    assert ("b", "misdated") not in found


@pytest.mark.parametrize(
    ("told", "comes"),
    [("The ferry burned on 8 May.", True), ("The new ferry will sail on 8 May.", False)],
)
def test_a_day_ahead_of_the_report_that_is_told_as_past_is_misdated(rules: DossierRules, told: str, comes: bool) -> None:
    desk = Desk()
    desk.report("a", told, published="2024-04-10", times={"8 May": ("2024-05-08", "t0")})
    desk.report("b", "The ferry burned on 8 May off Sande.", published="2024-05-09", times={"8 May": ("2024-05-08", "t0")})
    assert (("a", "misdated") in warned(desk, rules)) is comes


def test_a_weekday_that_is_still_to_come_is_no_past_one(rules: DossierRules) -> None:
    desk = Desk()
    late, early = "The wreck was to be towed on Monday, the crew said.", "The wreck will be towed on Monday, the crew said."
    desk.report("a", late, published="2024-05-12", times={"Monday": ("2024-05-06", "t0")})
    desk.report("b", early, published="2024-05-11", times={"Monday": ("2024-05-13", "t0")})
    assert not [key for key in warned(desk, rules) if key[1] == "misdated"]


def test_a_remembrance_before_what_it_remembers_is_an_anachronism(rules: DossierRules) -> None:
    desk = Desk()
    desk.report(
        "a",
        "A stone dedicated to the Elland miners killed under Harrow Hill was laid on 3 May 2021.",
        times={"3 May 2021": "2021-05-03"},
    )
    desk.report(
        "b", "In June 2023 a shaft under Harrow Hill fell in and killed nine Elland miners.", times={"June 2023": "2023-06"}
    )
    found = warned(desk, rules)
    assert words(desk, found["a", "anachronism"]) == "dedicated to"
    assert "2023-06" in found["a", "anachronism"].why


def test_a_day_after_a_later_day_is_an_anachronism(rules: DossierRules) -> None:
    desk = Desk()
    times = {"3 May 2024": "2024-05-03", "9 May 2024": "2024-05-09"}
    desk.report("a", "She resigned on 3 May 2024 after the vote of 9 May 2024.", times=times)
    desk.report("b", "She resigned on 9 May 2024 after the vote of 3 May 2024.", times=times)
    desk.report("c", "She resigned on 3 May 2024 after a row, and will be replaced on 9 May 2024.", times=times)
    found = warned(desk, rules)
    assert ("a", "anachronism") in found
    assert ("b", "anachronism") not in found
    assert ("c", "anachronism") not in found


# --- sources -----------------------------------------------------------------------------------------------------------


def test_a_claim_of_one_who_is_not_named_is_anonymous(rules: DossierRules) -> None:
    first = "The pumps had failed twice before, said an engineer at the mine."
    second = "The pumps had failed twice before, said the police spokeswoman."
    desk = Desk()
    role = {"footing": "role", "name": "engineer at the mine", "origin": "engineer at the mine"}
    desk.report("a", first, said=[("The pumps had failed twice before", source(first, "an engineer at the mine", **role), "")])
    spoken = {"footing": "role", "origin": "police"}
    desk.report(
        "b", second, said=[("The pumps had failed twice before", source(second, "the police spokeswoman", **spoken), "")]
    )
    found = warned(desk, rules)
    assert words(desk, found["a", "anonymous_source"]) == "an engineer at the mine"
    assert ("b", "anonymous_source") not in found


def test_a_toll_with_nobody_behind_it_is_unattributed(rules: DossierRules) -> None:
    text = "Police in Elland spoke to reporters. Nine miners were killed at dawn."
    desk = Desk()
    desk.report("a", text, said=[("spoke to reporters", source(text, "Police in Elland", kind="officials"), "")])
    desk.report("b", text, said=[("Nine miners were killed", source(text, "Police in Elland", kind="officials"), "")])
    police = SaidBy("Police in Elland", "officials", "named", None, Span(0, 16), "Police in Elland")
    desk.point("a", "number", "Nine", number(9), head="miner", effect="killed", role="count")
    desk.point("b", "number", "Nine", number(9), head="miner", effect="killed", role="count", said_by=[police])
    found = warned(desk, rules)
    assert words(desk, found["a", "unattributed"]) == "Nine"
    assert ("b", "unattributed") not in found


def test_a_toll_for_which_another_lineage_has_a_source_needs_none(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "Nine miners were killed at dawn.")
    desk.report("b", "Nine miners were killed at dawn, police in Elland said.")
    police = SaidBy("Police in Elland", "officials", "named", None, Span(0, 16), "Police in Elland")
    bare = desk.point("a", "number", "Nine", number(9), head="miner", effect="killed", role="count")
    backed = desk.point("b", "number", "Nine", number(9), head="miner", effect="killed", role="count", said_by=[police])
    assert ("a", "unattributed") in warned(desk, rules)
    assert ("a", "unattributed") not in warned(desk, rules, thread("t1", "number", "agreed", "miners killed", bare, backed))


@pytest.mark.parametrize("who", ["experts", "officials", "local media"])
def test_crowds_and_officials_in_general_are_not_asked_for_their_names(rules: DossierRules, who: str) -> None:
    first = f"Mayor Ana Pohl spoke first. The pumps had failed twice before, said {who}."
    desk = Desk()
    nobody = {"footing": "unnamed", "kind": "agency" if who == "local media" else "officials", "origin": None}
    mayor = source(first, "Mayor Ana Pohl", kind="officials")
    desk.report(
        "a", first, said=[("spoke first", mayor, ""), ("The pumps had failed twice before", source(first, who, **nobody), "")]
    )
    assert ("a", "anonymous_source") not in warned(desk, rules)


def test_estimates_are_no_source(rules: DossierRules) -> None:
    text = "Estimates suggest that 12,000 people were sent north."
    desk = Desk()
    paper = {"kind": "document", "footing": "unnamed", "origin": None}
    desk.report("a", text, said=[("12,000 people were sent north", source(text, "Estimates", **paper), "")])
    given = SaidBy("Estimates", "document", "unnamed", None, Span(0, 9))
    desk.point("a", "number", "12,000", number(12000), head="people", effect="sent", role="count", said_by=[given])
    found = warned(desk, rules)
    assert "Estimates" in found["a", "unattributed"].why
    assert ("a", "anonymous_source") not in found


def test_a_report_that_no_editor_read_is_unreviewed(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "Rain fell. This was published from a feed.", notices=[("auto_published", "published from a feed")])
    desk.report("b", "Rain fell. UPDATE.", notices=[("update", "UPDATE")])
    found = warned(desk, rules)
    assert words(desk, found["a", "unreviewed"]) == "published from a feed"
    assert ("b", "unreviewed") not in found


def test_three_reports_on_one_named_origin_have_a_single_origin(rules: DossierRules) -> None:
    desk = Desk()
    harbour = SaidBy("Harbour Board", "organisation", "named", None, Span(0, 5), "Harbour Board")
    aspects = []
    for name in "abc":
        desk.report(name, "Two quays are shut.")
        aspects.append(desk.point(name, "number", "Two", number(2), head="quay", role="count", said_by=[harbour]))
    group = thread("t1", "number", "repeated", "quays shut", *aspects)
    assert ("a", "single_origin") in warned(desk, rules, group)
    assert ("a", "single_origin") not in warned(desk, rules, thread("t1", "number", "repeated", "quays shut", *aspects[:2]))


def test_outlets_that_cite_each_other_are_a_ring(rules: DossierRules) -> None:
    desk = Desk()
    first, second = "The dam holds, the Sande Courier reported.", "The dam holds, Elland News reported."
    paper = {"kind": "organisation"}
    desk.report("a", first, publisher="Elland News", said=[("The dam holds", source(first, "Sande Courier", **paper), "")])
    desk.report("b", second, publisher="www.sande-courier.com", said=[("The dam holds", NOBODY, "Elland News")])
    assert ("a", "circular_sourcing") in warned(desk, rules)
    desk.readings[1] = type(desk.readings[1])("b", sentences=desk.readings[1].sentences)
    assert ("a", "circular_sourcing") not in warned(desk, rules)


# --- contradictions ----------------------------------------------------------------------------------------------------


def test_two_values_in_one_report_contradict_each_other(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "Four miners were wounded in the blast.\nThe blast wounded two miners, a nurse thought.")
    four = desk.point("a", "number", "Four", number(4), head="miner", effect="injured", role="count")
    two = desk.point("a", "number", "two", number(2), head="miner", effect="injured", role="count")
    found = warned(desk, rules, thread("t1", "number", "disputed", "miners wounded", four, two, apart=True))
    assert words(desk, found["a", "self_contradiction"]) == "two"


def test_a_part_is_no_contradiction_of_its_whole(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "Four miners were wounded.\nTwo of the miners were badly wounded.")
    four = desk.point("a", "number", "Four", number(4), head="miner", effect="injured", role="count")
    two = desk.point("a", "number", "Two", number(2), head="miner", effect="injured", role="count", part_of="q1")
    group = thread("t1", "number", "compatible", "miners wounded", four, two)
    assert ("a", "self_contradiction") not in warned(desk, rules, group)


def test_nobody_and_somebody_contradict_each_other(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "Two riders were hurt when the gate fell.\nNo one was hurt, the organiser said.")
    desk.point("a", "number", "Two", number(2), head="rider", effect="injured", role="count")
    desk.point("a", "number", "No one", number(0), head="", effect="injured", role="count")
    assert ("a", "self_contradiction") in warned(desk, rules)


def test_opened_and_only_begun_contradict_each_other(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", 'The mayor inaugurated a theatre.\n"Today marks the beginning of the New Theatre," she said.')
    desk.report("b", 'The mayor inaugurated a theatre.\n"Today marks the beginning of a new year," she said.')
    for name in "ab":
        phase = {"phase": "completed", "of": "theatre"}
        desk.point(name, "status", "inaugurated a theatre", phase, head="theatre", predicate="inaugurate")
    found = warned(desk, rules)
    assert words(desk, found["a", "self_contradiction"]) == "marks the beginning of"
    assert ("b", "self_contradiction") not in found


@pytest.mark.parametrize(
    ("text", "many", "head", "comes"),
    [
        ("A steel missile was fired at dawn.\nThe missile test involved two projectiles.", "two", "projectile", True),
        ("A steel missile was fired at dawn.\nA second missile test involved two projectiles.", "two", "projectile", False),
        ("A missile battery was seen at dawn.\nThe missile test involved two projectiles.", "two", "projectile", False),
        ("A steel missile was fired at dawn.\nLater two lorries left.", "two", "lorry", False),
    ],
)
def test_one_thing_that_becomes_two(rules: DossierRules, text: str, many: str, head: str, comes: bool) -> None:
    desk = Desk()
    desk.report("a", text)
    desk.point("a", "number", many, number(2), head=head, role="count")
    assert (("a", "self_contradiction") in warned(desk, rules)) is comes


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("The coastguard held 20 Harlian sailors.\nOf them 12 are from Harlia and 8 from Holland.", True),
        ("The coastguard held 20 Harlian and Dutch sailors.\nOf them 12 are from Harlia and 8 from Holland.", False),
        ("The coastguard held 20 Harlian sailors.\nOf them 12 are in Sande and 8 in Elland.", False),
    ],
)
def test_a_whole_of_one_kind_with_parts_of_two(rules: DossierRules, text: str, comes: bool) -> None:
    desk = Desk()
    desk.report("a", text)
    for count in (20, 12, 8):
        desk.point("a", "number", str(count), number(count), head="sailor", role="count")
    assert (("a", "self_contradiction") in warned(desk, rules)) is comes


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("A truck packed with explosives hit the gate.\nThe bomber rammed his car into the gate.", True),
        ("A truck packed with explosives hit the gate.\nA second bomb, in a car, hit the gate later.", False),
        ("A truck packed with explosives hit the gate.\nMourners left the church by car.", False),
    ],
)
def test_a_truck_that_becomes_a_car(rules: DossierRules, text: str, comes: bool) -> None:
    desk = Desk()
    desk.report("a", text)
    assert (("a", "self_contradiction") in warned(desk, rules)) is comes


def test_one_name_under_two_spellings(rules: DossierRules) -> None:
    text = "Ana Kovalenko spoke first.\nThe crowd cheered Ana Kovalienko."
    desk = Desk()
    desk.report("a", text, people=["Ana Kovalenko", "Ana Kovalienko"])
    other = "Ana Kovalenko spoke first.\nThe crowd cheered Ana Petrenko."
    desk.report("b", other, people=["Ana Kovalenko", "Ana Petrenko"])
    found = warned(desk, rules)
    assert words(desk, found["a", "self_contradiction"]) == "Ana Kovalienko"
    assert ("b", "self_contradiction") not in found


@pytest.mark.parametrize(("body", "comes"), [(42, True), (41, False)])
def test_headline_against_body(rules: DossierRules, body: int, comes: bool) -> None:
    desk = Desk()
    text = f"41 dead in Elland flood\nThe flood killed {body} people in Elland."
    desk.report("a", text, parts={"41 dead in Elland flood": "headline", f"The flood killed {body} people in Elland.": "body"})
    desk.point("a", "number", "41 dead", number(41), head="dead", effect="killed", role="count")
    desk.point("a", "number", f"{body} people", number(body), head="people", effect="killed", role="count")
    assert (("a", "headline_differs") in warned(desk, rules)) is comes


# --- quotations --------------------------------------------------------------------------------------------------------

SPOKEN = "We will not close the mine before the winter comes"


def quoted(desk: Desk, name: str, words_: str, speaker: str) -> None:
    text = f"“{words_},” said {speaker}."
    desk.report(name, text)
    by = SaidBy(speaker, "person", "named", None, Span(0, 1), speaker)
    desk.point(name, "quote", words_, {"text": words_, "speaker": speaker}, said_by=[by])


def test_a_lost_negation_is_an_altered_quote(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    quoted(desk, "b", SPOKEN, "Ana Pohl")
    quoted(desk, "c", SPOKEN.replace(" not", ""), "Pohl")
    found = warned(desk, rules)
    assert "not" in found["c", "altered_quote"].why
    assert [key for key in found if key[1] in ("altered_quote", "speaker_differs")] == [("c", "altered_quote")]


def test_of_two_wordings_as_many_hold_each_names_the_other(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    quoted(desk, "b", SPOKEN.replace(" not", ""), "Pohl")
    found = warned(desk, rules)
    assert "in b" in found["a", "altered_quote"].why
    assert "in a" in found["b", "altered_quote"].why


def test_the_copies_of_an_agency_item_outweigh_the_one_that_differs(rules: DossierRules) -> None:
    desk = Desk()
    for name in "abc":
        quoted(desk, name, SPOKEN, "Ana Pohl")
    quoted(desk, "d", SPOKEN.replace(" not", ""), "Ana Pohl")
    lineages = Lineages((Lineage("l1", "a", ("a", "b", "c")), Lineage("l2", None, ("d",))))
    found = warn(desk.reports, desk.readings, desk.aspects, (), lineages, rules)
    assert [(one.report, one.kind) for one in found] == [("d", "altered_quote")]
    assert "will close" in found[0].why
    assert "will not close" in found[0].why


@pytest.mark.parametrize(
    "other",
    [
        "We will never leave the old mine and we shall close it when the hard winter ends",
        "We will not close the mine, whatever the owners in the capital may say of it, before the winter comes",
        "We will not close the mines before the winter comes",
    ],
)
def test_renderings_long_omissions_and_spellings_are_no_alterations(rules: DossierRules, other: str) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    quoted(desk, "b", other, "Ana Pohl")
    assert not warned(desk, rules)


def test_an_agency_that_hands_words_on_is_no_other_speaker(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    desk.report("b", f"“{SPOKEN},” Elland Press reported.")
    by = SaidBy("Elland Press", "agency", "named", None, Span(0, 1), "Elland Press")
    desk.point("b", "quote", SPOKEN, {"text": SPOKEN, "speaker": "Elland Press"}, said_by=[by])
    assert not warned(desk, rules)


def test_a_trimmed_quotation_is_not_altered(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    quoted(desk, "b", SPOKEN.replace(" before the winter comes", ""), "Ana Pohl")
    assert not warned(desk, rules)


def test_a_quotation_spelled_otherwise_is_not_altered(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", "I have never realised that the e-mail went to the harbour board", "Ana Pohl")
    quoted(desk, "b", "I've never realized that the email went to the harbor board", "Ana Pohl")
    assert not warned(desk, rules)


def test_the_same_words_by_another_speaker(rules: DossierRules) -> None:
    desk = Desk()
    quoted(desk, "a", SPOKEN, "Ana Pohl")
    quoted(desk, "b", SPOKEN, "Ana Pohl")
    quoted(desk, "c", SPOKEN, "Jon Reyes")
    found = warned(desk, rules)
    assert [key for key in found if key[1] in ("altered_quote", "speaker_differs")] == [("c", "speaker_differs")]


def test_a_quotation_against_the_post_printed_beside(rules: DossierRules) -> None:
    said = "I saw the old crane fall slowly on the quay"
    post = "I saw the big crane fall very slowly onto the quay — Ana Pohl (@anapohl) May 3, 2024"
    desk = Desk()
    desk.report("a", f"“{said},” Ana Pohl wrote.\n{post}")
    by = SaidBy("Ana Pohl", "person", "named", None, Span(0, 1), "Ana Pohl")
    desk.point("a", "quote", said, {"text": said, "speaker": "Ana Pohl"}, said_by=[by])
    assert words(desk, warned(desk, rules)["a", "altered_quote"]) == said


# --- overtaken ---------------------------------------------------------------------------------------------------------


def test_a_toll_that_others_had_passed_the_day_before_is_overtaken(rules: DossierRules) -> None:
    desk = Desk()
    aspects = []
    for name, day, dead in (("a", "2024-05-04", 9), ("b", "2024-05-05", 2), ("c", "2024-05-03", 2)):
        desk.report(name, f"The blast killed {dead} miners.", published=day)
        aspects.append(desk.point(name, "number", str(dead), number(dead), head="miner", effect="killed", role="count"))
    found = warned(desk, rules, thread("t1", "number", "revised", "miners killed", *aspects, apart=True))
    assert ("b", "overtaken") in found
    assert ("c", "overtaken") not in found


def test_a_caption_that_keeps_the_count_of_the_day_before_is_overtaken(rules: DossierRules) -> None:
    caption, body = "The 218 miners are still below.", "Rescuers freed 21 miners. Below are still 197 miners."
    desk = Desk()
    desk.report("a", f"{caption}\n{body}", parts={caption: "caption", body: "body"})
    for count in (218, 21, 197):
        desk.point("a", "number", f"{count} miners", number(count), head="miner", role="count")
    assert words(desk, warned(desk, rules)["a", "overtaken"]) == "218 miners"


def test_a_toll_counted_in_parts_is_not_overtaken(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", "The blast badly hurt 4 miners while 20 others were hurt.", published="2024-05-05")
    desk.report("b", "The blast hurt 24 miners.", published="2024-05-04")
    four = desk.point("a", "number", "4", number(4), head="miner", effect="injured", role="count")
    desk.point("a", "number", "20", number(20), head="other", effect="injured", role="count")
    all_ = desk.point("b", "number", "24", number(24), head="miner", effect="injured", role="count")
    assert ("a", "overtaken") not in warned(
        desk, rules, thread("t1", "number", "disputed", "miners hurt", four, all_, apart=True)
    )


# --- the budget --------------------------------------------------------------------------------------------------------


def test_the_budget_is_kept_and_the_heaviest_come_first() -> None:
    rules = WarnRules(least=0, weights={"unreviewed": 1.0, "unattributed": 0.5, "self_contradiction": 0.7})
    alarms = [Alarm("unattributed", name, Span(0, 1), "why", 0.5) for name in "abc"]
    alarms += [Alarm("self_contradiction", "a", Span(at_, at_ + 1), "why", 0.7) for at_ in range(4)]
    alarms.append(Alarm("unreviewed", "b", Span(0, 1), "why", 1.0))
    kept = chosen(alarms, 2, rules)
    assert len(kept) == 4
    assert {(one.report, one.kind) for one in kept} >= {("b", "unreviewed"), ("a", "self_contradiction")}
    assert all(
        chosen(list(order), 2, rules) == kept for order in permutations(alarms[-4:]) for order in [[*alarms[:-4], *order]]
    )


def test_a_kind_that_comes_once_comes_once() -> None:
    alarms = [Alarm("misdated", "a", Span(at_, at_ + 1), "why", 0.7 + at_ / 10) for at_ in range(3)]
    assert [one.span.start for one in chosen(alarms, 3, WarnRules())] == [2]


def test_nothing_given_nothing_warned(rules: DossierRules) -> None:
    assert warn([], [], [], [], Lineages(), rules) == ()


def test_ten_thousand_numbers_take_no_longer_than_they_must(rules: DossierRules) -> None:
    desk = Desk()
    desk.report("a", " ".join(f"The crane lifted {count} crates." for count in range(2, 10_002)))
    text = desk.reports[0].text
    spans = list(desk.readings[0].sentences)
    for count, span in enumerate(spans, 2):
        at_ = text.index(str(count), span.start)
        value = number(count)
        point = Point(f"a:q{count}", "a", "number", Span(at_, at_ + len(str(count))), span, str(count), "body", value)
        desk.aspects.append(
            Aspect(point, "number", head="crate", words=("crate",), clause=("crane", "crate", "lift"), role="count")
        )
    before = time.perf_counter()
    warned(desk, rules)
    assert time.perf_counter() - before < 20
