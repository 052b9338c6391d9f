"""Reports marked as withdrawn by others: a kill reaches what it kills, whatever form either came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wireroom.model import Notice, Rejection, Report

NAME_MARKS = 12
"""Code points of the shortest name that a kill's own text may give: an address or a guid; shorter ones are common words."""
KILL_LIMIT = 6_000
"""Code points of the longest text that is looked through for names: a kill is short; what is longer is about more than that."""


def retracted(reports: Sequence[Report], rejected: Iterable[Rejection]) -> tuple[Report, ...]:
    """The reports in their order, each that another report, or an order without a text, withdraws by one of its names with a
    notice `retraction` that says by whom.

    Names are compared whole: the report's id, its address and its `names`. A short report that says of itself that it is a
    retraction also withdraws those of its own publisher that its text names, by address or guid. A report that withdraws all
    that bears its own name (a wire item sent again as cancelled) says so of itself and marks the others. Who may withdraw
    what is not judged: the notice names the one who does. The answer depends on the set, not on the order."""
    by_name: dict[str, set[str]] = {}
    for one in reports:
        for name in one.retracts:
            by_name.setdefault(name, set()).add(one.id)
    for order in rejected:
        for name in order.retracts:
            by_name.setdefault(name, set()).add(order.uri)
    for kill in reports:
        if len(kill.text) <= KILL_LIMIT and any(one.kind == "retraction" and one.span for one in kill.notices):
            for name in _named_in(kill, reports):
                by_name.setdefault(name, set()).add(kill.id)
    if not by_name:
        return tuple(reports)
    return tuple(_marked(one, by_name) for one in reports)


def _named_in(kill: Report, reports: Sequence[Report]) -> Iterable[str]:
    """The names of other reports of the same publisher that a kill's text gives, letter by letter."""
    for one in reports:
        if one.id != kill.id and one.publisher == kill.publisher:
            for name in (one.id, one.uri, *one.names):
                if len(name) >= NAME_MARKS and _stands_in(name, kill.text):
                    yield name


def _stands_in(name: str, text: str) -> bool:
    """Whether the text holds the name with no further letter, digit or slash of a longer name after it."""
    at = text.find(name)
    while at >= 0:
        after = text[at + len(name) : at + len(name) + 2]
        if not after[:1] or not (after[0].isalnum() or after[0] in "/-_#?=&:" or (after[0] == "." and after[1:].isalnum())):
            return True
        at = text.find(name, at + 1)
    return False


def _marked(report: Report, by_name: dict[str, set[str]]) -> Report:
    by = {who for name in {report.id, report.uri, *report.names} for who in by_name.get(name, ())}
    added = tuple(Notice("retraction", None, who) for who in sorted(by - {report.id}))
    return replace(report, notices=(*report.notices, *added)) if added else report
