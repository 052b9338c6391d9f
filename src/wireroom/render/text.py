"""A briefing as plain text for a terminal: calm, readable at 80 columns, coloured only when asked.

Everything from outside was cleaned in `view`; the only escape sequences are our own colours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from wireroom.model import Briefing
from wireroom.render import words
from wireroom.render.show import view
from wireroom.render.view import Alarm, Card, Line, Node, Ruled, Side, StoryView, Tree, View

NARROWEST = 40
"""Columns below which we do not go: words would break more often than not."""
SINGLES = 12
"""How many things that one report says, and that copies repeat, are listed before the rest is only counted; who, where and in
what state, where nobody says otherwise, is only counted too. The other forms list them all."""
TOGETHER = 4
"""Numbers of reports that stay on one line with the word before them."""
SENTENCE = 240
"""Characters of a sentence shown as evidence before it is cut."""

_TIGHT = "\u00a0"

_STYLES = {
    "title": "1",
    "head": "1;36",
    "dim": "2",
    "strong": "1",
    "disputed": "1;31",
    "revised": "33",
    "warn": "33",
    "ref": "36",
}


def text(briefing: Briefing, *, width: int = 80, colour: bool = False, singles: int | None = SINGLES) -> str:
    """The briefing as lines of at most `width` columns, ending in a newline.

    `singles` is how many things said once, or repeated, are listed; None lists them all, and what is light too."""
    shown = view(briefing)
    page = _Page(max(width, NARROWEST), colour)
    if len(shown.stories) != 1:
        page.put(shown.tally, style="title")
    for place, story in enumerate(shown.stories):
        if place or len(shown.stories) != 1:
            page.gap()
        _story(page, story, singles)
    _left_out(page, shown)
    return page.text()


class _Page:
    """Lines being written: wraps to a width that counts columns, and colours when asked."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self._lines: list[str] = []

    def gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def head(self, words_: str) -> None:
        self.gap()
        self.put(words_.upper(), style="head")

    def rule(self) -> None:
        self._lines.append(self.paint("─" * self.width, "dim"))

    def put(self, what: str, *, style: str = "", first: str = "", rest: str | None = None) -> None:
        """Adds `what`, wrapped, after `first` on its first line and `rest` (as many spaces, if not given) on the others."""
        rest = " " * columns(first) if rest is None else rest
        for place, part in enumerate(wrapped(what, self.width - max(columns(first), columns(rest)))):
            self._lines.append((rest if place else first) + self.paint(part, style))

    def paint(self, what: str, style: str) -> str:
        if not (self.colour and style and what):
            return what
        return f"\x1b[{_STYLES[style]}m{what}\x1b[0m"

    def text(self) -> str:
        return "\n".join(one.rstrip() for one in self._lines).rstrip("\n") + "\n"


def columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for wide characters, none for marks that stand on others."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """The words of a text in lines of at most `width` columns; a longer word is broken. An empty text gives one empty line.

    Words joined by a no-break space stay together where they can."""
    held, used = "", 0
    for word in text.replace("\n", " ").split(" "):
        for piece in _pieces(word.replace(_TIGHT, " "), width) if word else ():
            size = columns(piece)
            if held and used + 1 + size > width:
                yield held
                held, used = piece, size
            else:
                held, used = (f"{held} {piece}", used + 1 + size) if held else (piece, size)
    yield held


def _pieces(word: str, width: int) -> Iterator[str]:
    if columns(word) <= width:
        yield word
        return
    piece, used = "", 0
    for char in word:
        size = columns(char)
        if piece and used + size > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + char, used + size
    yield piece


# --- one story -------------------------------------------------------------------------------------------------------


def _story(page: _Page, story: StoryView, singles: int | None) -> None:
    page.put(story.title, style="title")
    page.put(" · ".join([*story.tally, *([story.span] if story.span else [])]))
    page.rule()
    if story.news is not None:
        page.head("What is new")
        for one in story.news:
            page.put(f"{one.name} · {one.text}", first="  + ", rest="    ")
        if not story.news:
            page.put("Nothing since the earlier dossier.", first="  ")
    page.head("Reports and their lineages")
    for tree in story.trees:
        _tree(page, tree)
    for suspicion in story.suspicions:
        page.put(f"relation not sure: {suspicion}", first="  ? ", style="dim")
    _threads(page, story, singles)
    if story.alarms:
        page.head("Warnings")
        for alarm in story.alarms:
            _alarm(page, alarm)
    if story.rulings:
        page.head("Decided by people")
        for ruled in story.rulings:
            page.gap()
            page.put(f"{ruled.name} · {ruled.by}{_refs(ruled.cards)}", first=f"  ({ruled.number}) ", style="strong")
            page.put(ruled.why, first="      ")
            page.put(words.sentence_case(ruled.machine), first="      ", style="dim")
    if story.steps:
        page.head("Timeline")
        wide = min(max(columns(step.when) for step in story.steps), 22)
        for step in story.steps:
            lead = f"  {step.when}{' ' * max(wide - columns(step.when), 0)}  "
            page.put(f"{step.text}{_refs(step.cards)}", first=lead, rest=" " * (wide + 4))


def _refs(cards: Sequence[Card]) -> str:
    """The numbers of the reports, tied to the word before them unless they are many."""
    tied = _TIGHT.join(f"[{card.number}]" for card in cards[:TOGETHER])
    return f"{_TIGHT}{' '.join([tied, *(f'[{card.number}]' for card in cards[TOGETHER:])])}" if cards else ""


def _tree(page: _Page, tree: Tree) -> None:
    page.gap()
    _node(page, tree.node, first="  ", rest="  ", depth=0)
    for tie in tree.further:
        page.put(tie, first="      ", style="dim")


def _node(page: _Page, node: Node, *, first: str, rest: str, depth: int) -> None:
    card = node.card
    label = f"[{card.number}] "
    about = [card.name, card.when or "no date", *card.notices]
    trunk = rest + ("│ " if node.below else "  ") + " " * (len(label) - 2)
    page.put(" · ".join(about), first=first + label, rest=trunk, style="strong")
    page.put(card.title, first=trunk, rest=trunk)
    if node.tie:
        page.put(f"{node.tie}{': ' + node.why if node.why else ''}", first=trunk, rest=trunk, style="dim")
    deep = rest if columns(rest) > page.width // 3 else None
    for place, child in enumerate(node.below):
        last = place == len(node.below) - 1
        branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
        _node(page, child, first=(deep or rest) + branch, rest=(deep or rest) + ("" if deep else below), depth=depth + 1)


# --- threads ---------------------------------------------------------------------------------------------------------


def _threads(page: _Page, story: StoryView, singles: int | None) -> None:
    for title, verdict in (("Disputed", "disputed"), ("Revised as the story went on", "revised")):
        if lines := story.of(verdict):
            page.head(title)
            for one in lines:
                page.gap()
                _line(page, one, full=True)
    if held := story.of("compatible", "agreed"):
        page.head("Held by more than one report")
        shown = held if singles is None else story.weighty("compatible", "agreed")
        for one in shown:
            page.gap()
            _line(page, one, full=False)
        if len(held) > len(shown):
            page.gap()
        _rest(page, len(shown), len(held), "said alike")
    if repeated := story.of("repeated"):
        page.head("Repeated by several reports with one voice")
        page.gap()
        listed = repeated if singles is None else story.weighty("repeated")[:singles]
        for one in listed:
            _line(page, one, full=False)
        _rest(page, len(listed), len(repeated), "repeated alike")
    if once := story.of("single"):
        page.head("Said by one report only")
        page.gap()
        for one in once[:singles]:
            page.put(f"{one.told} — {'; '.join(one.sides[0].who)}{_refs(one.cards)}", first="  · ", rest="    ")
        _rest(page, len(once[:singles]), len(once), "that one report says")


def _rest(page: _Page, listed: int, there: int, what: str) -> None:
    if there > listed:
        page.put(f"and {words.count(there - listed, 'more thing')} {what}", first="  ", style="dim")


def _line(page: _Page, one: Line, *, full: bool) -> None:
    style = one.thread.verdict if one.thread.verdict in _STYLES else "strong"
    standing = f"{one.verdict.lower()} · {one.tally} {one.voices}"
    why = words.sentence_case(one.why)
    if not full and (len(one.sides) == 1 or one.quoted_once):
        page.put(f"{one.told} — {'; '.join(one.sides[0].who)}{_refs(one.cards)}", first=f"{one.glyph} ", rest="  ")
        page.put(f"{standing} · {why}", first="  ", style="dim")
        if one.set_aside:
            page.put(_aside(one.set_aside), first="  ")
        return
    page.put(one.about, first=f"{one.glyph} ", rest="  ", style="strong")
    page.put(standing, first="  ", style=style if full else "dim")
    if one.set_aside:
        page.put(_aside(one.set_aside), first="  ")
    for side in one.sides:
        _side(page, side, full=full)
    page.put(why, first="  ", style="dim")


def _aside(ruled: Ruled) -> str:
    return f"set aside by {ruled.by}: {ruled.why} ({ruled.number})"


def _side(page: _Page, side: Side, *, full: bool) -> None:
    page.put(f"{side.value} — {'; '.join(side.who)}{_refs(side.cards)}", first="    ", rest="      ")
    if full and side.evidence:
        proof = side.evidence[0]
        page.put(f"{words.cut(proof.sentence, SENTENCE)}{_refs((proof.card,))}", first="      │ ", rest="      │ ", style="dim")


def _alarm(page: _Page, alarm: Alarm) -> None:
    page.gap()
    who = alarm.cards[0].name if len(alarm.places) == 1 else words.count(len(alarm.places), "report")
    page.put(f"{alarm.name} · {who}{_refs(alarm.cards)}", first="! ", style="warn")
    if alarm.inside:
        page.put(
            "".join(words.window(alarm.before, alarm.inside, alarm.after, SENTENCE)), first="  │ ", rest="  │ ", style="dim"
        )
    page.put(words.sentence_case(alarm.why), first="  ")


def _left_out(page: _Page, shown: View) -> None:
    if shown.unplaced:
        page.head("In no story of two or more reports")
        for card in shown.unplaced:
            page.put(f"{card.name} · {card.title}", first=f"  [{card.number}] ")
    if shown.rejected:
        page.head("Rejected")
        for uri, reason, detail in shown.rejected:
            page.put(f"{uri}: {reason}, {detail}", first="  ", rest="    ")
