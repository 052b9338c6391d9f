"""What every test may ask for: the rules at their defaults and the models, loaded once a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wireroom.desk import DeskRules
    from wireroom.engine.local import LocalEngine


@pytest.fixture(scope="session")
def rules() -> DeskRules:
    """The rules of every room at their defaults."""
    from wireroom.config import desk_rules

    return desk_rules()


@pytest.fixture(scope="session")
def engine() -> LocalEngine:
    """An engine in this process, whose models are loaded once."""
    from wireroom.engine.local import LocalEngine

    return LocalEngine()
