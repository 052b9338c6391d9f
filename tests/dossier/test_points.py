"""Points of a story from readings made by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from wireroom.dossier.point import Aspect, PointRules, points
from wireroom.model import (
    Claim,
    Counted,
    Part,
    Predicate,
    Published,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    StatementKind,
    Timex,
)

RULES = PointRules()


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def story(name: str, *, day: str | None = None, toll: float = 30, place: str = "Arica") -> tuple[Report, Reading]:
    text = f"Some {toll:g} sailors died in {place} on Monday. “We are sad and tired,” Ana Silva said. "
    text += "The search is still under way."
    report = Report(
        id=name,
        uri=name,
        text=text,
        published=Published(day, "record" if day else None),
        parts=(Part("body", Span(0, len(text))),),
    )
    ends = [at(text, "Monday.").end, at(text, "said.").end, len(text)]
    sentences = (Span(0, ends[0]), Span(ends[0] + 1, ends[1]), Span(ends[1] + 1, ends[2]))
    number = at(text, f"Some {toll:g}")
    quantity = Quantity(
        "q1", number, text[number.start : number.end], toll, toll, about=True, effect="killed",
        counted=Counted("sailors", "sailor", at(text, "sailors"), ("sailor",)), predicate=Predicate("die", at(text, "died")),
    )  # fmt: skip
    quote = at(text, "We are sad and tired,")
    claims = (
        Claim("c1", "assertion", (sentences[0],), "body", quantities=("q1",), timexes=("t1",)),
        Claim(
            "c2", "direct", (quote,), "body", cue=at(text, "said"), quotes=(quote,), certainty="stated",
            sources=(Source(at(text, "Ana Silva"), "Ana Silva", "Ana Silva", "person", "named", "Ana Silva"),),
        ),
        Claim("c3", "assertion", (sentences[2],), "body"),
    )  # fmt: skip
    died, search = at(text, "died"), at(text, "The search is still under way")
    kinds: list[tuple[str, StatementKind]] = [("s1", "place"), ("s2", "time")]
    statements = tuple(
        Statement(
            name, kind, sentences[0], "c1", "die", died, effect="kill", thing="sailor", head="sailor",
            place=place if kind == "place" else None, place_span=at(text, place) if kind == "place" else None,
            within=("Chile",) if kind == "place" else (), timexes=("t1",) if kind == "time" else (),
        )
        for name, kind in kinds
    )  # fmt: skip
    status = Statement(
        "s3", "status", search, "c3", "under way", search, effect="search", thing="search", head="search", phase="ongoing"
    )
    timexes = (Timex("t1", at(text, "Monday"), "Monday", "DATE", "XXXX-WXX-1" if day is None else "2026-01-05"),)
    names = ((at(text, place), "GPE"), (at(text, "Ana Silva"), "PERSON"))
    return report, Reading(name, claims, timexes, (quantity,), (*statements, status), sentences, names)


def made(*pairs: tuple[Report, Reading]) -> tuple[Aspect, ...]:
    return points([one for one, _ in pairs], [two for _, two in pairs], RULES)


def test_every_kind_gives_a_point_with_the_keys_of_the_contract() -> None:
    found = made(story("a", day="2026-01-06"), story("b"))
    values = {one.kind: set(one.point.value) for one in found if one.report == "a"}
    assert values["number"] == {"low", "low_open", "high", "high_open", "about", "unit", "counted", "predicate", "of"}
    assert values["time"] >= {"value", "start", "end", "of", "from"}
    assert values["status"] == {"phase", "of"}
    assert values["place"] >= {"name", "within", "of"}
    assert values["quote"] == {"text", "speaker"}


def test_spans_slice_ids_are_unique_and_order_is_fixed() -> None:
    pairs = [story("b"), story("a", day="2026-01-06"), story("c", toll=40, place="Lima")]
    wanted = made(*pairs)
    texts = {report.id: report.text for report, _ in pairs}
    for one in wanted:
        point = one.point
        assert texts[point.report][point.span.start : point.span.end] == point.text
        assert point.sentence.start <= point.span.start < point.span.end <= point.sentence.end
        assert point.id.startswith(f"{point.report}:")
    assert len({one.point.id for one in wanted}) == len(wanted)
    assert [one.sort_key for one in wanted] == sorted(one.sort_key for one in wanted)
    for order in permutations(pairs):
        assert made(*order) == wanted
    reports, readings = {r.id: r for r, _ in pairs}, {r.report: r for _, r in pairs}
    assert points(reports, readings, RULES) == wanted


def test_an_undated_report_takes_its_times_from_the_story() -> None:
    found = {one.report: one for one in made(story("a", day="2026-01-06"), story("b")) if one.kind == "time"}
    assert found["b"].point.value["value"] == "2026-01-05"
    assert found["b"].point.value["from"] == "story"
    assert (found["b"].start, found["b"].end) == ("2026-01-05", "2026-01-05")
    assert found["a"].point.value["from"] == "report"
    alone = [one for one in made(story("b")) if one.kind == "time"]
    assert [(one.point.value["value"], one.start) for one in alone] == [("XXXX-WXX-1", None)]


def test_sources_certainty_and_features_come_along() -> None:
    found = {one.kind: one for one in made(story("a", day="2026-01-06"))}
    quote, number = found["quote"], found["number"]
    assert [one.name for one in quote.point.said_by] == ["Ana Silva"]
    assert quote.point.value["speaker"] == "Ana Silva"
    assert number.point.said_by == ()
    assert (number.head, number.effect, number.predicate, number.point.as_of) == ("sailor", "killed", "die", "2026-01-06")
    assert number.names == ("Arica",)


def test_a_place_alone_in_the_story_gives_no_point_but_a_told_phase_does() -> None:
    report, reading = story("a")
    other, plain = story("b", place="Lima")
    lonely = replace(reading, statements=tuple(replace(s, effect=None, predicate="x", thing="x") for s in reading.statements))
    apart = replace(plain, statements=tuple(s for s in plain.statements if s.kind != "place"))
    kinds = [one.kind for one in made((report, lonely), (other, apart)) if one.report == "a"]
    assert "place" not in kinds
    assert "status" in kinds


def test_boilerplate_and_silent_numbers_give_nothing() -> None:
    report, reading = story("a")
    waste = replace(report, parts=(Part("boilerplate", Span(0, len(report.text))),))
    assert made((waste, reading)) == ()
    ordinal = replace(reading.quantities[0], role="ordinal")
    assert "number" not in {one.kind for one in made((report, replace(reading, quantities=(ordinal,))))}


def test_a_number_in_a_title_beside_the_text_points_into_the_title() -> None:
    report, reading = story("a")
    title = "Thirty die at sea"
    quantity = replace(reading.quantities[0], id="q9", span=Span(0, 6), text="Thirty")
    found = made((replace(report, title=title), replace(reading, title_quantities=(quantity,))))
    (one,) = [one for one in found if one.title]
    assert (one.point.part, one.point.text, one.point.span) == ("headline", "Thirty", Span(0, 6))


def test_one_word_between_marks_counts_only_when_it_is_attributed() -> None:
    text = "The “heroes” marched. He called them “heroes” again."
    report = Report(id="a", uri="a", text=text)
    bare, laid = at(text, "heroes"), Span(text.rindex("heroes"), text.rindex("heroes") + 6)
    source = Source(at(text, "He"), "He", "Ana Silva", "person", "named")
    claims = (
        Claim("c1", "assertion", (Span(0, 21),), "body", quotes=(bare,)),
        Claim("c2", "mixed", (laid,), "body", sources=(source,), quotes=(laid,)),
    )
    found = made((report, Reading("a", claims, sentences=(Span(0, 21), Span(22, len(text))))))
    assert [(one.point.span, one.point.value["speaker"]) for one in found] == [(laid, "Ana Silva")]


def test_no_reports_give_no_points() -> None:
    assert points([], [], RULES) == ()
    assert points([story("a")[0]], [], RULES) == ()


def test_a_mention_of_an_event_stays_only_against_its_denial() -> None:
    report, reading = story("a")
    other, plain = story("b")
    mention = replace(
        reading.statements[2], predicate="swap", effect="exchange", thing="swap", head="swap", phase="completed",
        weak=True, relation="mention",
    )  # fmt: skip
    denial = replace(mention, phase="denied", negative=True, weak=False, relation=None)
    with_mention = (report, replace(reading, statements=(mention,)))
    denied = made(with_mention, (other, replace(plain, statements=(denial,))))
    assert {one.point.value["phase"] for one in denied if one.kind == "status"} == {"completed", "denied"}
    repeated = made(with_mention, (other, replace(plain, statements=(mention,))))
    assert not [one for one in repeated if one.kind == "status"]
