"""Attribution against PolNeAR: source, cue and content, each alone and all three together, exact and overlapping.

The set (Newell, Margolin and Ruths, LREC 2018) marks attributions of statements, beliefs and intentions in political news.
As in its paper and in Citron's, a span is right when it equals the gold's (`exact`) or shares a code point with it
(`overlap`); discontinuous spans count as one, equal when all their pieces are. We differ in matching one to one, the
largest overlap first. `together` wants all three of one attribution. On attributions whose content holds a quotation
mark, `quoted.content` is whether some claim's content overlaps, and `quoted.speaker` whether the source of the claim that
shares most with the content is the gold's, by span or, where one speaker is named again, by the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.scoring import Counts, Figure, Result, attempt, bootstrap, overlap, share, total

CORPORA = ("polnear",)
Offsets = tuple[int, int]
Spans = tuple[Offsets, ...]
_MARKS = frozenset('"“”«»')
ROLES = ("cue", "source", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the spans of its parts; empty where it has none."""

    cue: Spans
    source: Spans
    content: Spans
    names: str = field(default="", compare=False)
    """What the system resolved the source to."""


def measure(shared: Path) -> Result:
    """The figures on the dev part, with the ids of texts that crashed."""
    folder = shared / "data" / "attribution" / "polnear" / "dev"
    pairs: list[tuple[str, list[Attribution], list[Attribution]]] = []
    crashes = []
    reader = Reader()
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{path.stem.rsplit('_', 1)[0]}.txt").read_text("utf-8")
        said, why = attempt(lambda text=text: reader.read(text), [])  # type: ignore[misc]
        if why:
            crashes.append(f"{path.stem}: {why}")
        pairs.append((text, list(standoff(path.read_text("utf-8"))), said))
    return Result("quote", tuple(figures(pairs)), {"texts": len(pairs)}, tuple(crashes))


def figures(pairs: Sequence[tuple[str, list[Attribution], list[Attribution]]]) -> Iterator[Figure]:
    """The figures over texts with gold and system attributions."""
    for role in ROLES:
        for exact in (True, False):
            units = [alone(gold, said, role, exact=exact) for _, gold, said in pairs]
            yield _figure(f"{role}.{'exact' if exact else 'overlap'}", units)
    for exact in (True, False):
        units = [together(gold, said, exact=exact) for _, gold, said in pairs]
        yield _figure(f"together.{'exact' if exact else 'overlap'}", units)
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

    def read(self, text: str) -> list[Attribution]:
        """The attributions that the reading room finds in a text."""
        from wireroom.model import Report
        from wireroom.reading.claim import attribute

        report = Report("polnear", "polnear", text)
        claims = attribute(report, next(iter(self._parser.parse([text]))), rules=self._rules.attribution)
        return [
            Attribution(
                ((claim.cue.start, claim.cue.end),) if claim.cue else (),
                _joined(tuple((one.span.start, one.span.end) for one in claim.sources)),
                tuple((span.start, span.end) for span in claim.content),
                " ".join(one.name for one in claim.sources),
            )
            for claim in claims
        ]


def _joined(spans: Spans) -> Spans:
    """Members of a joint source as the one span that they stand in."""
    return ((min(start for start, _ in spans), max(end for _, end in spans)),) if spans else ()


def standoff(text: str) -> Iterator[Attribution]:
    """The attributions of a brat file; texts are in code points, pieces of a discontinuous span parted by `;`."""
    bounds: dict[str, Spans] = {}
    events = []
    for line in text.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            pieces = fields[1].split(" ", 1)[1]
            bounds[fields[0]] = tuple((int(piece.split()[0]), int(piece.split()[1])) for piece in pieces.split(";"))
        elif line.startswith("E") and len(fields) > 1:
            events.append(fields[1].split())
    for event in events:
        parts: dict[str, list[Offsets]] = {role: [] for role in ROLES}
        for piece in event:
            role, _, mark = piece.partition(":")
            name = role.rstrip("0123456789").lower()
            if name in parts:
                parts[name] += bounds.get(mark, ())
        if parts["content"]:
            yield Attribution(*(tuple(sorted(parts[role])) for role in ROLES))


def alone(gold: Sequence[Attribution], said: Sequence[Attribution], role: str, *, exact: bool) -> Counts:
    """Counts of one role by itself: distinct spans, matched one to one."""
    wanted = sorted({spans for one in gold if (spans := getattr(one, role))})
    given = sorted({spans for one in said if (spans := getattr(one, role))})
    if exact:
        return Counts(len(set(wanted) & set(given)), len(given), len(wanted))
    meeting = sorted((-_shared(a, b), a, b) for a in wanted for b in given if _shared(a, b))
    taken: set[tuple[int, Spans]] = set()
    right = 0
    for _, a, b in meeting:
        if (0, a) not in taken and (1, b) not in taken:
            taken |= {(0, a), (1, b)}
            right += 1
    return Counts(right, len(given), len(wanted))


def together(gold: Sequence[Attribution], said: Sequence[Attribution], *, exact: bool) -> Counts:
    """Counts of whole attributions: every part that the gold has must be right, and no part be said that it lacks."""
    left = list(said)
    right = 0
    for one in gold:
        for at, other in enumerate(left):
            if one == other if exact else _meets(one, other):
                right += 1
                del left[at]
                break
    return Counts(right, len(said), len(gold))


def _meets(one: Attribution, other: Attribution) -> bool:
    return all(_same_part(getattr(one, role), getattr(other, role)) for role in ROLES)


def _same_part(a: Spans, b: Spans) -> bool:
    return (not a and not b) or _shared(a, b) > 0


def _shared(a: Spans, b: Spans) -> int:
    return sum(overlap(one, other) for one in a for other in b)


def _quoted(text: str, gold: Sequence[Attribution], said: Sequence[Attribution]) -> tuple[int, int, int]:
    """How many contents with a quotation mark are overlapped, how many have the right speaker, how many there are."""
    found = right = wanted = 0
    for one in gold:
        if not one.source or not any(_MARKS & set(text[start:end]) for start, end in one.content):
            continue
        wanted += 1
        over = [other for other in said if _shared(one.content, other.content)]
        found += bool(over)
        if over:
            best = max(over, key=lambda other: (_likeness(one.content, other.content), other.content))
            right += _same_speaker(text, one.source, best)
    return found, right, wanted


def _likeness(a: Spans, b: Spans) -> float:
    common = _shared(a, b)
    return round(common / (sum(end - start for start, end in (*a, *b)) - common), 9)


def _same_speaker(text: str, gold: Spans, said: Attribution) -> bool:
    if _shared(gold, said.source):
        return True
    wanted = " ".join(text[start:end] for start, end in gold)
    given = " ".join([said.names, *(text[start:end] for start, end in said.source)])
    return bool(_capitalised(wanted) & _capitalised(given))


def _capitalised(words: str) -> set[str]:
    return {word.lower().rstrip(".,'’") for word in words.split() if word[:1].isupper()}
