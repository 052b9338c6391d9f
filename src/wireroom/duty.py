"""Duty at the desk: what waits in a store is made into reports, readings and stories, and the dossiers are written up.

The answer is a function of the log of arrivals and of the log of decisions, however often the work was broken off: each step
is kept whole or not at all, and what was kept is not done again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from wireroom import desk
from wireroom.arrivals import AGAIN, BEHIND, Stream
from wireroom.desk import DeskRules, Progress
from wireroom.dossier import changes, earlier
from wireroom.model import (
    Arrival,
    Capture,
    Change,
    Dossier,
    Filed,
    News,
    Outcome,
    Reading,
    Rejection,
    Report,
    Stories,
)
from wireroom.ports import Engine, Store, StoreError
from wireroom.surroundings import Around, Surroundings, marked

CHUNK = 512
"""Arrivals taken from the store at a time: what several processes can share without starting anew too often."""
STEP = 16
"""Outcomes kept at a time: what a crash costs in work, a few seconds, and never in what was received."""
FEW = 64
"""Reports that may have to be placed again when a process starts, where there are not many: it takes about a second."""
STREAM = "stream"
"""The name under which the state of the stream is saved."""
NewsOf = Callable[[Dossier, Sequence[Change]], Sequence[News]]
"""What a desk wants to be told of a dossier that is filed, from all that is new in it."""
ReadingsOf = Callable[[Sequence[Report]], Sequence[Reading | None]]
"""For each report the reading that somebody made of it before, by the same rules, or None."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a turn of duty did: reports and rejections made, by reason; stories filed and dropped."""

    reports: int = 0
    rejected: tuple[Rejection, ...] = ()
    filed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class Duty:
    """Work on one store by one process, which must hold `store.working()` meanwhile."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        rules: DeskRules,
        made_by: str,
        progress: Progress = desk.quiet,
        readings: ReadingsOf | None = None,
    ) -> None:
        """`made_by` is the digest of the rules; what `readings` has is not read anew. Raises StoreError when other rules made
        what the store holds."""
        self._store = store
        self._engine = engine
        self._rules = rules
        self._made_by = made_by
        self._progress = progress
        self._known_readings = readings
        others = set(store.made_by()) - {made_by}
        if others:
            raise StoreError(f"{store.name}: other rules made what it holds; what came since waits until `wireroom rebuild`")
        self._reports = store.reports()
        self._fresh: dict[str, Report] = {}
        self._stream, self._saved = self._restored()
        self._around = Surroundings(store, self._stream)
        self._inputs: dict[str, str] | None = None

    def take_up(self, news: NewsOf | None = None) -> Tally:
        """Works through all that waits, then brings stories and dossiers up to date."""
        made: Counter[str] = Counter()
        refused: list[Rejection] = []
        total = done = 0
        while arrivals := self._store.pending(CHUNK):
            total += len(arrivals)
            for step in _steps(self._outcomes(arrivals), STEP):
                self._store.keep(step, self._made_by)
                self._around.kept(step)
                self._fresh.clear()
                refused += [one.result for one in step if isinstance(one.result, Rejection)]
                made["reports"] += sum(isinstance(one.result, Report) for one in step)
                done += len(step)
                self._progress("taking up", done, total)
                self._save(often=20)
        self._save(often=100)
        filed, dropped = self.write_up(news)
        return Tally(made["reports"], tuple(refused), filed, dropped)

    def _outcomes(self, arrivals: Sequence[Arrival]) -> Iterator[Outcome]:
        """What each arrival gives, in order; reports are placed as they come."""
        whole = [one.item for one in arrivals if isinstance(one.item, Capture)]
        extract = partial(desk.extracted, self._rules.report)
        taken = iter(list(self._engine.map(extract, whole)))
        results = [next(taken) if isinstance(one.item, Capture) else one.item for one in arrivals]
        reports = [one for one in results if isinstance(one, Report)]
        known = self._known_readings(reports) if self._known_readings else [None] * len(reports)
        unread = [one for one, reading in zip(reports, known, strict=True) if reading is None]
        read = desk.understood(unread, engine=self._engine, rules=self._rules.reading)
        readings = iter(known)
        for arrival, result in zip(arrivals, results, strict=True):
            if isinstance(result, Rejection):
                yield Outcome(arrival.seq, result)
            else:
                yield self._placed(arrival, result, next(readings) or next(read)[1])

    def _placed(self, arrival: Arrival, report: Report, reading: Reading | Rejection) -> Outcome:
        seq = arrival.seq
        if isinstance(reading, Rejection):
            return Outcome(seq, reading)
        named = self._named(report)
        if isinstance(named, Rejection):
            return Outcome(seq, named)
        known = self._known(named, getattr(arrival.item, "via", None), seq)
        self._fresh[named.id] = named
        placed = self._stream.place(named, *known)
        self._around.placed(placed)
        return Outcome(seq, named, replace(reading, report=named.id), placed.lineage.ties)

    def _known(self, report: Report, via: str | None, seq: int) -> tuple[str | None, str]:
        """The report that an arrival follows whatever their words, and why: that of the entry by way of which it came, else
        that of the same entry of a feed before, which has its address and one more name; the latest of either, or None."""
        if via is not None and "#" in via:  # the names of entries have it
            return self._latest(via, seq), BEHIND
        before = self._latest(report.uri, seq) if "#" in report.uri else None
        held = None if before is None else self._fresh.get(before) or self._reports[before]
        same = held is not None and {*held.names} & {*report.names} - {report.uri}
        return before if same else None, AGAIN

    def _latest(self, uri: str, seq: int) -> str | None:
        """The id of the latest report of an address that arrived before a number."""
        fresh = [one.id for one in self._fresh.values() if one.uri == uri]
        return fresh[-1] if fresh else self._store.report_at(uri, seq)

    def _named(self, report: Report) -> Report | Rejection:
        """The report under an id that no other has, the first to arrive keeping it; or a `duplicate` of one that is there."""
        name, number = report.id, 1
        while name in self._stream:
            held = self._fresh.get(name) or self._reports[name]
            if (held.publisher or "", held.text) == (report.publisher or "", report.text):
                return Rejection(report.uri, "duplicate", f"the same report as {name}", report.capture, report.retracts)
            number += 1
            name = f"{report.id}-{number}"
        return report if number == 1 else replace(report, id=name, note=f"the id {report.id} was given to another text too")

    def _restored(self) -> tuple[Stream, int]:
        """The stream as it was saved, with those placed since placed again; all of them where what was saved cannot be read."""
        encoder = self._engine.tools.encoder
        kept = self._store.saved(STREAM)
        outlines = {outline.id: outline for _, outline in self._store.outlines()}
        stream, seen = Stream(encoder, self._rules), 0
        if kept is not None and kept[1] == self._made_by:
            before = _Before(outlines)
            with suppress(LookupError, TypeError, ValueError):
                stream, seen = Stream.restored(kept[2], before, encoder, self._rules), kept[0]
            before.reports = self._reports
        since = list(outlines)[seen:]
        ways = self._store.ways(since)
        for done, name in enumerate(since):
            self._progress("placing again", done, len(since))
            seq, via = ways[name]
            stream.place(self._reports[name], *self._known(self._reports[name], via, seq))
        return stream, seen

    def _save(self, *, often: int) -> None:
        """Saves the stream when what was placed since is more than its `often`th part, and more than a few."""
        placed = len(self._stream)
        if placed - self._saved > max(FEW, placed // often):
            self._store.save(STREAM, placed, self._made_by, self._stream.state())
            self._saved = placed

    def write_up(self, news: NewsOf | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Files every story of which anything changed, with its dossier, and drops those that are no more; gives both by id."""
        store = self._store
        found, gone = self._around.look()
        lost = [kept[1] for name in gone if (kept := store.filed(name)) is not None] if news else []
        if gone:
            store.drop(gone)
        if self._inputs is None:
            self._inputs = dict(store.inputs())
        for name in gone:
            self._inputs.pop(name, None)
        filed: list[str] = []
        for done, around in enumerate(found):
            self._progress("writing up", done, len(found))
            story, made_from = around.story, around.digest(self._made_by)
            known = self._inputs.get(story.id)
            if known == made_from:
                continue
            dossier = self._dossier(around)
            tell: Sequence[News] = ()
            if news:
                old = store.filed(story.id) if known is not None else None
                was = old[1] if old is not None else earlier(dossier, lost)
                tell = news(dossier, changes(was, dossier, self.marked(story.reports, around.marks)))
            store.file(Filed(story, made_from, around.marks), dossier, self._made_by, tell)
            self._inputs[story.id] = made_from
            filed.append(story.id)
        self._around.looked(found, gone)
        return tuple(filed), tuple(gone)

    def _dossier(self, around: Around) -> Dossier:
        story = around.story
        reports = self.marked(story.reports, around.marks)
        one = Stories((story,), (), around.rulings)
        readings = self._store.readings(story.reports)
        rules, lineages = self._rules.dossier, around.lineages
        tools = self._engine.tools
        return desk.write_up(one, reports, readings, lineages, tools=tools, rules=rules, decisions=around.decisions)[0]

    def marked(self, names: Iterable[str], marks: Sequence[tuple[str, str]]) -> list[Report]:
        """The reports of these ids, those that others withdraw marked so."""
        return marked(self._reports, names, marks)


class _Before(Mapping[str, Report]):
    """The reports that were placed before: their outlines while the stream is restored, themselves afterwards."""

    def __init__(self, outlines: Mapping[str, Report]) -> None:
        self.reports = outlines

    def __getitem__(self, name: str) -> Report:
        return self.reports[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)


def _steps(outcomes: Iterable[Outcome], size: int) -> Iterator[list[Outcome]]:
    held: list[Outcome] = []
    for one in outcomes:
        held.append(one)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
