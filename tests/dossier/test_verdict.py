"""The six verdicts on one figure of an invented story: one case a line in `specs/verdicts.jsonl`."""

import json
from pathlib import Path

import pytest
from tests.dossier.scenes import dossier, numbers, quantity, reading, report, tie

SPECS = Path(__file__).parents[1] / "specs" / "verdicts.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]


def pair(claim):
    made = report(claim["report"], claim["text"], claim["day"])
    found = quantity(
        made.text, claim["number"], claim["low"], claim["high"], "people", "killed", about=claim["about"], lemma="person"
    )
    return made, reading(made, [found], claim["source"], claim["origin"])


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_verdict(case):
    made = dossier([pair(claim) for claim in case["claims"]], [tie(*one) for one in case["ties"]])
    (thread,) = numbers(made)
    assert thread.verdict == case["verdict"], thread.why
    assert len(thread.claims) == len(case["claims"])
    if case["independent"] is not None:
        assert thread.independent == case["independent"] == len(thread.voices)
    if case["on_record"] is not None:
        assert thread.on_record == case["on_record"]
    if case["why"]:
        assert case["why"] in thread.why


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_every_claim_stands_in_one_position_and_one_voice(case):
    made = dossier([pair(claim) for claim in case["claims"]], [tie(*one) for one in case["ties"]])
    for thread in made.threads:
        assert sorted(claim for place in thread.positions for claim in place.claims) == sorted(thread.claims)
        assert sorted(claim for voice in thread.voices for claim in voice.claims) == sorted(thread.claims)
        known = {voice.id for voice in thread.voices}
        assert all(set(place.voices) <= known and place.voices for place in thread.positions)
