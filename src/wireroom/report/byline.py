"""Bylines: who signed a report, and for which agency."""

from __future__ import annotations

import re

from wireroom.model import Span
from wireroom.report.agency import named, named_in_byline
from wireroom.report.header import Head
from wireroom.report.rules import ReportRules

BYLINE_WORDS = 16
"""Words of the longest line taken for a byline: four names with their desks."""
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PERSON = rf"{_NAME}(?:\s+(?:(?:de|da|di|del|van|von|der|den|la|le|el|al|bin|ibn|ben|dos|du|ter)\s+)?{_NAME}){{1,3}}"
_BY = re.compile(
    r"(?:(?:[Ss]tory |[Ww]ritten |[Rr]eported |[Pp]osted |[Ff]iled |[Rr]eporting |[Aa]nalysis |[Tt]ext )?[Bb]y|BY)\b:?\s+(?=\S)"
)
_DESK = re.compile(
    r"(?i),\s(?:[\w.'’-]+\s){0,4}?(?:correspondents?|reporters?|(?:[\w]+-)?editors?|writers?|bureau|producers?|analyst|columnist|anchor)\b.*"
)
_TAIL = re.compile(
    r"\s*(?:[|·•;].*|\b(?:[Pp]ublished|[Uu]pdated|[Pp]osted|PUBLISHED|UPDATED|POSTED)\b.*|\bon\s+(?=\d|(?:[A-Z][a-z]+day|[A-Z][a-z]{2,8}\.?\s\d)).*"
    r"|(?<!\w)@\w.*|\b\d{1,2}[:.]\d\d\b.*)"
)
"""What may follow the names on their line: a bar, the time of publication, an account."""
_IN = re.compile(rf"\s+in\s+{_NAME}(?:\s{_NAME})?(?=\s*(?:,|&|and\b|$))")
_STOP = re.compile(r"(?<=[a-z]{3})\.$")
_AUTHORS = re.compile(rf"(?P<names>{_PERSON}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s*&\s*){_PERSON}){{0,5}})")
_SIGNED = re.compile(
    rf"(?P<names>{_PERSON}(?:(?:\s*,\s*|\s+and\s+){_PERSON}){{0,3}})\s*(?:,|\||/|\s[-–—]\s|\s+for\s+(?:the\s+)?)\s*(?P<desk>[^|]{{2,40}})"
)


def only_names(words: str) -> bool:
    """Whether a line is nothing but one to six names of people ("Jane Roe and John Doe"), not all in capitals."""
    names = _AUTHORS.fullmatch(words.strip())
    return names is not None and not words.isupper() and len(words.split()) <= BYLINE_WORDS


def late_byline(head: Head, words: str, line: Span, rules: ReportRules, *, before: str = "") -> bool:
    """Whether a line below the first of the body is a byline all the same ("By Jane Roe, CNN"); the head gets it.

    In a text set in capitals ("BY PRESIDENT") the word is no sign: `before`, what stands above the line, tells."""
    if head.byline is not None or words.endswith(".") or not _BY.match(words) or (words.isupper() and before.isupper()):
        return False
    return read_byline(head, words, line, rules)


def read_byline(head: Head, words: str, line: Span, rules: ReportRules) -> bool:
    if len(words) > 200 or len(words.split()) > BYLINE_WORDS or words.endswith(("!", "?")):
        return False
    by = _BY.match(words)
    if by:
        rest = words[by.end() :]
        names = _AUTHORS.match(rest)
        agencies = named(rest, rules)
        if names is None and not agencies and rest.lower().strip(" .") not in rules.outlets and not rest.isupper():
            return False
        head.byline = head.byline or _STOP.sub("", _tidy(rest, names, rules) if names or not agencies else rest)
        head.credits.extend(named_in_byline(rest, rules))
    else:
        signed = _SIGNED.fullmatch(words)
        if signed is None or words.endswith("."):
            return False
        desk = signed["desk"].strip()
        agencies = named(desk, rules)
        if (
            not agencies
            and desk.lower() not in rules.outlets
            and not re.search(r"(?i)\b(?:correspondent|reporter|editor|staff writer|bureau)\b", desk)
        ):
            return False
        head.byline = head.byline or signed["names"].removeprefix("From ")
        head.credits.extend(agencies)
    head.furniture.append(line)
    return True


def _tidy(rest: str, names: re.Match[str] | None, rules: ReportRules) -> str:
    """The names of a byline without desk, place, agency, outlet or time: "Jane Roe, Reuters" gives "Jane Roe"."""
    rest = _TAIL.sub("", rest)
    if names is None:
        return rest.strip(" ,|")
    found = _DESK.sub("", names["names"])
    if found != names["names"]:
        return found.strip(" ,")
    bare = _IN.sub("", rest)
    if bare != rest and _AUTHORS.fullmatch(bare):
        return bare.strip(" ,")
    if found.isupper() or not re.match(r"\s*(?:[,|(/]|$|[-–—]|for\b|in\b|of\b|at\b|and\b)", rest[names.end() :]):
        found = re.split(r"\s*[|/(]|,\s|\s[-–—]\s|\s+(?:for|in)\s+", rest)[0].strip(" ,")
    return _without_house(found if len(found) <= len(rest) else rest, rules)


def _without_house(names: str, rules: ReportRules) -> str:
    """Names without an agency or an outlet behind them: "Jane Roe, BBC News", "Jane Roe BBC News"."""
    words = names.split()
    for cut in range(2, len(words)):
        after = words[cut:]
        if any(word.endswith(",") or word in {"and", "&"} for word in after[:-1]):
            continue
        if not words[cut - 1].endswith(",") and len(after) < 2 and (not after[0].isupper() or names.isupper()):
            continue  # one word may as well be a surname: "Jane Ann Post"
        house = " ".join(after).strip(" ,").lower()
        if house in rules.outlets or house.removeprefix("the ") in rules.outlets or named(house.upper(), rules):
            return " ".join(words[:cut]).strip(" ,")
    return names


def inline_byline(text: str, start: int, end: int) -> tuple[int, list[int]] | None:
    """Where the names of a byline that opens a line begin, and where they may end, longest first; None when none opens it."""
    by = _BY.match(text, start, end)
    names = _AUTHORS.match(text, by.end(), min(end, by.end() + 160)) if by else None
    if by is None or names is None:
        return None
    return by.end(), [names.start() + hit.end() for hit in re.finditer(r"\S+", names["names"])][:0:-1]
