"""What attribution needs to know of the language: cues with their frames, titles, roles, agencies, control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wireroom.model import Certainty

PREPOSITIONS = ("of", "for", "about", "on", "to", "against", "in", "with")
FRAMES = ("clause", "as", "as_quoted", "predicative", "infinitive", "object", "object_quoted", *PREPOSITIONS)
"""How content hangs on a verb, in the order tried; after `_quoted` only content with quotation marks in it counts."""
CLASSES = ("speech", "belief", "intention")


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency or outlet: canonical name, and `state` when a government controls it."""

    name: str
    control: str | None = None
    agency: bool = True


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """Lexicons of attribution. `verbs` gives for a lemma its frames, each with the class of the cue under it; `nouns` the
    class of a noun cue; `media` maps names of agencies and outlets in lower case to what they are."""

    verbs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    certainty: Mapping[str, Certainty] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()
    hearsay: frozenset[str] = frozenset()
    postures: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    courtesy: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    office: frozenset[str] = frozenset()
    vessels: frozenset[str] = frozenset()
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    anonymous: tuple[str, ...] = ()
    state_phrases: tuple[str, ...] = ()
    media: Mapping[str, Agency] = field(default_factory=dict)


def attribution_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> AttributionRules:
    """The attribution rules that the lexicons `cues`, `titles`, `roles`, `control`, `agencies` and `outlets` give."""
    cues = lexicons.get("cues", {})
    titles = lexicons.get("titles", {})
    roles = lexicons.get("roles", {})
    verbs: dict[str, dict[str, str]] = {}
    for frame in FRAMES:
        for kind in CLASSES:
            for lemma in _words(cues.get(frame, {}).get(kind)):
                verbs.setdefault(lemma, {}).setdefault(frame, kind)
    nouns: dict[str, str] = {}
    for kind in CLASSES:
        for lemma in _words(cues.get("noun", {}).get(kind)):
            nouns.setdefault(lemma, kind)
    certainty: dict[str, Certainty] = {}
    levels: tuple[Certainty, ...] = ("denied", "alleged", "possible", "expected")
    for level in levels:
        for lemma in _words(cues.get("certainty", {}).get(level)):
            certainty.setdefault(lemma, level)
    carrier = cues.get("carrier", {})
    phrase = cues.get("phrase", {})
    return AttributionRules(
        verbs=verbs,
        nouns=nouns,
        certainty=certainty,
        phrases=tuple(tuple(text.split()) for text in phrase.get("before_source", ())),
        hearsay=frozenset(phrase.get("adverb_alleged", ())),
        postures=frozenset(_words(cues.get("posture", {}).get("words"))),
        carriers=frozenset(_words(carrier.get("verbs"))),
        platforms=frozenset(_words(carrier.get("media"))),
        courtesy=frozenset(_words(titles.get("courtesy"))),
        feminine=frozenset(_words(titles.get("feminine"))),
        masculine=frozenset(_words(titles.get("masculine"))),
        office=frozenset(_words(titles.get("office"))),
        vessels=frozenset(_words(titles.get("vessels"))),
        roles={name: frozenset(_words(value)) for name, value in roles.items() if isinstance(value, str)},
        anonymous=tuple(roles.get("anonymous_marks", ())),
        state_phrases=tuple(lexicons.get("control", {}).get("phrases", ())),
        media=_media(lexicons),
    )


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(item) for item in value] if isinstance(value, Iterable) else []


def _media(lexicons: Mapping[str, Mapping[str, Any]]) -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for lexicon, is_agency in (("agencies", True), ("outlets", False)):
        for entry in _entries(lexicons.get(lexicon, {})):
            agency = Agency(str(entry["name"]), "state" if entry.get("control") == "state" else None, is_agency)
            marks = [mark for mark in entry.get("marks", ()) if mark.isupper() and (len(mark) > 2 or mark == "AP")]
            for name in (entry["name"], *entry.get("aliases", ()), *marks):
                found.setdefault(str(name).lower(), agency)
    return found


def _entries(table: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Entries with a name, whether the lexicon is a list of tables or tables keyed by name."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield {"name": key, **value} if "name" not in value else value
        elif isinstance(value, (list, tuple)):
            yield from (item for item in value if isinstance(item, Mapping) and "name" in item)
