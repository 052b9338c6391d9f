"""Pairs of reports worth comparing, of any number of reports: the lineage room's counting, a bucket of keys at a time.

What `wireroom.lineage.candidates` does in one process: groups of copies first, then shared shingles and shared rare names.
Each key goes to one bucket with all its holders, where common ones are told and dropped, so that no key is hot; the counts of
a pair are added up where the pair is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wireroom.batch import components, fingerprints, index
from wireroom.batch.index import NO_DAY, loaded, save
from wireroom.batch.steps import Order, Steps, blocks
from wireroom.dataset.marks import Tally
from wireroom.lineage.candidates import in_window
from wireroom.lineage.sharing import FIRST, alike, counted, signatures
from wireroom.model import Published, Report
from wireroom.ports import Tools

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wireroom.lineage.fingerprint import Hashes

ENTRIES = 2_000_000
"""Keys with their holders, on average, that one task holds."""
CODES = 2_000_000
"""Counts of pairs, on average, that one task adds up."""
PAIRS = 2_048
"""Pairs compared in one unit of work."""
KINDS = ("shingles", "early", "late")
COMMON, GROUPS = "common.npy", "groups.npy"
CODE: NDArray[np.int64] = np.zeros(0, dtype=np.int64)


class Proposed(NamedTuple):
    """Files of pairs, `one * reports + other` each, with how many are in each; files in order of time."""

    files: list[tuple[str, int]]


def propose(steps: Steps, parts: Sequence[Tally], total: int) -> Proposed:
    """The pairs worth comparing; where there are few reports, all."""
    if total <= steps.order.rules.lineage.all_pairs:
        return Proposed([tuple(one) for one in steps.alone("pairs-all", _all, total, "pairing")["files"]])
    numbers = list(range(len(parts)))
    signed = max(1, -(-6 * total // ENTRIES))
    found = steps.grouped("copies", _signed, _copied, [(part, signed) for part in numbers], "finding copies")
    pairs = sum(tally["pairs"] for tally in found)
    stars = components.label(steps, "copies-joined", [tally["file"] for tally in found], pairs, "grouping copies")
    steps.alone("groups", _grouped, stars, "grouping copies")
    sizes = {kind: sum(part["shingles" if kind == "shingles" else "names"] for part in parts) for kind in KINDS}
    items = [(part, kind, max(1, -(-sizes[kind] // ENTRIES))) for part in numbers for kind in KINDS]
    shared = steps.grouped("sharing", _keyed, _shared, items, "finding what is shared")
    steps.alone("common", _common, [one["common"] for one in shared if one["common"]], "finding what is shared")
    ranges = max(1, -(-sum(one["codes"] for one in shared) // CODES))
    added = steps.grouped("pairs", _ranged, _added, [(one["file"], one["kind"], ranges) for one in shared], "pairing")
    return Proposed([tuple(one) for tally in added for one in tally["files"]])


def common(order: Order) -> Hashes:
    """The keys of shingles that are common text, ascending."""
    path = order.work(COMMON)
    found: Hashes = np.load(path, allow_pickle=False) if path.exists() else np.zeros(0, dtype=np.uint64)
    return found


def _all(order: Order, _: Tools, total: int) -> Tally:
    codes = [one * total + other for one, other in combinations(range(total), 2)]
    files = []
    for number, block in enumerate(blocks(codes, PAIRS)):
        files.append((f"pairs/all-{number:05d}.npy", len(block)))
        save(order.work(files[-1][0]), np.array(block, dtype=np.int64))
    return {"files": files}


def _signed(order: Order, _: Tools, given: tuple[int, int]) -> Iterator[tuple[str, bytes]]:
    """Factor, signature and place of every report of a part, by share of the signature."""
    part, shares = given
    places = index.load(order).of_part(part)
    prints = [np.unique(one) for one in fingerprints.of_part(order, part, "shingles")]
    full = [at for at, one in enumerate(prints) if len(one)]
    if not full:
        return
    held = places[full].astype(np.uint64)
    rows = [
        np.stack([np.full_like(mark, factor), mark, held])
        for factor, mark in enumerate(signatures([prints[at] for at in full]))
    ]
    yield from _by_key(np.concatenate(rows, axis=1), 1, shares, "")


def _by_key(rows: NDArray[np.uint64], row: int, shares: int, prefix: str) -> Iterator[tuple[str, bytes]]:
    at = (rows[row] >> np.uint64(7)) % np.uint64(shares)  # the lowest bits of a sampled shingle are all alike
    for share in np.unique(at).tolist():
        yield f"{prefix}{share:06d}", np.ascontiguousarray(rows[:, at == share]).tobytes()


def _copied(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    """The pairs of reports that share a signature and half of the shorter one's shingles."""
    factor, mark, place = np.concatenate([np.frombuffer(one, dtype=np.uint64).reshape(3, -1) for one in values], axis=1)
    turn = np.lexsort((place, mark, factor))
    factor, mark, held = factor[turn], mark[turn], place[turn].astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], (factor[1:] != factor[:-1]) | (mark[1:] != mark[:-1]))))
    ends = np.append(starts[1:], len(held))
    likely = {
        (first, other)
        for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True)
        for at in range(start + 1, end)
        for first, other in [(held[seen], held[at]) for seen in range(start, min(at, start + FIRST))]
    }
    prints = _prints(order, np.array(sorted({place for pair in likely for place in pair}), dtype=np.int64))
    pairs = sorted(pair for pair in likely if alike(prints[pair[0]], prints[pair[1]]))
    name = f"copies/{key}.npy"
    save(order.work(name), np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    return {"file": name, "pairs": len(pairs)}


def _prints(order: Order, places: NDArray[np.int64]) -> dict[int, Hashes]:
    held = index.load(order)
    found = {}
    for part in np.unique(held.part[places]).tolist():
        prints = fingerprints.of_part(order, part, "shingles")
        for place in places[held.part[places] == part].tolist():
            found[place] = np.unique(prints[held.row[place]])
    return found


def _grouped(order: Order, _: Tools, stars: Sequence[str]) -> Tally:
    member, least = components.labels(order, stars)
    save(order.work(GROUPS), np.stack([member, least]))
    return {"copies": len(member)}


def _keyed(order: Order, _: Tools, given: tuple[int, str, int]) -> Iterator[tuple[str, bytes]]:
    """Every key of a part's reports with its holder, by share of the keys."""
    part, kind, shares = given
    held = index.load(order)
    places = held.of_part(part)
    keys = fingerprints.of_part(order, part, "shingles" if kind == "shingles" else "names")
    if kind != "shingles":
        dated = [Report("", "", "", published=Published(held.published(place))) for place in places.tolist()]
        rules = order.rules.lineage
        keys = [in_window(one, report, rules, late=kind == "late") for one, report in zip(keys, dated, strict=True)]
    distinct = [np.unique(one) for one in keys]
    holders = np.repeat(places.astype(np.uint64), [len(one) for one in distinct])
    rows = np.stack([np.concatenate([*distinct, np.zeros(0, np.uint64)]), holders])
    yield from _by_key(rows, 0, shares, f"{kind}-")


def _shared(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    every, place = np.concatenate([np.frombuffer(one, dtype=np.uint64).reshape(2, -1) for one in values], axis=1)
    holder = place.astype(np.int64)
    turn = np.lexsort((holder, every))
    member = np.arange(len(index.load(order)))
    grouped, least = np.load(order.work(GROUPS), allow_pickle=False)
    member[grouped] = least
    found = counted(every[turn], holder[turn], member)
    name = f"shared/{key}.npy"
    save(order.work(name), np.stack([found.pairs, found.counts]))
    kind = key.partition("-")[0]
    wide = f"common/{key}.npy" if kind == "shingles" and len(found.common) else None
    if wide:
        save(order.work(wide), found.common)
    return {"file": name, "kind": kind, "codes": len(found.pairs), "common": wide}


def _common(order: Order, _: Tools, files: Sequence[str]) -> Tally:
    keys = np.sort(loaded([order.work(name) for name in files], np.zeros(0, dtype=np.uint64)))
    save(order.work(COMMON), keys)
    return {"keys": len(keys)}


def _ranged(order: Order, _: Tools, given: tuple[str, str, int]) -> Iterator[tuple[str, bytes]]:
    """The counts of pairs, by when the earlier of the two was published."""
    name, kind, ranges = given
    held = index.load(order)
    codes, counts = np.load(order.work(name), allow_pickle=False)
    at = _earlier(held, codes) * ranges // len(held)
    for number in np.unique(at).tolist():
        mine = at == number
        rows = np.stack([np.full(int(mine.sum()), KINDS.index(kind), dtype=np.int64), codes[mine], counts[mine]])
        yield f"{number:06d}", rows.tobytes()


def _earlier(held: index.Index, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.minimum(held.rank[codes // len(held)], held.rank[codes % len(held)])
    return found


def _added(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    """The pairs that share enough, in order of time, in files of PAIRS."""
    held, rules = index.load(order), order.rules.lineage
    kind, code, count = np.concatenate([np.frombuffer(one, dtype=np.int64).reshape(3, -1) for one in values], axis=1)
    found = [CODE]
    for number, name in enumerate(KINDS):
        codes, at = np.unique(code[kind == number], return_inverse=True)
        sums = np.bincount(at, weights=count[kind == number], minlength=len(codes))
        if name == "shingles":
            found.append(codes[sums >= rules.common_shingles])
        else:
            likely = codes[sums >= rules.common_rare]
            found.append(likely[_near(held, likely, rules.days)])
    pairs = np.unique(np.concatenate(found))
    pairs = pairs[np.argsort(_earlier(held, pairs), kind="stable")]
    files: list[Any] = []
    for start in range(0, len(pairs), PAIRS):
        files.append((f"pairs/{key}-{len(files):05d}.npy", len(pairs[start : start + PAIRS])))
        save(order.work(files[-1][0]), pairs[start : start + PAIRS])
    return {"files": files}


def _near(held: index.Index, codes: NDArray[np.int64], days: int) -> NDArray[np.bool_]:
    one, other = held.day[codes // len(held)].astype(np.int64), held.day[codes % len(held)].astype(np.int64)
    found: NDArray[np.bool_] = (one == NO_DAY) | (other == NO_DAY) | (np.abs(one - other) <= days)
    return found
