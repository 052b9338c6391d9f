"""Laws of decisions: nothing changes without one, each can be undone, and the machine's answer stays seen beside it."""

from __future__ import annotations

from functools import cache

import pytest
from tests.laws.test_desk_laws import ENGINE, FERRY, ferry

from wireroom import desk
from wireroom.config import desk_rules
from wireroom.intake.files import captures
from wireroom.model import Briefing, Decision, DecisionKind, Dossier, Point, Spot, Thread
from wireroom.render import json as as_json


def decided(kind: DecisionKind, name: str = "d1", **more: object) -> Decision:
    return Decision(name, kind, "Ana Roe", "2026-05-11", "read them", **more)  # type: ignore[arg-type]


@cache
def replayed(*decisions: Decision) -> Briefing:
    return desk.brief(captures([str(FERRY)]), engine=ENGINE, rules=desk_rules(), decisions=decisions)


def story() -> Dossier:
    return ferry().dossiers[0]


def disputed() -> Thread:
    return next(one for one in story().threads if one.verdict == "disputed")


def points(*claims: str) -> list[Point]:
    return [one for one in story().points if one.id in claims]


def spot(point: Point) -> Spot:
    return Spot(point.report, point.span, point.kind)


def test_an_undone_decision_leaves_no_trace() -> None:
    split = decided("split", reports=(story().reports[0],))
    undo = decided("undo", "d2", undoes="d1")
    assert desk.standing((split, undo)) == ()
    assert desk.standing((split, undo, decided("undo", "d3", undoes="d2"))) == (split,)
    assert as_json.dossier_record(replayed(split, undo)) == as_json.dossier_record(ferry())


def test_a_split_report_is_alone_and_said_to_be() -> None:
    out = story().reports[-1]
    found = replayed(decided("split", reports=(out,)))
    assert out in found.unplaced
    assert set(found.dossiers[0].reports) == set(story().reports) - {out}
    (ruling,) = found.dossiers[0].rulings
    assert ruling.machine == f"the machine had these reports in one story with {len(story().reports) - 1} more"
    merged = replayed(decided("split", reports=(out,)), decided("merge", "d2", reports=(out, story().reports[0])))
    assert set(merged.dossiers[0].reports) == set(story().reports)
    assert [one.decision.kind for one in merged.dossiers[0].rulings] == ["split", "merge"]


def test_a_tie_set_aside_is_gone_and_told() -> None:
    tie = next(one for line in story().lineages for one in line.derivations if one.tree)
    found = replayed(decided("not_a_copy", reports=(tie.child, tie.parent))).dossiers[0]
    pairs = {frozenset((one.child, one.parent)) for line in found.lineages for one in line.derivations}
    assert frozenset((tie.child, tie.parent)) not in pairs
    assert tie.kind in found.rulings[0].machine


def test_a_verdict_set_aside_stays_seen() -> None:
    thread = disputed()
    mark = spot(points(*thread.claims)[0])
    found = replayed(decided("set_aside", spots=(mark,))).dossiers[0]
    same = next(one for one in found.threads if one.id == thread.id)
    assert (same.verdict, same.why, same.set_aside) == ("disputed", thread.why, "d1")
    assert thread.why in found.rulings[0].machine
    assert found.rulings[0].threads == (thread.id,)


def test_claims_taken_out_of_a_thread_make_their_own() -> None:
    thread = disputed()
    out = points(*thread.positions[0].claims)
    found = replayed(decided("not_the_same", spots=tuple(spot(one) for one in out))).dossiers[0]
    left = next(one for one in found.threads if set(one.claims) & set(thread.positions[1].claims))
    assert not set(left.claims) & {one.id for one in out}
    assert left.verdict != "disputed"
    assert "disputed" in found.rulings[0].machine
    assert set(found.reports) == set(story().reports)


@pytest.mark.parametrize(
    "decision",
    [
        decided("merge", reports=("not", "there")),
        decided("split", reports=("not",)),
        decided("not_a_copy", reports=("not", "there")),
        decided("set_aside", spots=(Spot("not", (0, 5)),)),  # type: ignore[arg-type]
    ],
    ids=lambda one: one.kind,
)
def test_what_finds_nothing_changes_nothing_and_is_listed(decision: Decision) -> None:
    found = replayed(decision)
    assert [one.decision for one in found.rulings] == [decision]
    assert [one.threads for one in found.dossiers] == [one.threads for one in ferry().dossiers]
    assert [one.lineages for one in found.dossiers] == [one.lineages for one in ferry().dossiers]
