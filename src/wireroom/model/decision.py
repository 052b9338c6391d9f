"""What people decide about the machine's answer: appended to a log, never edited, replayed over every new run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from wireroom.model.span import Span

DecisionKind = Literal["merge", "split", "not_a_copy", "not_the_same", "set_aside", "undo"]


class Spot(NamedTuple):
    """Words of a report that a decision is about, and the kind of claim meant (any when empty).

    The words stay where they are when the report is read anew; ids of claims may not."""

    report: str
    span: Span
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log of decisions; `id` is the digest of all the rest unless the log gives one.

    `merge`: the stories of `reports` are one. `split`: `reports` leave their stories and make one of their own. `not_a_copy`:
    the two `reports` speak for themselves. `not_the_same`: the claims at `spots` leave their thread and make one of their own.
    `set_aside`: the verdict of the thread that holds all `spots` does not stand. `undo`: the decision `undoes` no longer holds.
    `when` is an ISO time and orders nothing: the log is replayed in its own order."""

    id: str
    kind: DecisionKind
    who: str
    when: str
    why: str
    reports: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it was replayed: `machine` says in a sentence what the machine had answered, so that both stay seen.

    `reports` are those of a story or a tie that it touched, `threads` the threads; without either it found nothing to do."""

    decision: Decision
    machine: str
    reports: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
