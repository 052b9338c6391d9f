"""Claims and reports for other programs: CSV, Markdown, Parquet, Web Annotation, schema.org Claim, ninjs.

A row is a claim of a thread with the keys of `COLUMNS`; rows come in the order in which they are written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from wireroom.model import Report
from wireroom.ports import MissingError
from wireroom.render.clean import cleaned

Row = Mapping[str, Any]
COLUMNS = (
    "story", "number", "about", "verdict", "set_aside", "position", "voice", "report", "publisher", "published", "uri", "kind",
    "text", "said_by", "certainty", "as_of", "start", "end", "claim", "sentence",
)  # fmt: skip
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""How a cell may begin that a spreadsheet takes for a formula or an order (OWASP, CSV injection), full-width forms too."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def as_csv(rows: Sequence[Row], columns: Sequence[str] = COLUMNS) -> str:
    """RFC 4180 with a header; a cell that a spreadsheet could take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else cleaned(" ".join(str(value).split()))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_markdown(rows: Sequence[Row]) -> str:
    """A heading a thread, with a line a claim."""
    lines: list[str] = []
    thread: tuple[object, object] | None = None
    for row in rows:
        if (row["story"], row["number"]) != thread:
            thread = (row["story"], row["number"])
            aside = ", set aside" if row["set_aside"] else ""
            lines += ["", f"## {_escaped(row['about'])} ({row['verdict']}{aside})", ""]
        who = _escaped(row["said_by"] or "the report itself")
        value = f"**{_escaped(row['position'])}**: " if row["position"] else ""
        where = " · ".join(_escaped(row[name]) for name in ("publisher", "published", "report") if row[name])
        lines.append(f"- {value}“{_escaped(row['sentence'])}” ({who}; {where})")
    return "\n".join(lines).lstrip("\n") + ("\n" if lines else "")


def _escaped(value: object) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", cleaned(" ".join(str(value).split())))


def as_parquet(rows: Sequence[Row]) -> bytes:
    """One table, numbers as integers and all else as text. Raises MissingError without pyarrow."""
    try:
        pa: Any = import_module("pyarrow")
        pq: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingError("Parquet needs an extra: pip install 'wireroom[tables]'") from error
    whole = {"number", "start", "end"}
    columns = {
        name: pa.array(
            [row.get(name) for row in rows] if name in whole else [_unicode(row.get(name)) for row in rows],
            pa.int64() if name in whole else pa.string(),
        )
        for name in COLUMNS
    }
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _unicode(value: object) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode()


def as_annotations(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """W3C Web Annotations, one a claim: what the report says where, and which thread it stands in.

    Positions are in code points of the report's text, as the standard counts them."""
    return [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:wireroom:{row['story']}:{row['number']}:{row['claim']}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": row["verdict"]},
                {"type": "TextualBody", "purpose": "describing", "value": row["about"]},
                {"type": "TextualBody", "purpose": "describing", "value": f"said by {row['said_by'] or 'the report itself'}"},
            ],
            "target": {
                "source": row["uri"],
                "selector": [
                    {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
                    {"type": "TextQuoteSelector", "exact": row["text"]},
                ],
            },
        }
        for row in rows
    ]


def as_claims(rows: Sequence[Row]) -> dict[str, Any]:
    """A graph of schema.org `Claim`s, each with where it appears and who is said to have made it; no rating of any."""
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Claim",
                "@id": f"urn:wireroom:{row['story']}:{row['number']}:{row['claim']}",
                "text": row["sentence"],
                "about": row["about"],
                "author": {"@type": "Thing", "name": row["said_by"]} if row["said_by"] else None,
                "appearance": {
                    "@type": "NewsArticle",
                    "url": row["uri"],
                    "datePublished": row["published"],
                    "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
                },
            }
            for row in rows
        ],
    }


def as_ninjs(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """IPTC ninjs 3.0 items, one a report."""
    found = []
    for report in reports:
        withdrawn = any(notice.kind == "retraction" for notice in report.notices)
        item: dict[str, Any] = {
            "uri": report.id,
            "standard": {
                "name": "ninjs",
                "version": "3.0",
                "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
            },
            "type": "text",
            "pubStatus": "withheld" if withdrawn else "usable",
            "language": report.language,
            "firstCreated": _moment(report.published.value),
            "versionCreated": _moment(report.updated or report.published.value),
            "by": report.byline,
            "headlines": [{"role": "main", "value": report.title}] if report.title else None,
            "bodies": [{"role": "main", "contentType": "text/plain", "value": report.text, "charCount": len(report.text)}],
            "organisations": [{"name": report.publisher, "rel": "publisher"}] if report.publisher else None,
            "altIds": [{"role": "address", "value": report.uri}],
        }
        found.append({key: value for key, value in item.items() if value is not None})
    return found


def _moment(value: str | None) -> str | None:
    """A date and time in full, as ninjs asks for; what is known less exactly is left out."""
    if value is None or "T" not in value:
        return None
    day, _, time = value.partition("T")
    clock, zone = re.fullmatch(r"([\d:.]*)(.*)", time).groups()  # type: ignore[union-attr]
    return f"{day}T{clock + ':00' if clock.count(':') == 1 else clock}{zone}" if clock else None
