"""Whether two nodes speak of one time: reports near enough to each other, clauses set in one present or one past."""

from __future__ import annotations

from wireroom.dossier.node import FAR, Node
from wireroom.dossier.period import DAY, Period

WEEK = 6
"""Days between two reports beyond which a count, a sum or a state that both give is sooner of two occasions, where nothing
ties the reports: two polls, two attacks, two stages of a bargain. Chosen by reading disputes over clusters of daily news."""
NEWS = 2
"""The same for what is told anew from day to day and harms nobody: votes, sums, workers, talks. Chosen the same way."""
SEASON = 45
"""Days between two reports from which on they may speak of two events of one sort."""


def one_season(a: Node, b: Node, *, days_apart: int = SEASON) -> bool:
    """Whether the reports of two nodes are near enough in time to speak of one event; undated ones are."""
    days = a.days + b.days
    return not days or max(day.start for day in days) - min(day.start for day in days) <= days_apart * DAY


def one_time(a: Node, b: Node) -> bool:
    """Whether two nodes are set in one time: both in the news of their day, or one in a past that is the other's own day."""
    if a.label != b.label:
        return False
    if a.far and b.far:
        return True
    if not a.far and not b.far:
        return True
    past, other = (a.far, b) if a.far else (b.far, a)
    return past is not None and any(Period(day.start - FAR, day.end).meets(past) for day in other.days)
