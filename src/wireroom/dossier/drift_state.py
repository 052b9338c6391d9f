"""What a sentence affirms, denies or tells as planned or done, against the same sentence in a tied report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wireroom.dossier.aspect import STOPWORDS
from wireroom.dossier.drift_mark import Drift, Mark, mark, printed
from wireroom.dossier.drift_pair import Hunk, Pair, Sentence, Sheet, anchored
from wireroom.model import Value

BEFORE, BEHIND = 2, 1
"""Words before and behind a place that still belong to its verb group."""
CLOSE = 0.7
"""The share of equal words from which on two sentences are one, so that what the one affirms the other may deny."""
SHORT = 5
"""Words of a place on either side beyond which it is another clause. Both chosen by eye on tied reports."""
FORMS = 4
"""Letters of a word that must stay when a prefix of denial ("un", "in") is put before it."""
_PREFIX = ("un", "in", "im", "ir", "il", "dis", "non")
_OF_DENIAL = frozenset("longer yet ever any anyone anybody anything either".split())
"""Words that only go along with a denial."""
_AUXILIARIES = frozenset("do does did be been is are was were has have had will would can could should".split())


@dataclass(frozen=True, slots=True)
class States:
    """The words that tell a state: opposites by word, words of each phase, words that deny. All folded."""

    opposite: Mapping[str, frozenset[str]]
    phases: Mapping[str, re.Pattern[str]]
    negators: frozenset[str]
    denying: frozenset[str]
    idle: re.Pattern[str] | None


def states_of(lexicons: Mapping[str, Mapping[str, Any]]) -> States:
    """The states out of `oppositions.toml`; nothing is told apart where there is none."""
    table = lexicons.get("oppositions", {})
    opposite: dict[str, set[str]] = {}
    for group in ("doings", "words"):
        for line in table.get(group, {}).get("pairs", ()):
            left, right = (side.split() for side in line.split("|"))
            for one in left:
                opposite.setdefault(one, set()).update(right)
            for one in right:
                opposite.setdefault(one, set()).update(left)
    negators = table.get("negators", {})
    return States(
        opposite={word: frozenset(others) for word, others in opposite.items()},
        phases={name: _any(words) for name, words in table.get("phases", {}).items()},
        negators=frozenset(negators.get("words", ())),
        denying=frozenset(negators.get("within", ())),
        idle=_any(negators["idle"]) if negators.get("idle") else None,
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one))) + r")\b")


def state_drifts(a: Sheet, b: Sheet, pair: Pair, states: States) -> Iterator[Drift]:
    """Every place of a pair of sentences where the one affirms what the other denies, or tells another stage of it."""
    if pair.close < CLOSE:
        return
    for hunk in pair.hunks:
        if not anchored(pair, hunk) or max(hunk.a_end - hunk.a, hunk.b_end - hunk.b) > SHORT:
            continue
        denied = _denied(pair, hunk, states)
        opposed = _opposed(pair, hunk, states)
        if denied is not None and not opposed:
            yield _drift(a, b, pair, hunk, "statement", _polarity(pair, hunk, denied))
        elif opposed and denied is None:
            yield _drift(a, b, pair, hunk, "statement", ("positive", "negative"))
        elif denied is None:
            phases = _phases(pair, hunk, states)
            if phases is not None:
                yield _drift(a, b, pair, hunk, "status", phases)


# --- affirmed and denied -----------------------------------------------------------------------------------------------


def _denied(pair: Pair, hunk: Hunk, states: States) -> bool | None:
    """True when the first sentence alone denies in this place, False when the second alone does, None for neither or both."""
    ours, theirs = pair.a.words[hunk.a : hunk.a_end], pair.b.words[hunk.b : hunk.b_end]
    mine = _negations(pair.a, hunk.a, hunk.a_end, states)
    its = _negations(pair.b, hunk.b, hunk.b_end, states)
    if bool(mine) == bool(its):
        return None
    if any(word in states.denying for word in (*ours, *theirs)):
        return None
    whole = [_negations(side, 0, len(side.words), states) for side in (pair.a, pair.b)]
    matched = _in_core(pair)
    if len([at for at in whole[0] if matched[0][0] <= at < matched[0][1]]) == len(
        [at for at in whole[1] if matched[1][0] <= at < matched[1][1]]
    ):
        return None  # it stands elsewhere in the other sentence
    with_, without = (ours, theirs) if mine else (theirs, ours)
    plain = {word for word in without if word not in with_}
    if any(_prefixed(word, other) for word in plain for other in (*with_, *pair.a.words[hunk.a_end : hunk.a_end + 1])):
        return None
    content = [word for word in (*ours, *theirs) if word not in STOPWORDS | _OF_DENIAL and word not in states.negators]
    if len(content) > (LOOSE if ours and theirs else 0) or _letters(ours) == _letters(theirs):
        return None
    return bool(mine)


LOOSE = 1
"""Words of content that may stand for each other beside a word of denial before the place is another clause."""


def _letters(words: Sequence[str]) -> str:
    """The letters of a place, so that "cant" is "can't"."""
    return re.sub(r"[^a-z]", "", "".join(words)).replace("cannot", "cant")


def _negations(sentence: Sentence, first: int, last: int, states: States) -> list[int]:
    words = sentence.words
    found = [
        at
        for at in range(first, last)
        if words[at] in states.negators or (words[at] == "yet" and words[at + 1 : at + 2] == ("to",))
    ]
    if not found or states.idle is None:
        return found
    kept = []
    for at in found:
        around = " ".join(sentence.words[max(0, at - 2) : at + 3])
        inside = " ".join(sentence.words[max(0, at - 2) : at])
        place = len(inside) + (1 if inside else 0)
        if not any(one.start() <= place < one.end() for one in states.idle.finditer(around)):
            kept.append(at)
    return kept


def _in_core(pair: Pair) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words of either sentence from the first equal one to the last."""
    first, last = pair.equal[0], pair.equal[-1]
    return (first[0], last[0] + last[2]), (first[1], last[1] + last[2])


def _prefixed(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= FORMS and long != short and any(long == prefix + short for prefix in _PREFIX)


def _polarity(pair: Pair, hunk: Hunk, denied: bool) -> tuple[str, str]:
    return ("negative", "positive") if denied else ("positive", "negative")


def _opposed(pair: Pair, hunk: Hunk, states: States) -> bool:
    """Whether the place holds a word on one side and its opposite on the other, and either in its own side alone."""
    ours, theirs = set(pair.a.words[hunk.a : hunk.a_end]), set(pair.b.words[hunk.b : hunk.b_end])
    return any(states.opposite.get(word, frozenset()) & theirs for word in sorted(ours - theirs))


# --- planned, done, called off -----------------------------------------------------------------------------------------

_APART = (
    ("planned", "done"),
    ("planned", "cancelled"),
    ("done", "cancelled"),
    ("done", "unfinished"),
    ("cancelled", "unfinished"),
)
_PHASE = {"planned": "planned", "done": "completed", "cancelled": "cancelled", "unfinished": "ongoing"}


def _phases(pair: Pair, hunk: Hunk, states: States) -> tuple[str, str] | None:
    if hunk.a == hunk.a_end or hunk.b == hunk.b_end:
        return None
    first = _phase(pair.a, hunk.a, hunk.a_end, states)
    second = _phase(pair.b, hunk.b, hunk.b_end, states)
    if "cancelled" in (first, second) and None in (first, second):
        first, second = first or "done", second or "done"
    if first is None or second is None:
        return None
    return (_PHASE[first], _PHASE[second]) if (first, second) in _APART or (second, first) in _APART else None


def _phase(sentence: Sentence, first: int, last: int, states: States) -> str | None:
    """The stage that the verb group around a place tells; the words that are only beside the place must end in it."""
    start, end = max(0, first - BEFORE), min(len(sentence.words), last + BEHIND)
    words = sentence.words[start:end]
    text = " ".join(words)
    if (
        any(word in states.negators for word in sentence.words[max(0, first - BEFORE - 1) : last + BEHIND])
        and "no longer" not in text
    ):
        return None
    low = len(" ".join(sentence.words[start:first])) + (1 if first > start else 0)
    high = len(" ".join(sentence.words[start:last]))
    for name in ("cancelled", "unfinished", "planned", "done"):
        pattern = states.phases.get(name)
        for found in pattern.finditer(text) if pattern else ():
            if found.start() < high and low < found.end():
                return name
    past = [word for word in sentence.words[first:last] if word.endswith("ed") and len(word) > FORMS]
    return "done" if past and not _AUXILIARIES & set(words) else None


# --- marks -------------------------------------------------------------------------------------------------------------


def _drift(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk, kind: str, values: tuple[str, str]) -> Drift:
    of = " ".join(pair.a.words[max(0, hunk.a - 4) : hunk.a_end + 4])
    marks: list[Mark] = []
    sides = ((a, pair.a, hunk.a, hunk.a_end), (b, pair.b, hunk.b, hunk.b_end))
    for (sheet, sentence, first, last), value in zip(sides, values, strict=True):
        span = sentence.widened(first, last)
        shown: Value = {"phase": value, "of": of} if kind == "status" else {"polarity": value, "predicate": None, "of": of}
        marks.append(mark(sheet, sentence, span, shown, f"“{printed(sheet, span)}”"))
    return Drift("status" if kind == "status" else "statement", marks[0], marks[1], about=of)
