"""A briefing as plain text for a terminal: calm, readable at 80 columns, coloured only when asked.

Everything from outside was cleaned in `view`; the only escape sequences are our own colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wireroom.model import Briefing
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.render.show import view
from wireroom.render.terminal import STYLES, TIGHT, Page, columns
from wireroom.render.view import Alarm, Card, Evidence, Line, Node, Ruled, Side, StoryView, Tree, View

SINGLES = 12
"""How many things that one report says, and that copies repeat, are listed before the rest is only counted; who, where and in
what state, where nobody says otherwise, is only counted too. The other forms list them all."""
TOGETHER = 4
"""Numbers of reports that stay on one line with the word before them."""
ABREAST = 76
"""Columns of a page on which the two sides of a dispute stand next to each other."""
TURNS = 6
"""How many things that one report says otherwise than the report it is tied to are listed in the tree."""
SENTENCE = 240
"""Characters of a sentence shown as evidence before it is cut."""


def text(briefing: Briefing, *, width: int = 80, colour: bool = False, singles: int | None = SINGLES) -> str:
    """The briefing as lines of at most `width` columns, ending in a newline.

    `singles` is how many things said once, or repeated, are listed; None lists them all, and what is light too."""
    shown = view(briefing)
    page = Page(width, colour)
    if len(shown.stories) != 1:
        page.put(shown.tally, style="title")
    for place, story in enumerate(shown.stories):
        if place or len(shown.stories) != 1:
            page.gap()
        _story(page, story, singles)
    _left_out(page, shown)
    return page.text()


# --- one story -------------------------------------------------------------------------------------------------------


def _story(page: Page, story: StoryView, singles: int | None) -> None:
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
    tied = TIGHT.join(f"[{card.number}]" for card in cards[:TOGETHER])
    return f"{TIGHT}{' '.join([tied, *(f'[{card.number}]' for card in cards[TOGETHER:])])}" if cards else ""


def _tree(page: Page, tree: Tree) -> None:
    page.gap()
    _node(page, tree.node, first="  ", rest="  ", depth=0)
    for tie in tree.further:
        page.put(tie, first="      ", style="dim")


def _node(page: Page, node: Node, *, first: str, rest: str, depth: int) -> None:
    card = node.card
    label = f"[{card.number}] "
    about = [card.name, card.when or "no date", *card.notices]
    trunk = rest + ("│ " if node.below else "  ") + " " * (len(label) - 2)
    page.put(" · ".join(about), first=first + label, rest=trunk, style="strong")
    page.put(card.title, first=trunk, rest=trunk)
    if node.tie:
        page.put(f"{node.tie}{': ' + node.why if node.why else ''}", first=trunk, rest=trunk, style="dim")
    for turn in node.turns[:TURNS]:
        page.put(turn.told, first=f"{trunk}{turn.line.glyph} ", rest=f"{trunk}  ", style=turn.line.thread.verdict)
    if len(node.turns) > TURNS:
        page.put(f"and {words.count(len(node.turns) - TURNS, 'more thing')} said otherwise", first=trunk, style="dim")
    deep = rest if columns(rest) > page.width // 3 else None
    for place, child in enumerate(node.below):
        last = place == len(node.below) - 1
        branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
        _node(page, child, first=(deep or rest) + branch, rest=(deep or rest) + ("" if deep else below), depth=depth + 1)


# --- threads ---------------------------------------------------------------------------------------------------------


def _threads(page: Page, story: StoryView, singles: int | None) -> None:
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


def _rest(page: Page, listed: int, there: int, what: str) -> None:
    if there > listed:
        page.put(f"and {words.count(there - listed, 'more thing')} {what}", first="  ", style="dim")


def _line(page: Page, one: Line, *, full: bool) -> None:
    style = one.thread.verdict if one.thread.verdict in STYLES else "strong"
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
    if full and len(one.sides) == 2 and one.thread.verdict == "disputed" and page.width >= ABREAST:
        left, right = (list(_column(side)) for side in one.sides)
        page.beside(left, right, indent="    ")
    else:
        for side in one.sides:
            _side(page, side, full=full)
    page.put(why, first="  ", style="dim")


def _column(side: Side) -> Iterator[tuple[str, str]]:
    """One side of a dispute as paragraphs of a column: the value, who says it and where, and the sentence that says so."""
    yield side.value, "strong"
    yield f"{'; '.join(side.who)}{_refs(side.cards)}", ""
    if side.evidence:
        proof = side.evidence[0]
        yield f"{_cited(proof)}{_refs((proof.card,))}", "dim"


def _cited(proof: Evidence) -> str:
    """The sentence, cut where it is long around the words that carry the value."""
    return cleaned("".join(words.window(proof.before, proof.inside, proof.after, SENTENCE)))


def _aside(ruled: Ruled) -> str:
    return f"set aside by {ruled.by}: {ruled.why} ({ruled.number})"


def _side(page: Page, side: Side, *, full: bool) -> None:
    page.put(f"{side.value} — {'; '.join(side.who)}{_refs(side.cards)}", first="    ", rest="      ")
    if full and side.evidence:
        proof = side.evidence[0]
        page.put(f"{_cited(proof)}{_refs((proof.card,))}", first="      │ ", rest="      │ ", style="dim")


def _alarm(page: Page, alarm: Alarm) -> None:
    page.gap()
    who = alarm.cards[0].name if len(alarm.places) == 1 else words.count(len(alarm.places), "report")
    page.put(f"{alarm.name} · {who}{_refs(alarm.cards)}", first="! ", style="warn")
    if alarm.inside:
        page.put(
            "".join(words.window(alarm.before, alarm.inside, alarm.after, SENTENCE)), first="  │ ", rest="  │ ", style="dim"
        )
    page.put(words.sentence_case(alarm.why), first="  ")


def _left_out(page: Page, shown: View) -> None:
    if shown.unplaced:
        page.head("In no story of two or more reports")
        for card in shown.unplaced:
            page.put(f"{card.name} · {card.title}", first=f"  [{card.number}] ")
    if shown.rejected:
        page.head("Rejected")
        for uri, reason, detail in shown.rejected:
            page.put(f"{uri}: {reason}, {detail}", first="  ", rest="    ")
