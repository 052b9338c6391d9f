"""Attribution against PolNeAR: source, cue and content, each alone and all three together, exact and overlapping.

The set (Newell, Margolin and Ruths, LREC 2018) marks attributions of statements, beliefs and intentions in political news.
It is flat: its guidelines forbid nested attributions, and give every token to at most one, the outermost. We find the inner
ones too, as links of a chain; before comparing, what stands in the content of another of *our* claims is left out (`flat`),
without a look at the gold. A quotation that goes on without a cue is content of the one before it, as the guidelines say.

Three measures. `exact`: a span is right when it equals the gold's; a discontinuous one when all its pieces do (as Citron).
`overlap`: it shares a code point with it, matched one to one, the largest overlap first, which is stricter than counting
any that meet. `tokens`: of the words and marks given to a role by the set and by us, those given by both; this is what
Citron prints as its overlap (it sums over pairs of attributions, which on flat annotations is the same but for a source that
several share). `together` wants all three of one attribution; a source that the gold lacks must be lacking. `nested` repeats
`cue` with nothing left out, for comparison. On attributions whose content holds a quotation mark, `quoted.content` is whether
some claim's content overlaps, and `quoted.speaker` whether the source of the claim that shares most with the content is the
gold's, by span or, where one speaker is named again, by the same words.

`details` holds the mistakes by kind with counts and a few places (text and offset), and the same figures of one annotator
against another on the texts that several have read: no system can be held to more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.attributions import ROLES, Attribution, Spans, annotated, flat, likeness, same_speaker, shared, standoff
from evaluation.mistakes import Mistakes, sort_mistakes
from evaluation.scoring import Counts, Figure, Result, attempt, bootstrap, share, total

CORPORA = ("polnear",)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = frozenset('"“”«»')


Pair = tuple[str, list[Attribution], list[Attribution]]


def measure(shared: Path) -> Result:
    """The figures on the dev part, with the ids of texts that crashed, the mistakes and the agreement of annotators."""
    folder = shared / "data" / "attribution" / "polnear" / "dev"
    pairs: list[Pair] = []
    whole: list[Pair] = []
    crashes = []
    mistakes = Mistakes()
    read: dict[str, list[list[Attribution]]] = {}
    reader = Reader()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{name}.txt").read_text("utf-8")
        said, why = attempt(lambda text=text: reader.read(text), [])  # type: ignore[misc]
        if why:
            crashes.append(f"{path.stem}: {why}")
        gold = list(standoff(path.read_text("utf-8")))
        pairs.append((text, gold, flat(said)))
        whole.append((text, gold, said))
        if name not in read:
            sort_mistakes(mistakes, name, text, gold, flat(said), reader.words)
        read.setdefault(name, []).append(gold)
    people = [(text_of, a, b) for text_of, a, b in _doubly(read)]
    details = {
        "texts": len(pairs),
        "texts_read_by_several": sum(len(found) > 1 for found in read.values()),
        "annotator_against_annotator": {one.name: round(one.value or 0, 4) for one in figures(people) if one.value is not None},
        "mistakes": mistakes.record(),
    }
    nested = _figure("nested.cue.overlap", [alone(gold, said, "cue", exact=False) for _, gold, said in whole])
    return Result("quote", (*figures(pairs), nested), details, tuple(crashes))


def _doubly(read: dict[str, list[list[Attribution]]]) -> Iterator[Pair]:
    for name in sorted(read):
        for one, other in combinations(read[name], 2):
            yield "", one, other


def figures(pairs: Sequence[Pair]) -> Iterator[Figure]:
    """The figures over texts with gold and system attributions; those that need the words of a text only where it is given."""
    for role in ROLES:
        for exact in (True, False):
            units = [alone(gold, said, role, exact=exact) for _, gold, said in pairs]
            yield _figure(f"{role}.{'exact' if exact else 'overlap'}", units)
        if any(text for text, _, _ in pairs):
            yield _figure(f"{role}.tokens", [tokens(text, gold, said, role) for text, gold, said in pairs])
    for exact in (True, False):
        units = [together(gold, said, exact=exact) for _, gold, said in pairs]
        yield _figure(f"together.{'exact' if exact else 'overlap'}", units)
    if any(text for text, _, _ in pairs):
        quoted = [_quoted(text, gold, said) for text, gold, said in pairs]
        yield _figure("quoted.content", [share(found, wanted) for found, _, wanted in quoted])
        yield _figure("quoted.speaker", [share(right, wanted) for _, right, wanted in quoted])


def _figure(name: str, units: Sequence[Counts]) -> Figure:
    whole = total(units)
    return Figure(name, whole.f1, whole, bootstrap(units))


class Reader:
    """The system under test: text in, attributions out."""

    def __init__(self) -> None:
        from wireroom.config import lexicons
        from wireroom.engine.models import SpacyParser
        from wireroom.reading import reading_rules

        self._parser = SpacyParser()
        self._rules = reading_rules(lexicons())
        self.words: list[tuple[int, str, str]] = []
        """Start, part of speech and lemma of each word of the last text."""

    def read(self, text: str) -> list[Attribution]:
        """The attributions that the reading room finds in a text."""
        from wireroom.model import Report
        from wireroom.reading.claim import attribute

        report = Report("polnear", "polnear", text)
        doc = next(iter(self._parser.parse([text])))
        self.words = [(token.idx, token.pos_, token.lemma_.lower()) for token in doc]
        return annotated(attribute(report, doc, rules=self._rules.attribution))


def alone(gold: Sequence[Attribution], said: Sequence[Attribution], role: str, *, exact: bool) -> Counts:
    """Counts of one role by itself: distinct spans, matched one to one."""
    wanted = sorted({spans for one in gold if (spans := getattr(one, role))})
    given = sorted({spans for one in said if (spans := getattr(one, role))})
    if exact:
        return Counts(len(set(wanted) & set(given)), len(given), len(wanted))
    meeting = sorted((-shared(a, b), a, b) for a in wanted for b in given if shared(a, b))
    taken: set[tuple[int, Spans]] = set()
    right = 0
    for _, a, b in meeting:
        if (0, a) not in taken and (1, b) not in taken:
            taken |= {(0, a), (1, b)}
            right += 1
    return Counts(right, len(given), len(wanted))


def tokens(text: str, gold: Sequence[Attribution], said: Sequence[Attribution], role: str) -> Counts:
    """Counts of the words and marks of a text that stand in a role."""
    starts = [match.start() for match in _TOKEN.finditer(text)]
    wanted, given = (_held(starts, [spans for one in side for spans in getattr(one, role)]) for side in (gold, said))
    return Counts(len(wanted & given), len(given), len(wanted))


def _held(starts: Sequence[int], spans: Spans | list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]}


def together(gold: Sequence[Attribution], said: Sequence[Attribution], *, exact: bool) -> Counts:
    """Counts of whole attributions: every part that the gold has must be right, and no part be said that it lacks."""
    left = list(said)
    right = 0
    for one in gold:
        for at, other in enumerate(left):
            if one == other if exact else meets(one, other):
                right += 1
                del left[at]
                break
    return Counts(right, len(said), len(gold))


def meets(one: Attribution, other: Attribution) -> bool:
    return all(same_part(getattr(one, role), getattr(other, role)) for role in ROLES)


def same_part(a: Spans, b: Spans) -> bool:
    return (not a and not b) or shared(a, b) > 0


def _quoted(text: str, gold: Sequence[Attribution], said: Sequence[Attribution]) -> tuple[int, int, int]:
    """How many contents with a quotation mark are overlapped, how many have the right speaker, how many there are."""
    found = right = wanted = 0
    for one in gold:
        if not one.source or not any(_MARKS & set(text[start:end]) for start, end in one.content):
            continue
        wanted += 1
        over = [other for other in said if shared(one.content, other.content)]
        found += bool(over)
        if over:
            best = max(over, key=lambda other: (likeness(one.content, other.content), other.content))
            right += same_speaker(text, one.source, best)
    return found, right, wanted
