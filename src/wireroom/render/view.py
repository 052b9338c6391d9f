"""What a rendering shows: the nouns of a briefing as a reader meets them, cleaned, in order, with numbers for the reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wireroom.model import Dossier, Lineage, Moment, Point, Report, Span, Thread, Warn
from wireroom.render import words
from wireroom.render.clean import cleaned

_DIGEST = 16
LABEL = re.compile(r"\s*(?:headline|title)\s*:\s*", re.IGNORECASE)
"""What a header block writes before a headline."""
_CREDIT = re.compile(r"(?:\s*\([^)]{2,60}\))?[\s:–—-]*")
_LIGHT = frozenset({"status", "place", "participant"})
_ALIKE = frozenset({"compatible", "agreed", "repeated", "single"})
_STAMP = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?:T(?:\d{2}:\d{2}|MO|AF|EV|NI))?(?![\w:-])")


@dataclass(frozen=True, slots=True)
class Card:
    """A report as it is named to a reader. `name` is its publisher, or its address when that is not known; of
    a report that was withdrawn it says so wherever it stands."""

    number: int
    report: Report
    name: str
    title: str
    when: str | None
    notices: tuple[str, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id


@dataclass(frozen=True, slots=True)
class Evidence:
    """One point in its sentence, cut in three around the words that carry the value; `inside` may be empty."""

    point: Point
    card: Card
    before: str
    inside: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentence on one line."""
        return cleaned(self.before + self.inside + self.after)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision for a reader: its number in the story, what was decided, by whom and when, why, what the machine had said."""

    number: int
    name: str
    by: str
    why: str
    machine: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One position of a thread: the value in words, who says it, in which reports, in which voices (numbers from 1).

    `evidence` has one entry a report, the first point of its body, else of another part, in the order of the reports'
    numbers. `wording` is a disputed quotation whole, in runs that another side has (False) or words otherwise (True,
    empty where only the other has words)."""

    value: str
    who: tuple[str, ...]
    cards: tuple[Card, ...]
    voices: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    wording: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A thread for a reader, with its place in a page: its sides, its tally in words, and its voices as glyphs.

    The sides of a revised thread stand in the order of time, as far as it is known, others as the dossier has them.

    ● a voice with a named origin, ○ one without, ◌ one whose independence is not sure."""

    anchor: str
    thread: Thread
    about: str
    sides: tuple[Side, ...]
    tally: str
    voices: str
    why: str
    first: Card | None
    set_aside: Ruled | None = None

    @property
    def light(self) -> bool:
        """Whether the thread can be folded away: who, where or in what state, where nobody says otherwise; places that differ
        and can all hold still tell something."""
        telling = self.thread.kind == "place" and self.thread.verdict == "compatible"
        return self.thread.kind in _LIGHT and self.thread.verdict in _ALIKE and not telling

    @property
    def quoted_once(self) -> bool:
        """Whether the words that are spoken of say all: a quotation that every report gives alike, at most trimmed."""
        return self.thread.kind == "quote" and self.thread.verdict in _ALIKE - {"compatible"}

    @property
    def told(self) -> str:
        """What is spoken of and the first position on it; a quotation but once."""
        value = self.sides[0].value
        return self.about if self.quoted_once or value.rstrip("…” ") in self.about else f"{self.about}: {value}"

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every report that has a position, once, in order."""
        found = {card.number: card for side in self.sides for card in side.cards}
        return tuple(found[number] for number in sorted(found))

    @property
    def glyph(self) -> str:
        """The sign of the verdict."""
        return words.VERDICTS[self.thread.verdict][0]

    @property
    def verdict(self) -> str:
        """The word of the verdict."""
        return words.VERDICTS[self.thread.verdict][1]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where along the tree a thread's value became another: the line that tells of it, and the value on either side of a tie.

    Undirected, `before` is what the report higher in the tree says, and which of the two stood first is not known."""

    line: Line
    above: Card
    before: str
    card: Card
    after: str
    directed: bool

    @property
    def told(self) -> str:
        """What is spoken of, what the report above says, and what stands here."""
        return f"{self.line.about}: {self.before} in [{self.above.number}], {self.after} here"


@dataclass(frozen=True, slots=True)
class Node:
    """A report in the tree of its lineage: what ties it to the report above it, what it says otherwise than another report
    that it is tied to, and those that hang on it."""

    card: Card
    tie: str
    why: str
    below: tuple[Node, ...]
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A lineage as a tree; `further` are ties beside the tree, in words."""

    lineage: Lineage
    node: Node
    further: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a warning holds: a report, and whether its span points into the title beside the text."""

    card: Card
    warn: Warn
    in_title: bool

    @property
    def key(self) -> str:
        """What names the place among all that is cited."""
        return f"!{self.warn.kind}:{self.card.id}:{self.warn.span.start}-{self.warn.span.end}"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning for a reader: its name and reason, the words in question in their sentence (empty: none to show), where."""

    anchor: str
    name: str
    why: str
    before: str
    inside: str
    after: str
    places: tuple[Place, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The reports that it is about, in order."""
        return tuple(one.card for one in self.places)


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of the timeline: when, in words; the line; the reports that say so."""

    moment: Moment
    when: str
    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new: of what sort, how, in a sentence, and the thread or the report to look at, if it is there."""

    name: str
    text: str
    line: Line | None
    card: Card | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """A dossier for a reader; `lines` within one verdict the weightiest first (`weigh`). `voices` is the most that speak
    independently about any one thing of the story. `news` is what changed since an earlier dossier; None when there was none
    to compare."""

    number: int
    dossier: Dossier
    title: str
    tally: tuple[str, ...]
    span: str | None
    voices: int
    cards: tuple[Card, ...]
    trees: tuple[Tree, ...]
    suspicions: tuple[str, ...]
    lines: tuple[Line, ...]
    alarms: tuple[Alarm, ...]
    steps: tuple[Step, ...]
    rulings: tuple[Ruled, ...] = ()
    news: tuple[News, ...] | None = None

    def of(self, *verdicts: str) -> tuple[Line, ...]:
        """The threads with one of these verdicts, in order."""
        return tuple(one for one in self.lines if one.thread.verdict in verdicts)

    def weighty(self, *verdicts: str) -> tuple[Line, ...]:
        """Those of them that a reader sees at once."""
        return tuple(one for one in self.of(*verdicts) if not one.light)

    def light(self, *verdicts: str) -> tuple[Line, ...]:
        """Those of them that are folded away."""
        return tuple(one for one in self.of(*verdicts) if one.light)


@dataclass(frozen=True, slots=True)
class View:
    """A whole briefing for a reader."""

    stories: tuple[StoryView, ...]
    unplaced: tuple[Card, ...]
    rejected: tuple[tuple[str, str, str], ...]
    cards: tuple[Card, ...]

    @property
    def tally(self) -> str:
        """How many stories, reports, and what was left out, in words."""
        parts = [words.count(len(self.stories), "story", "stories"), words.count(len(self.cards), "report")]
        if self.unplaced:
            parts.append(f"{len(self.unplaced):,} in no story")
        if self.rejected:
            parts.append(f"{len(self.rejected):,} rejected")
        return " · ".join(parts)


class Numbered:
    """Cleans a sentence of ours and writes reports' numbers for their ids in it, so that no reader meets a digest, and dates
    as a person does.

    Only ids that no word of a sentence could be are replaced: those of sixteen characters, or with letters beside digits or
    the signs of a path."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._number = {key: card.number for key, card in cards.items()}
        self._token = re.compile(r"[\w.#/-]*\w")

    def __call__(self, text: str) -> str:
        return cleaned(_STAMP.sub(lambda found: words.when(found.group()) or "", self._token.sub(self._one, text)))

    def _one(self, found: re.Match[str]) -> str:
        key = found.group()
        if key not in self._number:
            return key
        telling = len(key) >= _DIGEST or (any(map(str.isalpha, key)) and any(char.isdigit() or char in "-_/." for char in key))
        return f"[{self._number[key]}]" if telling else key


def ref(card: Card) -> str:
    """A report's number as it stands in running words."""
    return f"[{card.number}]"


def span_text(report: Report, span: Span, *, headline: bool = False) -> str:
    """The text that a span points into: the title when the words are a headline's and it stands beside the text."""
    beside = headline and report.title is not None and not any(part.kind == "headline" for part in report.parts)
    return report.title if beside and report.title and span.end <= len(report.title) else report.text


def bare(report: Report, text: str, sentence: Span, words_: Span) -> Span:
    """A sentence without what only opens the text before the words in question: a dateline with its credit, "Headline:"."""
    label = LABEL.match(text, sentence.start, max(sentence.start, words_.start))
    if label:
        return Span(label.end(), sentence.end)
    line = report.dateline
    if line is None or text is not report.text or not sentence.start < line.span.end <= words_.start:
        return sentence
    credit = _CREDIT.match(text, line.span.end, words_.start)
    return Span(credit.end() if credit else line.span.end, sentence.end)


def beside(point: Point, report: Report) -> bool:
    """True when the point's words stand in a title beside the text, so that its spans point into `Report.title`."""
    return point.part == "headline" and span_text(report, point.span, headline=True) is not report.text
