"""Harmless changes: what copies and light rewrites do to a text without changing anything that it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from evaluation.faults.draft import Draft, Edit, Offsets, inside, quoted
from evaluation.faults.plant import words

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = {month[:3]: month for month in _MONTHS} | {"Sept": "September"}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
Change = tuple[Offsets, str, str]
MOST = 0.35
"""The share of the places where a light rewrite could change something that it does change."""


def trim(draft: Draft, chance: Random, keep: Offsets | None) -> None:
    """Drops the end of a report, or a stretch of its middle, never the unit that holds `keep`; at least six units stay."""
    size = len(draft.units)
    if size <= 7:
        return
    count = chance.randint(1, max(1, min(size // 4, size - 6)))
    first = size - count if chance.random() < 0.6 else chance.randint(3, size - count)
    quotes = quoted(draft.text)
    gone = [
        unit
        for unit in draft.units[first : first + count]
        if not (keep and unit[0] <= keep[0] < unit[1]) and not any(inside((at, at + 1), quotes) for at in (unit[0], unit[1]))
    ]
    draft.units = [unit for unit in draft.units if unit not in gone]


def marks(draft: Draft, chance: Random) -> None:
    """Straight quotation marks and apostrophes for curly ones, all of them or none."""
    if chance.random() < 0.5:
        for found in re.finditer("[“”‘’]", draft.text):
            draft.add(Edit(*found.span(), '"' if found.group() in "“”" else "'", "marks"))


def reorder(draft: Draft, chance: Random) -> None:
    """Exchanges neighbouring sentences in the lower half, once or twice; the child's order is that of `units`."""
    for _ in range(chance.randint(1, 2)):
        if len(draft.units) < 6:
            return
        at = chance.randint(len(draft.units) // 2, len(draft.units) - 2)
        first, second = draft.units[at], draft.units[at + 1]
        seams = (first[0], second[0], second[1])
        parted = any(inside((seam, seam + 1), quoted(draft.text)) for seam in seams)
        if not parted and all(draft.text[unit[1] - 1].isspace() for unit in (first, second)):
            draft.units[at], draft.units[at + 1] = second, first


def reword(draft: Draft, chance: Random, issued: str | None, *, most: float = MOST) -> None:
    """Light rewording outside quotation marks: synonyms, verbs of saying, voice, numbers and dates in other print, shorter
    names, sentences joined and parted, clauses of saying put first, openers, quotations trimmed at their ends."""
    found: list[Change] = []
    for finder in FINDERS:
        found.extend(finder(draft.text, chance, issued))
    quotes = quoted(draft.text)
    found = [one for one in found if one[2] == "trimmed" or not inside(one[0], quotes)]
    for (start, end), new, what in chance.sample(found, max(1, round(most * len(found))) if found else 0):
        draft.add(Edit(start, end, new, what))


def _synonyms(text: str, chance: Random, _issued: str | None) -> Iterator[Change]:
    lists = words()["synonyms"]
    for found in re.finditer(r"(?<![\w-])[a-z]+(?![\w-])", text):
        if found.group() in lists:
            yield found.span(), chance.choice(lists[found.group()]), "synonym"


def _reporting(text: str, chance: Random, _issued: str | None) -> Iterator[Change]:
    lists = words()["reporting"]
    for found in re.finditer(r"\b(?:" + "|".join(lists) + r")\b", text):
        new = chance.choice(lists[found.group()])
        if new == "told reporters" and re.match(r" (?:[A-Z]|the |a )", text[found.end() :]):
            new = "stated"  # "said Mr Smith" cannot become "told reporters Mr Smith"
        yield found.span(), new, "reporting"


def _phrases(text: str, chance: Random, _issued: str | None) -> Iterator[Change]:
    for pattern, ways in words()["phrases"].items():
        for found in re.finditer(pattern, text):
            yield found.span(), found.expand(chance.choice(ways)), "phrase"


def _numbers(text: str, chance: Random, _issued: str | None) -> Iterator[Change]:
    figure = r"(?<![\w.,$£€/-])(?<!\d )(?:[2-9]|1[0-2])(?= [a-z]{4,})(?! (?:a\.?m|p\.?m|percent|million|billion))"
    for found in re.finditer(figure, text):
        if not re.search(r"[A-Z][a-z]*\.? $", text[max(0, found.start() - 8) : found.start()]):
            yield found.span(), _SMALL[int(found.group())], "number print"
    spelled = r"\b(?:" + "|".join(_SMALL[2:] + _TENS) + r")(?= [a-z]{4,})(?! (?:million|billion|hundred|thousand))"
    for found in re.finditer(spelled, text):
        word = found.group()
        yield found.span(), str(_SMALL.index(word) if word in _SMALL else (_TENS.index(word) + 2) * 10), "number print"
    for found in re.finditer(r"(?<![\w.,])(\d{1,3}),(\d{3})(?![\d,])", text):
        whole = int(found.group(1) + found.group(2))
        ways = [str(whole)]
        if whole % 1000 == 0 and whole // 1000 <= 12:
            ways.append(f"{_SMALL[whole // 1000]} thousand")
        elif whole % 100 == 0 and 11 <= whole // 100 <= 12:
            ways.append(f"{_SMALL[whole // 100]} hundred")
        yield found.span(), chance.choice(ways), "number print"
    for found in re.finditer(r"(?<![\w.,])([1-9]\d?) million\b", text):
        yield found.span(), f"{found.group(1)},000,000", "number print"


def _dates(text: str, chance: Random, issued: str | None) -> Iterator[Change]:
    months = "|".join([*_MONTHS, *_SHORT])
    for found in re.finditer(rf"\b({months})(\.?) (\d{{1,2}})\b(?!\d)(, (\d{{4}}))?", text):
        month = _SHORT.get(found.group(1)[:4].strip(), _SHORT.get(found.group(1)[:3], found.group(1)))
        year = f" {found.group(5)}" if found.group(5) else ""
        comma = f", {found.group(5)}" if found.group(5) else ""
        ways = [f"{found.group(3)} {month}{year}", f"{month} {found.group(3)}{comma}", f"{month[:3]}. {found.group(3)}{comma}"]
        yield found.span(), chance.choice([way for way in ways if way != found.group()]), "date print"
    for found in re.finditer(r"\bon (?=(?:" + "|".join(_DAYS) + r")\b)", text):
        yield found.span(), "", "date print"
    if issued and len(issued) >= 10:
        day = date.fromisoformat(issued[:10])
        for found in re.finditer(r"\b(?:said|told reporters|announced|died|happened) on (" + "|".join(_DAYS) + r")\b", text):
            back = (day.weekday() - _DAYS.index(found.group(1))) % 7
            meant = day - timedelta(days=back)
            if 1 <= back <= 5:
                yield found.span(1), f"{found.group(1)}, {_MONTHS[meant.month - 1]} {meant.day}", "date print"


def _names(text: str, _chance: Random, _issued: str | None) -> Iterator[Change]:
    seen: set[str] = set()
    for found in re.finditer(r"(?<=[a-z,] )([A-Z][a-z]+) ([A-Z][a-z]{3,})(?= (?:said|told|added|was|has|had)\b)", text):
        if found.group() in seen:
            yield found.span(), found.group(2), "name"
        seen.add(found.group())


def _joined(text: str, _chance: Random, _issued: str | None) -> Iterator[Change]:
    for found in re.finditer(r"(?<=[a-z]) ?\. (He|She|It|They|The) (?=[a-z]+ )", text):
        yield found.span(), f", and {found.group(1).lower()} ", "joined"
    for found in re.finditer(r"(?<=[a-z]) ?, and (he|she|it|they|the) (?=[a-z]+ )", text):
        yield found.span(), f". {found.group(1).capitalize()} ", "parted"
    for found in re.finditer(r"(?<=[a-z]) ?, but (he|she|it|they|the) (?=[a-z]+ )", text):
        yield found.span(), f". But {found.group(1)} ", "parted"


def _said_first(text: str, _chance: Random, _issued: str | None) -> Iterator[Change]:
    said = r"([A-Z][^\n.,“”\"]{2,40}) said (?:that )?((?:the|a|an|it|he|she|they|there) [^\n.“”\"]{15,160}) ?\."
    for found in re.finditer(r"(?m)(?:^|(?<=[.] ))" + said, text):
        yield found.span(), f"According to {found.group(1)}, {found.group(2)}.", "said first"
    for found in re.finditer(r"(?m)^According to ([A-Z][^\n,.“”\"]{2,40}) ?, ([a-z][^\n.“”\"]{15,160}) ?\.", text):
        yield found.span(), f"{found.group(2)[0].upper()}{found.group(2)[1:]}, {found.group(1)} said.", "said last"


def _openers(text: str, chance: Random, _issued: str | None) -> Iterator[Change]:
    for found in re.finditer(r"(?m)^(?:The|A|Police|Officials) (?=[a-z])", text):
        if chance.random() < 0.3:
            opener = chance.choice(words()["openers"]["words"])
            yield found.span(), f"{opener}{found.group()[0].lower()}{found.group()[1:]}", "opener"


def _trimmed(text: str, _chance: Random, _issued: str | None) -> Iterator[Change]:
    """A quotation that ends a clause earlier: what stands after its last comma goes."""
    for start, end in quoted(text):
        inner = text[start:end]
        at = inner.rfind(",", 0, len(inner) - 8)
        if at > 0.5 * len(inner) and len(inner[:at].split()) >= 6:
            yield (start + at, start + len(inner.rstrip(" ,.!?"))), "", "trimmed"


FINDERS: Sequence[Callable[[str, Random, str | None], Iterator[Change]]] = (
    _synonyms, _reporting, _phrases, _numbers, _dates, _names, _joined, _said_first, _openers, _trimmed,
)  # fmt: skip
