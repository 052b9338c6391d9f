"""The frozen rules of the reading room, built from the lexicons by a pure function."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wireroom.model import digest
from wireroom.reading.attribution import AttributionRules, attribution_rules

LEXICONS = (
    "agencies", "approximators", "control", "cues", "effects", "events", "numbers", "outlets", "phases", "roles",
    "roles_of_participants", "times", "titles", "units",
)  # fmt: skip
"""The lexicons that a reading depends on; their content is the digest of its rules."""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What `read` needs to know of the language: one frozen part a subject, and the digest of all of it."""

    attribution: AttributionRules
    digest: str


def reading_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> ReadingRules:
    """The rules that the lexicons give, keyed by file stem as `wireroom.config.lexicons` returns them.

    A lexicon that is absent counts as empty, so that a part of the rules can be built by itself."""
    used = {name: lexicons.get(name, {}) for name in LEXICONS}
    return ReadingRules(
        attribution=attribution_rules(lexicons),
        digest=digest(json.dumps(used, sort_keys=True, ensure_ascii=False, default=str)),
    )
