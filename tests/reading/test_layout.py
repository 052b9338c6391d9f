"""Hard line ends and capitals: what the parser is given, and what the taggers then find in the text as printed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.reading.layout import as_prose
from wireroom.reading.quantity import quantity_rules, tag_quantities
from wireroom.reading.timex import tag_timexes, timex_rules

WRAPPED = (
    "The ferry company said on Monday that it would cancel more than\n"
    "three hundred crossings this winter because two of its ships had to\n"
    "be repaired. Passengers with tickets for the period from November 4\n"
    "to December 12 would be told by letter, a spokeswoman said, adding\n"
    "that no refunds were planned.\n"
    "\n"
    "The union called the announcement a shock. It fears that some eighty\n"
    "sailors could lose their work in the ports of Quenby and Lissel.\n"
)
CAPITALS = (
    "   QUENBY, 4 NOV 89 (ACAN) -- [TEXT] AT LEAST 14 PEASANTS WERE KILLED AND 22\n"
    "OTHERS INJURED ON FRIDAY WHEN A BRIDGE FELL, A U.S. OFFICIAL SAID. HE ADDED\n"
    "THAT THE RIVER HAD RISEN BY TWO METRES SINCE OCTOBER, AND THAT THE VILLAGES\n"
    "BEHIND THE HILLS COULD NOT BE REACHED BY ROAD OR BY TELEPHONE FOR THREE DAYS\n"
    "BECAUSE OF THE RAIN.\n"
)


def test_line_ends_of_a_set_width_are_blanks() -> None:
    prose = as_prose(WRAPPED)
    assert len(prose) == len(WRAPPED)
    assert "more than three hundred crossings" in prose
    assert "planned.\n\nThe union" in prose


def test_paragraphs_lists_and_verse_keep_their_lines() -> None:
    for text in (
        "One paragraph a line.\nAnother, not set to any width, since it runs on until it is longer than a column of print.\n"
        * 5,
        "- eggs\n- flour\n- two litres of milk\n- sugar\n- salt\n- butter\n",
        "So fair a bridge\nI never saw\nacross the flood\nin frost and thaw\nnor ever will\nin years to come\n",
        "Mara Quill\n\nA first paragraph of one line.\n\nA second.\n\nA third.\n\nA fourth.\n\nA fifth.",
    ):
        assert as_prose(text) == text


def test_items_of_a_list_begin_their_own_line() -> None:
    line = "- the council voted to reopen the old iron bridge over the river Lis\n"
    assert as_prose(line * 8) == line * 8


def test_capitals_come_down_to_sentences() -> None:
    prose = as_prose(CAPITALS)
    assert len(prose) == len(CAPITALS)
    assert "[Text] at least 14 peasants were killed and 22 others injured on Friday" in prose
    assert "a U.S. official said. He added that" in prose
    headline = "BRIDGE FALLS"
    assert (
        as_prose(f"{headline}\n\nThe bridge at Quenby fell on Friday.") == f"{headline}\n\nThe bridge at Quenby fell on Friday."
    )


def test_taggers_read_over_line_ends_and_print_what_stands_there() -> None:
    doc = next(SpacyParser().parse([WRAPPED]))
    times = tag_timexes(doc, anchor="2016-11-01", rules=timex_rules(lexicons()))
    quantities = tag_quantities(doc, timexes=times, rules=quantity_rules(lexicons()))
    assert ("more than\nthree hundred", 300) in [(quantity.text, quantity.low) for quantity in quantities]
    for item in (*times, *quantities):
        assert WRAPPED[item.span.start : item.span.end] == item.text
    doc = next(SpacyParser().parse([CAPITALS]))
    times = tag_timexes(doc, anchor="1989-11-04", rules=timex_rules(lexicons()))
    quantities = tag_quantities(doc, timexes=times, rules=quantity_rules(lexicons()))
    found = {quantity.text: quantity.effect for quantity in quantities}
    assert found["AT LEAST 14"] == "killed"
    assert found["22"] == "injured"
    assert ("FRIDAY", "1989-11-03") in [(time.text, time.value) for time in times]


PIECES = st.sampled_from(
    ["THE", "bridge", "İSTANBUL", "STRAßE", "\n", "\n\n", "   ", ". ", "u.s.", "I", "12", "- ", "\u2028", "é"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=80))
def test_prose_is_as_long_and_only_blanks_and_case_differ(pieces: list[str]) -> None:
    text = " ".join(pieces)
    prose = as_prose(text)
    assert len(prose) == len(text)
    assert all(new == old or (old in "\n\t" and new == " ") or new == old.lower() for new, old in zip(prose, text, strict=True))
