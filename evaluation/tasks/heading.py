"""Heads of reports: datelines and agencies of MUC-4, wires of PolNeAR, titles, days, authors and bodies of saved pages.

MUC-4's headers have one form, `PLACE, DAY MONTH YEAR (AGENCY) -- [TEXT]`; a pattern reads the gold off them, apart from the
rules under test, which know many forms. An agency counts when its mark is one of `MARKS`; broadcasters and papers that stand
in the same brackets are no agencies, and naming one is a false alarm. PolNeAR's table names the wire of a text, seen on the
page, not always in the text, so recall has a ceiling below one. For pages the gold is fundus's parse: the title is right when
six in ten of all words are shared (pages have two or three titles), the day when it is the same in some zone, the authors when
every last name is there, the body by words shared, as trafilatura's and fundus's papers count them. Only pages in English.

`labels.*` are the heads of 545 reports of all these sets and of the stories, read by eye (`evaluation/heads.py`): half of them
(`even`) was used for tuning, the other half (`odd`) only measured. Told over all reports, and over those with something there.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.heads import scored
from evaluation.scoring import Counts, Figure, Result, bootstrap, figures, share, total
from wireroom.config import lexicons
from wireroom.model import Capture, Report
from wireroom.report import extract, report_rules

CORPORA = ("muc4", "polnear", "fundus", "giveme5w1h", "ecbplus-texts", "news")
MARKS = {
    "ACAN-EFE": "EFE", "ACAN - EFE": "EFE", "ACAN": "EFE", "EFE": "EFE", "AFP": "Agence France-Presse",
    "DPA": "Deutsche Presse-Agentur", "REUTER": "Reuters", "REUTERS": "Reuters", "NA": "Noticias Argentinas", "DYN": "DyN",
    "TELAM": "Télam", "NOTIMEX": "Notimex", "TASS": "TASS", "PRENSA LATINA": "Prensa Latina", "KYODO": "Kyodo",
    "XINHUA": "Xinhua", "CANA": "Caribbean News Agency", "ANSA": "ANSA", "AP": "Associated Press",
    "UPI": "United Press International", "IPS": "Inter Press Service",
}  # fmt: skip
WIRES = {
    "AP": "Associated Press",
    "AFP": "Agence France-Presse",
    "UPI": "United Press International",
    "reuters": "Reuters",
    "Reuters": "Reuters",
}
TITLE_SHARED = 0.6
_HEADER = re.compile(r"\s*(?P<place>[A-Z][A-Z .,()'/-]+?),\s(?P<day>\d{1,2}\s[A-Z]{3}\s\d{2})(?:\s\((?P<by>[^)]*)\))?\s*--")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def measure(shared: Path) -> Result:
    """The figures of the three sets and of the labels, each text or page a unit of the bootstrap."""
    rules = report_rules(lexicons())

    def read(name: str, body: bytes, media: str) -> Report | None:
        result = extract(Capture(name, body, media), rules)
        return result if isinstance(result, Report) else None

    found: dict[str, list[Counts]] = {}
    for name, counts in [*_muc(shared, read), *_polnear(shared, read), *_pages(shared, read), *scored(shared, read, rules)]:
        found.setdefault(name, []).append(counts)
    return Result("heading", tuple(figure for name, units in found.items() for figure in _figures(name, units)))


Read = Callable[[str, bytes, str], Report | None]


def _figures(name: str, units: Sequence[Counts]) -> Sequence[Figure]:
    """The figure, and for labels that may be empty its precision and recall."""
    if name.endswith((".found", ".credited")):
        return figures(name, units, "prf")
    whole = total(units)
    return (Figure(name, whole.f1, whole, bootstrap(units)),)


def _muc(shared: Path, read: Read) -> Iterator[tuple[str, Counts]]:
    for path in sorted((shared / "data" / "quantity" / "muc4" / "dev").iterdir()):
        for piece in re.split(r"(?m)^(?=DEV-MUC\d-\d{4})", path.read_text("utf-8", errors="replace")):
            name, _, body = piece.partition("\n")
            gold = _HEADER.match(body)
            if gold is None:
                continue
            report = read(name.split()[0], body.encode(), "text/plain")
            line = report.dateline if report else None
            yield "muc4.place", share(_folded(_BRACKETS.sub("", gold["place"])) == _folded(line.place or "" if line else ""), 1)
            yield "muc4.day", share(_day(gold["day"]) == (line.date if line else None), 1)
            marks = [gold["by"]] if gold["by"] in MARKS else (gold["by"] or "").split("-")
            wanted = {MARKS[mark] for mark in marks if mark in MARKS}
            said = set(report.agencies) if report else set()
            yield "muc4.agency", Counts(len(wanted & said), len(said), len(wanted))


def _folded(words: str) -> str:
    return " ".join(words.split()).strip(" ,").upper()


def _day(printed: str) -> str | None:
    day, month, year = printed.split()
    try:
        return date(1900 + int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
    except ValueError:
        return None


def _polnear(shared: Path, read: Read) -> Iterator[tuple[str, Counts]]:
    folder = shared / "data" / "attribution" / "polnear"
    with (folder / "metadata.tsv").open(encoding="utf-8") as table:
        wire_of = {row["filename"]: row["wire"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for path in sorted([*(folder / "train" / "text").glob("*.txt"), *(folder / "dev" / "text").glob("*.txt")]):
        report = read(path.name, path.read_bytes(), "text/plain")
        wire = WIRES.get(wire_of.get(path.stem) or "")
        if report is not None and wire is not None:
            yield "polnear.wire", share(wire in report.agencies, 1)
        elif report is not None:
            yield "polnear.nowire", share(not report.agencies, 1)


def _pages(shared: Path, read: Read) -> Iterator[tuple[str, Counts]]:
    folder = shared / "data" / "html" / "fundus" / "tests" / "resources" / "parser" / "test_data"
    for path in sorted(folder.glob("*/*.html.gz")):
        publisher = re.sub(r"_\d{4}_\d{2}_\d{2}\.html$", "", path.name.removesuffix(".gz"))
        parses: Mapping[str, Mapping[str, Any]] = json.loads((path.parent / f"{publisher}.json").read_text("utf-8"))
        bodies = {name: _words(_body(parse)) for name, parse in parses.items()}
        if not any(_english(words) for words in bodies.values()):
            continue
        report = read(path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes()), "text/html")
        words = (
            _words(" ".join(report.text[part.span.start : part.span.end] for part in report.parts if part.kind == "body"))
            if report
            else []
        )
        name = max(sorted(bodies), key=lambda name: _shared(bodies[name], words))
        yield from _page(parses[name], report)
        yield "page.body", Counts(_shared(bodies[name], words), len(words), len(bodies[name]))


def _page(gold: Mapping[str, Any], report: Report | None) -> Iterator[tuple[str, Counts]]:
    title, said = set(_words(gold.get("title") or "")), set(_words(report.title or "")) if report else set()
    if title:
        yield "page.title", share(len(title & said) >= TITLE_SHARED * len(title | said), 1)
    day = (gold.get("publishing_date") or "")[:10]
    if day:
        given = (report.published.value or "")[:10] if report else ""
        yield "page.day", share(len(given) == 10 and abs((date.fromisoformat(day) - date.fromisoformat(given)).days) <= 1, 1)
    authors = [_words(name)[-1] for name in gold.get("authors") or [] if _words(name)]
    if authors:
        names = _words(report.byline or "") if report else []
        yield "page.authors", share(all(name in names for name in authors), 1)


def _body(parse: Mapping[str, Any]) -> str:
    body = parse.get("body") or {}
    sections = [line for section in body.get("sections", []) for line in [*section.get("headline", []), *section["paragraphs"]]]
    return " ".join([*body.get("summary", []), *sections])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    return sum((Counter(one) & Counter(two)).values())


def _english(words: Sequence[str]) -> bool:
    return sum(word in {"the", "of", "and", "to", "in"} for word in words) >= 0.08 * len(words) > 0
