"""The taggers that are fuzzed: each a function of a text and a chance, which raises where a law breaks.

A tagger that reads a parse is given the real one and then copies with scrambled labels, since a parser's labels on a hostile
text are hardly better than chance, and scrambling is a hundred times cheaper than parsing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from tests.fuzz import laws, texts

from wireroom.config import desk_rules
from wireroom.engine.language import Guesser
from wireroom.engine.models import SpacyParser
from wireroom.model import Capture, Published, Rejection, Report
from wireroom.reading import read
from wireroom.reading.claim import attribute
from wireroom.reading.quantity import tag_quantities
from wireroom.reading.statement import state
from wireroom.reading.surface import kept
from wireroom.reading.timex import tag_timexes
from wireroom.report import extract

if TYPE_CHECKING:
    from spacy.tokens import Doc

Target = Callable[[str, Random], None]
SCRAMBLED = 3
"""Scrambled copies of each parse."""
SHARE = 0.15
"""Share of tokens whose label is scrambled."""
PACE = 0.25
"""Seconds of processor time a tagger may take for a thousand characters, and for any text at all; the slowest seen on news
is a tenth of it."""
ANCHORS = (
    None,
    "2016",
    "2016-11",
    "2016-11-10",
    "2016-11-10T23:00",
    "1999-12-31T23:59:59+09:00",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
)


@cache
def _parser() -> SpacyParser:
    return SpacyParser()


def _scrambled(doc: Doc, text: str, chance: Random) -> Doc:
    other = doc.copy()
    labels = [(token.dep_, token.pos_, token.tag_) for token in doc]
    relations = [token.dep_ for token in doc if token.dep_ != "ROOT"]
    for token in other:
        if token.head.i != token.i and chance.random() < SHARE:  # a parser calls every root ROOT, and nothing else
            token.dep_ = chance.choice(relations)
        if chance.random() < SHARE:
            _, token.pos_, token.tag_ = chance.choice(labels)
    return kept(other, text)


def _over_parses(check: Callable[[Report, Doc], None]) -> Target:
    def target(text: str, chance: Random) -> None:
        report = _reported(text, chance)
        doc = next(_parser().parse([text]))
        if not len(doc):
            return
        _timed(lambda: check(report, doc), text)
        for _ in range(SCRAMBLED):
            other = _scrambled(doc, text, chance)
            _timed(lambda other=other: check(report, other), text)  # type: ignore[misc]

    return target


def _timed(work: Callable[[], None], text: str) -> None:
    """The work done; AssertionError when it is too slow three times over."""
    allowed = PACE * (1 + len(text) / 1000)
    for _ in range(3):
        start = time.process_time()
        work()
        taken = time.process_time() - start
        if taken <= allowed:
            return
    raise AssertionError(f"{taken:.2f} s for {len(text)} characters")


def _reported(text: str, chance: Random) -> Report:
    """The text as the report room gives it where it does, so that parts and dateline are there; else bare."""
    if chance.random() < 0.5:
        found = extract(Capture("f.txt", text.encode("utf-8", "replace"), "text/plain"), desk_rules().report)
        if isinstance(found, Report) and found.text == text:
            return found
    when = chance.choice(ANCHORS)
    return Report("r", "r", text, published=Published(when, "record" if when else None))


def _attribution(report: Report, doc: Doc) -> None:
    laws.claims(attribute(report, doc, rules=desk_rules().reading.attribution), report.text)


def _timex(report: Report, doc: Doc) -> None:
    laws.timexes(tag_timexes(doc, anchor=report.published.value, rules=desk_rules().reading.timex), report.text)


def _quantity(report: Report, doc: Doc) -> None:
    rules = desk_rules().reading
    times = tag_timexes(doc, anchor=report.published.value, rules=rules.timex)
    laws.quantities(tag_quantities(doc, timexes=times, rules=rules.quantity), report.text)


def _statement(report: Report, doc: Doc) -> None:
    rules = desk_rules().reading
    times = tag_timexes(doc, anchor=report.published.value, rules=rules.timex)
    laws.statements(state(report, doc, claims=(), timexes=times, quantities=(), rules=rules.statement), report.text)


def _reading(report: Report, doc: Doc) -> None:
    laws.reading(read(report, doc, desk_rules().reading, title_doc=doc), report)


def _heading(text: str, chance: Random) -> None:
    text = headed(text, chance)
    _extracted(Capture("f.txt", text.encode("utf-8", "replace"), "text/plain"), text)


def _record(text: str, chance: Random) -> None:
    keys = ("text", "title", "id", "published", "publisher", "url", "language", "authors", "agency", "body", "date", "updated")
    record: dict[str, object] = {"text": text}
    for key in chance.sample(keys, chance.randint(1, len(keys))):
        record[key] = chance.choice(
            (
                texts.sentence(chance),
                chance.choice(texts.ODD),
                chance.choice(ANCHORS),
                [text[:40]],
                {"name": "x"},
                5,
                None,
                "\ud800",
            )
        )
    _extracted(Capture("f.jsonl#1", json.dumps(record).encode(), "application/json"), text)


def _html(text: str, chance: Random) -> None:
    markup = marked_up(text, chance)
    _extracted(Capture("f.html", markup.encode("utf-8", "replace"), "text/html"), markup)


def _extracted(capture: Capture, text: str) -> None:
    def work() -> None:
        found = extract(capture, desk_rules().report, _guesser())
        if isinstance(found, Report):
            laws.report(found)
        else:
            assert isinstance(found, Rejection)
            assert found.detail.isprintable()

    _timed(work, text)


@cache
def _guesser() -> Guesser:
    return Guesser()


HEADS = (
    "By {name}",
    "By {name} and {name} | {agency}",
    "Published: {clock}, {digits} {month} {year}",
    "Updated {month} {digits}, {year}",
    "Title: {clause}",
    "Date: {year}-{digits}-{digits}",
    "date {year}-01-06 {PLACE}",
    "{name}/{agency}",
    "Photo: {name} / {agency}",
    "{digits} of {digits}",
    "Read more: {clause}",
    "CORRECTION: {clause}",
    "— {agency}",
    "This has not been edited by {agency}.",
    "{PLACE}, {month} {digits} ({agency}) —",
    "({agency})",
    "UPDATE {digits}-{clause}",
    "Copyright {year} {agency}.",
    "[{clause}]",
)


def headed(text: str, chance: Random) -> str:
    """The text with lines of the kind that stand at the head and the foot of reports put in anywhere."""
    lines = text.split("\n")
    for _ in range(chance.randint(0, 6)):
        line = texts.damaged(texts.filled(chance.choice(HEADS), chance), chance)
        lines.insert(chance.choice((0, 0, len(lines), chance.randint(0, len(lines)))), line)
    return "\n".join(lines)


TAGS = (
    "p",
    "div",
    "article",
    "h1",
    "span",
    "a href='x'",
    "table",
    "td",
    "script",
    "style",
    "!--",
    "blockquote",
    "li",
    "em",
    "svg",
    "title",
    "meta property='article:published_time' content='2016-11-10'",
    'meta name=author content="A"',
    "![CDATA[",
    "br/",
    "noscript",
    "body",
    "time datetime=2016-13-45",
    'script type="application/ld+json"',
    "figcaption",
    "iframe",
    "template",
    "p" + " x=y" * 50,
    "\x00",
)


def marked_up(text: str, chance: Random) -> str:
    """The text cut up by tags, some of them never closed."""
    pieces = text.split(" ")
    opened: list[str] = []
    out: list[str] = []
    for piece in pieces:
        draw = chance.random()
        if draw < 0.12:
            tag = chance.choice(TAGS)
            opened.append(tag.split()[0])
            out.append(f"<{tag}>" * chance.choice((1, 1, 1, 2, 60)))
        elif draw < 0.2 and opened:
            out.append(f"</{opened.pop()}>")
        out.append(piece)
    body = texts.damaged(" ".join(out), chance)
    if chance.random() < 0.5:
        return f"<!doctype html><html><head><title>{text[:30]}</title></head><body><article>{body}</article></body></html>"
    return body


TARGETS: dict[str, Target] = {
    "attribution": _over_parses(_attribution),
    "timex": _over_parses(_timex),
    "quantity": _over_parses(_quantity),
    "statement": _over_parses(_statement),
    "reading": _over_parses(_reading),
    "heading": _heading,
    "record": _record,
    "html": _html,
}
