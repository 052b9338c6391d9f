"""What a thread is about, in plain words taken from the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.phase import phase_words
from wireroom.dossier.wording import quote_words

_UNITS = {"year_of_age": "age", "percent": "share"}


def about(aspects: Sequence[Aspect]) -> str:
    """A short phrase: what is counted and what happened to it, the event that is dated, the thing, the words spoken."""
    kind = aspects[0].kind
    if kind == "number":
        return _number(aspects)
    if kind == "quote":
        speaker = _most([aspect.subject for aspect in aspects])
        longest = max(aspects, key=lambda one: (min(len(one.point.text), 80), one.point.text))
        return f"{speaker or 'somebody'}: {quote_words(longest.point.value.get('text'))}"
    of = _most([str(aspect.point.value.get("of") or "") for aspect in aspects]) or _most([aspect.head for aspect in aspects])
    if kind == "time":
        return f"when: {of}"
    if kind == "place":
        return f"where: {of}"
    if kind == "participant":
        role = _most([aspect.role for aspect in aspects])
        return f"{role or 'who'}: {of}"
    if kind == "speaker":
        return f"who said: {of}"
    return f"state of {of}" if kind == "status" else of or phase_words(kind)


def _number(aspects: Sequence[Aspect]) -> str:
    noun = _most([" ".join(_noun_words(aspect)) for aspect in aspects])
    what = _most([aspect.effect or aspect.predicate for aspect in aspects])
    unit = aspects[0].unit
    measure = _UNITS.get(unit or "", (unit or "").replace("_", " "))
    words = [word for word in (measure if measure != noun else "", noun) if word]
    return ": ".join([" of ".join(words) or "number", *([what] if what and what not in words else [])])


def _noun_words(aspect: Aspect) -> list[str]:
    """What is counted as the report prints it, else its lemma."""
    counted = aspect.point.value.get("counted_text") or aspect.head
    return str(counted).split()


def _most(words: Sequence[str | None]) -> str:
    """The most frequent word that is not empty; of equals the shortest, then the first in the alphabet."""
    seen = Counter(word for word in words if word)
    return min(seen, key=lambda word: (-seen[word], len(word), word), default="")
