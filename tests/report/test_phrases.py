"""The small language of the lexicons, and the lexicons themselves."""

from __future__ import annotations

import pytest

from wireroom.config import lexicons
from wireroom.report import report_rules
from wireroom.report.phrase import phrases


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        ("not been edited", "has not been edited by us", "not been edited"),
        ("not been edited", "has not been editedly", None),
        ("not been (edited|read over) by", "has not been read over by us", "not been read over by"),
        ("not been fully? edited", "has not been edited", "not been edited"),
        ("not been fully? edited", "has not been fully edited", "not been fully edited"),
        ("(the)? views expressed", "the views expressed", "the views expressed"),
        ("(the)? views expressed", "views expressed", "views expressed"),
        ("follow * on twitter", "follow ada hollis on twitter", "follow ada hollis on twitter"),
        ("follow * on twitter", "follow " + "a " * 9 + "on twitter", None),
        ("read more *", "read more about it", "read more about it"),
        ("read more *", "read more", "read more"),
        ("(c) 2020", "(c) 2020", None),
        ("a.m. list", "the a.m. list", "a.m. list"),
    ],
)
def test_a_phrase(entry: str, text: str, found: str | None) -> None:
    hits = phrases({"kind": [entry]}).search(text, 0, len(text))
    assert (text[hits["kind"].start : hits["kind"].end] if hits else None) == found


def test_a_phrase_must_open_with_a_word() -> None:
    with pytest.raises(ValueError, match="must open with a word"):
        phrases({"kind": ["* photos"]})


def test_state_control_is_never_said_without_a_citation() -> None:
    found = lexicons()
    entries = [*found["agencies"]["agency"], *found["outlets"]["outlet"]]
    assert all(("control" in entry) == ("citation" in entry) for entry in entries)
    assert {entry.get("control") for entry in entries} == {None, "state"}


def test_names_are_told_once() -> None:
    found = lexicons()
    names = [entry["name"] for entry in found["agencies"]["agency"]]
    assert len(names) == len(set(names))
    marks = [mark for entry in found["agencies"]["agency"] for mark in {*entry["aliases"], *entry["marks"]}]
    assert len(marks) == len(set(marks)), sorted(mark for mark in set(marks) if marks.count(mark) > 1)
    domains = [domain for entry in found["outlets"]["outlet"] for domain in entry["domains"]]
    assert len(domains) == len(set(domains))


def test_the_digest_of_the_rules_moves_with_the_lexicons() -> None:
    found = dict(lexicons())
    assert report_rules(found).digest == report_rules(dict(reversed(list(found.items())))).digest
    assert report_rules({**found, "outlets": {}}).digest != report_rules(found).digest


def test_rules_without_lexicons_still_stand() -> None:
    assert report_rules({}).agencies == {}
