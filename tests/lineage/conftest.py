"""The encoder and the rules that the lineage tests use."""

from __future__ import annotations

import pytest

from wireroom.config import lexicons
from wireroom.engine.models import StaticEncoder
from wireroom.lineage import LineageRules, lineage_rules


@pytest.fixture(scope="session")
def encoder() -> StaticEncoder:
    """The default encoder, loaded once."""
    return StaticEncoder()


@pytest.fixture(scope="session")
def lineage() -> LineageRules:
    """The default rules of the lineage room."""
    return lineage_rules(lexicons())
