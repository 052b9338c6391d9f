"""Killed at any instant, nothing is lost and nothing is there twice; the long form is `python -m tests.durability`."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from tests.durability import watched
from tests.durability.killed import trial
from tests.store.invented import captures
from tests.store.remembering import Remembering

from wireroom.desk import DeskRules


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_ten_kills(new_place: Callable[[], str], engine: Remembering, rules: DeskRules) -> None:
    found = trial(new_place, engine, rules, items=captures(24), kills=10, seed=7)
    assert found.wrong == ()
    assert found.kills >= 3, "too few kills met a running process to show anything"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_watch_killed_five_times(new_place: Callable[[], str], engine: Remembering, rules: DeskRules) -> None:
    found = watched.trial(new_place, engine, rules, feeds=12, kills=5, life=1.2, seed=3)
    assert found.wrong == ()
    assert found.kills == 5
