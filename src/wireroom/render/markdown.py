"""A briefing as Markdown (CommonMark): the same order as the text form, every sentence of evidence quoted, all escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wireroom.model import Briefing
from wireroom.render import words
from wireroom.render.show import view
from wireroom.render.view import Card, Line, Node, Side, StoryView, View

SENTENCE = 400
"""Characters of a sentence shown as evidence before it is cut."""

_MARKS = re.compile(r"[\\`*_\[\]<>#|~$!]|(?<=\w)@|@(?=\w)|&(?=[#\w])")
_LEAD = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_LINK = re.compile(r"(?i)(?<=\w)://|(?<![\w.])www\.(?=\w)|(?<![\w.])xmpp:|(?<![\w.])mailto:")


def markdown(briefing: Briefing) -> str:
    """The briefing as one Markdown document, ending in a newline; nothing in a report can become markup or a link."""
    shown = view(briefing)
    lines = list(_document(shown))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def escape(text: str) -> str:
    """One line of cleaned text with every character that Markdown reads as markup written so that it is read as itself."""
    found = _LINK.sub(
        lambda link: re.sub(r"[:.]", lambda mark: f"&#{ord(mark.group())};", link.group()), _MARKS.sub(_mark, text)
    )
    return _LEAD.sub(r"\1\\\2" if not found.lstrip()[:1].isdigit() else r"\1\2\\", found)


def _mark(found: re.Match[str]) -> str:
    char = found.group()
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}.get(char, f"\\{char}")


def _document(shown: View) -> Iterator[str]:
    if len(shown.stories) != 1:
        yield from (f"# {shown.tally}", "")
    for story in shown.stories:
        yield from _story(story)
    if shown.unplaced:
        yield from ("", "## In no story of two or more reports", "")
        for card in shown.unplaced:
            yield f"- **{card.number}** {escape(card.name)} · {escape(card.title)}"
    if shown.rejected:
        yield from ("", "## Rejected", "")
        for uri, reason, detail in shown.rejected:
            yield f"- {escape(uri)}: {escape(reason)}, {escape(detail)}"


def _story(story: StoryView) -> Iterator[str]:
    yield from ("", f"# {escape(story.title)}", "")
    yield " · ".join([f"**{words.joined(story.tally)}**", *([story.span] if story.span else [])])
    if story.news is not None:
        yield from ("", "## What is new", "")
        yield from [f"- *{one.name}*: {escape(one.text)}" for one in story.news] or ["Nothing since the earlier dossier."]
    yield from ("", "## Reports and their lineages", "")
    for tree in story.trees:
        yield from _node(tree.node, 0)
        for tie in tree.further:
            yield f"  - {escape(tie)}"
    for suspicion in story.suspicions:
        yield f"- relation not sure: {escape(suspicion)}"
    yield from _threads(story)
    if story.alarms:
        yield from ("", "## Warnings", "")
        for alarm in story.alarms:
            before, inside, after = words.window(alarm.before, alarm.inside, alarm.after, SENTENCE)
            quote = f"\n  {escape(before)}**{escape(inside)}**{escape(after)}\n " if inside.strip("*") else ""
            where = f"{escape(alarm.cards[0].name)} {_refs(alarm.cards)}"
            yield f"- *{alarm.name}*, {where}:{quote} {escape(words.sentence_case(alarm.why))}"
    if story.rulings:
        yield from ("", "## Decided by people", "")
        for ruled in story.rulings:
            yield f"- ({ruled.number}) *{ruled.name}*, {escape(ruled.by)} {_refs(ruled.cards)}: {escape(ruled.why)}"
            yield f"  {escape(words.sentence_case(ruled.machine))}"
    if story.steps:
        yield from ("", "## Timeline", "")
        for step in story.steps:
            yield f"- **{escape(step.when)}** {escape(step.text)} {_refs(step.cards)}"
    yield ""


def _refs(cards: Sequence[Card]) -> str:
    return " ".join(f"\\[{card.number}\\]" for card in cards)


def _node(node: Node, depth: int) -> Iterator[str]:
    card = node.card
    about = " · ".join(escape(one) for one in (card.name, card.when or "no date", *card.notices))
    tie = f" ({escape(node.tie)}{': ' + escape(node.why) if node.why else ''})" if node.tie else ""
    yield f"{'  ' * depth}- **{card.number}** {about}: {escape(card.title)}{tie}"
    for turn in node.turns:
        yield f"{'  ' * (depth + 1)}- {turn.line.glyph} {escape(turn.told)}"
    for below in node.below:
        yield from _node(below, depth + 1)


def _threads(story: StoryView) -> Iterator[str]:
    for title, verdicts in (
        ("Disputed", ("disputed",)),
        ("Revised as the story went on", ("revised",)),
        ("Held by more than one report", ("compatible", "agreed", "repeated")),
    ):
        if story.of(*verdicts):
            yield from ("", f"## {title}", "")
            for one in story.weighty(*verdicts):
                yield from _line(one)
            if light := story.light(*verdicts):
                yield from (f"And {words.count(len(light), 'more thing')} said alike:", "")
                for one in light:
                    values = escape("; ".join(side.value for side in one.sides))
                    yield f"- {one.glyph} {escape(one.about)}: {values} {_refs(one.cards)}"
                yield ""
    if once := story.of("single"):
        yield from ("", "## Said by one report only", "")
        for one in once:
            yield f"- {escape(one.told)} — {escape('; '.join(one.sides[0].who))} {_refs(one.cards)}"


def _line(one: Line) -> Iterator[str]:
    yield f"### {one.glyph} {escape(one.about)}"
    yield from ("", f"*{one.verdict.lower()} · {one.tally}* {one.voices}", "")
    if one.set_aside:
        aside = one.set_aside
        yield from (f"**Set aside by {escape(aside.by)}:** {escape(aside.why)} ({aside.number})", "")
    for side in one.sides:
        yield from _side(side)
    yield from ("", escape(words.sentence_case(one.why)), "")


def _side(side: Side) -> Iterator[str]:
    yield f"- **{escape(side.value)}** — {escape('; '.join(side.who))}"
    for proof in side.evidence:
        yield f"  - \\[{proof.card.number}\\] {escape(proof.card.name)}: {escape(words.cut(proof.sentence, SENTENCE))}"
