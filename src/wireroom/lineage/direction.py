"""Which of two tied reports came from the other, where something shows it, and what shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wireroom.lineage.compare import Comparison
from wireroom.lineage.rules import LineageRules
from wireroom.model import Report

_CREDIT_STEM = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    {"the", "www", "com", "org", "net", "co", "uk", "news", "online", "daily", "times", "post", "press", "in", "au"}
)

HEAD = 400
"""Code points in which an agency's dateline stands: a headline or two, a byline, then the dateline."""
_AGENCY_DATELINE = re.compile(r"[A-Z]\w*[^\n]{0,40}\((?:AP|AFP|[A-Z][\w .&'’-]{2,30})\) ?[-–—]")


@dataclass(frozen=True, slots=True)
class Direction:
    """`child` was made from `parent`; `why` are sentences for a person. Both None when nothing shows it."""

    child: str | None = None
    parent: str | None = None
    why: tuple[str, ...] = ()


def direction(found: Comparison, rules: LineageRules, *, third: bool) -> Direction:
    """The direction that publication times and credits show, or none: evidence that disagrees gives none.

    Times count only where they differ in the digits that both state. A credit counts when one report names the other's
    publisher in its own words and the other does not name it back. With a `third` text behind both, only a credit and time
    together show that one took from the other, or that one opens with an agency's dateline while the other has its own opening
    and credits the same agency: then the one is the agency's item, and the other was built on it."""
    a, b = found.a.report, found.b.report
    votes: list[tuple[Report, Report, str]] = []
    early = _earlier(a, b)
    if early is not None:
        late = b if early is a else a
        votes.append((late, early, f"{early.id} is dated {early.published.value}, {late.id} {late.published.value}"))
    named_in_a, named_in_b = _names(a, b, rules), _names(b, a, rules)
    if named_in_a and not named_in_b:
        votes.append((a, b, f"{a.id} names {b.publisher}"))
    elif named_in_b and not named_in_a:
        votes.append((b, a, f"{b.id} names {a.publisher}"))
    if third and len(agency := _agency_items(a, b)) == 1:
        item = agency[0]
        built = b if item is a else a
        votes = [vote for vote in votes if vote[2].startswith(f"{vote[0].id} names")]
        votes += [
            (built, item, f"{item.id} opens with an agency's dateline, {built.id} credits that agency under its own opening")
        ] * 2
    if len(votes) < 1 + third or len({child.id for child, _, _ in votes}) > 1:
        return Direction()
    return Direction(votes[0][0].id, votes[0][1].id, tuple(dict.fromkeys(why for _, _, why in votes)))


def _agency_items(a: Report, b: Report) -> list[Report]:
    if not set(a.agencies) & set(b.agencies):
        return []
    return [one for one in (a, b) if _AGENCY_DATELINE.search(one.text[:HEAD])]


def _earlier(a: Report, b: Report) -> Report | None:
    left, right = a.published.value, b.published.value
    if not left or not right:
        return None
    size = min(len(left), len(right))
    if "T" in left[:size] and left[size:] != right[size:] and size < 16:
        size = 10
    if left[:size] == right[:size]:
        return None
    return a if left[:size] < right[:size] else b


def same_outlet(a: Report, b: Report) -> bool:
    """Whether two reports come from one publisher, by the telling words of its name."""
    left, right = outlet_words(a.publisher), outlet_words(b.publisher)
    return bool(left) and left == right


def outlet_words(publisher: str | None) -> frozenset[str]:
    """The telling words of a publisher's name, by which spellings of one outlet are known ("News", "Online" left out)."""
    words = [word.lower() for word in _CREDIT_STEM.findall(publisher or "")]
    return frozenset(word for word in words if word not in _GENERIC) or frozenset(words)


def _names(report: Report, other: Report, rules: LineageRules) -> bool:
    """Whether a report names the other's publisher, by any of the names that the lexicon of outlets gives it."""
    if not other.publisher or same_outlet(report, other):
        return False
    name = other.publisher.removeprefix("www.")
    names = {name, *rules.outlets.get(name.lower(), ())}
    return re.search(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in sorted(names))})(?!\w)", report.text) is not None
