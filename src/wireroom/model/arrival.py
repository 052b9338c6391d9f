"""What a store keeps: what arrived, in order, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wireroom.model.capture import Capture, Rejection
from wireroom.model.dossier import ChangeKind
from wireroom.model.lineage import Derivation
from wireroom.model.reading import Reading
from wireroom.model.report import Report
from wireroom.model.story import Story


@dataclass(frozen=True, slots=True)
class Arrival:
    """One entry of the log of arrivals: its number from 1, when it was taken in (ISO, UTC), and what came."""

    seq: int
    at: str
    item: Capture | Rejection


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of one arrival: a report with its reading and its ties to reports that came before, or a rejection."""

    arrival: int
    result: Report | Rejection
    reading: Reading | None = None
    ties: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A story as a store keeps it beside its dossier: `marks` are the reports that others withdraw, each with by whom, and
    `inputs` the digest of everything that the dossier was made from."""

    story: Story
    inputs: str
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Something new in a story that a desk asked to be told of; `id` is the same for the same news, whenever it is found."""

    id: str
    story: str
    title: str
    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A story in a list: `seq` is the arrival of its newest report, `at` when that was taken in."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    disputed: int
    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Came:
    """One entry of the log of arrivals for a person: its number, when it was taken in, from where, and what became of it.

    `outcome` is `report`, `rejection`, `removed`, or None while it waits. Of a report its id, title, publisher and story; of a
    rejection the reason and detail; of what was removed the rule."""

    seq: int
    at: str
    uri: str
    outcome: str | None
    report: str | None = None
    title: str | None = None
    publisher: str | None = None
    reason: str | None = None
    detail: str | None = None
    rule: str | None = None
    story: str | None = None


StoryOrder = Literal["newest", "disputed"]
"""How stories are listed: by the day of the newest report and within a day by disputes, or by disputes and then by the day."""


@dataclass(frozen=True, slots=True)
class StoryRow(Listed):
    """A story in a page of a list, as `Listed`, with the most `voices` that speak of one thing, and the digest of everything
    that its dossier was made from (empty while it is made anew). `fresh` is how many of its reports came since somebody looked
    at it last; None when nobody did. `of` is how many stories answer in all, on whatever page."""

    voices: int
    inputs: str
    fresh: int | None = None
    of: int = 0

    def key(self, order: StoryOrder) -> tuple[str | int, ...]:
        """The place of the story in an order: the page after it begins below."""
        day = (self.last or "")[:10]
        return (self.disputed, day, self.seq) if order == "disputed" else (day, self.disputed, self.seq)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found, with the story that holds it, if any, and words around the first that were looked for."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str
    story: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds. Arrivals are reports, rejections, those that wait, and those that were removed."""

    arrivals: int = 0
    reports: int = 0
    rejections: int = 0
    pending: int = 0
    removed: int = 0
    stories: int = 0
    decisions: int = 0
