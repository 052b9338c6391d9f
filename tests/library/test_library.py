"""The rooms from Python, on plain values: no files, no globals needed."""

from __future__ import annotations

import pytest

import wireroom
from wireroom.model import Rejection, Report
from wireroom.ports import InputError

FIRST = """Nine hurt as tram leaves the rails in Ostrava Dolna

Nine people were hurt when a tram left the rails in Ostrava Dolna on 4 June 2024, the fire brigade said.
"The driver braked, but the points had already moved," said Petra Malik, a spokeswoman for the fire brigade."""
SECOND = """Tram accident injures eleven

Eleven people were injured on 4 June 2024 when a tram derailed in Ostrava Dolna, the city hospital said.
The line will stay closed until Friday, the tram company said."""


def test_the_whole_way_from_texts() -> None:
    briefing = wireroom.brief(
        [{"id": "a", "text": FIRST, "publisher": "Gazette"}, {"id": "b", "text": SECOND, "publisher": "Post"}]
    )
    assert [report.id for report in briefing.reports] == ["a", "b"]
    assert len(briefing.dossiers) == 1
    injured = [thread for thread in briefing.dossiers[0].threads if thread.kind == "number" and "injur" in thread.about.lower()]
    assert [thread.verdict for thread in injured] == ["disputed"]
    assert injured[0].independent == 2


def test_room_by_room_gives_the_same() -> None:
    reports = [wireroom.extract({"id": name, "text": text}) for name, text in (("a", FIRST), ("b", SECOND))]
    assert all(isinstance(report, Report) for report in reports)
    found = [report for report in reports if isinstance(report, Report)]
    lineages = wireroom.trace(found)
    assert sorted(name for lineage in lineages.lineages for name in lineage.reports) == ["a", "b"]
    stories = wireroom.gather(found, lineages)
    assert [story.reports for story in stories.stories] == [("a", "b")]
    readings = [wireroom.read(report) for report in found]
    dossier = wireroom.assemble(stories.stories[0], found, readings, lineages)
    assert dossier == wireroom.assemble(stories.stories[0], found)
    assert dossier == wireroom.brief(found).dossiers[0]


def test_a_reading_names_the_source() -> None:
    reading = wireroom.read(FIRST)
    direct = [claim for claim in reading.claims if claim.form == "direct"]
    assert [claim.sources[0].name for claim in direct] == ["Petra Malik"]
    assert direct[0].sources[0].origin == "fire brigade"


def test_what_gives_no_report() -> None:
    assert isinstance(wireroom.extract("Too short."), Rejection)
    with pytest.raises(InputError, match="too_short"):
        wireroom.read("Too short.")
    report = wireroom.extract({"id": "a", "text": FIRST})
    assert isinstance(report, Report)
    story = wireroom.gather([report])
    assert story.unplaced == ("a",)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="summarise"):
        wireroom.summarise  # noqa: B018
