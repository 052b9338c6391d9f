"""The gold dossiers as frozen values, read from YAML in the form of `shared/gold` (its README is the reference)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GoldValue = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldReading:
    """What one report says of a finding. `anchor` is at most six words of the text, None where the gold gives none."""

    report: str
    value: GoldValue
    said_by: tuple[str, ...] = ()
    anchor: str | None = None
    unit: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """One thing that several reports speak of. `verdicts` are all that count as right, `verdict` the first choice."""

    id: str
    kind: str
    verdict: str
    verdicts: tuple[str, ...]
    readings: tuple[GoldReading, ...]
    optional: bool = False

    @property
    def enough(self) -> int:
        """How many readings a thread must reach to be about this finding: two, or all when there are fewer."""
        return min(2, len(self.readings))


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """The speaker of a quotation, which a distinctive piece of it picks out."""

    report: str
    quote: str
    speaker: str
    via: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression and its value, resolved against its report's own date."""

    report: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One story: which reports, and everything that a careful reader found in them."""

    name: str
    set: str
    reports: tuple[str, ...]
    findings: tuple[GoldFinding, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    times: tuple[GoldTime, ...] = ()
    related: tuple[tuple[str, str, str | None], ...] = ()
    not_derived: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()


UNSCORED = "other_"
"""Warnings of the gold whose kind begins so are remarks of the reader and are not scored."""


def load(path: Path) -> GoldStory:
    """The gold story of a file. The five seeds have neither set nor anchors: their set is `seeds`."""
    data = yaml.safe_load(path.read_text("utf-8"))
    lineage = data.get("lineage") or {}
    warned = ((str(one["report"]), str(one["kind"])) for one in data.get("warnings") or ())
    return GoldStory(
        name=path.stem,
        set=str(data["story"].get("set", "seeds")),
        reports=tuple(str(report) for report in data["story"]["reports"]),
        findings=tuple(_finding(one) for one in data.get("findings") or ()),
        quotes=tuple(
            GoldQuote(str(one["report"]), one["quote"], one["speaker"], one.get("via"), bool(one.get("anonymous")))
            for one in data.get("quotes") or ()
        ),
        times=tuple(GoldTime(str(one["report"]), one["text"], str(one["value"])) for one in data.get("times") or ()),
        related=tuple(_tie(one) for one in lineage.get("related") or ()),
        not_derived=tuple((str(one[0]), str(one[1])) for one in lineage.get("not_derived") or ()),
        warnings=tuple(dict.fromkeys(one for one in warned if not one[1].startswith(UNSCORED))),
    )


def _tie(one: Sequence[str]) -> tuple[str, str, str | None]:
    first, second = sorted(str(name) for name in one[:2])
    return first, second, one[2] if len(one) > 2 else None


def _finding(one: Mapping[str, Any]) -> GoldFinding:
    return GoldFinding(
        id=str(one["id"]),
        kind=one["kind"],
        verdict=one["verdict"],
        verdicts=tuple(dict.fromkeys([one["verdict"], *(one.get("also_ok") or ())])),
        readings=tuple(
            GoldReading(
                report=str(reading["report"]),
                value=reading["value"],
                said_by=tuple(reading.get("said_by") or ()),
                anchor=reading.get("anchor"),
                unit=reading.get("unit"),
                derived=bool(reading.get("derived")),
            )
            for reading in one["readings"]
        ),
        optional=bool(one.get("optional")),
    )
