"""Mistakes of attribution sorted into kinds, with counts and a few places; never a word of the texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluation.attributions import ROLES, Attribution, Spans, likeness, same_speaker, shared

PLACES = 3
"""Places kept of each kind, the first of each text first met: enough to look at, too few to show a text."""
_MARKS = frozenset('"“”«»')
_WORDS = {"VERB": "a verb", "AUX": "a verb to be or have", "NOUN": "a noun", "PROPN": "a name", "ADJ": "an adjective"}
_SMALL = {"ADP": "a preposition", "SCONJ": "a preposition", "PUNCT": "a mark", "ADV": "an adverb"}


@dataclass(slots=True)
class Mistakes:
    """Counts and places by kind."""

    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str, place: int) -> None:
        """Note one mistake of a kind at an offset of a text."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        held = self.places.setdefault(kind, [])
        if len(held) < PLACES and not any(one.startswith(f"{text}:") for one in held):
            held.append(f"{text}:{place}")

    def record(self) -> dict[str, object]:
        """Kinds in order of their names, each with its count and places."""
        return {kind: {"count": self.counts[kind], "places": self.places[kind]} for kind in sorted(self.counts)}


def sort_mistakes(
    found: Mistakes,
    name: str,
    text: str,
    gold: Sequence[Attribution],
    said: Sequence[Attribution],
    words: Sequence[tuple[int, str, str]],
) -> None:
    """Add the mistakes on one text. `words` are its tokens: start, part of speech, lemma.

    `missed`: no claim has a cue there, by the part of speech of the cue's first verb, noun or adjective, the content of
    another claim that holds it counting apart. `false`: a cue where the set has none, inside what somebody says or outside.
    `part`: cues meet and a part differs. `quoted`: the speaker of quoted words is not the gold's, by why."""
    for one in gold:
        if not one.cue:
            continue
        met = [other for other in said if shared(one.cue, other.cue)]
        place = one.cue[0][0]
        if not met:
            inside = any(shared(one.cue, other.content) for other in said)
            kind = "in the content of another claim" if inside else _part_of_speech(one.cue, words)
            found.add(f"missed: {kind}", name, place)
        for role in ROLES:
            if met and getattr(one, role) != getattr(met[0], role):
                found.add(f"part: {role} {_how(getattr(one, role), getattr(met[0], role))}", name, place)
    for other in said:
        if other.cue and not any(shared(one.cue, other.cue) for one in gold):
            inside = any(shared(one.content, other.cue) for one in gold)
            found.add(f"false: {'inside' if inside else 'outside'} what the set attributes", name, other.cue[0][0])
    _quoted(found, name, text, gold, said)


def _quoted(found: Mistakes, name: str, text: str, gold: Sequence[Attribution], said: Sequence[Attribution]) -> None:
    for one in gold:
        if not one.source or not any(_MARKS & set(text[start:end]) for start, end in one.content):
            continue
        over = [other for other in said if shared(one.content, other.content)]
        best = max(over, key=lambda other: (likeness(one.content, other.content), other.content), default=None)
        if best is not None and same_speaker(text, one.source, best):
            continue
        if best is None:
            kind = "nothing found"
        elif not best.source:
            kind = "nobody named"
        elif shared(one.cue, best.cue):
            pronoun = " ".join(text[start:end] for start, end in best.source).lower() in {"he", "she", "they", "it", "who"}
            kind = "right cue, pronoun meant another" if pronoun else "right cue, another of its nouns"
        else:
            narrow = likeness(one.content, best.content) < 0.5  # less than half of the words are common to both
            kind = "another cue, of a smaller or larger stretch" if narrow else "another cue, of the same words"
        found.add(f"quoted: {kind}", name, one.content[0][0])


def _part_of_speech(cue: Spans, words: Sequence[tuple[int, str, str]]) -> str:
    starts = [start for start, _, _ in words]
    first, last = bisect_right(starts, cue[0][0]) - 1, bisect_right(starts, cue[-1][1] - 1)
    tags = [tag for _, tag, _ in words[max(0, first) : last]]
    for tag in ("VERB", "NOUN", "ADJ", "AUX", "PROPN"):
        if tag in tags:
            return f"{_WORDS[tag]}{' among other words' if len(tags) > 1 else ''}"
    return next((_SMALL[tag] for tag in tags if tag in _SMALL), "another word")


def _how(wanted: Spans, given: Spans) -> str:
    if not given:
        return "lacking"
    if not wanted:
        return "where there is none"
    if not shared(wanted, given):
        return "elsewhere"
    if wanted[0][0] == given[0][0]:
        return "ends elsewhere"
    return "begins elsewhere" if wanted[-1][1] == given[-1][1] else "begins and ends elsewhere"
