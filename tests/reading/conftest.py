"""What the tests of the reading room share: invented texts turned into claims and readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from wireroom.model import Claim, Reading, Report
from wireroom.reading import ReadingRules, read, reading_rules
from wireroom.reading.claim import attribute

if TYPE_CHECKING:
    from wireroom.engine.models import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    from wireroom.engine.models import SpacyParser

    return SpacyParser()


@pytest.fixture(scope="session")
def reading_room() -> ReadingRules:
    from wireroom.config import lexicons

    return reading_rules(lexicons())


@pytest.fixture(scope="session")
def claims_of(parser: SpacyParser, reading_room: ReadingRules) -> Callable[[str], tuple[Claim, ...]]:
    def claims(text: str) -> tuple[Claim, ...]:
        return attribute(Report("r", "r", text), next(parser.parse([text])), rules=reading_room.attribution)

    return claims


@pytest.fixture(scope="session")
def reading_of(parser: SpacyParser, reading_room: ReadingRules) -> Callable[[Report], Reading]:
    def reading(report: Report) -> Reading:
        return read(report, next(parser.parse([report.text])), reading_room)

    return reading
