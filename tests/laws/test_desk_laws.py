"""Laws of the whole chain on reports made up for the purpose: nothing vanishes, spans hold, a copy adds no voice."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures
from wireroom.model import Briefing, Capture, Reading, Report
from wireroom.render import json as as_json

FERRY = Path(__file__).parents[2] / "examples" / "ferry"
ENGINE = LocalEngine()
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def ferry() -> Briefing:
    """The briefing on one of the examples."""
    return desk.brief(captures([str(FERRY)]), engine=ENGINE, rules=desk_rules())


@cache
def reports() -> tuple[Report, ...]:
    return ferry().reports


def captured(report: Report, publisher: str, number: int) -> Capture:
    record = {
        "id": f"copy-{number}",
        "text": report.text,
        "title": report.title,
        "publisher": publisher,
        "published": report.published.value,
    }
    return Capture(f"copies.jsonl#{number}", json.dumps(record).encode(), "application/json")


def spans_of(reading: Reading) -> list[tuple[tuple[int, int], str | None]]:
    found: list[tuple[tuple[int, int], str | None]] = [(timex.span, timex.text) for timex in reading.timexes]
    found += [(quantity.span, quantity.text) for quantity in reading.quantities]
    for claim in reading.claims:
        found += [(span, None) for span in (*claim.content, *claim.quotes)]
        found += [(source.span, source.text) for source in claim.sources]
    return found


def test_spans_slice_to_their_surface() -> None:
    briefing = ferry()
    text_of = {report.id: report.text for report in briefing.reports}
    seen = 0
    for reading in briefing.readings:
        for (start, end), surface in spans_of(reading):
            seen += 1
            assert 0 <= start < end <= len(text_of[reading.report])
            assert surface is None or text_of[reading.report][start:end] == surface
    assert seen > 200


def test_everything_is_accounted_for() -> None:
    taken = list(captures([str(FERRY)]))
    briefing = ferry()
    assert len(taken) == len(briefing.reports) + len(briefing.rejected)
    placed = [name for dossier in briefing.dossiers for name in dossier.reports]
    assert sorted([*placed, *briefing.unplaced]) == [report.id for report in briefing.reports]


@SLOW
@given(st.data())
def test_a_copy_adds_no_voice_and_unties_nothing(data: st.DataObject) -> None:
    given_reports = reports()
    chosen = data.draw(st.lists(st.sampled_from(given_reports), min_size=1, max_size=3))
    copies = [captured(report, f"Outlet {number}", number) for number, report in enumerate(chosen, start=1)]
    before = ferry()
    after = desk.brief([*captures([str(FERRY)]), *copies], engine=ENGINE, rules=desk_rules())
    together = {name: lineage.id for dossier in after.dossiers for lineage in dossier.lineages for name in lineage.reports}
    threads_after = [thread for dossier in after.dossiers for thread in dossier.threads]
    for dossier in before.dossiers:
        for lineage in dossier.lineages:
            assert len({together[name] for name in lineage.reports}) == 1
        for thread in dossier.threads:
            for later in threads_after:
                if set(thread.claims) <= set(later.claims) and not extra_reports(later.claims, thread.claims):
                    assert later.independent <= thread.independent, (thread.about, later.about)


def extra_reports(later: tuple[str, ...], earlier: tuple[str, ...]) -> set[str]:
    """Reports other than copies that came into a thread."""
    known = {claim.split(":")[0] for claim in earlier}
    return {claim.split(":")[0] for claim in later} - known - {f"copy-{number}" for number in range(1, 10)}


@SLOW
@given(st.permutations(list(range(6))))
def test_order_means_nothing(order: list[int]) -> None:
    some = [*captures([str(FERRY)])][:6]
    first = desk.brief(some, engine=ENGINE, rules=desk_rules())
    second = desk.brief([some[index] for index in order], engine=ENGINE, rules=desk_rules())
    assert as_json.dumps(as_json.dossier_record(first)) == as_json.dumps(as_json.dossier_record(second))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))), max_size=4
    )
)
def test_anything_at_all_is_a_report_or_a_rejection(bodies: list[bytes]) -> None:
    given_captures = [Capture(f"{number}.txt", body) for number, body in enumerate(bodies)]
    briefing = desk.brief(given_captures, engine=ENGINE, rules=desk_rules())
    assert len(briefing.reports) + len(briefing.rejected) == len(given_captures)
    assert not [item for item in briefing.rejected if item.reason == "failed"]
    json.loads(as_json.dumps(as_json.dossier_record(briefing)))
