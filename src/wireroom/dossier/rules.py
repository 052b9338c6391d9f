"""The rules of the dossier room: its lexical knowledge, its gazetteer and its thresholds, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wireroom.dossier.alarm import WarnRules, warn_rules
from wireroom.dossier.drift_state import States, states_of
from wireroom.dossier.lexicon import Words, words_of
from wireroom.dossier.place import Gazetteer, gazetteer_of
from wireroom.dossier.point import PointRules, point_rules
from wireroom.dossier.spoken import Speech, speech_of

_LINK = {
    "number": 0.58,
    "time": 0.6,
    "status": 0.6,
    "place": 0.6,
    "participant": 0.6,
    "statement": 0.7,
    "quote": 0.5,
    "speaker": 0.6,
}
_MEAN = {
    "number": 0.45,
    "time": 0.45,
    "status": 0.45,
    "place": 0.45,
    "participant": 0.45,
    "statement": 0.6,
    "quote": 0.6,
    "speaker": 0.5,
}


@dataclass(frozen=True, slots=True)
class DossierRules:
    """What assembling may be told. `link` is the least score that brings two wordings together, `mean` the least mean score
    across two clusters that join, by kind; tuned on the annotated stories of evaluation/, where a wrong dispute
    was counted as worse than a missed one. `singles` is how many threads of one report a dossier shows at most."""

    point: PointRules = field(default_factory=PointRules)
    warn: WarnRules = field(default_factory=WarnRules)
    words: Words = field(default_factory=Words)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    speech: Speech = field(default_factory=Speech)
    states: States = field(default_factory=lambda: states_of({}))
    link: Mapping[str, float] = field(default_factory=lambda: _LINK)
    mean: Mapping[str, float] = field(default_factory=lambda: _MEAN)
    singles: int = 12


def dossier_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> DossierRules:
    """The rules of the room out of the lexicons (`synonyms`, `places` and those that points want)."""
    return DossierRules(
        point=point_rules(lexicons),
        warn=warn_rules(lexicons),
        words=words_of(lexicons),
        gazetteer=gazetteer_of(lexicons),
        speech=speech_of(lexicons),
        states=states_of(lexicons),
    )
