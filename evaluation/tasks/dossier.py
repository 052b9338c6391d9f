"""A dossier, with its readings beside it, against a gold dossier: the whole way from reports to verdicts and warnings.

What goes in are the public contracts as plain JSON (`wireroom.dossier/1`, `wireroom.reading/1`); nothing of the rooms is
imported for the scoring, and any other program that writes these contracts can be scored alike. Spans and values are
compared, never the words of an explanation.

Findings are matched one to one with threads of the same kind (see `evaluation.findings`). A finding is recalled when its
thread reaches two of its readings (all, when fewer) and its verdict is the gold's or one that the gold also allows. Optional
findings are left out of recall, and finding them is no false alarm. A disputed thread is right when it reaches two readings
of a finding that the gold calls disputed, allows to be called so, or marks optional; any other disputed thread is a false
alarm. Warnings are compared as pairs of report and kind. A story whose run crashes counts as one where nothing was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation import gold as golds
from evaluation.findings import Match, Texts, covers, founded, match, texts
from evaluation.gold import GoldStory
from evaluation.scoring import Counts, Figure, Result, attempt, figures, share
from evaluation.speech import number_right, readings_of, speaker_right, time_right, via_right

CORPORA = ("gold", "seeds", "giveme5w1h", "ecbplus-texts")
Record = Mapping[str, Any]
Maker = Callable[[Path, GoldStory], tuple[Record, Sequence[Record]]]
"""From the shared folder and a gold story to its dossier record and reading records."""

CLASSES = {"copy": 0, "revision": 0, "rewrite": 1, "shared_source": 1}
"""Kinds of derivation that two careful readers do not always tell apart count as one (README of the gold)."""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one story, by name of the figure, and what a person wants to see of it."""

    name: str
    counts: Mapping[str, Counts]
    details: Mapping[str, object] = field(default_factory=dict)


def score(story: GoldStory, dossier: Record, readings: Sequence[Record]) -> Score:
    """The counts of one story. Threads, claims and warnings of all stories of the dossier are taken together."""
    known = texts(story, readings)
    threads = [thread for one in dossier["stories"] for thread in one["threads"]]
    claims = {claim["id"]: claim for one in dossier["stories"] for claim in one["claims"]}
    matched = match(story, threads, claims, known)
    strict = match(story, threads, claims, known, sentence=False)
    counts: dict[str, Counts] = {"placed": _placed(story, dossier, known)}
    details: dict[str, object] = {"threads": len(threads)}
    counts |= _findings(matched, strict)
    counts |= _disputed(story, matched, threads, claims, known, details)
    counts |= _speech(story, readings, known, details)
    counts |= _lineage(story, dossier, known, details)
    counts |= _warnings(story, dossier, known, details)
    details["missed"] = [
        {
            "finding": one.finding.id,
            "kind": one.finding.kind,
            "wanted": list(one.finding.verdicts),
            "verdict": one.thread["verdict"] if one.thread else None,
            "reached": f"{one.reached}/{len(one.finding.readings)}",
            "other_kind": one.any_kind,
        }
        for one in matched
        if not one.right and not one.finding.optional
    ]
    return Score(story.name, counts, details)


def _placed(story: GoldStory, dossier: Record, known: Texts) -> Counts:
    sizes = [sum(report["id"] in known.gold_id for report in one["reports"]) for one in dossier["stories"]]
    return share(max(sizes, default=0), len(story.reports))


def _findings(matched: Sequence[Match], strict: Sequence[Match]) -> dict[str, Counts]:
    asked = [one for one in matched if not one.finding.optional]
    counts = {"findings": share(sum(one.right for one in asked), len(asked))}
    counts["findings.strict"] = share(sum(one.right for one in strict if not one.finding.optional), len(asked))
    for kind in sorted({one.finding.kind for one in asked}):
        ours = [one for one in asked if one.finding.kind == kind]
        counts[f"findings.{kind}"] = share(sum(one.right for one in ours), len(ours))
    exact = [one for one in asked if one.finding.kind in ("number", "time")]
    counts["findings.number+time"] = share(sum(one.right for one in exact), len(exact))
    counts["aligned"] = share(sum(one.thread is not None for one in asked), len(asked))
    counts["verdict"] = share(sum(one.right for one in asked), sum(one.thread is not None for one in asked))
    return counts


def _disputed(
    story: GoldStory,
    matched: Sequence[Match],
    threads: Sequence[Record],
    claims: Mapping[str, Record],
    known: Texts,
    details: dict[str, object],
) -> dict[str, Counts]:
    said = [thread for thread in threads if thread["verdict"] == "disputed"]
    right = [thread for thread in said if founded(thread, story, claims, known)]
    wanted = [one.finding for one in matched if one.finding.verdict == "disputed" and not one.finding.optional]
    hit = [finding for finding in wanted if any(covers(finding, thread, claims, known) >= finding.enough for thread in said)]
    details["disputes"] = {"said": len(said), "right": len(right), "wanted": len(wanted), "found": len(hit)}
    details["disputes_unfounded"] = sorted(f"{thread['id']} ({thread['kind']})" for thread in said if thread not in right)
    return {
        "disputed.precision": Counts(len(right), len(said), len(said)),
        "disputed.recall": Counts(len(hit), len(wanted), len(wanted)),
    }


def _speech(story: GoldStory, readings: Sequence[Record], known: Texts, details: dict[str, object]) -> dict[str, Counts]:
    by_name = readings_of(story, readings, known)
    speakers = [(one, speaker_right(one, by_name.get(one.report))) for one in story.quotes]
    times = [(one, time_right(one, by_name.get(one.report))) for one in story.times]
    via = [via_right(one, by_name.get(one.report)) for one in story.quotes if one.via]
    numbers = [
        (finding.id, reading.report, number_right(reading, by_name.get(reading.report)))
        for finding in story.findings
        if finding.kind == "number"
        for reading in finding.readings
        if reading.anchor is not None and not reading.derived
    ]
    details["speakers_missed"] = [f"{one.report[:8]} {one.speaker}" for one, right in speakers if not right]
    details["times_missed"] = [f"{one.report[:8]} {one.value}" for one, right in times if not right]
    details["numbers_missed"] = [f"{report[:8]} {name}" for name, report, right in numbers if not right]
    return {
        "speakers": share(sum(right for _, right in speakers), len(speakers)),
        "via": share(sum(via), len(via)),
        "times": share(sum(right for _, right in times), len(times)),
        "numbers": share(sum(right for *_, right in numbers), len(numbers)),
    }


def _lineage(story: GoldStory, dossier: Record, known: Texts, details: dict[str, object]) -> dict[str, Counts]:
    wanted = {(a, b): kind for a, b, kind in story.related}
    said: dict[tuple[str, str], str] = {}
    for one in dossier["stories"]:
        for line in one["lineages"]:
            for tie in line["derivations"]:
                ends = sorted(known.gold_id.get(tie[end], "") for end in ("child", "parent"))
                if tie["kind"] in CLASSES and all(ends):
                    said[ends[0], ends[1]] = tie["kind"]
    both = sorted(wanted.keys() & said.keys())
    classed = [pair for pair in both if wanted[pair]]
    details["ties_missed"] = [f"{a[:8]} {b[:8]} {wanted[a, b]}" for a, b in sorted(wanted.keys() - said.keys())]
    details["ties_unfounded"] = [f"{a[:8]} {b[:8]} {said[a, b]}" for a, b in sorted(said.keys() - wanted.keys())]
    return {
        "related": Counts(len(both), len(said), len(wanted)),
        "related.kind": share(sum(CLASSES[wanted[pair] or ""] == CLASSES[said[pair]] for pair in classed), len(classed)),
    }


def _warnings(story: GoldStory, dossier: Record, known: Texts, details: dict[str, object]) -> dict[str, Counts]:
    said = {(known.gold_id.get(one["report"], ""), one["kind"]) for story_ in dossier["stories"] for one in story_["warnings"]}
    wanted = set(story.warnings)
    given = sum(len(one["warnings"]) for one in dossier["stories"])
    details["warnings_missed"] = [f"{report[:8]} {kind}" for report, kind in sorted(wanted - said)]
    details["warnings_unfounded"] = dict(sorted(Counter(kind for _, kind in said - wanted).items()))
    details["warnings_a_report"] = round(given / len(story.reports), 2)
    return {
        "warnings": Counts(len(said & wanted), len(said), len(wanted)),
        "warnings_a_report": Counts(given, len(story.reports), len(story.reports)),
    }


# --- measuring ---------------------------------------------------------------------------------------------------------


def stories(shared: Path) -> list[GoldStory]:
    """Museum, then the stories of `gold/dev` by name."""
    return [golds.load(path) for path in (shared / "gold" / "museum.yaml", *sorted((shared / "gold" / "dev").glob("*.yaml")))]


def measure(shared: Path, *, maker: Maker | None = None, only: Sequence[str] = ()) -> Result:
    """Every gold story (or those named) through the whole chain, as figures for museum and for the ten of dev.

    `maker` gives dossier and readings for a story; by default the public API does (`evaluation.stories.made`)."""
    if maker is None:
        from evaluation.stories import made as maker  # the rooms are loaded only when they are measured
    scores, crashes = [], []
    for story in stories(shared):
        if only and story.name not in only:
            continue
        empty: tuple[Record, Sequence[Record]] = ({"stories": []}, [])
        (dossier, readings), why = attempt(lambda story=story: maker(shared, story), empty)  # type: ignore[misc]
        if why:
            crashes.append(f"{story.name}: {why}")
        scores.append(score(story, dossier, readings))
    museum = [one for one in scores if one.name == "museum"]
    dev = [one for one in scores if one.name != "museum"]
    found = [*_figures("museum", museum), *_figures("dev", dev)]
    details = {one.name: {"figures": _plain(one), **one.details} for one in scores}
    return Result("dossier", tuple(found), details, tuple(crashes))


_PARTS = {"related": "pr", "warnings": "pr"}


def _figures(group: str, scores: Sequence[Score]) -> list[Figure]:
    names = list(dict.fromkeys(name for one in scores for name in one.counts))
    made = []
    for name in names:
        units = [one.counts.get(name, Counts()) for one in scores]
        made.extend(figures(f"{group}.{name}", units, _PARTS.get(name, "s")))
    return made


def _plain(one: Score) -> dict[str, str]:
    return {
        name: f"{counts.right}/{counts.wanted}" + (f" of {counts.said} said" if counts.said != counts.wanted else "")
        for name, counts in one.counts.items()
    }
