"""Quantities: values against the English cases of Recognizers-Text, bounds against the number readings of the gold dossiers.

Recognizers-Text: of the cases that are prose (four words or more, less than `FRAGMENT` of them inside the marked spans), the
value of the quantity that overlaps a marked span most must equal the case's resolution; `numbers` are its number, ordinal
and percent cases, `units` its currency, dimension, age and temperature cases. `matched` is the share of marked spans that
any quantity overlaps, `value` the share of those whose value is right. Their `End` is inclusive.

Gold dossiers: each number reading with an anchor that is not derived is right when a quantity that touches the anchor has
its bounds: `exactly` and `about` the printed number, `at_least` and `at_most` that bound, `range` both.

MUC-4 dev: victims' numbers that a message prints, found with what happened to them (`evaluation.victims`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from evaluation import victims
from evaluation.scoring import Counts, Result, figures, overlap, share
from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Quantity
from wireroom.reading.quantity import quantity_rules, tag_quantities
from wireroom.reading.timex import tag_timexes, timex_rules

CORPORA = ("recognizers", "gold", "giveme5w1h", "ecbplus-texts", "muc4")
FRAGMENT = 0.6
"""A case with more than this share of its characters inside marked spans is a bare number and no prose."""
WORDS = 4
CASES = {
    "numbers": ("Number/English/NumberModel", "Number/English/OrdinalModel", "Number/English/PercentModel"),
    "units": (
        "NumberWithUnit/English/CurrencyModel",
        "NumberWithUnit/English/DimensionModel",
        "NumberWithUnit/English/AgeModel",
        "NumberWithUnit/English/TemperatureModel",
    ),
}
Case = Mapping[str, Any]


class _Tagger:
    def __init__(self) -> None:
        self.parser = SpacyParser()
        self.times, self.rules = timex_rules(lexicons()), quantity_rules(lexicons())

    def tagged(self, text: str, anchor: str | None = None) -> tuple[Quantity, ...]:
        doc = next(iter(self.parser.parse([text])))
        return tag_quantities(doc, timexes=tag_timexes(doc, anchor=anchor, rules=self.times), rules=self.rules)


def wanted(case: Case) -> Iterator[tuple[int, int, float]]:
    """The half-open spans of a case with the numbers that they resolve to."""
    for result in case["Results"]:
        value = str((result.get("Resolution") or {}).get("value", "")).rstrip("%").replace(",", "")
        if _is_number(value):
            yield result["Start"], result["End"] + 1, float(value)


def is_prose(case: Case) -> bool:
    """Whether the numbers of a case stand in running text."""
    text = case["Input"].strip()
    inside = sum(result["End"] - result["Start"] + 1 for result in case["Results"])
    return len(text.split()) >= WORDS and inside < FRAGMENT * len(text)


def score_case(case: Case, said: tuple[Quantity, ...]) -> tuple[Counts, Counts]:
    """Counts of spans matched, and of matched spans whose value is right."""
    total = matched = right = 0
    for start, end, value in wanted(case):
        total += 1
        near = [quantity for quantity in said if overlap((start, end), _span(quantity))]
        if not near:
            continue
        matched += 1
        best = max(near, key=lambda quantity: overlap((start, end), _span(quantity)))
        bounds = [bound for bound in (best.low, best.high) if bound is not None]
        right += any(abs(bound - value) <= 1e-6 * max(1.0, abs(value)) for bound in bounds)
    return share(matched, total), share(right, matched)


def _span(quantity: Quantity) -> tuple[int, int]:
    return quantity.span.start, quantity.span.end


def right_bounds(value: Mapping[str, Any], quantity: Quantity) -> bool:
    """Whether a quantity has the bounds of a gold value."""
    low, high = quantity.low, quantity.high
    if "exactly" in value:
        return bool(low == high == value["exactly"])
    if "about" in value:
        return value["about"] in (low, high) and (low == high or low is None or high is None)
    if "at_least" in value:
        return bool(low == value["at_least"])
    if "at_most" in value:
        return bool(high == value["at_most"])
    return [low, high] == list(value.get("range", ()))


def measure(shared: Path) -> Result:
    """Figures `numbers.matched`, `numbers.value`, the same of `units`, `gold.bounds`, and `victims.recall` and `.precision`;
    resampled by case, story and message."""
    tagger = _Tagger()
    made = []
    for name, files in CASES.items():
        matched, right = [], []
        for case in _cases(shared, files):
            found, valued = score_case(case, tagger.tagged(case["Input"]))
            matched.append(found)
            right.append(valued)
        made += figures(f"{name}.matched", matched, "s") + figures(f"{name}.value", right, "s")
    made += figures("gold.bounds", _gold(shared, tagger), "s")
    scored = list(_victims(shared, tagger))
    made += figures("victims.recall", [found for found, _ in scored], "s")
    made += figures("victims.precision", [right for _, right in scored], "s")
    return Result("quantity", tuple(made))


def _cases(shared: Path, files: tuple[str, ...]) -> Iterator[Case]:
    for name in files:
        path = shared / "data" / "quantity" / "recognizers-text" / f"{name}.json"
        yield from (case for case in json.loads(path.read_text("utf-8-sig")) if is_prose(case) and any(wanted(case)))


def _victims(shared: Path, tagger: _Tagger) -> Iterator[tuple[Counts, Counts]]:
    folder = shared / "data" / "quantity" / "muc4" / "dev"
    wanted = victims.templates(folder)
    for name, text in victims.messages(folder):
        if wanted.get(name):
            yield victims.score(text, wanted[name], tagger.tagged(text))


def _gold(shared: Path, tagger: _Tagger) -> list[Counts]:
    texts = _texts(shared)
    read: dict[str, tuple[Quantity, ...]] = {}
    units = []
    for path in sorted((shared / "gold" / "dev").glob("*.yaml")):
        right = total = 0
        for finding in yaml.safe_load(path.read_text("utf-8"))["findings"]:
            for reading in finding["readings"] if finding["kind"] == "number" else ():
                if reading.get("derived") or "anchor" not in reading or reading["report"] not in texts:
                    continue
                text = texts[reading["report"]]
                start = text.find(reading["anchor"])
                total += 1
                end = start + len(reading["anchor"])
                near = [
                    quantity
                    for quantity in _once(read, reading["report"], text, tagger)
                    if overlap((start, end), _span(quantity))
                ]
                right += any(right_bounds(reading["value"], quantity) for quantity in near)
        units.append(share(right, total))
    return units


def _once(read: dict[str, tuple[Quantity, ...]], report: str, text: str, tagger: _Tagger) -> tuple[Quantity, ...]:
    if report not in read:
        read[report] = tagger.tagged(text)
    return read[report]


def _texts(shared: Path) -> dict[str, str]:
    found = {}
    for name in ("giveme5w1h", "ecbplus-topics-1-35"):
        with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                title = record.get("title") or ""
                found[record["id"]] = record["text"] if title in record["text"] else f"{title}\n{record['text']}"
    return found


def _is_number(text: str) -> bool:
    digits = text.lower().replace("e-", "").replace("e+", "").replace("e", "").replace(".", "", 1).lstrip("-")
    return bool(digits) and digits.isdecimal()
