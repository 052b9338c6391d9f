"""What attribution needs to know of the language: cues with their frames, titles, roles, agencies, control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wireroom.model import Certainty, Stance

PREPOSITIONS = ("of", "for", "about", "on", "to", "against", "in", "with", "at", "over", "from", "behind", "between")
FRAMES = ("clause", "as", "as_quoted", "predicative", "infinitive", "object_quoted", *PREPOSITIONS, "object")
"""How content hangs on a verb, in the order tried; after `_quoted` only content with quotation marks in it counts."""
CLASSES: tuple[Stance, ...] = ("speech", "belief", "intention", "attitude")


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency or outlet: canonical name, and `state` when a government controls it."""

    name: str
    control: str | None = None
    agency: bool = True


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """Lexicons of attribution. `verbs` gives for a lemma its frames, each with the class of the cue under it; `nouns` the
    class of a noun cue; `adjectives` the frames of an adjective (`clause`, `infinitive`, `phrase`), `plain` those of "it is
    clear that"; `issued` the verbs that make a cue only with a text for object ("released a statement"); `particles` the verbs
    that are read together with a particle ("point_out"); `light`, `received` and `idioms` how a verb takes a noun cue ("voiced
    concern", "won praise", "took issue"); `media` maps names of agencies and outlets in lower case to what they are."""

    verbs: Mapping[str, Mapping[str, Stance]] = field(default_factory=dict)
    nouns: Mapping[str, Stance] = field(default_factory=dict)
    certainty: Mapping[str, Certainty] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    impressions: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    adjectives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    issued: frozenset[str] = frozenset()
    adjective_prepositions: frozenset[str] = frozenset()
    noun_prepositions: frozenset[str] = frozenset()
    givers: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    idioms: frozenset[str] = frozenset()
    supportive: frozenset[str] = frozenset()
    artifacts: frozenset[str] = frozenset()
    artifact_verbs: frozenset[str] = frozenset()
    opinions: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    postures: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    courtesy: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    office: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
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
    verbs: dict[str, dict[str, Stance]] = {}
    for frame in FRAMES:
        for kind in CLASSES:
            for lemma in _words(cues.get(frame, {}).get(kind)):
                verbs.setdefault(lemma, {}).setdefault(frame, kind)
    nouns: dict[str, Stance] = {}
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
    adjective, behind, opinion = (cues.get(name, {}) for name in ("adjective", "noun_frames", "opinion"))
    adjectives: dict[str, set[str]] = {}
    for frame in ("clause", "infinitive", "phrase"):
        for lemma in _words(adjective.get(frame)):
            adjectives.setdefault(lemma, set()).add(frame)
    return AttributionRules(
        verbs=verbs,
        nouns=nouns,
        certainty=certainty,
        particles=frozenset(lemma.split("_")[0] for lemma in verbs if "_" in lemma),
        impressions=frozenset(_words(cues.get("impression", {}).get("verbs"))),
        evidence=frozenset(_words(cues.get("evidence", {}).get("verbs"))),
        adjectives={lemma: frozenset(frames) for lemma, frames in adjectives.items()},
        plain=frozenset(_words(adjective.get("plain"))),
        issued=frozenset(_words(cues.get("issued", {}).get("verbs"))),
        adjective_prepositions=frozenset(_words(adjective.get("prepositions"))),
        noun_prepositions=frozenset(_words(behind.get("prepositions"))),
        givers=frozenset(_words(behind.get("givers"))),
        light=frozenset(_words(behind.get("light"))),
        received=frozenset(_words(behind.get("received"))),
        idioms=frozenset(_words(behind.get("idioms"))),
        supportive=frozenset(_words(behind.get("supportive"))),
        artifacts=frozenset(_words(cues.get("artifact", {}).get("nouns"))),
        artifact_verbs=frozenset(_words(cues.get("artifact", {}).get("verbs"))),
        opinions=frozenset(_words(opinion.get("nouns"))),
        surveys=frozenset(_words(opinion.get("surveys"))),
        hearsay=frozenset(phrase.get("adverb_alleged", ())),
        postures=frozenset(_words(cues.get("posture", {}).get("words"))),
        carriers=frozenset(_words(carrier.get("verbs"))),
        platforms=frozenset(_words(carrier.get("media"))),
        courtesy=frozenset(_words(titles.get("courtesy"))),
        feminine=frozenset(_words(titles.get("feminine"))),
        masculine=frozenset(_words(titles.get("masculine"))),
        office=frozenset(_words(titles.get("office"))),
        joining=frozenset(_words(titles.get("joining"))),
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
