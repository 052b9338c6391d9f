"""How things read to a person: cleaned text, dates, counts, names of verdicts, ties and warnings.

Nothing here knows a form of output."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wireroom.model import ChangeKind, DecisionKind, DerivationKind, Span, Verdict, WarningKind
from wireroom.render.clean import cleaned, visible

VERDICTS: Mapping[Verdict, tuple[str, str, str]] = {
    "disputed": ("≠", "Disputed", "values that cannot all hold"),
    "revised": ("→", "Revised", "the figure or state moved on in time"),
    "compatible": ("≈", "Compatible", "values differ, and all can hold"),
    "agreed": ("=", "Agreed", "equal values, two or more independent voices"),
    "repeated": ("↻", "Repeated", "several reports, one voice"),
    "single": ("·", "Said once", "one report says it"),
}
"""Glyph, word and gloss of each verdict, in the order of reading."""

TIES: Mapping[DerivationKind, tuple[str, str]] = {
    "copy": ("copy of", "the same text as"),
    "revision": ("later version of", "a version of the same running piece as"),
    "rewrite": ("rewritten from", "the same piece in other words as"),
    "shared_source": ("shares a third text with", "shares a third text with"),
    "quotation": ("quotes", "shares quotations with"),
}
"""How a tie reads when its direction is shown, and when it is not."""

WARNINGS: Mapping[WarningKind, str] = {
    "misdated": "date in doubt",
    "anachronism": "out of order in time",
    "altered_quote": "altered quotation",
    "speaker_differs": "same words, another speaker",
    "self_contradiction": "contradicts itself",
    "headline_differs": "headline against body",
    "overtaken": "already overtaken",
    "unattributed": "no source given",
    "anonymous_source": "unnamed source alone",
    "unreviewed": "not read by an editor",
    "single_origin": "one origin behind all reports",
    "circular_sourcing": "reports citing each other in a ring",
}

DECISIONS: Mapping[DecisionKind, str] = {
    "merge": "stories joined",
    "split": "reports parted from a story",
    "not_a_copy": "not a copy",
    "not_the_same": "not about the same thing",
    "set_aside": "verdict set aside",
    "undo": "decision undone",
}
"""What a person decided, in words."""

CHANGES: Mapping[ChangeKind, str] = {
    "new_story": "new story",
    "retraction": "retraction",
    "correction": "correction",
    "decided": "decision",
    "new_dispute": "new dispute",
    "settled_dispute": "dispute settled",
    "voice_lost": "fewer voices",
    "figure": "other value",
    "verdict": "verdict changed",
    "new_voice": "more voices",
    "new_tie": "tie found",
    "lost_tie": "tie gone",
    "new_report": "new report",
    "gone_report": "report gone",
}
"""What is new since an earlier dossier, in words."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_PART = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)[T-](MO|AF|EV|NI|DT|MI|SP|SU|FA|WI|Q[1-4]|H[12])")
_PARTS = {
    "MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday", "SP": "spring",
    "SU": "summer", "FA": "autumn", "WI": "winter", "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter",
    "Q4": "fourth quarter", "H1": "first half", "H2": "second half",
}  # fmt: skip


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun: "1 voice", "3 voices"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def when(value: str | None) -> str | None:
    """An ISO time, cut to its precision, as a person writes it: "3 March 2026, 22:40", "October 2025", "week 44 of 2016".

    What is not such a time comes back cleaned and otherwise as it is; None stays None."""
    if value is None:
        return None
    if week := _WEEK.fullmatch(value):
        return f"{'weekend of ' if week[3] else ''}week {int(week[2])} of {week[1]}"
    if part := _PART.fullmatch(value):
        return f"{when(part[1])}, {_PARTS[part[2]]}"
    found = _WHEN.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= len(_MONTHS):
        return cleaned(value)
    year, month, day, hour, minute, zone = found.groups()
    words = year
    if month:
        words = f"{_MONTHS[int(month) - 1]} {year}"
    if day:
        words = f"{int(day)} {words}"
    if hour:
        words += f", {hour}:{minute}" if minute else f", {hour} h"
        words += {None: "", "Z": " UTC"}.get(zone, f" UTC{zone}")
    return words


def between(first: str | None, last: str | None) -> str | None:
    """Two ISO times as a stretch of days: "4–5 March 2026", "30 October 2025 – 2 January 2026"; None when neither is known."""
    start, end = (when(one[:10]) if one else None for one in (first, last))
    if start is None or end is None or start == end:
        return start or end
    one, other = start.split(" "), end.split(" ")
    if len(one) == len(other) == 3 and one[2] == other[2]:
        return f"{one[0]}–{end}" if one[1] == other[1] else f"{one[0]} {one[1]} – {end}"
    return f"{start} – {end}"


def joined(names: Sequence[str], last: str = "and") -> str:
    """Names as a list in running words: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def cut(text: str, width: int) -> str:
    """The text when it fits in `width` characters, else its beginning up to a word's end, and an ellipsis."""
    if len(text) <= width:
        return text
    head = text[: max(width - 1, 1)]
    space = head.rfind(" ")
    return (head[:space] if space > width // 2 else head).rstrip(" ,;:–—") + "…"


def window(before: str, inside: str, after: str, width: int) -> tuple[str, str, str]:
    """The three parts of a sentence cut to about `width` characters, the middle whole when it can be, ellipses where cut."""
    room = max(width - len(inside), 0)
    if len(inside) > width:
        return "", cut(inside, width), ""
    tail = after if len(after) <= max(room // 2, room - len(before)) else cut(after, max(room // 2, room - len(before)))
    if len(before) > room - min(len(tail), room):
        kept = before[len(before) - max(room - len(tail), 0) :]
        before = "…" + (kept[kept.find(" ") + 1 :] if " " in kept.strip() else kept)
    return before, inside, tail


def around(text: str, inner: Span, outer: Span) -> tuple[str, str, str]:
    """What stands before, in and after `inner` within `outer`, each cleaned; the middle is empty when `inner` lies outside."""
    if not (outer.start <= inner.start < inner.end <= outer.end):
        return (visible(text[outer.start : outer.end]), "", "")
    return (
        visible(text[outer.start : inner.start]),
        visible(text[inner.start : inner.end]),
        visible(text[inner.end : outer.end]),
    )


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
