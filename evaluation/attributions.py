"""Attributions of PolNeAR and ours in one form: read, flattened, compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.scoring import Offsets, overlap

if TYPE_CHECKING:
    from wireroom.model import Claim

Spans = tuple[Offsets, ...]
ROLES = ("cue", "source", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the spans of its parts; empty where it has none."""

    cue: Spans
    source: Spans
    content: Spans
    names: str = field(default="", compare=False)
    """What the system resolved the source to."""


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


def annotated(claims: Sequence[Claim]) -> list[Attribution]:
    """Claims as attributions of the set: a quotation that goes on without a cue of its own is content of the one before it of
    the same source, as the guidelines have it."""
    found: list[Attribution] = []
    last: dict[Spans, int] = {}
    for claim in claims:
        source = _joined(tuple((one.span.start, one.span.end) for one in claim.sources))
        content = tuple((span.start, span.end) for span in claim.content)
        names = " ".join(one.name for one in claim.sources)
        if claim.cue is None and source in last:
            before = found[last[source]]
            found[last[source]] = Attribution(before.cue, source, (*before.content, *content), names)
            continue
        if source and (claim.form != "indirect" or source not in last):
            last[source] = len(found)
        found.append(Attribution(((claim.cue.start, claim.cue.end),) if claim.cue else (), source, content, names))
    return found


def _joined(spans: Spans) -> Spans:
    """Members of a joint source as the one span that they stand in."""
    return ((min(start for start, _ in spans), max(end for _, end in spans)),) if spans else ()


def flat(said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose cue stands in the content of no other: of two that hold each other the wider one.

    The set annotates the outermost attribution only ("No nested attributions" of its guidelines); what we find inside one is a
    link of our chain, which nothing in the set could confirm or deny. Looks at what the system said, never at the gold."""
    spans = sorted((start, end, at) for at, one in enumerate(said) for start, end in one.content)
    kept = []
    for one in said:
        over = (said[at] for start, end, at in spans if one.cue and start <= one.cue[0][0] and one.cue[-1][1] <= end)
        if not any(other is not one and _outer(other, one) for other in over):
            kept.append(one)
    return kept


def _outer(one: Attribution, other: Attribution) -> bool:
    """Whether the first holds the second: always, unless it stands in the content of the second too and is narrower."""
    mutual = bool(one.cue) and any(start <= one.cue[0][0] and one.cue[-1][1] <= end for start, end in other.content)
    return not mutual or (_width(one), one.content) > (_width(other), other.content)


def _width(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)


def shared(a: Spans, b: Spans) -> int:
    return sum(overlap(one, other) for one in a for other in b)


def likeness(a: Spans, b: Spans) -> float:
    common = shared(a, b)
    return round(common / (sum(end - start for start, end in (*a, *b)) - common), 9)


def same_speaker(text: str, gold: Spans, said: Attribution) -> bool:
    if shared(gold, said.source):
        return True
    wanted = " ".join(text[start:end] for start, end in gold)
    given = " ".join([said.names, *(text[start:end] for start, end in said.source)])
    return bool(_capitalised(wanted) & _capitalised(given))


def _capitalised(words: str) -> set[str]:
    return {word.lower().rstrip(".,'’") for word in words.split() if word[:1].isupper()}
