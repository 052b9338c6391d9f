"""Wordings of one thing held against each other: the words in which they differ, marked alike on every side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from wireroom.render.words import cut

Runs = tuple[tuple[str, bool], ...]
"""A text in runs of words, each with whether another text words it otherwise; the runs joined give the text."""
Stretch = tuple[int, int]
"""Words of a text by their places, half-open; one that is empty stands before its word."""

_COMPARED = 2_000
"""Words of a quotation that are compared with another's: longer ones are speeches, which nobody reads as one quotation."""
_MARKS = "“”‘’\"',.;:!?()–—…-"
"""What may stand at the ends of a word without being of it."""
_BESIDE, _APART = 3, 60
"""Words shown on either side of a stretch that differs, and characters of it before it is cut."""


def differing(first: str, *others: str) -> tuple[Runs, ...]:
    """Each text in runs of words, those marked that are worded otherwise.

    Every other text is held against the first by the fewest words that must go or come to make one of the other (Indel
    distance), letter case and marks at the ends of words aside; the first is marked where any of them differs. What one text
    has between two words that both have answers to what the other has there, and where that is nothing an empty run marks
    the gap: two texts have as many marked runs as each other, and the same ones in whichever order they are given."""
    texts = [text.split(" ") for text in (first, *others)]
    marked: list[set[Stretch]] = [set() for _ in texts]
    for place, text in enumerate(texts[1:], start=1):
        for mine, its in _otherwise(texts[0], text):
            marked[0].add(mine)
            marked[place].add(its)
    return tuple(_runs(text, stretches) for text, stretches in zip(texts, marked, strict=True))


def apart(text: str, other: str) -> tuple[str, str]:
    """Two wordings of one thing, each cut to the first stretch in which they differ and a few words beside it, in quotation
    marks."""
    one, two = differing(text, other)
    return _cut(one), _cut(two)


def _otherwise(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Stretch, Stretch]]:
    """The stretches in which the two differ, each of the one with what answers to it in the other."""
    if list(a) > list(b):  # of several scripts that are equally short the same one is taken in either order
        yield from ((mine, its) for its, mine in _otherwise(b, a))
        return
    mine, its = _keys(a), _keys(b)
    done = (0, 0)
    for block in Indel.opcodes([key for _, key in mine], [key for _, key in its]).as_matching_blocks():
        if done != (block.a, block.b):
            yield _places(mine, done[0], block.a, len(a)), _places(its, done[1], block.b, len(b))
        done = (block.a + block.size, block.b + block.size)


def _keys(words: Sequence[str]) -> list[tuple[int, str]]:
    """The words that are compared, as they are compared, each with its place; what is only marks is none."""
    return [(place, key) for place, word in enumerate(words[:_COMPARED]) if (key := word.strip(_MARKS).lower())]


def _places(keys: Sequence[tuple[int, str]], start: int, end: int, whole: int) -> Stretch:
    """The stretch of the words that these keys came from."""
    first = keys[start][0] if start < len(keys) else whole
    return (first, keys[end - 1][0] + 1 if end > start else first)


def _runs(words: Sequence[str], marked: set[Stretch]) -> Runs:
    """The words in runs, the space between two on the side of the one that is not marked."""
    inside = {place for start, end in marked for place in range(start, end)}
    gaps = {start for start, end in marked if start == end} - inside - {place + 1 for place in inside}
    runs: list[tuple[str, bool]] = []
    for place, word in enumerate(words):
        if place in gaps:
            runs.append(("", True))
        mark = place in inside
        if runs and runs[-1] == ("", True):
            runs.append((f" {word}" if place else word, False))
        elif runs and runs[-1][1] == mark:
            runs[-1] = (f"{runs[-1][0]} {word}", mark)
        else:
            if runs and mark:
                runs[-1] = (runs[-1][0] + " ", False)
            runs.append((word if mark or not runs else f" {word}", mark))
    return (*runs, ("", True)) if len(words) in gaps else tuple(runs)


def _cut(runs: Runs) -> str:
    first = next((place for place, (_, differs) in enumerate(runs) if differs), None)
    if first is None:
        return f"“{cut(''.join(run for run, _ in runs), _APART)}”"
    before = "".join(run for run, _ in runs[:first]).split()
    after = "".join(run for run, _ in runs[first + 1 :]).split()
    shown = [*before[-_BESIDE:], *[cut(runs[first][0].strip(), _APART)][: bool(runs[first][0])], *after[:_BESIDE]]
    return f"“{'…' if len(before) > _BESIDE else ''}{' '.join(shown)}{'…' if len(after) > _BESIDE else ''}”"
