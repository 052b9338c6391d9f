"""The frozen rules for statements, built from the lexicons of phases, events, place nouns and roles of participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class PhaseRules:
    """Words that tell a phase, as `phases.toml` groups them. `phrases` is phase -> phrases, each a tuple of words."""

    planning: Words = frozenset()
    planning_adjectives: Words = frozenset()
    modals: Words = frozenset()
    possible: Words = frozenset()
    planning_nouns: Words = frozenset()
    to_come: Words = frozenset()
    ahead: Words = frozenset()
    trying: Words = frozenset()
    started: Words = frozenset()
    construction: Words = frozenset()
    watching: Words = frozenset()
    building: Words = frozenset()
    ongoing: Words = frozenset()
    ongoing_adjectives: Words = frozenset()
    closing: Words = frozenset()
    still: Words = frozenset()
    completed: Words = frozenset()
    completed_nouns: Words = frozenset()
    completed_adjectives: Words = frozenset()
    fresh: Words = frozenset()
    fresh_participles: Words = frozenset()
    cancelled: Words = frozenset()
    denying: Words = frozenset()
    none: Words = frozenset()
    deniable: Words = frozenset()
    lasting: Words = frozenset()
    holding: Words = frozenset()
    ended_by: Words = frozenset()
    built: Words = frozenset()
    closable: Words = frozenset()
    phrases: tuple[tuple[tuple[str, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """Words that lead to a place or name a kind of place, as `place_nouns.toml` groups them."""

    nouns: Words = frozenset()
    generic: Words = frozenset()
    undisclosed: Words = frozenset()
    undisclosed_nouns: Words = frozenset()
    at: Words = frozenset()
    to: Words = frozenset()
    away: Words = frozenset()
    motion: Words = frozenset()
    direct: Words = frozenset()
    adverbs: Words = frozenset()
    directions: Words = frozenset()
    routes: Words = frozenset()


@dataclass(frozen=True, slots=True)
class RoleRules:
    """Who takes what part, as `roles_of_participants.toml` groups it: class of event -> role, lemma -> role."""

    agent: Mapping[str, str]
    patient: Mapping[str, str]
    verbs: Mapping[str, str]
    claiming: Words = frozenset()
    motives: Words = frozenset()
    faceless: Words = frozenset()
    naming: Words = frozenset()
    company: Words = frozenset()
    vehicles: Words = frozenset()
    loaded: Words = frozenset()
    deeds: Words = frozenset()
    nominal: Words = frozenset()
    living: Words = frozenset()
    moving: Words = frozenset()
    beings: Words = frozenset()
    things: Words = frozenset()
    bearers: Words = frozenset()


@dataclass(frozen=True, slots=True)
class StatementRules:
    """All that `state` needs to know of the language. `verbs` and `nouns` give the class of an event by its lemma; a lemma of
    several classes belongs to the first that lists it."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    light: Words
    never: Words
    phase: PhaseRules
    place: PlaceRules
    role: RoleRules
    lifecycle: Mapping[str, str]
    sudden: Words = frozenset()
    weighty: Words = frozenset()
    lifeless: Words = frozenset()
    faint: Words = frozenset()
    deniable: Words = frozenset()


def statement_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> StatementRules:
    """The rules that the lexicons give, keyed by file stem; a lexicon that is absent counts as empty."""
    events = lexicons.get("events", {})
    return StatementRules(
        verbs=_classes(events.get("verbs", {})),
        nouns=_classes(events.get("nouns", {})),
        light=_set(events, "light", "verbs"),
        never=_set(events, "never", "verbs"),
        phase=_phase(lexicons.get("phases", {})),
        place=_place(lexicons.get("place_nouns", {})),
        role=_role(lexicons.get("roles_of_participants", {}), _classes(events.get("nouns", {})), lexicons.get("roles", {})),
        sudden=_set(events, "sudden", "classes"),
        weighty=_set(events, "weighty", "classes"),
        lifeless=_set(events, "weighty", "lifeless"),
        faint=_set(events, "weighty", "faint"),
        deniable=_set(events, "weighty", "deniable"),
        lifecycle={
            name: into for name, into in lexicons.get("phases", {}).get("lifecycle", {}).items() if isinstance(into, str)
        },
    )


def _phase(words: Mapping[str, Any]) -> PhaseRules:
    phrases = [
        (tuple(phrase.lower().split()), phase)
        for phase in ("cancelled", "under_construction", "started", "ongoing", "completed")
        for phrase in words.get(phase, {}).get("phrases", ())
    ]
    return PhaseRules(
        planning=_set(words, "planning", "verbs"),
        planning_adjectives=_set(words, "planning", "adjectives"),
        modals=_set(words, "planning", "modals"),
        possible=_set(words, "planning", "possible"),
        planning_nouns=_set(words, "planning", "nouns"),
        ahead=_set(words, "planning", "ahead"),
        to_come=_set(words, "planning", "modifiers"),
        trying=_set(words, "trying", "verbs"),
        started=_set(words, "started", "verbs"),
        construction=_set(words, "under_construction", "nouns"),
        watching=_set(words, "under_construction", "watching"),
        building=_set(words, "under_construction", "verbs"),
        ongoing=_set(words, "ongoing", "verbs"),
        ongoing_adjectives=_set(words, "ongoing", "adjectives"),
        closing=_set(words, "ongoing", "closing"),
        still=_set(words, "ongoing", "adverbs"),
        completed=_set(words, "completed", "verbs"),
        completed_nouns=_set(words, "completed", "nouns"),
        completed_adjectives=_set(words, "completed", "adjectives"),
        fresh=_set(words, "completed", "modifiers"),
        fresh_participles=_set(words, "completed", "participles"),
        cancelled=_set(words, "cancelled", "verbs"),
        denying=_set(words, "denied", "verbs"),
        none=_set(words, "denied", "determiners"),
        deniable=_set(words, "denied", "nouns"),
        lasting=_set(words, "lasting", "verbs"),
        holding=_set(words, "lasting", "holding"),
        ended_by=_set(words, "lasting", "ended_by"),
        built=_set(words, "lifecycle", "built"),
        closable=_set(words, "lifecycle", "closable"),
        phrases=tuple(sorted(phrases, key=lambda one: (-len(one[0]), one))),
    )


def _place(words: Mapping[str, Any]) -> PlaceRules:
    nouns = words.get("nouns", {})
    return PlaceRules(
        nouns=frozenset(noun for group in nouns.values() for noun in group),
        generic=_set(words, "generic", "nouns"),
        undisclosed=_set(words, "undisclosed", "words"),
        undisclosed_nouns=_set(words, "undisclosed", "nouns"),
        at=_set(words, "prepositions", "at"),
        to=_set(words, "prepositions", "to"),
        away=_set(words, "prepositions", "from"),
        motion=_set(words, "motion", "verbs"),
        direct=_set(words, "direct", "verbs"),
        adverbs=_set(words, "adverbs", "words"),
        directions=_set(words, "directions", "words"),
        routes=_set(words, "directions", "routes"),
    )


def _role(words: Mapping[str, Any], events: Mapping[str, str], speakers: Mapping[str, Any]) -> RoleRules:
    kinds = ("person", "officials", "group", "organisation")
    people = {word for kind in kinds for word in str(speakers.get(kind, "")).split()}
    vehicle = words.get("vehicle", {})
    return RoleRules(
        agent=dict(words.get("agent", {})),
        patient=dict(words.get("patient", {})),
        verbs=dict(words.get("verbs", {})),
        claiming=_set(words, "claiming", "nouns"),
        motives=_set(words, "claiming", "motives"),
        faceless=_set(words, "faceless", "nouns") | frozenset(events),
        naming=_set(words, "naming", "verbs"),
        company=_set(words, "company", "verbs"),
        vehicles=frozenset(word.lower() for word in vehicle.get("nouns", ())),
        loaded=frozenset(vehicle.get("loaded", ())),
        deeds=frozenset(vehicle.get("deeds", ())),
        nominal=_set(words, "nominal", "classes"),
        living=_set(words, "living", "roles"),
        moving=_set(words, "living", "moving"),
        beings=_set(words, "living", "nouns") | frozenset(people),
        things=frozenset(str(speakers.get("things", "")).split()),
        bearers=_set(words, "bearers", "nouns"),
    )


def _classes(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, lemmas in groups.items():
        for lemma in lemmas:
            found.setdefault(lemma, name)
    return found


def _set(words: Mapping[str, Any], table: str, key: str) -> Words:
    return frozenset(word.lower() for word in words.get(table, {}).get(key, ()))
