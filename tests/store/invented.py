"""Invented reports in any number: small stories of a handful of reports each, some of which copy or rewrite another."""

from __future__ import annotations

import json
import random

from wireroom.model import Capture, Rejection

TOGETHER = 5
"""Reports of one story."""
_NOUNS = """warehouse school bakery theatre mill library brewery station hotel market chapel foundry orchard ferry tunnel quarry
 harbour museum clinic dairy sawmill aqueduct stadium circus prison garden tannery airfield vineyard reservoir lighthouse
 barracks laundry pharmacy observatory cannery viaduct greenhouse monastery kiosk""".split()
_PEOPLE = """drivers nurses miners pupils sailors farmers clerks bakers divers guards weavers tenants hikers monks jurors cooks
 painters pilots porters students""".split()
_DEEDS = "evacuated arrested injured dismissed rescued fined hired questioned stranded poisoned vaccinated evicted".split()
_OUTLETS = "Gazette Courier Herald Echo Tribune Post".split()
_ONSETS, _ENDS = "b br d dr f g gl h k kl l m n p r s st t tr v w".split(), "al en ick or um ow iss elt and urn".split()


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_ENDS) for _ in range(2)).capitalize()


def report(number: int) -> dict[str, str]:
    """The record of one report; the same number gives the same record."""
    story, turn = divmod(number, TOGETHER)
    chance = random.Random(story)
    town, person = _name(chance), f"{_name(chance)} {_name(chance)}"
    people, deed, count = chance.choice(_PEOPLE), chance.choice(_DEEDS), chance.randrange(3, 90)
    first, second, third, fourth = chance.sample(_NOUNS, 4)
    day = 1 + story % 27
    told = [
        f"{count + 3 * (turn == 3)} {people} were {deed} at the {first} of {town} on March {day}, police said.",
        f"“The {second} behind {_name(chance)} Street is still shut,” said {person}, who runs the {third}.",
        f"A {fourth} in {_name(chance)} and the {_name(chance)} {second} will take the {people} in until June.",
    ]
    told = [told[0], *told[:0:-1]] if turn == 2 else told[: 2 + (turn != 4)]
    return {
        "id": f"n{number:05d}",
        "title": f"{people.capitalize()} {deed} at {town} {first}",
        "publisher": f"{town if turn % 2 else 'National'} {_OUTLETS[number % 6]}",
        "published": f"2026-03-{day:02d}T{8 + turn:02d}:00",
        "text": "\n\n".join(told),
    }


def captures(count: int, *, first: int = 0) -> list[Capture | Rejection]:
    """Captures of so many reports; every eleventh is too short to be one, every seventeenth could not be read at all."""
    found: list[Capture | Rejection] = []
    for number in range(first, first + count):
        if number % 17 == 16:
            found.append(Rejection(f"wire/{number}", "unreadable", "no such file"))
            continue
        body = report(number) if number % 11 != 10 else {"text": f"Fire in town {number}"}
        found.append(Capture(f"wire/{number}", json.dumps(body).encode(), "application/json", via="wire"))
    return found
