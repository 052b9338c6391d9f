"""Readings of a part of a day, and the reports that could be read."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom import desk
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import nouns, table, write, write_arrow
from wireroom.dataset.marks import Tally
from wireroom.model import Reading, Rejection, Report
from wireroom.ports import Tools


def read_all(steps: Steps, parts: Sequence[Tally]) -> list[Tally]:
    """What reading gave by part, in order: `{"key", "rows", "refused"}`; parts of which nothing could be read are left out."""
    work = _copied if steps.order.skip_readings else _read
    tallies = steps.each("read", work, [(part["key"], part["key"], part["rows"]) for part in parts], "reading")
    return [tally for tally in tallies if tally["rows"]]


def _copied(order: Order, _: Tools, key: str) -> Tally:
    rows = table(order.work(f"days/{key}.parquet"))
    write_arrow(order.out / "reports" / f"{key}.parquet", rows)
    return {"key": key, "rows": rows.num_rows, "refused": 0}


def _read(order: Order, tools: Tools, key: str) -> Tally:
    reports: list[Report] = []
    readings: list[Reading] = []
    refused: list[Rejection] = []
    for report in nouns(Report, order.work(f"days/{key}.parquet")):
        result = desk.reading_of(order.rules.reading, tools, report)
        if isinstance(result, Rejection):
            refused.append(result)
        else:
            reports.append(report)
            readings.append(result)
    if refused:
        write(order.work(f"refused/read-{key.replace('/', '-')}.parquet"), "rejections", refused)
    if reports:
        write(order.out / "readings" / f"{key}.parquet", "readings", readings)
        write(order.out / "reports" / f"{key}.parquet", "reports", reports)
    return {
        "key": key,
        "rows": len(reports),
        "refused": len(refused),
        "words": sum(len(report.text.split()) for report in reports),
        "claims": sum(len(reading.claims) for reading in readings),
    }
