"""Pairs compared, and the lineages that their ties make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from wireroom.batch import candidates, components, index
from wireroom.batch.index import save
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import at_hand, nouns, packed, table, unpacked, wanted, write
from wireroom.dataset.marks import Tally
from wireroom.dataset.rows import noun_of
from wireroom.lineage import drawn
from wireroom.lineage.candidates import common_words
from wireroom.lineage.kind import JOINING
from wireroom.lineage.trace import judged
from wireroom.lineage.words import worded
from wireroom.model import Derivation, Published, Report, Suspicion
from wireroom.ports import Tools

if TYPE_CHECKING:
    from numpy.typing import NDArray

LINES = 20_000
"""Ties, on average, of one part of lineages."""
FEW = 128
"""Reports of a part of 512 below which the others are not made."""


def trace(steps: Steps, pairs: Sequence[tuple[str, int]]) -> list[Tally]:
    """The parts of lineages, then those of suspicions, each in order: `{"key", "rows"}`."""
    found = steps.each("compared", _compared, [(name, name, count) for name, count in pairs], "comparing pairs")
    found = [tally for tally in found if tally["ties"] or tally["doubts"]]
    joins = sum(tally["joins"] for tally in found)
    files = [tally["name"].replace("pairs/", "joins/") for tally in found if tally["joins"]]
    stars = components.label(steps, "joined", files, joins, "joining lineages")
    shares = max(1, -(-sum(tally["ties"] for tally in found) // LINES))
    items = [(tally["name"], tuple(stars), shares, bool(tally["ties"]), bool(tally["doubts"])) for tally in found]
    return steps.grouped("lineages", _by_lineage, _lineages, items, "drawing lineages")


def reports_at(order: Order, places: NDArray[np.int64]) -> dict[int, Report]:
    """The reports of some places, which should lie near each other in time. Of a part of which few are wanted only those are
    made: the parts of a day grow with the reports of the day."""
    held = index.load(order)
    found: dict[int, Report] = {}
    for part in np.unique(held.part[places]).tolist():
        path = order.out / "reports" / f"{held.keys[part]}.parquet"
        inside = places[held.part[places] == part]
        rows = held.row[inside]
        reports = wanted(Report, path, rows) if len(rows) < FEW else [at_hand(Report, path)[row] for row in rows.tolist()]
        found.update(zip(inside.tolist(), reports, strict=True))
    return found


def _compared(order: Order, tools: Tools, name: str) -> Tally:
    """The ties and doubts of a file of pairs, and the places of those that join."""
    total, rules = len(index.load(order)), order.rules.lineage
    codes = np.load(order.work(name), allow_pickle=False)
    places = np.unique(np.concatenate([codes // total, codes % total]))
    reports = reports_at(order, places)
    marked = [worded(reports[place], rules.standing) for place in places.tolist()]
    wide = candidates.common(order)
    if len(wide):
        marked = [one.with_common(common_words(one, wide)) for one in marked]
    one, other = np.searchsorted(places, codes // total), np.searchsorted(places, codes % total)
    found = judged(marked, list(zip(one.tolist(), other.tolist(), strict=True)), tools.encoder, rules)
    ties = sorted(found.ties, key=lambda tie: (tie.child, tie.parent))
    doubts = sorted(found.doubts, key=lambda doubt: (doubt.a, doubt.b))
    place = {reports[at].id: at for at in places.tolist()}
    joins = [(place[tie.child], place[tie.parent]) for tie in ties if tie.kind in JOINING]
    stem = name.removeprefix("pairs/").removesuffix(".npy")
    if ties:
        write(order.work(f"ties/{stem}.parquet"), "ties", ties)
        save(order.work(f"children/{stem}.npy"), np.array([place[tie.child] for tie in ties], dtype=np.int64))
    if joins:
        save(order.work(f"joins/{stem}.npy"), np.array(joins, dtype=np.int64).T)
    if doubts:
        write(order.work(f"doubts/{stem}.parquet"), "suspicions", doubts)
    return {"name": name, "ties": len(ties), "joins": len(joins), "doubts": len(doubts)}


Sorting = tuple[str, tuple[str, ...], int, bool, bool]


def _by_lineage(order: Order, _: Tools, given: Sorting) -> Iterator[tuple[str, bytes]]:
    """Ties by the least report of their child's lineage, doubts by their first report: parts are ranges of ids."""
    name, stars, shares, has_ties, has_doubts = given
    stem = name.removeprefix("pairs/").removesuffix(".npy")
    total = len(index.load(order))
    if has_ties:
        member, least = components.labels(order, stars)
        child = np.load(order.work(f"children/{stem}.npy"), allow_pickle=False)
        at = np.minimum(np.searchsorted(member, child), max(0, len(member) - 1))
        known = member[at] == child if len(member) else np.zeros(len(child), dtype=bool)
        line = np.where(known, least[at], child) if len(member) else child
        yield from _ranges(table(order.work(f"ties/{stem}.parquet")), line * shares // total, "lineages")
    if has_doubts:
        rows = table(order.work(f"doubts/{stem}.parquet"))
        first = np.array([index.load(order).place(name) for name in rows.column("a").to_pylist()], dtype=np.int64)
        yield from _ranges(rows, first * shares // total, "suspicions")


def _ranges(rows: object, at: NDArray[np.int64], kind: str) -> Iterator[tuple[str, bytes]]:
    for share in np.unique(at).tolist():
        yield f"{kind}/part-{share:05d}", packed(rows.take(np.flatnonzero(at == share)))  # type: ignore[attr-defined]


def _lineages(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    rows = unpacked(values).to_pylist()
    if key.startswith("suspicions"):
        doubts = sorted((noun_of(Suspicion, row) for row in rows), key=lambda one: (one.a, one.b))
        return {"key": key, "rows": write(order.out / f"{key}.parquet", "suspicions", doubts), "ties": 0}
    ties = [noun_of(Derivation, row) for row in rows]
    lines = [replace(line, id=line.reports[0]) for line in drawn(ties, _dated(order, ties)) if line.derivations]
    return {"key": key, "rows": write(order.out / f"{key}.parquet", "lineages", lines), "ties": len(ties)}


def _dated(order: Order, ties: Sequence[Derivation]) -> Mapping[str, Report]:
    """The reports of the ties by id, with what drawing them asks for: the time of publication."""
    held = index.load(order)
    names = {name for tie in ties for name in (tie.child, tie.parent)}
    return {name: Report(name, "", "", published=Published(held.published(held.place(name)))) for name in names}


def doubts(order: Order, files: Sequence[str]) -> Iterator[Suspicion]:
    """Every pair left unsure, in order."""
    for key in files:
        yield from nouns(Suspicion, order.out / f"{key}.parquet")
