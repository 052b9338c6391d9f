"""What measures a run: plots, invented reports, the replay over a dataset."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from benchmarks import million, plot
from benchmarks.row import Row

from evaluation import replay

SVG = "{http://www.w3.org/2000/svg}"


def test_plots_are_drawings_with_a_mark_a_value() -> None:
    bars = ElementTree.fromstring(plot.bars([Row("a & b", "x/s", 4, "peer", 1), Row("c", "x/s", 1, "peer", 2)], "Ratios"))
    assert len(bars.findall(f"{SVG}rect")) == 3
    assert [text.text for text in bars.iter(f"{SVG}text")][1:3] == ["a & b / peer", "4.00×"]
    growth = ElementTree.fromstring(plot.growth({"run": [(10, 1), (100, 10)], "peer": [(10, 0)]}, "Growth", "s"))
    assert len(growth.findall(f"{SVG}circle")) == 3


def test_invented_reports_are_the_same_every_time_and_share_passages() -> None:
    made = list(million.invented(60))
    assert made == list(million.invented(60))
    assert len({record["id"] for record in made}) == 60
    fives = [{tuple(words[at : at + 5]) for at in range(len(words) - 5)} for words in (one["text"].split() for one in made)]
    assert sum(bool(one & other) for one in fives for other in fives if one is not other) > 10


def test_the_replay_counts_the_stories_of_a_dataset(dataset: Path) -> None:
    found = list(replay.stories(dataset))
    assert found
    assert all(1 < one["outlets"] <= one["reports"] and one["voices"] <= one["reports"] for one in found)
    lines = {name: (figures, count) for name, figures, count in replay.table(found)}
    assert lines["all"][1] == sum(lines[year][1] for year in {one["year"] for one in found}) == len(found)
    assert [figure.name for figure in lines["all"][0]][:2] == ["one_voice", "one_lineage"]
