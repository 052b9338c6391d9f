"""A wire item, whatever its format, as a draft: the common end of every decoder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wireroom.model import DateCandidate, DateFrom, NoticeKind
from wireroom.report.dates import moment
from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal

_BASIC = re.compile(
    r"(?P<day>\d{8})T(?P<h>\d{2}):?(?P<m>\d{2})(?::?(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_BY = re.compile(r"(?i)^by:?\s+(?=\S)")
NAME_LIMIT = 400
"""Code points of the longest identifier that is kept: a name, not a text."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the wire formats share: texts as found, times as stated, identifiers; `retracts` other items' identifiers.

    `gone` says that the item itself is withdrawn: then it retracts whatever is known by its own names too."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    issued: tuple[str | None, ...] = ()
    changed: str | None = None
    stated: DateFrom = "metadata"
    credits: tuple[str, ...] = ()
    names: tuple[str | None, ...] = ()
    retracts: tuple[str | None, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    gone: bool = False
    host: str | None = None


def drafted(item: Item) -> Draft | Refusal:
    """The draft that an item gives; a `retraction` refusal when it only withdraws and has no text of its own."""
    names = named(item.names)
    retracts = named((*item.retracts, *(names if item.gone else ())))
    if retracts and not any(char.isalnum() for char in item.text):
        return Refusal("retraction", f"withdraws {', '.join(retracts)[:160]}", retracts)
    notices = (*item.notices, *(("retraction",) if item.gone and "retraction" not in item.notices else ()))
    return Draft(
        text=clean(item.text),
        title=_line(item.title),
        byline=_BY.sub("", _line(item.byline) or "") or None,
        publisher=_line(item.publisher),
        url=_line(item.url),
        language=_line(item.language),
        dates=dated(item.issued, item.stated),
        updated=when(item.changed) if item.changed else None,
        agencies=tuple(credit for one in item.credits if (credit := _line(one))),
        names=names,
        retracts=retracts,
        notices=notices,
        host=item.host,
    )


def named(given: Iterable[str | None]) -> tuple[str, ...]:
    """The identifiers that are ones, each once, in order."""
    found = [clean(one).strip() for one in given if one]
    return tuple(dict.fromkeys(one for one in found if one and len(one) <= NAME_LIMIT and one.isprintable()))


def dated(stated: Iterable[str | None], where: DateFrom) -> tuple[DateCandidate, ...]:
    """A candidate a time stated, each once, in the order given."""
    found = [clean(one).strip()[:200] for one in stated if one and one.strip()]
    return tuple(DateCandidate(when(one), where, one) for one in dict.fromkeys(found))


def when(stated: str) -> str | None:
    """The time that a wire states, as `moment` reads it, and in ISO's basic form too ("20260305T070000Z")."""
    basic = _BASIC.fullmatch(stated.strip())
    if basic is None:
        return moment(stated)
    day, hour, minute, second, zone = basic["day"], basic["h"], basic["m"], basic["s"] or "00", basic["zone"] or ""
    zone = f"{zone[:3]}:{zone[-2:]}" if zone[:1] in ("+", "-") else zone
    return moment(f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:{minute}:{second}{zone}")


def _line(value: str | None) -> str | None:
    return (" ".join(clean(value).split()) or None) if value else None
