"""The text and Markdown forms: goldens of the invented sample, and laws about width, control codes and markup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.sample import BRIEFING, DOSSIER, REPORTS

from wireroom.model import Briefing, Dateline, Notice, Part, Report, Span
from wireroom.render import words
from wireroom.render.clean import cleaned, visible
from wireroom.render.html import html
from wireroom.render.markdown import escape, markdown
from wireroom.render.terminal import GUTTER, columns, wrapped
from wireroom.render.text import ABREAST, text
from wireroom.render.view import bare
from wireroom.render.weigh import weight

GOLDENS = Path(__file__).parent / "goldens"
ESCAPE = re.compile(r"\x1b\[[0-9;]+m")


def hostile(title: str) -> Briefing:
    """The sample with a title of one's choice in every place that a report's words can reach."""
    reports = tuple(replace(one, title=title, publisher=title, uri=title) for one in REPORTS)
    threads = tuple(replace(one, about=title, why=title) for one in DOSSIER.threads)
    return replace(BRIEFING, reports=reports, dossiers=(replace(DOSSIER, title=title, threads=threads),))


@pytest.mark.parametrize(("name", "made"), [("sample.txt", text(BRIEFING)), ("sample.md", markdown(BRIEFING))])
def test_golden(name: str, made: str) -> None:
    assert made == (GOLDENS / name).read_text("utf-8")


@pytest.mark.parametrize("width", [40, 57, 80, 132])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(columns(one) for one in text(BRIEFING, width=width).splitlines()) <= width


def test_colour_changes_nothing_but_colour() -> None:
    assert ESCAPE.sub("", text(BRIEFING, colour=True)) == text(BRIEFING)
    assert "\x1b" not in text(BRIEFING)


def test_the_reader_finds_what_the_issue_asks_for() -> None:
    shown = " ".join(text(BRIEFING).split())
    assert "5 reports · 3 voices at most on one thing · 3 lineages · 2 disputes" in shown
    assert shown.index("disputed · 2 voices, 2 on the record") < shown.index("revised · 3 voices") < shown.index("agreed")
    assert "31 and 40 ± 15 % cannot both hold" in shown
    assert "spanish.txt: not english" in shown
    assert "In no story" not in text(replace(BRIEFING, unplaced=()))


def test_two_sides_stand_next_to_each_other_where_the_page_is_wide_enough() -> None:
    wide, narrow = (text(BRIEFING, width=width).splitlines() for width in (ABREAST, ABREAST - 1))
    assert ["31", "about 40"] in [[part.strip() for part in one.split(GUTTER)] for one in wide]
    assert len([one for one in narrow if one.strip().startswith(("31 —", "about 40 —"))]) == 2


def test_the_tree_tells_where_a_quotation_changed() -> None:
    told = "“We do not know what started…” here"
    shown = " ".join(text(BRIEFING).replace("│", "").split())
    assert shown.index("copy of [") < shown.index(told) < shown.index("DISPUTED")
    assert escape(told) in markdown(BRIEFING)


def test_what_is_said_once_is_counted_when_it_is_not_listed() -> None:
    assert "and 1 more thing that one report says" in text(BRIEFING, singles=1)
    assert "more thing" not in text(BRIEFING, singles=None)


def test_what_is_repeated_is_counted_when_it_is_not_listed() -> None:
    repeated = tuple(replace(one, verdict="repeated") for one in DOSSIER.threads)
    shown = text(replace(BRIEFING, dossiers=(replace(DOSSIER, threads=repeated),)), singles=5)
    assert "REPEATED BY SEVERAL REPORTS WITH ONE VOICE" in shown
    assert "and 2 more things repeated alike" in shown


def held(**changes: object) -> Briefing:
    """The sample with its dispute about numbers as a thread of another sort."""
    first, *rest = DOSSIER.threads
    return replace(BRIEFING, dossiers=(replace(DOSSIER, threads=(replace(first, **changes), *rest)),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "verdict", "folded"),
    [
        ("status", "agreed", 1),
        ("participant", "repeated", 1),
        ("place", "compatible", 0),
        ("status", "disputed", 0),
        ("number", "agreed", 0),
    ],
)
def test_what_is_light_and_undisputed_is_folded(kind: str, verdict: str, folded: int) -> None:
    briefing = held(kind=kind, verdict=verdict)
    assert ("1 more thing" in text(briefing)) is bool(folded)
    assert ("People brought to the surface" in text(briefing)) is not bool(folded)
    assert "People brought to the surface" in text(briefing, singles=None)
    assert ("And 1 more thing said alike" in markdown(briefing)) is bool(folded)
    assert ('<details class="more">' in html(briefing)) is bool(folded)
    assert "People brought to the surface" in html(briefing)


def test_a_quotation_that_all_give_alike_is_printed_once() -> None:
    quote = replace(DOSSIER.threads[1], verdict="repeated", positions=DOSSIER.threads[1].positions[:1], shifts=())
    shown = " ".join(text(replace(BRIEFING, dossiers=(replace(DOSSIER, threads=(quote,), timeline=(), warnings=()),))).split())
    assert shown.count("We do not yet know what started the fire") == 1


def test_people_come_before_money_times_and_quotations() -> None:
    kinds = (("quote", None), ("number", None), ("number", "$"), ("time", None), ("participant", None))
    threads = [
        replace(DOSSIER.threads[0], id=f"t{place}", kind=kind, about="people killed")  # type: ignore[arg-type]
        for place, (kind, unit) in enumerate(kinds)
    ]
    points = [
        [replace(next(one for one in DOSSIER.points if one.id == "own:c2"), value={"low": 1.0, "unit": unit})]
        for _, unit in kinds
    ]
    ranked = sorted(range(len(kinds)), key=lambda place: weight(threads[place], points[place]))
    assert [kinds[place][0] for place in ranked] == ["number", "number", "time", "quote", "participant"]
    assert kinds[ranked[0]][1] is None


def test_evidence_starts_after_dateline_and_label() -> None:
    shown = " ".join(text(BRIEFING).split())
    assert "(Northfield News Agency) — At least" not in shown
    report = Report("x", "x", "Headline: Nine dead in flood", parts=(Part("headline", Span(0, 28)),))
    assert bare(report, report.text, Span(0, 28), Span(10, 14)) == Span(10, 28)


def test_a_report_without_title_is_known_by_its_first_words() -> None:
    report = next(one for one in REPORTS if one.id == "wire")
    labelled = replace(
        report,
        title=None,
        text="date 2026-03-04\n" + report.text,
        parts=(Part("boilerplate", Span(0, 15)), Part("body", Span(16, 16 + len(report.text)))),
        dateline=Dateline("Karsk", "2026-03-04", Span(16, 16 + report.text.index("—") + 1)),
    )
    shown = " ".join(text(replace(BRIEFING, reports=tuple(labelled if one is report else one for one in REPORTS))).split())
    assert "06:10 │ At least 12 miners were killed when fire broke out in the Orsa" in shown


def test_an_empty_briefing_is_one_line() -> None:
    assert text(Briefing((), ())) == "0 stories · 0 reports\n"
    assert markdown(Briefing((), ())) == "# 0 stories · 0 reports\n"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_nothing_in_a_report_reaches_the_terminal_as_an_order(title: str) -> None:
    for made in (text(hostile(title)), markdown(hostile(title))):
        for char in made:
            assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp"), hex(ord(char))
            assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    assert max(columns(one) for one in text(hostile(title), width=60).splitlines()) <= 60


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\x9bb\x7f", "a�b␡"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("a\u2028b", "a b"),
        ("\ud800", "�"),
        ("x" + "".join(chr(0xE0041 + n) for n in range(20)), "x‹U+E0041 and 19 more hidden characters›"),
        ("né—“x”", "né—“x”"),
    ],
)
def test_visible(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        ("2026", "2026"),
        ("2025-10", "October 2025"),
        ("2026-01-06", "6 January 2026"),
        ("2026-01-06T09", "6 January 2026, 09 h"),
        ("2026-01-06T09:05", "6 January 2026, 09:05"),
        ("2026-01-06T09:05:11Z", "6 January 2026, 09:05 UTC"),
        ("2026-01-06T09:05+09:00", "6 January 2026, 09:05 UTC+09:00"),
        ("2016-W44", "week 44 of 2016"),
        ("2016-W44-WE", "weekend of week 44 of 2016"),
        ("2025-05-09TEV", "9 May 2025, evening"),
        ("2025-SP", "2025, spring"),
        ("2025-Q3", "2025, third quarter"),
        ("2016-13", "2016-13"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_when(value: str | None, read: str | None) -> None:
    assert words.when(value) == read


@pytest.mark.parametrize(
    ("first", "last", "read"),
    [
        ("2026-03-04T06:10", "2026-03-05", "4–5 March 2026"),
        ("2026-03-30", "2026-04-02", "30 March – 2 April 2026"),
        ("2025-12-30", "2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-10", "2026-01-02", "October 2025 – 2 January 2026"),
        ("2026-01-02", "2026-01-02", "2 January 2026"),
        (None, "2026-01-02", "2 January 2026"),
        (None, None, None),
    ],
)
def test_between(first: str | None, last: str | None, read: str | None) -> None:
    assert words.between(first, last) == read


def test_around_cuts_a_sentence_at_the_value() -> None:
    assert words.around("It rose to 19. End.", Span(11, 13), Span(0, 14)) == ("It rose to ", "19", ".")
    assert words.around("It rose to 19. End.", Span(16, 18), Span(0, 14)) == ("It rose to 19.", "", "")


def test_window_keeps_the_words_in_question() -> None:
    before, inside, after = words.window("one two three four " * 20, "the words", " five six" * 20, 80)
    assert inside == "the words"
    assert before.startswith("…")
    assert after.endswith("…")
    assert len(before + inside + after) <= 84
    assert words.window("a ", "b", " c", 80) == ("a ", "b", " c")
    assert words.window("a ", "b" * 100, " c", 20)[1] == "b" * 19 + "…"


def test_a_warning_about_copies_is_said_once() -> None:
    copy = next(one for one in DOSSIER.warnings if one.kind == "altered_quote")
    twin = replace(next(one for one in REPORTS if one.id == "copy"), id="twin", publisher="Twin")
    dossier = replace(
        DOSSIER,
        reports=(*DOSSIER.reports, "twin"),
        warnings=(*DOSSIER.warnings, replace(copy, report="twin")),
    )
    shown = text(replace(BRIEFING, reports=(*REPORTS, twin), dossiers=(dossier,)))
    assert shown.count("altered quotation") == 1
    assert "altered quotation · 2 reports [2] [6]" in shown


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("[x](http://y.z)", "\\[x\\](http&#58;//y.z)"),
        ("www.example.org a@b.c", "www&#46;example.org a&#64;b.c"),
        ("&lt; `code` *x* _y_ | z", "&amp;lt; \\`code\\` \\*x\\* \\_y\\_ \\| z"),
        ("R & D", "R & D"),
    ],
)
def test_markdown_escapes(raw: str, escaped: str) -> None:
    assert escape(raw) == escaped


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.integers(min_value=2, max_value=30))
def test_wrapping_keeps_every_word_in_order(raw: str, width: int) -> None:
    lines = list(wrapped(cleaned(raw), width))
    assert "".join("".join(lines).split()) == "".join(cleaned(raw).split())
    assert all(columns(one) <= width for one in lines)


def test_a_report_that_another_withdraws_says_so_wherever_it_is_named() -> None:
    first, *others = REPORTS
    by = others[0]
    marked = replace(first, publisher="Quickwire", notices=(Notice("retraction", None, by.id),))
    shown = replace(BRIEFING, reports=(marked, *others))
    for page in (text(shown, width=100, colour=False), markdown(shown), html(shown)):
        assert "Quickwire (withdrawn)" in page
        assert page.count("Quickwire") == page.count("Quickwire (withdrawn)")
        assert f"withdrawn by {by.publisher}" in page
    kill = replace(first, publisher="Quickwire", notices=(Notice("retraction", None),))
    assert "(withdrawn)" not in text(replace(BRIEFING, reports=(kill, *others)), width=100, colour=False)
