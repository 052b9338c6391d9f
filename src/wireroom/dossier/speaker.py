"""The same words laid to different speakers: threads of their own, whose positions are the speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.person import plain_name, same_body, same_name
from wireroom.dossier.verdict import WEIGHTY
from wireroom.dossier.wording import tokens
from wireroom.model import Point, SaidBy
from wireroom.text import WORD

ENOUGH = 6
"""Words of a quotation from which on two reports that print it quote one utterance. Chosen by eye."""
LETTERS = 3
"""Letters of the shortest name: less is an initial whose name was cut off."""


def speaker_groups(groups: Sequence[Sequence[Aspect]], texts: Mapping[str, str]) -> Iterator[tuple[Aspect, ...]]:
    """For each group of quotations whose words some reports lay to one named person and others to another, the speakers as
    aspects of kind `speaker`, in the order of the quotations; one a report and speaker. `texts` are the reports' by id."""
    for group in groups:
        if group[0].kind != "quote":
            continue
        told = [(aspect, said) for aspect in group if (said := _speaker(aspect, texts[aspect.report])) is not None]
        seen: set[tuple[str, str]] = set()
        found = []
        for aspect, said in told:
            if (aspect.report, said.name) not in seen and any(_rivals(aspect, said, *other) for other in told):
                seen.add((aspect.report, said.name))
                found.append(_aspect(aspect, said, texts[aspect.report]))
        if found:
            yield tuple(found)


def _speaker(aspect: Aspect, text: str) -> SaidBy | None:
    """The one person named, in the very sentence, as the speaker: a pronoun that we resolved proves no other speaker."""
    said = aspect.point.said_by
    if len(said) != 1 or said[0].footing != "named" or said[0].kind != "person" or aspect.point.part not in WEIGHTY:
        return None
    printed = {word.lower() for word in WORD.findall(text, *said[0].span)}
    inside = aspect.point.sentence.start <= said[0].span.start < aspect.point.sentence.end
    return said[0] if inside and printed & {word.lower() for word in WORD.findall(said[0].name)} else None


def _rivals(a: Aspect, first: SaidBy, b: Aspect, second: SaidBy) -> bool:
    """Whether two reports lay the same words, at most trimmed, to two people."""
    names = (plain_name(first.name), plain_name(second.name))
    if any(len("".join(name)) < LETTERS for name in names) or names[0][-1] == names[1][-1]:
        return False
    if a.report == b.report or same_name(first.name, second.name) or same_body(first.name, second.name):
        return False
    x, y = (" ".join(tokens(str(aspect.point.value.get("text", "")))) for aspect in (a, b))
    return min(len(x.split()), len(y.split())) >= ENOUGH and (x in y or y in x)


def _aspect(quote: Aspect, said: SaidBy, text: str) -> Aspect:
    point = quote.point
    value = {"name": said.name, "of": str(point.value.get("text", ""))}
    made = Point(
        id=f"{point.id}.by",
        report=point.report,
        kind="speaker",
        span=said.span,
        sentence=point.sentence,
        text=text[said.span.start : said.span.end],
        part=point.part,
        value=value,
        as_of=point.as_of,
        said_by=point.said_by,
        via=point.via,
        certainty=point.certainty,
    )
    return replace(quote, point=made, kind="speaker")
