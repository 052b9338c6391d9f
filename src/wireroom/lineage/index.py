"""Lineages that grow a report at a time: each new report is placed among those there without comparing the rest anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from wireroom.columns import parted, rows
from wireroom.lineage.candidates import common_words, in_window, name_keys, near
from wireroom.lineage.fingerprint import fingerprints
from wireroom.lineage.kind import JOINING
from wireroom.lineage.postings import Postings
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.sharing import WIDELY_USED, alike
from wireroom.lineage.state import doubt_state, tie_restored, tie_state
from wireroom.lineage.trace import Found, assembled, judged
from wireroom.lineage.tree import Groups
from wireroom.lineage.words import Worded, worded
from wireroom.model import Derivation, Lineages, Report, Suspicion

if TYPE_CHECKING:
    from wireroom.lineage.fingerprint import Hashes
    from wireroom.text import Encoder

KEPT = 512
"""Reports whose words are kept at hand; those of others are read again from their text when a new report may tie to them."""


class Placement(NamedTuple):
    """What placing one report showed.

    `lineage` is the smallest report id of the lineage that it now belongs to; `joined` the names of the lineages that were
    one by one before it came and are one with it now, sorted. `ties` are its derivations to reports already there, in order
    of child and parent; `doubts` the pairs left unsure."""

    report: str
    lineage: str
    joined: tuple[str, ...]
    ties: tuple[Derivation, ...]
    doubts: tuple[Suspicion, ...]


class LineageIndex:
    """Reports placed one at a time, and their lineages.

    A function of the log of arrival: what is common text is judged by what has arrived. For no more reports than the rules
    compare all with all, and wherever no text is in wide use, `lineages()` equals `trace` of the same reports in any order.
    A late original takes its place as root, for the tree is made of all ties whenever it is asked for. `state` is plain data
    without any text, from which `LineageIndex.restored` goes on as if nothing had happened."""

    def __init__(self, encoder: Encoder, rules: LineageRules) -> None:
        self._encoder = encoder
        self._rules = rules
        self._before: Mapping[str, Report] = {}
        self._reports: dict[str, Report] = {}
        self._order: list[str] = []
        self._prints: list[Hashes] = []
        self._keys: list[Hashes] = []
        self._found = Found([], [])
        self._shingles = Postings()
        self._names = (Postings(), Postings())
        self._copies: list[int] = []
        self._groups = Groups(())
        self._at_hand: OrderedDict[str, Worded] = OrderedDict()

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, report: object) -> bool:
        return report in self._groups

    def place(self, report: Report) -> Placement:
        """Adds a report and tells how it is tied to those there. Raises ValueError when its id is there already."""
        if report.id in self:
            raise ValueError(f"a report {report.id!r} is placed already")
        words = worded(report, self._rules.standing)
        prints = np.unique(next(fingerprints([words.plain])))
        names = name_keys(words, self._rules)
        proposed, common, copied = self._proposed(words, prints, names)
        self._reports[report.id] = report
        self._enter(report, prints, names, len(self._order) if copied is None else copied)
        self._keep(report.id, words)
        found = self._judged(words, proposed, common)
        self._found.ties.extend(found.ties)
        self._found.doubts.extend(found.doubts)
        return self._placement(report.id, found)

    def lineages(self) -> Lineages:
        """Every report placed so far in exactly one lineage, as `trace` gives them."""
        return assembled([self._report(name) for name in sorted(self._order)], self._found)

    def know(self, tie: Derivation) -> None:
        """Enters a tie that is known and was not found, in the place of one that was found between the two; both are placed."""
        pair = {tie.child, tie.parent}
        self._found.ties[:] = [one for one in self._found.ties if {one.child, one.parent} != pair]
        self._found.ties.append(tie)
        if tie.kind in JOINING:
            self._groups.join(tie.child, tie.parent)

    def found(self) -> Found:
        """Every tie and doubt so far, in the order in which they were found."""
        return Found(list(self._found.ties), list(self._found.doubts))

    def lineage_of(self, report: str) -> str:
        """The smallest report id of the lineage of a report. Raises KeyError when it is not placed."""
        return self._groups.name(report)

    def state(self) -> dict[str, Any]:
        """Everything the index holds but the reports, as lists, texts and numbers that JSON keeps exactly."""
        return {
            "order": list(self._order),
            "copies": list(self._copies),
            "prints": rows(self._prints, "<u8"),
            "names": rows(self._keys, "<u8"),
            "ties": [tie_state(tie) for tie in self._found.ties],
            "doubts": [doubt_state(doubt) for doubt in self._found.doubts],
        }

    @classmethod
    def restored(
        cls, state: Mapping[str, Any], reports: Mapping[str, Report], encoder: Encoder, rules: LineageRules
    ) -> LineageIndex:
        """The index that gave this state, under the rules that it was placed by.

        `reports` are those placed so far by id: any mapping, so that they can lie in a database. Each is asked for once now,
        for its time of publication, and again when a new report may tie to it. Raises KeyError where one is missing."""
        self = cls(encoder, rules)
        self._before = reports
        keys = (parted(state["prints"], "<u8"), parted(state["names"], "<u8"))
        for name, copied, prints, names in zip(state["order"], state["copies"], *keys, strict=True):
            self._enter(reports[name], prints, names, copied)
            self._groups.add(name)
        self._found.ties.extend(tie_restored(row) for row in state["ties"])
        self._found.doubts.extend(Suspicion(*row) for row in state["doubts"])
        for tie in self._found.ties:
            if tie.kind in JOINING:
                self._groups.join(tie.child, tie.parent)
        return self

    def _report(self, name: str) -> Report:
        return self._reports[name] if name in self._reports else self._before[name]

    def _enter(self, report: Report, prints: Hashes, names: Hashes, copied: int) -> None:
        """Makes a report known by its shingles and names."""
        place = len(self._order)
        self._order.append(report.id)
        self._prints.append(prints)
        self._keys.append(names)
        self._copies.append(copied)
        self._shingles.add(place, prints)
        for late, postings in enumerate(self._names):
            postings.add(place, np.unique(in_window(names, report, self._rules, late=bool(late))))

    def _proposed(self, words: Worded, prints: Hashes, names: Hashes) -> tuple[list[int], Hashes, int | None]:
        """The places worth comparing with a report, its keys that are common text, and the group of copies it belongs to."""
        held, common = self._sharing(self._shingles, prints)
        copied = self._copied(held, prints)
        if len(self._order) < self._rules.all_pairs:
            return list(range(len(self._order))), common, copied
        found = {place for place, count in held.items() if count >= self._rules.common_shingles}
        for late, postings in enumerate(self._names):
            shared, _ = self._sharing(postings, np.unique(in_window(names, words.report, self._rules, late=bool(late))))
            likely = {place for place, count in shared.items() if count >= self._rules.common_rare}
            found.update(place for place in likely if near(words, self._words(place), self._rules.days))
        return sorted(found), common, copied

    def _sharing(self, postings: Postings, keys: Hashes) -> tuple[dict[int, int], Hashes]:
        """How many keys each holder shares, common ones left out, and those; of a key held by many copies, the first stand
        for the others."""
        places, holders = postings.holders(keys)
        if not len(places):
            return {}, np.zeros(0, dtype=np.uint64)
        order = np.lexsort((holders, places))
        places, holders = places[order], holders[order]
        starts = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1])))
        sizes = np.diff(np.concatenate((starts, [len(places)])))
        taken = np.ones(len(places), dtype=bool)
        common = []
        for start, size in zip(starts[sizes >= WIDELY_USED].tolist(), sizes[sizes >= WIDELY_USED].tolist(), strict=True):
            groups, first = np.unique(
                [self._copies[holder] for holder in holders[start : start + size].tolist()], return_index=True
            )
            taken[start : start + size] = False
            if len(groups) >= WIDELY_USED:
                common.append(keys[places[start]])
            else:
                taken[start + first] = True
        found, counts = np.unique(holders[taken], return_counts=True)
        return dict(zip(found.tolist(), counts.tolist(), strict=True)), np.sort(np.array(common, dtype=np.uint64))

    def _copied(self, held: dict[int, int], prints: Hashes) -> int | None:
        """The group of copies of the first report that shares half of the shorter one's keys, if any does."""
        likely = (place for place in sorted(held) if 2 * held[place] >= min(len(prints), len(self._prints[place])))
        return next((self._copies[place] for place in likely if alike(self._prints[place], prints)), None)

    def _judged(self, words: Worded, proposed: list[int], common: Hashes) -> Found:
        if not proposed:
            return Found([], [])
        marked = sorted((self._words(place) for place in proposed), key=lambda one: one.report.id)
        marked = sorted([*marked, words], key=lambda one: one.report.id)
        if len(common):
            marked = [one.with_common(common_words(one, common)) for one in marked]
        own = next(place for place, one in enumerate(marked) if one.report.id == words.report.id)
        pairs = [(min(own, other), max(own, other)) for other in range(len(marked)) if other != own]
        return judged(marked, pairs, self._encoder, self._rules)

    def _words(self, place: int) -> Worded:
        name = self._order[place]
        words = self._at_hand.get(name) or worded(self._report(name), self._rules.standing)
        self._keep(name, words)
        return words

    def _keep(self, name: str, words: Worded) -> None:
        self._at_hand[name] = words
        self._at_hand.move_to_end(name)
        while len(self._at_hand) > KEPT:
            self._at_hand.popitem(last=False)

    def _placement(self, report: str, found: Found) -> Placement:
        self._groups.add(report)
        ties = [tie for tie in found.ties if tie.kind in JOINING]
        names = {self._groups.name(one) for tie in ties for one in (tie.child, tie.parent) if one != report}
        for name in sorted(names):
            self._groups.join(name, report)
        in_order = sorted(found.ties, key=lambda tie: (tie.child, tie.parent))
        return Placement(report, self._groups.name(report), tuple(sorted(names)), tuple(in_order), tuple(found.doubts))
