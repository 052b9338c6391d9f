"""The two invented stories of `examples/`: the dossier follows its contract and finds what was planted.

The plants are data (`specs/examples.jsonl`)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from wireroom.intake.files import captures
from wireroom.library import brief
from wireroom.model import Briefing
from wireroom.render.html import html
from wireroom.render.json import dossier_record, dumps, reading_record, schema
from wireroom.render.markdown import markdown
from wireroom.render.text import text

ROOT = Path(__file__).parent.parent
PLANTS = [json.loads(line) for line in (ROOT / "tests" / "specs" / "examples.jsonl").read_text("utf-8").splitlines()]
STORIES = ["ferry", "dam"]
Record = dict[str, Any]


@cache
def briefing(story: str) -> Briefing:
    return brief(list(captures([str(ROOT / "examples" / story)])))  # type: ignore[misc]


@cache
def record(story: str) -> Record:
    return json.loads(dumps(dossier_record(briefing(story))))  # type: ignore[no-any-return]


def named(story: str, name: str) -> str:
    """The id of the report that a file, a record or a publisher of the example gave."""
    return next(one.id for one in briefing(story).reports if name in (one.id, one.uri.rsplit("/", 1)[-1], one.publisher))


def main(story: str) -> Record:
    """The largest story of the example."""
    return max(record(story)["stories"], key=lambda one: len(one["reports"]))  # type: ignore[no-any-return]


def threads(story: str, kind: str, verdicts: list[str]) -> list[list[Record]]:
    """The claims of every thread of a kind with one of the verdicts."""
    claims = {one["id"]: one for one in main(story)["claims"]}
    found = [one for one in main(story)["threads"] if one["kind"] == kind and one["verdict"] in verdicts]
    return [[claims[key] for key in one["claims"]] for one in found]


def shown(plant: Record) -> bool:
    story, kind = plant["story"], plant["plant"]
    ids = [named(story, name) for name in plant.get("reports", [])]
    placed = {one["id"]: one["lineage"] for one in main(story)["reports"]}
    if kind == "together":
        return set(ids) <= set(placed)
    if kind == "outside":
        return not set(ids) & set(placed)
    if kind == "apart":
        return placed[ids[0]] != placed[ids[1]]
    if kind == "tied":
        ties = [one for line in main(story)["lineages"] for one in line["derivations"]]
        return placed[ids[0]] == placed[ids[1]] and any(
            {one["child"], one["parent"]} == set(ids) and one["kind"] in plant["kinds"] for one in ties
        )
    if kind == "numbers":
        wanted = set(plant["values"])
        return any(
            wanted <= {one["value"]["low"] for one in claims} and set(ids) <= {one["report"] for one in claims}
            for claims in threads(story, "number", plant["verdict"])
        )
    if kind == "status":
        return any(
            set(plant["values"]) <= {one["value"]["phase"] for one in claims}
            for claims in threads(story, "status", plant["verdict"])
        )
    if kind == "quote":
        return any(
            all(any(one["text"].startswith(words) for one in claims) for words in plant["words"])
            for claims in threads(story, "quote", plant["verdict"])
        )
    assert kind == "warning"
    kinds = [plant["kind"]] if isinstance(plant["kind"], str) else plant["kind"]
    return any(one["kind"] in kinds and one["report"] in ids for one in main(story)["warnings"])


def _case(plant: Record) -> Any:
    what = plant.get("kind") or plant.get("values") or plant.get("words") or plant["reports"]
    name = f"{plant['story']}-{plant['plant']}-{'-'.join(str(one) for one in ([what] if isinstance(what, str) else what[:2]))}"
    return pytest.param(plant, id=name)


@pytest.mark.parametrize("plant", [_case(plant) for plant in PLANTS])
def test_plant_is_found(plant: Record) -> None:
    assert shown(plant)


@pytest.mark.parametrize("story", STORIES)
def test_dossier_follows_the_contract(story: str) -> None:
    jsonschema.validate(record(story), schema("dossier-1"), cls=jsonschema.Draft202012Validator)
    texts = {one.id: one.text for one in briefing(story).reports}
    titles = {one.id: one.title for one in briefing(story).reports}
    for one in record(story)["stories"]:
        for claim in one["claims"]:
            start, end = claim["span"]
            held = {texts[claim["report"]][start:end]} | (
                {(titles[claim["report"]] or "")[start:end]} if claim["part"] == "headline" else set()
            )
            assert claim["text"] in held
        claims = {claim["id"] for claim in one["claims"]}
        for thread in one["threads"]:
            assert set(thread["claims"]) <= claims
            assert {key for position in thread["positions"] for key in position["claims"]} == set(thread["claims"])
            assert {key for voice in thread["voices"] for key in voice["claims"]} == set(thread["claims"])
            assert thread["on_record"] <= len(thread["voices"])
        listed = {report["id"] for report in one["reports"]}
        assert sorted(report for line in one["lineages"] for report in line["reports"]) == sorted(listed)
        assert all(warning["report"] in listed for warning in one["warnings"])


@pytest.mark.parametrize("story", STORIES)
def test_readings_follow_the_contract(story: str) -> None:
    reports = {one.id: one for one in briefing(story).reports}
    for reading in briefing(story).readings:
        made = json.loads(dumps(reading_record(reports[reading.report], reading)))
        jsonschema.validate(made, schema("reading-1"), cls=jsonschema.Draft202012Validator)
        whole = made["report"]["text"]
        for kind in ("timexes", "quantities"):
            for one in made[kind]:
                assert whole[one["span"][0] : one["span"][1]] == one["text"]
        for claim in made["claims"]:
            assert all(0 <= one["span"][0] < one["span"][1] <= len(whole) for one in claim["content"])


@pytest.mark.parametrize("story", STORIES)
def test_every_rendering_names_every_report(story: str) -> None:
    made = {"text": text(briefing(story)), "markdown": markdown(briefing(story)), "html": html(briefing(story))}
    for form, page in made.items():
        for report in briefing(story).reports:
            assert (report.publisher or report.uri).split("/")[-1] in page, (form, report.id)
    assert "●" in made["text"]
