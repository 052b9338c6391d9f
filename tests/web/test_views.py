"""Views: what they promise of the stories of `examples/`, and laws over the rest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.model import Derivation, Edit, Passage, Report, Span
from wireroom.ports import InputError
from wireroom.render.clean import visible
from wireroom.store.query import parsed
from wireroom.web import links
from wireroom.web.serving import Serving
from wireroom.web.views.asked import Filters
from wireroom.web.views.chart import LEFT, WIDTH
from wireroom.web.views.compare import compared, tied
from wireroom.web.views.dossier import Opened
from wireroom.web.views.layers import as_read
from wireroom.web.views.report import Pointed, dates, kin, received, shown_report
from wireroom.web.views.stories import Asked, stories_page
from wireroom.web.views.why import RULES, why


@pytest.fixture(scope="module")
def ferry(serving: Serving) -> Opened:
    found = serving.dossiers.open(next(one.id for one in serving.store.stories() if "Sable" in one.title))
    assert found is not None
    return found


def test_a_dossier_is_worked_out_once_for_each_state(serving: Serving, ferry: Opened) -> None:
    assert all(serving.dossiers.open(name) is ferry for name in ferry.filed.story.reports)
    assert serving.dossiers.open("none") is None


def test_why_gives_the_rule_the_values_and_what_is_missing(ferry: Opened) -> None:
    aboard = next(line for line in ferry.story.lines if line.about == "People aboard")
    reason = why(aboard, ferry.points)
    assert reason.rule == RULES["disputed"]
    assert {(one.value, one.compared) for one in reason.values} == {("at least 310", "at least 310"), ("237", "exactly 237")}
    for line in ferry.story.lines:
        reason = why(line, ferry.points)
        assert len(reason.values) == len(line.sides)
        assert line.thread.on_record or any("Nobody" in one for one in reason.missing)


def test_a_row_of_the_matrix_has_every_report_once_and_the_rest_is_silent(ferry: Opened) -> None:
    assert len(ferry.matrix.columns) == len(ferry.story.trees)
    for row in ferry.matrix.rows:
        assert len(row.cells) == len(ferry.matrix.columns)
        shown = {(entry.side, card.id) for cell in row.cells for entry in cell for card in entry.cards}
        assert shown == {(place, card.id) for place, side in enumerate(row.line.sides) for card in side.cards}
    aboard = next(row for row in ferry.matrix.rows if row.line.about == "People aboard")
    assert {entry.voices for cell in aboard.cells for entry in cell} == {"A", "B"}
    assert sum(not cell for cell in aboard.cells) == 3


def test_every_report_is_drawn_once_inside_and_later_ones_further_right(ferry: Opened) -> None:
    drawn = ferry.chart
    assert sorted(dot.card.number for dot in drawn.dots) == [card.number for card in ferry.story.cards]
    assert all(LEFT <= dot.x <= WIDTH and 0 < dot.y < drawn.axis for dot in drawn.dots)
    timed = [(value, dot.x) for dot in drawn.dots if dot.dated and "T" in (value := dot.card.report.published.value or "")]
    assert all(one[1] <= other[1] for one, other in pairwise(sorted(timed)))
    assert [dot.card.name for dot in drawn.dots if not dot.dated] == ["The Weekly Observer"]
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == len(drawn.dots)
    assert len(drawn.ties) == sum(tie.tree for line in ferry.briefing.dossiers[0].lineages for tie in line.derivations)


def test_a_reading_is_shown_over_the_whole_text(serving: Serving) -> None:
    for name, report in serving.store.reports().items():
        reading = serving.store.readings([name])[0]
        found = as_read(report, reading, Span(0, 5))
        shown = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in found.paragraphs)
        assert shown.split() == visible(report.text).split()
        numbers = "".join(run.text for paragraph in found.paragraphs for run in paragraph.runs if "n" in run.kinds)
        assert all(one.text.split()[0] in numbers for one in reading.quantities)
        assert sum(run.first for paragraph in found.paragraphs for run in paragraph.runs) == 1


def test_a_pointed_report_keeps_its_text_and_its_other_marks(serving: Serving, ferry: Opened) -> None:
    for card in ferry.story.cards:
        plain = shown_report(serving.store, serving.dossiers, card.id)
        marked = shown_report(serving.store, serving.dossiers, card.id, Pointed(Span(40, 90)))
        assert plain is not None
        assert marked is not None

        def text(shown: object) -> str:
            return "".join(piece.text for paragraph in shown.opened.paragraphs for piece in paragraph.pieces)  # type: ignore[attr-defined]

        assert text(plain) == text(marked)


def test_kin_dates_and_what_was_received(serving: Serving, ferry: Opened) -> None:
    gazette = next(card for card in ferry.story.cards if card.name == "Elland Gazette")
    shown = shown_report(serving.store, serving.dossiers, gazette.id)
    assert shown is not None
    above = [one.card.name for one in kin(shown) if one.above and one.told == "copy of"]
    assert above == ["Meridian News Agency"]
    assert [one.taken for one in dates(gazette.report)] == [True, False]
    came = received(serving.store, gazette.id)
    assert came is not None
    assert came.whole
    assert came.text.startswith("<!")
    assert received(serving.store, "none") is None


def rows_text(found: object, side: str) -> str:
    return "\n".join("".join(bit.text for bit in getattr(row, side)) for row in found.rows)  # type: ignore[attr-defined]


def test_both_reports_stand_whole_side_by_side(serving: Serving, ferry: Opened) -> None:
    reports = {card.id: card.report for card in ferry.story.cards}
    for line in ferry.briefing.dossiers[0].lineages:
        for tie in line.derivations:
            for one, other in ((tie.child, tie.parent), (tie.parent, tie.child)):
                found = compared(reports[one], reports[other], tie)
                assert rows_text(found, "child").split() == visible(reports[one].text).split()
                assert rows_text(found, "parent").split() == visible(reports[other].text).split()
                fewer = compared(reports[one], reports[other], tie, changes_only=True)
                assert sum(row.skipped for row in fewer.rows) == sum(row.same for row in found.rows)
                assert [row for row in fewer.rows if not row.skipped] == [row for row in found.rows if not row.same]


def test_a_fact_that_changed_is_graded_at_its_words(serving: Serving) -> None:
    told = "The ferry left Port Elland with {} people aboard, and {} of them were brought back by tugs, the owner said. "
    more = "The crew fought the fire on the car deck for five hours before two tugs came from the harbour of Hask Island."
    first, later = (
        Report(name, name, told.format(*counts) + more) for name, counts in {"a": (237, 206), "b": (310, 206)}.items()
    )
    tools, rules = serving.scribe.engine.tools, serving.settings.rules.lineage
    tie = tied(later, first, tools.encoder, rules)
    assert tie is not None
    found = compared(later, first, tie)
    assert [(bit.text, bit.note) for row in found.rows for bit in row.child if bit.grade == "fact"] == [("310", "number")]
    assert [bit.text for row in found.rows for bit in row.parent if bit.grade == "fact"] == ["237"]
    assert (found.facts, found.wordings, found.spellings) == (1, 0, 0)
    other = Report("c", "c", "A bank hired seven clerks in March, and the minister praised it at a dinner in the capital.")
    assert tied(later, other, tools.encoder, rules) is None
    assert "Nothing ties" in compared(later, other, None).told


WORDS = st.lists(st.sampled_from(["ab", "c.", "\n\n", "dé", " ", "9"]), max_size=30).map("".join)


@given(WORDS, WORDS, st.data())
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_whatever_the_passages(one: str, other: str, data: st.DataObject) -> None:
    def span(text: str) -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    passages = tuple(Passage(span(one), span(other)) for _ in range(data.draw(st.integers(0, 4))))
    edits = tuple(Edit(span(one), span(other), "fact", "number") for _ in range(data.draw(st.integers(0, 3))))
    tie = Derivation("a", "b", "copy", True, 0.5, 0.5, passages, (), True, edits)
    found = compared(Report("a", "a", one), Report("b", "b", other), tie)
    assert rows_text(found, "child").split() == one.split()
    assert rows_text(found, "parent").split() == other.split()


FIELD = st.text(max_size=6)


@given(st.builds(Filters, q=FIELD, verdict=FIELD, publisher=FIELD, since=FIELD))
@settings(max_examples=80, deadline=None)
def test_a_form_gives_a_query_or_an_error_in_a_line(asked: Filters) -> None:
    try:
        query = parsed(asked.query)
    except InputError as error:
        told = str(error)
    else:
        told = repr(query)
    assert "\n" not in told
    assert told


def test_a_page_ends_where_the_next_begins(serving: Serving) -> None:
    for order in ("newest", "disputed"):
        first = stories_page(serving.store, Asked("", order), 1)
        assert first.next is not None
        key = links.key_of(links.as_key(first.next), order)
        second = stories_page(serving.store, Asked("", order, key), 1)
        assert second.next is None
        assert first.stories[0].row.id != second.stories[0].row.id
    for wrong in ("x", "1~2", "~~", "2026~1~-1", "1~1~1~1", "9" * 99):
        with pytest.raises(InputError):
            links.key_of(wrong, "newest")
