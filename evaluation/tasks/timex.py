"""Time expressions against TimeBank and AQUAINT (TimeML), with Wikinews of MEANTIME and the narratives of WikiWars beside them.

Scored as in TempEval-3 (UzZaman et al. 2013, section 4.1, and its tool). `strict` asks for the same span, `relaxed` for an
overlap, one to one: precision over all said, recall over all wanted, F1 of the two. An attribute is scored only where the
expression was found: the paper's "value F1" is relaxed F1 times the share of matched expressions whose value is right, which
is what counting right values over all said and all wanted gives, as done here (`value`; `type` likewise). Values are compared
as strings, as its tool does: no credit for another spelling of the same time. The creation time is given, not scored.

`news` is TimeBank with AQUAINT, on which the rules were tuned; `meantime` (Minard et al. 2016) and `wikiwars` (Mazur and Dale
2010) are reported beside. Of MEANTIME only the marked sentences are read, its date line left out; it marks spans of "which" and
of whole phrases that TimeML does not. WikiWars has TIMEX2 and no types, and its nested marks are scored as they are; only
its larger families of errors were looked at.
Where we differ from the paper: spans are code points and not words, and each has one partner (theirs may count twice).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.meantime import wikinews_text
from evaluation.scoring import Counts, Figure, Result, attempt, figures, matches
from evaluation.timeml import MarkedText, marked_text
from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Timex
from wireroom.reading.timex import TimexRules, tag_timexes, timex_rules

CORPORA = ("timebank", "aquaint", "meantime", "wikiwars")
FOLDERS = {
    "news": ("data/time/timebank", "data/time/aquaint"),
    "meantime": ("data/meantime/corpus_airbus", "data/meantime/corpus_apple"),
    "wikiwars": ("data/time/wikiwars",),
}
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
    """Figures `news.relaxed.f1` and so on, and the same under `meantime` and `wikiwars`; units of the bootstrap are texts."""
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
    return [wikinews_text(path) if "meantime" in path.parts else marked_text(path) for path in paths]
