"""Time expressions against TimeBank and AQUAINT (TimeML), with the historical narratives of WikiWars beside them.

Scored as in TempEval-3 (UzZaman et al. 2013): `strict` asks for the same span, `relaxed` for an overlap, one to one; `value`
and `type` are F1 over relaxed matches that carry the right attribute, with all said and all wanted below the line, so
that a value is right only where the expression was found. Values are compared as strings, as the organisers' tool does.
WikiWars has TIMEX2 and no types, and its nested marks are scored as they are. The text's own creation time is the anchor.
Where we differ: spans are code points and not words, and each span has one partner (theirs may be counted twice).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.scoring import Counts, Figure, Result, attempt, figures, matches
from evaluation.timeml import MarkedText, marked_text
from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Timex
from wireroom.reading.timex import TimexRules, tag_timexes, timex_rules

CORPORA = ("timebank", "aquaint", "wikiwars")
FOLDERS = {"news": ("data/time/timebank", "data/time/aquaint"), "wikiwars": ("data/time/wikiwars",)}
KINDS = ("relaxed", "strict", "value", "type")


def score(text: MarkedText, said: Sequence[Timex]) -> dict[str, Counts]:
    """The counts of one text, by figure."""
    gold = [(mark.start, mark.end) for mark in text.times]
    spans = [(timex.span.start, timex.span.end) for timex in said]
    pairs = matches(gold=gold, said=spans, exact=False)
    right = {
        "relaxed": len(pairs),
        "strict": sum(gold[g] == spans[s] for g, s in pairs),
        "value": sum(text.times[g].value == said[s].value for g, s in pairs),
        "type": sum(text.times[g].type in (None, said[s].type) for g, s in pairs),
    }
    return {kind: Counts(right[kind], len(spans), len(gold)) for kind in KINDS}


def measure(shared: Path) -> Result:
    """Figures `news.relaxed.f1` and so on, and the same under `wikiwars`; units of the bootstrap are texts."""
    parser, rules = SpacyParser(), timex_rules(lexicons())
    made: list[Figure] = []
    crashes: list[str] = []
    for name, folders in FOLDERS.items():
        units: dict[str, list[Counts]] = {kind: [] for kind in KINDS}
        for text in _texts(shared, folders):
            said, crash = attempt(lambda text=text: _tagged(parser, text, rules), ())  # type: ignore[misc]
            if crash:
                crashes.append(f"{text.name}: {crash}")
            for kind, counts in score(text, said).items():
                units[kind].append(counts)
        for kind in KINDS:
            made.extend(figures(f"{name}.{kind}", units[kind], "prf" if kind == "relaxed" else "f"))
    return Result("timex", tuple(made), crashes=tuple(crashes))


def _tagged(parser: SpacyParser, text: MarkedText, rules: TimexRules) -> tuple[Timex, ...]:
    return tag_timexes(next(iter(parser.parse([text.text]))), anchor=text.created, rules=rules)


def _texts(shared: Path, folders: Sequence[str]) -> list[MarkedText]:
    paths = [path for folder in folders for path in sorted((shared / folder).iterdir()) if path.suffix in (".tml", ".xml")]
    return [marked_text(path) for path in paths]
