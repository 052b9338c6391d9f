"""The frozen rules of the report room, built from the lexicons by a pure function."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wireroom.model import NoticeKind, digest
from wireroom.report.phrase import Phrases, phrases

KINDS: tuple[NoticeKind, ...] = (
    "auto_published", "not_reviewed", "breaking", "update", "correction", "retraction", "embargo", "disclaimer",
    "advertisement",
)  # fmt: skip
"""Notices in the order in which they are told when two share a span."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: canonical name, country, and state control as the lexicon cites it."""

    name: str
    country: str | None = None
    control: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeForms:
    """The phrases of notices, labelled by kind, by where they may stand."""

    flag: Phrases
    opening: Phrases
    anywhere: Phrases


@dataclass(frozen=True, slots=True)
class Furniture:
    """How the lines of a page that are not its report are known. Endings and insides of captions are
    folded strings, tags are as printed, longest first. `box` has a label a phrase, `box_least` of which make a box."""

    line: Phrases
    opening: Phrases
    inside: Phrases
    inside_short: int
    box: Phrases
    box_least: int
    ending: tuple[str, ...]
    caption_opening: Phrases
    caption_ending: tuple[str, ...]
    caption_inside: tuple[str, ...]
    caption_tags: tuple[str, ...]
    gallery: Phrases


@dataclass(frozen=True, slots=True)
class ReportRules:
    """What `extract` needs to know: agencies by every name, outlets by domain and name, notices, furniture, datelines.

    `aliases` are names that mean an agency wherever they stand; `marks` those and the short forms that do so only in the
    position of a credit, both with their case as printed. `credit` finds an alias in running text."""

    agencies: Mapping[str, Agency]
    aliases: Mapping[str, str]
    marks: Mapping[str, str]
    credit: re.Pattern[str]
    domains: Mapping[str, str]
    outlets: Mapping[str, str]
    notices: NoticeForms
    furniture: Furniture
    places: frozenset[str]
    not_places: frozenset[str]
    openers: frozenset[str]
    digest: str


def report_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> ReportRules:
    """The rules that the lexicons give, keyed by file stem as `wireroom.config.lexicons` returns them.

    A lexicon that is absent counts as empty. Raises ValueError or KeyError when an entry is malformed."""
    agencies, aliases, marks = _agencies(lexicons.get("agencies", {}).get("agency", []))
    outlets = lexicons.get("outlets", {}).get("outlet", [])
    datelines = lexicons.get("datelines", {})
    used = {name: lexicons.get(name, {}) for name in ("agencies", "outlets", "notices", "boilerplate", "datelines")}
    return ReportRules(
        agencies=agencies,
        aliases=aliases,
        marks=marks,
        credit=_any_of(aliases),
        domains={domain: outlet["name"] for outlet in outlets for domain in outlet.get("domains", [])},
        outlets={name.lower(): outlet["name"] for outlet in outlets for name in [outlet["name"], *outlet.get("aliases", [])]},
        notices=_notices(lexicons.get("notices", {})),
        furniture=_furniture(lexicons.get("boilerplate", {})),
        places=frozenset(place.strip() for place in datelines.get("places", "").replace("\n", " ").split(",") if place.strip()),
        not_places=frozenset(datelines.get("not_places", [])),
        openers=frozenset(datelines.get("openers", [])),
        digest=digest(repr(used)),
    )


def _agencies(entries: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Agency], dict[str, str], dict[str, str]]:
    agencies: dict[str, Agency] = {}
    aliases: dict[str, str] = {}
    marks: dict[str, str] = {}
    for entry in entries:
        name = str(entry["name"])
        agencies[name] = Agency(name, entry.get("country"), entry.get("control"))
        for alias in entry.get("aliases", []):
            aliases[alias] = name
            marks[alias] = name
            marks.setdefault(alias.upper(), name)
        for mark in entry.get("marks", []):
            marks[mark] = name
            marks.setdefault(mark.upper(), name)
    return agencies, aliases, marks


def _any_of(names: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?=[A-ZÀ-ÞČ])(?:{'|'.join(re.escape(name) for name in longest)})(?!\w)" if longest else r"(?!)")


def _notices(table: Mapping[str, Any]) -> NoticeForms:
    def forms(where: str) -> Phrases:
        return phrases({str(kind): table.get(kind, {}).get(where, []) for kind in KINDS})

    return NoticeForms(forms("flag"), forms("opening"), forms("anywhere"))


def _furniture(table: Mapping[str, Any]) -> Furniture:
    caption = table.get("caption", {})
    return Furniture(
        line=_plain(table.get("line", {}).get("boilerplate", [])),
        opening=_plain(table.get("opening", {}).get("boilerplate", [])),
        inside=_plain(table.get("inside", {}).get("boilerplate", [])),
        inside_short=int(table.get("inside", {}).get("short", 0)),
        box=phrases({form: [form] for form in table.get("box", {}).get("boilerplate", [])}),
        box_least=int(table.get("box", {}).get("least", 1)),
        ending=tuple(table.get("ending", {}).get("boilerplate", [])),
        caption_opening=_plain(caption.get("opening", [])),
        caption_ending=tuple(caption.get("ending", [])),
        caption_inside=tuple(caption.get("inside", [])),
        caption_tags=tuple(sorted(caption.get("tags", []), key=lambda tag: (-len(tag), tag))),
        gallery=_plain(caption.get("gallery", [])),
    )


def _plain(entries: Sequence[str]) -> Phrases:
    return phrases({"": entries})
