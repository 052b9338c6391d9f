"""What a thread is about, in plain words taken from the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wireroom.dossier.aspect import VOICE, Aspect
from wireroom.dossier.lexicon import FAINT_VERBS
from wireroom.dossier.phase import phase_words
from wireroom.dossier.wording import quote_words

_UNITS = {"percent": "share", "$": "dollars", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "degree": "degrees"}
_PLURALS = {
    "person": "people", "people": "people", "man": "men", "woman": "women", "child": "children", "life": "lives",
    "fatality": "people", "death": "people", "dead": "people", "casualty": "people", "injury": "people", "injured": "people",
    "wounded": "people", "crew": "crew", "personnel": "personnel", "staff": "staff", "aircraft": "aircraft",
    "policeman": "policemen", "fireman": "firemen", "other": "others", "police": "police",
}  # fmt: skip


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
    if kind == "speaker" and aspects[0].role == VOICE:
        return f"who speaks: {_most([aspect.head for aspect in aspects])}"
    if kind == "speaker":
        return f"who said: {of}"
    return f"state of {of}" if kind == "status" else of or phase_words(kind)


def _number(aspects: Sequence[Aspect]) -> str:
    """ "people killed", "boats seized", "dollars: worth", "age of boys", "metres deep"."""
    noun = _plural(_most([aspect.head for aspect in aspects if aspect.head != aspect.unit]))
    effect = _most([aspect.effect for aspect in aspects])
    what = effect or _most([aspect.predicate for aspect in aspects if aspect.predicate not in FAINT_VERBS])
    unit = aspects[0].unit
    if aspects[0].role == "age":
        return f"age of {noun}" if noun else "age"
    if unit:
        measure = _UNITS.get(unit, _plural(unit.replace("_", " ")))
        of = f" of {noun}" if noun and noun != measure else ""
        return f"{measure}{of}" + (f": {what}" if what else "")
    if not noun:
        return what or "number"
    return f"{noun} {effect}" if effect else f"{noun}: {what}" if what else noun


def _plural(noun: str) -> str:
    """The plural of a lemma, by the rules that hold for most nouns."""
    if not noun or noun in _PLURALS:
        return _PLURALS.get(noun, noun)
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def _most(words: Sequence[str | None]) -> str:
    """The most frequent word that is not empty; of equals the shortest, then the first in the alphabet."""
    seen = Counter(word for word in words if word)
    return min(seen, key=lambda word: (-seen[word], len(word), word), default="")
