"""Invented reports in any number: towns with a fire each, told by several outlets, some of them copies."""

from __future__ import annotations

import json

from wireroom.model import Capture, Rejection

TOWNS = "Alderney Brackwell Corsham Dunmere Eskdale Farrow Glenmoor Harwick Inverlee Kelstone Lynford Marwood".split()
THINGS = "warehouse school bakery theatre mill library brewery station hotel market chapel foundry".split()
OUTLETS = "Gazette Courier Herald Echo Tribune Post".split()


def report(number: int) -> dict[str, str]:
    """The record of one report; the same number gives the same record."""
    town, thing = TOWNS[number % 12], THINGS[(number // 12) % 12]
    series, outlet = number // 144, OUTLETS[(number // 12 + number) % 6]
    hurt, day = 2 + number % 5, 1 + (number // 6) % 27
    lead = f"{hurt} people were hurt when a fire broke out at the {thing} of {town} on March {day}, police said."
    told = [
        lead,
        f"“The {thing} was empty by noon,” said fire chief Ada {town}son, who has led brigade {series} since 2019.",
        f"The damage was put at ${number % 9 + 1} million by the owner, a company from {TOWNS[(number + 5) % 12]}.",
    ]
    return {
        "id": f"n{number:05d}",
        "title": f"Fire at {town} {thing}",
        "publisher": f"{town} {outlet}",
        "published": f"2026-03-{day:02d}T{number % 24:02d}:00",
        "text": "\n\n".join(told[: 2 + number % 2]),
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
