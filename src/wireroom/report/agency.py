"""The agencies that a report credits, wherever the credit stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.model import Span
from wireroom.report.rules import ReportRules

CREDIT_MARKS = 240
"""Code points of the longest line that does nothing but give credit."""
TAIL = 4
"""Paragraphs at the end in which a credit line stands ("(AP)", "— Reuters", "with files from …")."""
_SPLIT = re.compile(r"\s*(?:/|,|;|\||&|\band\b|\bvia\b|\bwith\b)\s*")
_REPORTED = re.compile(
    r"[,\"'”’]?\s+(?:news\s+(?:agency|service)\s+)?(?:has\s+|had\s+|have\s+)?(?:first\s+)?(?:reported|reports|is\s+reporting|writes|quoted)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:\s*,?\s+(?:the\s+)?(?:state[- ](?:run\s+)?)?news\s+(?:agency|service)\s+(?:has\s+)?(?:said|says)"
    r"|,?\s+(?:cit|quot)ing|,\s+(?:which|citing|quoting)\s+(?:cited|quoted))\b",
    re.IGNORECASE,
)
"""What shows behind its name that an agency hands on what it has: it is a news agency that says it, or it cites another."""
_CONTRIBUTED = re.compile(r"\s+(?:[\w.&' -]{0,60}\s)?(?:contributed|assisted|helped)\b", re.IGNORECASE)
_FILES = re.compile(
    r"(?:with (?:additional |extra )?(?:files?|reporting|material|information|reports?|inputs?|writing|copy|wires?)"
    r"(?: \w+){0,2}? (?:from|by)|inputs? from|source|credit|additional reporting by|distributed by|courtesy of|compiled from|"
    r"©(?: \d{4})?|"
    r"(?<!image )(?<!photo )(?<!picture )copyright(?: \d{4})?(?: by)?|\(c\)(?: \d{4})?|"
    r"(?:originally|first) (?:published|reported) by)"
    r"[\s:]{1,3}(?:the )?$",
    re.IGNORECASE,
)
_WITH_FILES = re.compile(
    r"[\W_]*([^,;–—]{2,48}?)[,;]? (?:[-–—] )?with (?:additional )?(?:files?|reporting|inputs?|material)\b", re.IGNORECASE
)
_CREDITS = re.compile(
    r"(?i)\W*(?:material|information|reports?|reporting|files|inputs?|copy|with (?:files|reporting|material|inputs?|reports?)|"
    r"sources?|agencies|compiled|contribut\w+|credits?|additional reporting|originally published)\b"
)
_STAFF = re.compile(
    r"\b(?P<mark>[A-Z]{2,8})(?:['’]s)?\s+(?:[\w-]+\s+){0,3}?(?:writers?|reporters?|correspondents?|journalists?|staffers?|editors?)\b"
)
_HELPED = re.compile(r"\b(?:contributed|reported|assisted|helped)\b")
_HYPHEN = re.compile(r"\s*-\s*")
_ARTICLE = re.compile(r"^[Tt]he ")


def named(text: str, rules: ReportRules) -> tuple[str, ...]:
    """The agencies that a credit names ("Reuters/AFP", "AP"), canonical, in order; none when it names others only."""
    found: list[str] = []
    for piece in _SPLIT.split(text.strip(" .()[]-–—_")):
        bare = piece.strip(" .-–—'’")
        whole = rules.marks.get(bare) or rules.marks.get(_HYPHEN.sub("-", bare)) or rules.marks.get(_ARTICLE.sub("", bare))
        names = [whole] if whole else [rules.marks.get(part) for part in _HYPHEN.split(bare)] if "-" in bare else []
        found.extend(name for name in names if name is not None and name not in found)
    return tuple(found)


def named_in_byline(text: str, rules: ReportRules) -> list[str]:
    """The agencies that a byline names beside its authors ("Jane Roe, Reuters"), in order."""
    found: list[str] = []
    for piece in re.split(r"[,|/()]|\s[-–—]\s|\s+for\s+", text):
        found.extend(name for name in named(piece, rules) if name not in found)
    return found


def credited(text: str, lines: Sequence[Span], rules: ReportRules, *, first: Sequence[str] = ()) -> tuple[str, ...]:
    """Canonical names of the agencies credited: those of the head (`first`), then those in the text, in order.

    In running text a name is a credit when it is said to have reported, contributed or lent its files. A state-controlled
    agency that reports is the source of what it reports, and credited only in the head, in brackets or in a credit line.
    """
    found = list(dict.fromkeys(first))
    places: list[tuple[int, str]] = []
    for hit in rules.credit.finditer(text):
        name = rules.aliases[hit.group()]
        state = rules.agencies[name].control == "state"
        if (
            (not state and (_REPORTED.match(text, hit.end()) or _TOLD.match(text, hit.end())))
            or _CONTRIBUTED.match(text, hit.end())
            or _FILES.search(text, max(0, hit.start() - 60), hit.start())
        ):
            places.append((hit.start(), name))
    for number, line in enumerate(lines):
        if number >= len(lines) - TAIL:
            places.extend(_closing(text, line, rules))
    for _, name in sorted(places):
        if name not in found:
            found.append(name)
    return tuple(found)


def _closing(text: str, line: Span, rules: ReportRules) -> list[tuple[int, str]]:
    """Credits of one of the last lines: the whole line, its staff who helped ("AP science writer Jane Roe contributed to this
    report"), brackets at its end, a dash and a name at its end."""
    words = text[line.start : line.end]
    if _CREDITS.match(words) and len(words) <= CREDIT_MARKS:
        return [(line.start + hit.start(), rules.aliases[hit.group()]) for hit in rules.credit.finditer(words)]
    if len(words) <= CREDIT_MARKS and _HELPED.search(words):
        staff = [(line.start + hit.start(), rules.marks.get(hit["mark"])) for hit in _STAFF.finditer(words)]
        if any(name for _, name in staff):
            return [(place, name) for place, name in staff if name is not None]
    opening = _WITH_FILES.match(words) if len(words) <= CREDIT_MARKS else None
    if opening and (own := named(opening[1], rules)):
        return [(line.start, name) for name in own]
    if len(words) <= 48 and (names := named(words, rules)):
        return [(line.start, name) for name in names]
    found: list[tuple[int, str]] = []
    tail = words[-64:].rstrip(" .")
    brackets = re.search(r"[(\[]([^()\[\]]{2,48})[)\]]$", tail)
    dash = re.search(r"(?:\s[-–—]{1,2}\s?|[.!?\"”’]\s*[-–—]{1,2}\s?)([^-–—.]{2,40})$", tail)
    for end in (brackets, dash):
        if end:
            found.extend((line.end - 1, name) for name in named(end.group(1), rules))
    return found
