"""What there is to decide, and the log of what was decided, for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wireroom import desk
from wireroom.model import Decision
from wireroom.ports import InputError
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore
from wireroom.web.views.dossier import Dossiers, Opened

KINDS: Mapping[str, tuple[str, str]] = {
    "split": ("Split a story", "These reports leave their story and make one of their own."),
    "merge": ("Join two stories", "These two stories are one."),
    "not-a-copy": ("Not a copy", "These two reports speak for themselves: neither is made from the other."),
    "not-the-same": ("Not about the same thing", "These claims leave their thread and make one of their own."),
    "set-aside": ("Set a verdict aside", "The verdict of this thread does not stand. It stays to be seen, with your reason."),
    "undo": ("Undo a decision", "This decision no longer holds. It stays in the log."),
}
"""What can be decided: its name and what it says."""
OTHERS = 60
"""Stories that are offered to be joined with; any other can be named by its address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked: its value, its words, whether it is ticked already."""

    value: str
    told: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """A form of a decision: `fixed` are names that belong to it whatever is ticked, `told` what it is about, in lines."""

    kind: str
    name: str
    says: str
    story: str | None
    fixed: tuple[str, ...]
    told: tuple[str, ...]
    choices: tuple[Choice, ...]


def matter(store: SqlStore, dossiers: Dossiers, kind: str, names: Sequence[str]) -> Matter:
    """The form for a kind of decision about what is named: to split a story first, then reports that are ticked already. Raises
    InputError for what is not there."""
    if kind not in KINDS:
        raise InputError("there is no such kind of decision")
    if kind == "undo":
        return _made(kind, None, names[:1], [told(_found(store, names), {})])
    opened = dossiers.open(names[0]) if names else None
    if opened is None:
        raise InputError("there is no such story or report")
    if kind == "split":
        choices = [
            Choice(card.id, f"[{card.number}] {card.name}: {card.title}", card.id in names[1:]) for card in opened.view.cards
        ]
        return _made(kind, opened, (), [opened.story.title], choices)
    if kind == "merge":
        rows = [row for row in store.story_page(parsed(""), "newest", OTHERS) if row.id != opened.name]
        return _made(kind, opened, (opened.name,), [opened.story.title], [Choice(row.id, cleaned(row.title)) for row in rows])
    if kind == "not-a-copy":
        cards = [card for card in opened.view.cards if card.id in names]
        if len(set(names)) != 2:
            raise InputError("two reports are needed")
        return _made(kind, opened, tuple(names), [f"[{card.number}] {card.name}: {card.title}" for card in cards])
    line = next((one for one in opened.story.lines if one.thread.id in names[1:]), None)
    if line is None:
        raise InputError("there is no such thread")
    about = [f"{line.verdict}: {line.about}", *(f"{side.value} ({'; '.join(side.who)})" for side in line.sides)]
    if kind == "set-aside":
        return _made(kind, opened, (opened.name, line.thread.id), about)
    claims = [
        Choice(one.point.id, f"[{one.card.number}] {side.value}: {words.cut(one.sentence, 200)}")
        for side in line.sides
        for one in side.evidence
    ]
    return _made(kind, opened, (opened.name,), about[:1], claims)


def _made(
    kind: str, opened: Opened | None, fixed: Sequence[str], about: Sequence[str], choices: Sequence[Choice] = ()
) -> Matter:
    story = opened.name if opened else None
    return Matter(kind, *KINDS[kind], story, tuple(fixed), tuple(about), tuple(choices))


def _found(store: SqlStore, names: Sequence[str]) -> Decision:
    found = next((one for one in store.decisions() if one.id in names), None)
    if found is None:
        raise InputError("there is no such decision")
    return found


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of the log for a reader: `holds` is False when another entry undid it."""

    decision: Decision
    when: str
    name: str
    about: str
    holds: bool
    links: tuple[tuple[str, str], ...]


def log(store: SqlStore) -> tuple[Logged, ...]:
    """The log of decisions, the newest first."""
    decisions = store.decisions()
    standing = {one.id for one in desk.standing(decisions)}
    by_id = {one.id: one for one in decisions}
    about = {name for one in decisions for name in (*one.reports, *(spot.report for spot in one.spots))}
    names = {one.id: cleaned(one.publisher or one.title or one.uri) for one in store.reports_of(sorted(about))}
    found = []
    for one in reversed(decisions):
        reports = tuple(dict.fromkeys((*one.reports, *(spot.report for spot in one.spots))))
        links = tuple((name, names[name]) for name in reports if name in names)
        undone = told(by_id[one.undoes], names) if one.undoes in by_id else ""
        holds = one.id in standing or (one.kind == "undo" and _undoing_holds(one, decisions))
        found.append(
            Logged(one, words.when(one.when) or one.when, words.sentence_case(words.DECISIONS[one.kind]), undone, holds, links)
        )
    return tuple(found)


def _undoing_holds(one: Decision, decisions: Sequence[Decision]) -> bool:
    """Whether an undoing is not undone itself."""
    after = [other for other in decisions if other.undoes == one.id]
    return not any(_undoing_holds(other, decisions) for other in after)


def told(one: Decision, names: Mapping[str, str]) -> str:
    """A decision in a line."""
    reports = dict.fromkeys((*one.reports, *(spot.report for spot in one.spots)))
    about = words.joined([names.get(name, name) for name in reports])
    name = words.sentence_case(words.DECISIONS[one.kind])
    return f"{name}{f', {about}' if about else ''}: {cleaned(one.why)} ({cleaned(one.who)})"


def entry(one: Decision) -> dict[str, Any]:
    """A decision as a line of a log that `--decisions` reads."""
    found: dict[str, Any] = {"id": one.id, "kind": one.kind, "who": one.who, "when": one.when, "why": one.why}
    if one.reports:
        found["reports"] = list(one.reports)
    if one.spots:
        found["passages"] = [
            {"report": spot.report, "span": list(spot.span), **({"kind": spot.kind} if spot.kind else {})} for spot in one.spots
        ]
    if one.undoes:
        found["undoes"] = one.undoes
    return found
