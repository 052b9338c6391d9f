"""Captures into reports, told apart by id, marked where another withdraws them, and laid out a part a day and share."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from wireroom import desk
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import at_hand, nouns, packed, table, unpacked, write
from wireroom.dataset.marks import Tally
from wireroom.dataset.rows import noun_of
from wireroom.intake.slices import Slice, received
from wireroom.model import Rejection, Report
from wireroom.ports import Tools
from wireroom.report import retracted, unique

FLUSH = 1_000
"""Reports written at a time while captures are taken in."""
BUCKET = 4_096
"""Reports, on average, among which equal ids are looked for at a time."""
PART = 512
"""Reports, on average, of one part of a day: two minutes of reading, which is what an interrupt costs a process."""
_SUFFIX = re.compile(r"(?:-\d+)+$")
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
UNKNOWN = "unknown"


def take_in(steps: Steps, slices: Sequence[Slice]) -> tuple[list[Tally], list[Tally]]:
    """What taking in gave by slice, and the parts of all days, in order: `{"key", "rows"}`."""
    units = [(one.name, one, max(1, sum(piece.size for piece in one.files) // one.shares)) for one in slices]
    taken = steps.each("taken", _taken, units, "taking in")
    files = [name for tally in taken for name, _ in tally["reports"]]
    total = sum(rows for tally in taken for _, rows in tally["reports"])
    orders = sorted(name for tally in taken for name in tally["orders"])
    buckets = max(1, -(-total // BUCKET))
    told = steps.grouped("unique", _by_id, _unique, [(name, buckets) for name in files], "telling apart")
    days: Counter[str] = Counter()
    for tally in told:
        days.update(tally["days"])
    kills = [tally["kills"] for tally in told if tally["kills"]]
    shares = {day: max(1, -(-count // PART)) for day, count in days.items()}
    orders += [tally["orders"] for tally in told if tally["orders"]]
    laid = [(tally["file"], shares, tuple(kills), tuple(orders)) for tally in told if tally["file"]]
    return taken, steps.grouped("days", _by_day, _laid_out, laid, "laying out days")


def _taken(order: Order, tools: Tools, one: Slice) -> Tally:
    captures = 0
    files: list[tuple[str, int]] = []
    held: list[Report] = []
    refused: list[Rejection] = []

    def flush() -> None:
        if held:
            name = f"taken/{one.name}-{len(files):05d}.parquet"
            files.append((name, write(order.work(name), "reports", held)))
            held.clear()

    for item in received(one):
        captures += 1
        result = item if isinstance(item, Rejection) else desk.extracted(order.rules.report, tools, item)
        if isinstance(result, Rejection):
            refused.append(result)
        else:
            held.append(result)
            if len(held) == FLUSH:
                flush()
    flush()
    kept = _refused(order, f"taken-{one.name}", refused)
    return {"captures": captures, "reports": files, "refused": len(refused), "orders": kept}


def _refused(order: Order, name: str, refused: Sequence[Rejection]) -> list[str]:
    """Writes rejections, and gives the file of those that withdraw reports, if there are any."""
    if refused:
        write(order.work(f"refused/{name}.parquet"), "rejections", refused)
    orders = [one for one in refused if one.retracts]
    if not orders:
        return []
    write(order.work(f"orders/{name}.parquet"), "rejections", orders)
    return [f"orders/{name}.parquet"]


def shared_out(names: Iterable[str], shares: int) -> list[int]:
    """Of so many shares, that of each name."""
    return [zlib.crc32(name.encode("utf-8", "surrogatepass")) % shares for name in names]


def _by_id(order: Order, _: Tools, given: tuple[str, int]) -> Iterator[tuple[str, bytes]]:
    """The rows of a file by share of their ids; an id with a suffix goes where it goes without one."""
    name, buckets = given
    rows = table(order.work(name))
    stems = [_SUFFIX.sub("", one) for one in rows.column("id").to_pylist()]
    yield from _sorted_out(rows, [f"{share:06d}" for share in shared_out(stems, buckets)])


def _sorted_out(rows: Any, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    for key, held in sorted(places.items()):
        yield key, packed(rows.take(held))


def _reports(values: Sequence[bytes]) -> list[Report]:
    return [noun_of(Report, row) for batch in unpacked(values).to_batches(max_chunksize=64) for row in batch.to_pylist()]


def _unique(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    results = unique(_reports(values))
    reports = sorted((one for one in results if isinstance(one, Report)), key=lambda one: one.id)
    orders = _refused(order, f"unique-{key}", [one for one in results if isinstance(one, Rejection)])
    write(order.work(f"unique/{key}.parquet"), "reports", reports)
    kills = [one for one in reports if one.retracts or any(note.kind == "retraction" and note.span for note in one.notices)]
    if kills:
        write(order.work(f"kills/{key}.parquet"), "reports", kills)
    return {
        "file": f"unique/{key}.parquet",
        "days": Counter(day_of(one.published.value) for one in reports),
        "kills": f"kills/{key}.parquet" if kills else None,
        "orders": orders[0] if orders else None,
        "refused": len(results) - len(reports),
    }


def day_of(when: str | None) -> str:
    """The day of a time of publication as far as it is known (`2013-04-02`, `2013-04`, `2013`), else `unknown`."""
    value = (when or "")[:10]
    return value if _DAY.fullmatch(value) else UNKNOWN


Laying = tuple[str, dict[str, int], tuple[str, ...], tuple[str, ...]]


def _by_day(order: Order, _: Tools, given: Laying) -> Iterator[tuple[str, bytes]]:
    name, shares, kills, orders = given
    reports = list(nouns(Report, order.work(name)))
    if kills or orders:
        reports = _withdrawn(reports, [order.work(one) for one in kills], [order.work(one) for one in orders])
        write(order.work(f"marked/{Path(name).name}"), "reports", reports)
        name = f"marked/{Path(name).name}"
    days = [day_of(one.published.value) for one in reports]
    at = [shared_out([one.id], shares[day])[0] for one, day in zip(reports, days, strict=True)]
    keys = [f"day={day}/part-{share:05d}" for day, share in zip(days, at, strict=True)]
    yield from _sorted_out(table(order.work(name)), keys)


def _withdrawn(reports: Sequence[Report], kills: Sequence[Path], orders: Sequence[Path]) -> list[Report]:
    """The reports, those marked that a report or an order of the whole run withdraws."""
    here = {one.id for one in reports}
    others = [one for path in kills for one in at_hand(Report, path) if one.id not in here]
    ordered = [one for path in orders for one in at_hand(Rejection, path)]
    return list(retracted([*reports, *others], ordered)[: len(reports)])


def _laid_out(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    reports = sorted(_reports(values), key=lambda one: one.id)
    return {"key": key, "rows": write(order.work(f"days/{key}.parquet"), "reports", reports)}
