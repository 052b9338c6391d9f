"""Speakers as threads: the same words laid to different people, and people whom several reports name as their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations

from wireroom.dossier.aspect import VOICE, Aspect, Page
from wireroom.dossier.person import plain_name, same_body, same_name, spelled_alike
from wireroom.dossier.spoken import tokens
from wireroom.dossier.union import Union
from wireroom.dossier.verdict import WEIGHTY
from wireroom.model import Claim, Point, SaidBy, Source
from wireroom.text import WORD

ENOUGH = 6
"""Words of a quotation from which on two reports that print it quote one utterance. Chosen by eye."""
BESIDE = 8
"""Words between a quotation and its speaker beyond which another may have come between them."""
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


def named_speakers(pages: Sequence[Page]) -> list[tuple[Aspect, ...]]:
    """For each person whom two reports or more name as the source of something, one aspect a report where it first does so,
    by report; the groups by their first aspect. That somebody spoke is told by the report itself, so nobody is its source."""
    told: list[Aspect] = []
    for page in pages:
        seen: list[str] = []
        for claim in page.reading.claims:
            for said in claim.sources:
                if not _full_name(said) or claim.part not in WEIGHTY or any(same_name(said.name, one) for one in seen):
                    continue
                seen.append(said.name)
                told.append(_named(page, claim, said))
    union = Union()
    by_letter: dict[str, list[Aspect]] = {}
    for one in told:
        by_letter.setdefault(plain_name(one.head)[0][:1], []).append(one)
    for a, b in chain.from_iterable(combinations(own, 2) for own in by_letter.values()):
        if a.report != b.report and _one_person(str(a.point.value["name"]), str(b.point.value["name"])):
            union.join(a.point.id, b.point.id)
    groups: dict[str, list[Aspect]] = {}
    for one in told:
        groups.setdefault(union.root(one.point.id), []).append(one)
    wide = [tuple(sorted(group, key=lambda one: one.sort_key)) for group in groups.values()]
    return sorted((group for group in wide if len({one.report for one in group}) > 1), key=lambda group: group[0].sort_key)


def _one_person(a: str, b: str) -> bool:
    """Whether two full names are one, with the last names alike: "Jan Roe" and "Jane Roe-Doe" are not."""
    first, second = plain_name(a), plain_name(b)
    if "".join(first) == "".join(second):
        return True
    if len(first) == len(second):
        return same_name(a, b)
    return same_name(a, b) and same_name(first[-1], second[-1]) and same_name(first[0], second[0])


def _full_name(said: Source) -> bool:
    """Whether a source is a person, printed by a name of two words or more: a pronoun resolved may be of another."""
    name = plain_name(said.name)
    return said.kind == "person" and said.footing == "named" and len(name) > 1 and set(name) <= set(plain_name(said.text))


def _named(page: Page, claim: Claim, said: Source) -> Aspect:
    content = page.words_of(claim.content[0]).split() if claim.content else []
    value = {"name": said.name, "of": " ".join(content[:OF_WORDS])}
    point = page.point(claim=claim, item="by", kind="speaker", span=said.span, value=value)
    made = replace(point, said_by=(), via=(), certainty="stated")
    return Aspect(point=made, kind="speaker", head=said.name, role=VOICE, subject=said.name, claim=claim.id)


OF_WORDS = 12
"""Words of what somebody said that are kept beside the name."""


def _speaker(aspect: Aspect, text: str) -> SaidBy | None:
    """The one person named, in the very sentence, as the speaker: a pronoun that we resolved proves no other speaker."""
    said = aspect.point.said_by
    if len(said) != 1 or said[0].footing != "named" or said[0].kind != "person" or aspect.point.part not in WEIGHTY:
        return None
    printed = {word.lower() for word in WORD.findall(text, *said[0].span)}
    inside = aspect.point.sentence.start <= said[0].span.start < aspect.point.sentence.end
    quote = aspect.point.span
    first, last = sorted(((said[0].span.start, said[0].span.end), (quote.start, quote.end)))
    if len(text[first[1] : last[0]].split()) > BESIDE:
        return None
    return said[0] if inside and printed & {word.lower() for word in WORD.findall(said[0].name)} else None


def _rivals(a: Aspect, first: SaidBy, b: Aspect, second: SaidBy) -> bool:
    """Whether two reports lay the same words, at most trimmed, to two people."""
    names = (plain_name(first.name), plain_name(second.name))
    if any(len("".join(name)) < LETTERS for name in names) or names[0][-1] == names[1][-1]:
        return False
    if names[0][-1] in names[1] or names[1][-1] in names[0] or _both_named(a, names[1]) or _both_named(b, names[0]):
        return False
    if spelled_alike(names[0][-1], names[1][-1]):
        return False
    if a.report == b.report or same_name(first.name, second.name) or same_body(first.name, second.name):
        return False
    x, y = (" ".join(tokens(str(aspect.point.value.get("text", "")))) for aspect in (a, b))
    return min(len(x.split()), len(y.split())) >= ENOUGH and (x in y or y in x)


def _both_named(quote: Aspect, other: Sequence[str]) -> bool:
    """Whether the sentence of a quotation names the other speaker as well: one then quotes the other, or agrees with him."""
    return any(other[-1] in plain_name(name) for name in quote.names)


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
