"""What a decision is about, from the names that a person gave: words and reports of the store, as the log has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.ports import InputError

if TYPE_CHECKING:
    from wireroom.store.store import SqlStore

KINDS = {
    "merge": "these stories, or the stories of these reports, are one",
    "split": "these reports leave their stories and make one of their own",
    "not-a-copy": "these two reports speak for themselves",
    "not-the-same": "these claims of a story leave their thread and make one of their own: STORY CLAIM…",
    "set-aside": "the verdict of a thread does not stand: STORY THREAD",
    "undo": "a decision no longer holds: its id",
}
"""Every kind of decision as a person names it, and what it says."""


def about(store: SqlStore, kind: str, names: Sequence[str]) -> dict[str, object]:
    """The part of a decision's record that says what it is about; `kind` is one of `KINDS`. Raises InputError for what is
    not in the store."""
    if kind == "undo":
        return {"undoes": names[0] if len(names) == 1 else None}
    if kind == "merge":
        return {"reports": [_report_of(store, name) for name in names]}
    if kind in ("set-aside", "not-the-same"):
        return {"passages": _passages(store, kind, names)}
    known = store.arrivals_of(names)
    missing = [name for name in names if name not in known]
    if missing:
        raise InputError(f"{store.name} has no report {missing[0]!r}")
    return {"reports": list(names)}


def _passages(store: SqlStore, kind: str, names: Sequence[str]) -> list[dict[str, object]]:
    if len(names) < 2 or (kind == "set-aside" and len(names) != 2):
        raise InputError(f"{kind}: {KINDS[kind]}")
    found = store.filed(names[0])
    if found is None:
        raise InputError(f"{store.name} has no story {names[0]!r}")
    claims = list(names[1:])
    if kind == "set-aside":
        claims = [name for one in found[1].threads if one.id == names[1] for name in one.claims]
    points = {one.id: one for one in found[1].points}
    missing = [name for name in claims if name not in points]
    if missing or not claims:
        raise InputError(f"story {found[0].story.id} has no {(missing or names[1:])[0]!r}")
    spots = [points[name] for name in dict.fromkeys(claims)]
    return [{"report": one.report, "span": list(one.span), "kind": one.kind} for one in spots]


def _report_of(store: SqlStore, name: str) -> str:
    """A report that stands for a story in a decision: the story's own first, or the report itself."""
    if store.arrivals_of([name]):
        return name
    found = store.filed(name)
    if found is None:
        raise InputError(f"{store.name} has no story or report {name!r}")
    return found[0].story.reports[0]
