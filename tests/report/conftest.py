"""The report room's rules and guesser, loaded once."""

from __future__ import annotations

import pytest

from wireroom.config import lexicons
from wireroom.engine.language import Guesser
from wireroom.report import ReportRules, report_rules


@pytest.fixture(scope="session")
def rules() -> ReportRules:
    return report_rules(lexicons())


@pytest.fixture(scope="session")
def guesser() -> Guesser:
    return Guesser()
