"""The generator of faults and its scorer, on invented reports and dossiers where everything is known beforehand."""

from dataclasses import replace
from random import Random

import pytest
from evaluation.faults.draft import draft, quoted, units
from evaluation.faults.make import Case, planted, redated
from evaluation.faults.plant import FINDERS, spots
from evaluation.faults.rewrite import reword
from evaluation.faults.score import alarms, finds, tied
from evaluation.tasks.faults import measure

TEXT = """The ferry Vessia sank in the harbour of Sande on Tuesday evening and at least 41 people were killed.
John Marlow, who runs the harbour, said on March 3 that the ship was on its way to Dublin with 12 crew.
“We were told that the crew had checked every single door before the ship left the pier,” said Mary Pohl, of the council.
The ministry of transport has been told of the loss and is expected to send a team of divers in the coming days.
Police confirmed that two men were arrested in the town and that nobody else is being sought at this time.
The search was called off on Wednesday because of the weather, and the families have been told to wait at home.
Marlow said the lights had gone out long before the alarm was raised and that the pumps were still running then.
The owner has not answered any questions, but a lawyer for the company said it would help with the inquiry."""
RECORD = {"id": "a", "text": TEXT, "title": "Ferry lost", "published": "2026-03-04", "publisher": "The Sande Post"}


@pytest.mark.parametrize("kind", sorted(FINDERS))
@pytest.mark.parametrize("manner", ["copy", "rewrite"])
def test_what_is_planted_stands_where_it_says(kind, manner):
    for seed in range(12):
        made = planted(RECORD, kind, manner, Random(seed))
        if made is None:
            continue
        child, sort, changed, original = made
        now, before = child["text"][slice(*changed)], TEXT[slice(*original)]
        assert now.strip()
        assert before.strip()
        assert now != before
        if sort == "number":
            assert now != before
            assert before in ("41", "12", "two")
        again = planted(RECORD, kind, manner, Random(seed))
        assert again == made


def test_every_kind_has_a_place_in_a_plain_report():
    assert all(spots(kind, draft(TEXT), Random(1)) for kind in FINDERS)


def test_units_are_the_whole_text():
    assert "".join(TEXT[start:end] for start, end in units(TEXT)) == TEXT


def test_rewording_leaves_quotations_alone():
    said = TEXT[slice(*quoted(TEXT)[0])]
    for seed in range(20):
        made = draft(TEXT)
        reword(made, Random(seed), "2026-03-04", most=1.0)
        text, _ = made.render()
        now = text[slice(*quoted(text)[0])]
        assert said.startswith(now)


def test_a_publication_date_moves_by_ten_days_at_least():
    for seed in range(20):
        made = redated(RECORD, "copy", Random(seed))
        assert made is not None
        child = made[0]
        assert abs(int(child["published"][8:10]) - 4) or child["published"][:7] != "2026-03"
    assert redated({**RECORD, "published": None}, "copy", Random(1)) is None


def dossier(spans, verdict="disputed", *, together=False, other=None):
    claims = [{"id": f"{report}{n}", "report": report, "span": list(span)} for n, (report, span) in enumerate(spans)]
    sides = [[one["id"] for one in claims if one["report"] == side] for side in ("a", "b")]
    positions = [sides[0] + sides[1], []] if together else sides
    thread = {"kind": "number", "verdict": verdict, "claims": [one["id"] for one in claims]}
    thread["positions"] = [{"claims": one} for one in positions]
    warnings = [{"kind": "misdated", "report": "b", "span": [0, 4], "claims": [], "other": other}]
    return {"stories": [{"claims": claims, "threads": [thread], "warnings": warnings, "lineages": [{"reports": ["a", "b"]}]}]}


CASE = Case("s/odd-1/0/number", "s", "1", "copy", {"id": "a"}, {"id": "b"}, "number", "number", (10, 12), (20, 22))


def found(record, case=CASE):
    return any(finds(one, case) for one in alarms(record, "a", "b"))


def test_a_fault_is_found_by_both_passages_and_no_other_way():
    assert found(dossier([("a", (19, 25)), ("b", (9, 12))]))
    assert not found(dossier([("a", (19, 25)), ("b", (30, 40))]))
    assert not found(dossier([("a", (30, 35)), ("b", (9, 12))]))
    assert not found(dossier([("a", (19, 25)), ("b", (9, 12))], verdict="compatible"))
    assert not found(dossier([("a", (19, 25)), ("b", (9, 12))], together=True))
    crowd = [("b", (at, at + 2)) for at in (40, 50, 60)]
    assert not found(dossier([("a", (19, 25)), ("b", (9, 12)), *crowd]))


def test_a_moved_date_is_found_by_a_warning_that_points_to_both():
    case = replace(CASE, kind="published")
    assert found(dossier([], other={"report": "a", "span": [0, 4]}), case)
    assert not found(dossier([], other=None), case)


def test_one_lineage_ties():
    assert tied(dossier([]), "a", "b")
    assert not tied(dossier([]), "a", "c")


def test_a_crash_counts_as_a_miss(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "evaluation.tasks.faults.cases", lambda shared, share: iter([CASE, replace(CASE, id="s/even-1/0/x", kind=None)])
    )

    def broken(case):
        raise RuntimeError("no")

    result = measure(tmp_path, maker=broken)
    assert result.figure("copy").value == 0.0
    assert result.figure("tied").value == 0.0
    assert len(result.crashes) == 2
