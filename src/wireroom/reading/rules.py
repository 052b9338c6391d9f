"""The frozen rules of the reading room, built from the lexicons by a pure function."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wireroom.model import digest
from wireroom.reading.attribution import AttributionRules, attribution_rules
from wireroom.reading.quantity_rules import QuantityRules, quantity_rules
from wireroom.reading.statement_rules import StatementRules, statement_rules
from wireroom.reading.timex_rules import TimexRules, timex_rules

LEXICONS = (
    "agencies", "approximators", "control", "cues", "effects", "events", "numbers", "outlets", "phases", "place_nouns", "roles",
    "roles_of_participants", "times", "titles", "units",
)  # fmt: skip
"""The lexicons that a reading depends on; their content is the digest of its rules."""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What `read` needs to know of the language: one frozen part a subject, and the digest of all of it."""

    attribution: AttributionRules
    timex: TimexRules
    quantity: QuantityRules
    statement: StatementRules
    digest: str


def reading_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> ReadingRules:
    """The rules that the lexicons give, keyed by file stem as `wireroom.config.lexicons` returns them.

    Raises KeyError when a lexicon of times or numbers is absent; the others count as empty then."""
    used = {name: lexicons.get(name, {}) for name in LEXICONS}
    return ReadingRules(
        attribution=attribution_rules(lexicons),
        timex=timex_rules(lexicons),
        quantity=quantity_rules(lexicons),
        statement=statement_rules(lexicons),
        digest=digest(json.dumps(used, sort_keys=True, ensure_ascii=False, default=str)),
    )
