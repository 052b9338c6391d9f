"""What a wire's publishing status and signals mean for a report: notices of the closed set.

The words are those of the IPTC's schemes (publishing status `usable`, `withheld`, `canceled`; signals of NewsML-G2 and NITF's
management status), in the spellings found in ninjs 1 to 3, NewsML-G2 and NITF."""

from __future__ import annotations

from wireroom.model import NoticeKind

WITHDRAWN = frozenset({"canceled", "cancelled", "withheld", "withdrawn", "killed", "kill", "retracted", "retraction"})
"""Statuses and signals of what may not be used: stopped for good, or held back until further notice."""
_SIGNALS: dict[str, NoticeKind] = {
    **dict.fromkeys(sorted(WITHDRAWN), "retraction"),
    "correction": "correction",
    "corrected": "correction",
    "update": "update",
    "updated": "update",
    "writethru": "update",
    "embargoed": "embargo",
    "flash": "breaking",
    "bulletin": "breaking",
    "urgent": "breaking",
}  # fmt: skip


def bare(code: str | None) -> str:
    """A code without its scheme, in lower case: `stat:canceled` and `http://cv.iptc.org/…/canceled` are `canceled`."""
    return (code or "").strip().rpartition("/")[2].rpartition(":")[2].lower()


def withdrawn(*codes: str | None) -> bool:
    """Whether any of the statuses or signals withdraws the item."""
    return any(bare(code) in WITHDRAWN for code in codes)


def signalled(*codes: str | None) -> tuple[NoticeKind, ...]:
    """The notices that statuses and signals amount to, each once, in the order given."""
    return tuple(dict.fromkeys(_SIGNALS[name] for name in map(bare, codes) if name in _SIGNALS))
