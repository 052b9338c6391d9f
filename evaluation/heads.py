"""Heads of real reports against labels read by eye: dateline place and day, agencies, byline.

`labels/headings.jsonl` holds no text: a set, an id and what the first lines and the last say. A seeded random draw chose the
reports, in strata, before the rules under test had read any of them: records of `giveme5w1h`, `news` (without their field of
authors) and `ecbplus`, texts of `polnear` and `muc4`, pages of `fundus`. Conventions of the labels:

- `place` as printed, with its qualifier; brackets after it, spaces and case do not count.
- `date` is the day of the dateline, `--12-31` when no year is printed; a stated time of publication is none.
- `agency`: whoever is credited in the head, in a credit line or by copyright; captions of photos give no credit, and an outlet
  in brackets ("(CNN)") is no agency. `reported`: agencies said in passing to have reported something, which a reader may or may
  not call a credit; they count neither way.
- what the first view of a report had cut off (the head of one page, one agency said in passing) was added after a look at the
  whole report; nothing else was changed once the rules had answered.
- `byline`: the names that sign, in any order; an agency or an outlet that signs is none. The authors of pages were checked
  against fundus's parse.

Lines behind the first `PLAIN` are heads in which an agency credit or a byline stands: drawn at random, in strata of sets and
publishers, from the reports in which a broad pattern of credits and bylines hit, then read by eye; those with neither were left
aside. Four pages were dropped again, because the names had been taken from another page's parse. Captions and links to other
papers ("Click for more from …") give no credit; "Contributing: …" and "AP writer … contributed" do.

A field is right when it is exactly the label, an empty one included. Lines with an even number were used for tuning; lines with
an odd number were only measured. Told both ways: over all reports, and (`found`) where something is there or was said, as
precision, recall and F1. `credited` is the same over the lines behind the first `PLAIN` alone.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.scoring import Counts, share
from wireroom.model import Report
from wireroom.report import ReportRules

PLAIN = 412
"""Lines of the first draw, which did not look for credits."""
LABELS = Path(__file__).parent / "labels" / "headings.jsonl"
RECORDS = {
    "giveme5w1h": "stories/giveme5w1h.jsonl.gz",
    "ecbplus": "stories/ecbplus-topics-1-35.jsonl.gz",
    "news": "news/news-2012-2015.jsonl.gz",
}
KEYS = ("id", "text", "title", "published", "publisher", "url", "language")
"""What a record hands over: never the authors, which would be the byline itself."""

Read = Callable[[str, bytes, str], Report | None]
Label = Mapping[str, Any]
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SPACED = re.compile(r"\s*([.,/])\s*")
_NAMES = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)


def labels() -> tuple[Label, ...]:
    """The labels in the order of the file."""
    return tuple(json.loads(line) for line in LABELS.read_text("utf-8").splitlines())


def scored(shared: Path, read: Read, rules: ReportRules) -> Iterator[tuple[str, Counts]]:
    """Counts by name: `labels.<half>.<field>` as a share of reports, the same with `.found`, and that with `.credited` for the
    agencies and bylines of the second draw."""
    given = captures(shared)
    for number, label in enumerate(labels(), start=1):
        half = "odd" if number % 2 else "even"
        for field, (wanted, said) in compared(label, read(*given[label["set"], label["id"]]), rules).items():
            yield f"labels.{half}.{field}", share(wanted == said, 1)
            found = Counts(int(bool(said) and wanted == said), bool(said), bool(wanted))
            yield f"labels.{half}.{field}.found", found
            if number > PLAIN and field in ("agency", "byline"):
                yield f"labels.{half}.{field}.credited", found


def compared(label: Label, report: Report | None, rules: ReportRules) -> dict[str, tuple[Any, Any]]:
    """The label and the answer of each field, brought to one form; an answer that is wanting is empty."""
    line = report.dateline if report else None
    passing = set(label.get("reported", ()))
    date, day = label["date"] or "", (line.date or "") if line else ""
    return {
        "place": (_place(label["place"]), _place(line.place if line else None)),
        "date": (date[1:], day[4:]) if date.startswith("--") else (date, day),
        "agency": (tuple(sorted(label["agency"])), tuple(sorted(set(report.agencies if report else ()) - passing))),
        "byline": (_people(label["byline"], rules), _people(report.byline if report else None, rules)),
    }


def _place(printed: str | None) -> str:
    return _SPACED.sub(r"\1", _BRACKETS.sub("", printed or "")).strip(" ,").casefold()


def _people(printed: str | None, rules: ReportRules) -> tuple[str, ...]:
    bodies = {name.casefold() for name in (*rules.aliases, *rules.marks, *rules.outlets)}
    names = {" ".join(name.replace("'", "’").split()).casefold() for name in _NAMES.split(printed or "")}
    return tuple(sorted(name for name in names if name and name not in bodies and name.removeprefix("the ") not in bodies))


@cache
def captures(shared: Path) -> Mapping[tuple[str, str], tuple[str, bytes, str]]:
    """Name, bytes and media type of every labelled report, by set and id."""
    wanted = {(label["set"], label["id"]) for label in labels()}
    data = shared / "data"
    found: dict[tuple[str, str], tuple[str, bytes, str]] = {}
    for name, place in RECORDS.items():
        with gzip.open(data / place, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if (name, row["id"]) in wanted:
                    record = {key: row[key] for key in KEYS if row.get(key) is not None}
                    found[name, row["id"]] = (row["id"], json.dumps(record).encode(), "application/json")
    with (data / "attribution" / "polnear" / "metadata.tsv").open(encoding="utf-8") as table:
        days = {
            row["filename"]: row["publication_date"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    for path in sorted((data / "attribution" / "polnear").glob("*/text/*.txt")):
        record = {"id": path.stem, "text": path.read_text("utf-8"), "published": days.get(path.stem)}
        found["polnear", path.stem] = (path.stem, json.dumps(record).encode(), "application/json")
    for path in sorted((data / "quantity" / "muc4" / "dev").iterdir()):
        for piece in re.split(r"(?m)^(?=DEV-MUC\d-\d{4})", path.read_text("utf-8", errors="replace")):
            head, _, body = piece.partition("\n")
            if head.strip():
                found["muc4", head.split()[0]] = (head.split()[0], body.encode(), "text/plain")
    for name in sorted(name for kind, name in wanted if kind == "fundus"):
        path = data / "html" / "fundus" / "tests" / "resources" / "parser" / "test_data" / f"{name}.gz"
        found["fundus", name] = (name, gzip.decompress(path.read_bytes()), "text/html")
    return found
