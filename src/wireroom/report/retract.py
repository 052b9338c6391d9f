"""Reports marked as withdrawn by others: a kill reaches what it kills, whatever form either came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wireroom.model import Notice, Rejection, Report


def retracted(reports: Sequence[Report], rejected: Iterable[Rejection]) -> tuple[Report, ...]:
    """The reports in their order, each that another report, or an order without a text, withdraws by one of its names with a
    notice `retraction` that says by whom.

    Names are compared whole: the report's id, its address and its `names`. A report that withdraws all that bears its own
    name (a wire item sent again as cancelled) says so of itself and marks the others. Who may withdraw what is not
    judged: the notice names the one who does. The answer depends on the set, not on the order."""
    by_name: dict[str, set[str]] = {}
    for one in reports:
        for name in one.retracts:
            by_name.setdefault(name, set()).add(one.id)
    for order in rejected:
        for name in order.retracts:
            by_name.setdefault(name, set()).add(order.uri)
    if not by_name:
        return tuple(reports)
    return tuple(_marked(one, by_name) for one in reports)


def _marked(report: Report, by_name: dict[str, set[str]]) -> Report:
    by = {who for name in {report.id, report.uri, *report.names} for who in by_name.get(name, ())}
    added = tuple(Notice("retraction", None, who) for who in sorted(by - {report.id}))
    return replace(report, notices=(*report.notices, *added)) if added else report
