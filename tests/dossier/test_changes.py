"""What is new between two dossiers, on dossiers made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.render.sample import BRIEFING

from wireroom.dossier import changes, earlier
from wireroom.model import Derivation, Dossier, Lineage, Notice, Position, Report, Span, Thread, Verdict, Voice

REPORTS = BRIEFING.reports
BASE = BRIEFING.dossiers[0]


def thread(verdict: Verdict, voices: int = 1, **more: Any) -> Thread:
    """A thread over the first claims of the sample, one voice a claim."""
    claims = tuple({one.report: one.id for one in BASE.points}.values())[:3]
    heard = tuple(Voice(f"v{at}", (), (), (claim,)) for at, claim in enumerate(claims[:voices]))
    given = {"kind": "number", "about": "people killed", "why": "because", "positions": (Position("12", claims, ()),), **more}
    return Thread(
        id="t1", verdict=verdict, claims=claims, voices=heard, independent=voices, on_record=0,
        first_report=claims[0].split(":")[0], **given,
    )  # fmt: skip


def dossier(*threads: Thread, **more: Any) -> Dossier:
    return replace(BASE, threads=threads, **more)


def told(before: Dossier, after: Dossier, reports: tuple[Report, ...] = REPORTS) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in changes(before, after, reports)]


def test_nothing_new_is_nothing() -> None:
    assert changes(BASE, BASE, REPORTS) == ()


def test_a_dispute_comes_and_goes() -> None:
    calm, hot = dossier(thread("agreed", 2)), dossier(thread("disputed", 2, why="12 and 20 cannot both hold"))
    assert ("new_dispute", "people killed: 12 and 20 cannot both hold") in told(calm, hot)
    assert [kind for kind, _ in told(hot, calm)] == ["settled_dispute"]
    assert [kind for kind, _ in told(hot, dossier())] == ["settled_dispute"]


def test_a_figure_more_is_named() -> None:
    before = thread("agreed", 2)
    after = replace(before, verdict="revised", positions=(*before.positions, Position("19", (), ())))
    assert ("figure", "people killed: also 19; before 12") in told(dossier(before), dossier(after))


def test_a_voice_lost_is_laid_to_the_tie_found() -> None:
    before, after = thread("agreed", 2), thread("repeated", 1)
    one, other = (claim.split(":")[0] for claim in before.claims[:2])
    tie = Derivation(one, other, "rewrite", False, 0.5, 0.5)
    tied = dossier(after, lineages=(Lineage("l1", None, (one, other), (tie,)),))
    found = told(dossier(before, lineages=()), tied)
    assert ("voice_lost", f"people killed: 2 voices before, 1 voice now: rewrite, {one} and {other}") in found
    assert ("new_tie", f"found since: rewrite, {one} and {other}") in found
    assert ("lost_tie", f"no longer tied: rewrite, {one} and {other}") in told(tied, dossier(before, lineages=()))


def test_new_reports_and_their_notices() -> None:
    late = replace(REPORTS[0], notices=(Notice("correction", Span(0, 5)),))
    before = replace(BASE, reports=tuple(one for one in BASE.reports if one != late.id))
    kinds = [kind for kind, _ in told(before, BASE, (late, *REPORTS[1:]))]
    assert kinds[0] == "correction"
    assert kinds.count("new_report") == 1


def test_ids_of_claims_may_change() -> None:
    renamed = {one.id: f"{one.report}:x{at}" for at, one in enumerate(BASE.points)}
    points = tuple(replace(one, id=renamed[one.id]) for one in BASE.points)
    before = thread("agreed", 2)
    after = replace(before, id="t9", claims=tuple(renamed[one] for one in before.claims), verdict="disputed")
    found = changes(dossier(before), replace(BASE, points=points, threads=(after,)), REPORTS)
    assert [(one.kind, one.thread) for one in found] == [("new_dispute", "t9")]


def test_the_earlier_dossier_of_a_story() -> None:
    elsewhere = replace(BASE, story="other", reports=("nothing",))
    renamed = replace(BASE, story="renamed")
    assert earlier(BASE, [elsewhere, renamed]) is renamed
    assert earlier(BASE, [elsewhere]) is None
    assert changes(None, BASE, REPORTS)[0].kind == "new_story"
