"""Who derives from whom, with the passages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wireroom.model.decision import Ruling
from wireroom.model.span import Span

DerivationKind = Literal["copy", "revision", "rewrite", "quotation", "shared_source"]
EditGrade = Literal["cosmetic", "wording", "fact"]
FactKind = Literal["number", "date", "name", "place", "speaker", "negation", "quotation", "status"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the child and the stretch of the parent that it answers to. `same` when word for word."""

    child: Span
    parent: Span
    same: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """One change between two sentences that answer to each other: what stands in the child, and what in the parent.

    A span is empty where that side says nothing, and then marks the place. `cosmetic`: spelling, abbreviation, figures for
    words. `wording`: other words, no fact touched. `fact`: what is said differs, and `kind` says in what: a `number`, a `date`
    or time of day, a `name`, the name of a `place` or of a `speaker`, a `negation` on one side, words inside a `quotation`,
    or the `status` of a doing (planned, done, called off; killed, hurt). `kind` is None for the other grades. `quoted` when
    the change lies between quotation marks on either side."""

    child: Span
    parent: Span
    grade: EditGrade
    kind: FactKind | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """One report made from another, or both from a third (`shared_source`).

    Undirected (`directed` False), `child` and `parent` are in order of id and mean nothing by it. `coverage` is the share
    of the child's words inside passages, `coverage_parent` of the parent's. `why` are sentences for a person.
    `tree` marks the ties that make the lineage's tree; the others, and quotations, are shown beside it. `edits` are the
    changes inside sentences that answer to each other, in order of the child: none for a quotation."""

    child: str
    parent: str
    kind: DerivationKind
    directed: bool
    coverage: float
    coverage_parent: float
    passages: tuple[Passage, ...] = ()
    why: tuple[str, ...] = ()
    tree: bool = True
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """A root and everything derived from it; `root` is None when unseen or unknown. A report alone is a lineage of one.

    Joined by copy, revision, rewrite and shared_source; quotations do not join, and are listed with the child's lineage."""

    id: str
    root: str | None
    reports: tuple[str, ...]
    derivations: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two reports whose wording is close, with too little to call either a derivation or independence."""

    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class Lineages:
    """Every report in exactly one lineage, ordered by id of the lineage's first report; the pairs left unsure; what
    people decided of ties."""

    lineages: tuple[Lineage, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    rulings: tuple[Ruling, ...] = ()
