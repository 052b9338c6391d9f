"""Cases out of real reports: a parent, a child with one fault or none, and where the fault stands in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from evaluation.faults.draft import Draft, Offsets, draft
from evaluation.faults.plant import FINDERS, Spot, spots, words
from evaluation.faults.rewrite import marks, reorder, reword, trim
from evaluation.stories import stories_of

KINDS = (*FINDERS, "published")
SETS = ("giveme5w1h", "ecbplus")
LEAST, MOST = 90, 900
"""Words of a report that is used: shorter ones have nothing to trim, longer ones only cost time."""
REDATED = 10
"""Days by which a publication date moves at least: a weekday of the text then means another day."""
SEEDS = 2
"""Draws a story; each draw takes another report and plants each kind once where the text has a place for it."""
_DAY_WORD = re.compile(r"\b(?:yesterday|today|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
Record = Mapping[str, Any]
Manner = Literal["copy", "rewrite"]


@dataclass(frozen=True, slots=True)
class Case:
    """A parent's record, a child's record, how the child was made, and the fault: its kind (None for a control), the words
    changed in the child and the words that stood there in the parent. `beside` are other reports of the story."""

    id: str
    set: str
    story: str
    manner: Manner
    parent: Record
    child: Record
    kind: str | None
    sort: str = ""
    changed: Offsets | None = None
    original: Offsets | None = None
    beside: tuple[Record, ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether the case is of a story that nothing was tuned on: every second one, by its place in the set."""
        return self.id.split("/")[1].startswith("even")


def cases(shared: Path, *, seed: int = 1, seeds: int = SEEDS, share: float = 1.0) -> Iterator[Case]:
    """Every case of a seed, story by story: for each of `seeds` reports of a story and each kind of fault a copy or a light
    rewrite that holds it, in turn, and one control of each manner.

    `share` takes a seeded part of the stories. The same arguments give the same cases everywhere."""
    for name in SETS:
        for place, (story, records) in enumerate(stories_of(shared, name)):
            half = "odd" if place % 2 == 0 else "even"
            chance = Random(f"{seed}/{name}/{story}")
            taken = chance.random() < share
            usable = [one for one in records if LEAST <= len(str(one["text"]).split()) <= MOST]
            for number, parent in enumerate(chance.sample(usable, min(seeds, len(usable)))):
                others = [one for one in records if one["id"] != parent["id"]]
                beside = tuple(chance.sample(others, min(1, len(others))))
                if taken:
                    key = f"{name}/{half}-{story}/{number}"
                    yield from _of_report(key, name, story, parent, beside, Random(f"{seed}/{key}"), number)


def _of_report(
    key: str, name: str, story: str, parent: Record, beside: tuple[Record, ...], chance: Random, number: int
) -> Iterator[Case]:
    for place, kind in enumerate(KINDS):
        manner: Manner = "copy" if (place + number) % 2 == 0 else "rewrite"
        one = Random(chance.random())
        made = redated(parent, manner, one) if kind == "published" else planted(parent, kind, manner, one)
        if made is not None:
            child, sort, changed, original = made
            child = {**child, "id": f"{parent['id']}-{kind}"}
            yield Case(f"{key}/{kind}", name, story, manner, parent, child, kind, sort, changed, original, beside)
    for manner in ("copy", "rewrite"):
        child = {**_child(parent, draft(str(parent["text"])), manner, Random(chance.random()), None)[0]}
        child["id"] = f"{parent['id']}-none-{manner}"
        yield Case(f"{key}/none-{manner}", name, story, manner, parent, child, None, beside=beside)


def planted(parent: Record, kind: str, manner: Manner, chance: Random) -> tuple[Record, str, Offsets, Offsets] | None:
    """The child with one fault of a kind, its sort and where it stands in child and parent; None without a place for it.

    Of the kind's sorts (negation, insertion, … ) one is drawn first, so that all come up."""
    made = draft(str(parent["text"]))
    found = spots(kind, made, chance)
    if not found:
        return None
    sort = chance.choice(sorted({spot.edit.what for spot in found}))
    spot = chance.choice([one for one in found if one.edit.what == sort])
    made.add(spot.edit)
    child, places = _child(parent, made, manner, chance, spot)
    changed = places.get(spot.edit)
    if changed is None:
        return None
    return child, sort, _marked(str(child["text"]), changed), spot.original


def _marked(text: str, span: Offsets) -> Offsets:
    """The changed words; where words were only taken out, the word before and after the place."""
    if span[1] > span[0] and text[span[0] : span[1]].strip():
        return span
    before = re.search(r"\w+\W*$", text[: span[0]])
    after = re.match(r"\W*\w+", text[span[1] :])
    return (before.start() if before else span[0], span[1] + (after.end() if after else 0))


def redated(parent: Record, manner: Manner, chance: Random) -> tuple[Record, str, Offsets, Offsets] | None:
    """The child under another date of publication; only of a report that has one and tells of a day by its name, or of today.

    Smallest edit: `REDATED` days; also a month, a year, and day and month exchanged. The spans are the words for the day."""
    issued = str(parent.get("published") or "")
    text = str(parent["text"])
    found = _DAY_WORD.search(text)
    if len(issued) < 10 or found is None:
        return None
    day = date.fromisoformat(issued[:10])
    ways = [day + timedelta(days=chance.choice((-1, 1)) * chance.randint(REDATED, 40)), _year_off(day, chance)]
    if day.day <= 12 and abs((swapped := date(day.year, day.day, day.month)) - day) >= timedelta(days=REDATED):
        ways.append(swapped)
    made = draft(text)
    child, _ = _child(parent, made, manner, chance, None)
    other = _DAY_WORD.search(str(child["text"]))
    if other is None:
        return None
    return {**child, "published": chance.choice(ways).isoformat()}, "published", other.span(), found.span()


def _year_off(day: date, chance: Random) -> date:
    return day + timedelta(days=chance.choice((-365, 365)))


def _child(
    parent: Record, made: Draft, manner: Manner, chance: Random, spot: Spot | None
) -> tuple[dict[str, Any], Mapping[Any, Offsets]]:
    """The child's record: trimmed and retitled as copies are, in a rewrite also reworded and reordered."""
    issued = str(parent.get("published") or "") or None
    keep = spot.original if spot else None
    if chance.random() < 0.7:
        trim(made, chance, keep)
    if manner == "rewrite":
        reword(made, chance, issued)
        reorder(made, chance)
    marks(made, chance)
    text, places = made.render()
    if chance.random() < 0.3:
        text += "\n" + chance.choice(words()["tails"]["lines"])
    child = {key: value for key, value in parent.items() if key != "url"}
    child["text"] = text
    if "title" in child and chance.random() < 0.5:
        child["title"] = chance.choice(words()["titles"]["words"])
    if child.get("publisher"):
        child["publisher"] = "www.example.org"
    return child, places


def chosen(found: Sequence[Case], kind: str | None) -> list[Case]:
    """The cases of one kind; of None the controls."""
    return [one for one in found if one.kind == kind]
