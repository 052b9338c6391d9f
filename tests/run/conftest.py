"""Invented reports as files of several forms, more than are compared all with all, and what a run of them gives."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from wireroom.batch.run import run
from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine
from wireroom.intake.slices import pieces
from wireroom.ports import Engine

PLACES = "Portmere Elland Kaldra Vesper Tarn Northam Wessel Gorge Lowick Marden".split()
EVENTS = (
    ("a ferry struck the {place} pier", "the captain of the ferry Maren and its tug", "divers and a crane barge"),
    ("fire swept a timber warehouse in {place}", "the foreman of the sawmill Holt", "ladders, hoses and foam"),
    ("a sluice gate of the {place} dam failed", "the keeper of the reservoir at Ostgard", "sandbags and pumps"),
    ("a tram left its rails in {place}", "the driver of line nine of the Corran tramway", "jacks and welders"),
    ("a rockfall closed the {place} tunnel", "the geologist Pia Ferrant of the road board", "nets and drills"),
)
OUTLETS = ("Gazette", "Courier", "Echo")


def records() -> Iterator[dict[str, object]]:
    """Three outlets on each of twenty events, the third a rewrite, some days apart; one text twice; one without a date."""
    for number in range(20):
        place = PLACES[number % 10]
        event, who, what = (part.format(place=place) for part in EVENTS[number % 5])
        day = f"2013-04-{2 + number // 2:02d}"
        head = f"{place.upper()}, April {2 + number // 2}"
        lead = f"{head} - At least {number + 3} people were hurt when {event} on Tuesday, police said."
        more = f"“We heard a crash and ran,” said {who}. {place} sent {what} with {number + 12} engineers, a spokesman said."
        for at, outlet in enumerate(OUTLETS):
            text = (
                f"{lead}\n{more}"
                if at < 2
                else f"{lead}\nThe coast road near {place} stays closed until Friday, the council said."
            )
            record: dict[str, object] = {"id": f"r{number:02d}-{outlet}", "text": text, "publisher": outlet, "title": event}
            yield record | ({} if number == 7 else {"published": day})
    yield {
        "id": "r00-Gazette",
        "text": "Another text under an id that is taken: a library opened in Elland.",
    }


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files and folders that together hold some sixty reports, a few of which give none."""
    folder = tmp_path_factory.mktemp("inputs")
    made = list(records())
    lines = [json.dumps(record) for record in made]
    (folder / "feed").mkdir()
    (folder / "feed" / "one.jsonl").write_text("\n".join(lines[:25]), "utf-8")
    (folder / "feed" / "two.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines[25:], "{broken", lines[3]]).encode()))
    (folder / "feed" / "empty.txt").write_text("")
    (folder / "page.html").write_text(
        "<html><body><article><p>" + str(made[0]["text"]) + "</p></article></body></html>", "utf-8"
    )
    return [str(folder / "feed"), str(folder / "page.html")]


def ran(inputs: Sequence[str], out: Path, rules: DeskRules, engine: Engine, **options: bool) -> dict[str, object]:
    """The summary of a run."""
    return run(pieces(inputs), out, engine=engine, rules=rules, made_by="rules of a test", **options)[0]


def tree(out: Path) -> dict[str, bytes]:
    """Every file of a dataset with its bytes, marks left out."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and "_marks" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def dataset(inputs: list[str], rules: DeskRules, engine: LocalEngine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the inputs, made in one process."""
    out = tmp_path_factory.mktemp("dataset") / "out"
    ran(inputs, out, rules, engine)
    return out
