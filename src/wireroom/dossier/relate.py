"""How two points of one kind stand to each other, by the values that they carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from wireroom.dossier.aspect import VOICE, Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.number import compare_numbers, number_reason, number_words
from wireroom.dossier.period import time_words
from wireroom.dossier.person import compare_names
from wireroom.dossier.phase import compare_phases, phase_words
from wireroom.dossier.place import Gazetteer, compare_places
from wireroom.dossier.relate_time import compare_times, time_relations
from wireroom.dossier.spoken import Speech, tokens
from wireroom.dossier.vehicle import other_vehicle
from wireroom.dossier.wording import compare_words, quote_words, told_apart
from wireroom.model import PointKind, Value


def relate(a: Aspect, b: Aspect, gazetteer: Gazetteer, speech: Speech | None = None, *, one_lineage: bool = False) -> Relation:
    """The relation of two points of one kind. Participants add to each other and never conflict, but
    for the kind of a vehicle; speakers do."""
    x, y = a.point.value, b.point.value
    if a.kind == "number":
        return compare_numbers(x, y, one_lineage=one_lineage)
    if a.kind == "time":
        return compare_times(a, b)
    if a.kind == "status":
        return compare_phases(str(x.get("phase")), str(y.get("phase")))
    if a.kind == "place":
        return compare_places(str(x.get("name")), str(y.get("name")), gazetteer)
    if a.kind == "quote":
        return compare_words(str(x.get("text")), str(y.get("text")), speech or Speech())
    if a.kind == "statement":
        return "equal" if x.get("polarity") == y.get("polarity") else "conflict"
    relation = compare_names(str(x.get("name")), str(y.get("name")))
    adds = (a.kind == "participant" and not other_vehicle(a, b)) or a.role == VOICE
    return "compatible" if relation == "conflict" and adds else relation


def relations(aspects: Sequence[Aspect], gazetteer: Gazetteer) -> Callable[[int, int], Relation]:
    """`relate` by the places of aspects of one kind that is no quotation; what each says is looked up once for all pairs."""
    kind = aspects[0].kind if aspects else "number"
    if kind == "time":
        return time_relations(aspects)
    if kind == "place":
        names = [str(one.point.value.get("name")) for one in aspects]
        places = cache(partial(compare_places, gazetteer=gazetteer))
        return lambda i, j: places(names[i], names[j])
    return lambda i, j: relate(aspects[i], aspects[j], gazetteer)


def differing(a: Aspect, b: Aspect, speech: Speech) -> tuple[str, str] | None:
    """The words in which two quotations that conflict differ, on either side; None for every other kind."""
    if a.kind != "quote":
        return None
    return told_apart(str(a.point.value.get("text")), str(b.point.value.get("text")), speech)


def value_key(kind: PointKind, value: Value) -> str:
    """What makes two values of a kind one position. Of a quotation all its words count, not only those that are shown."""
    if kind == "quote":
        return " ".join(tokens(str(value.get("text"))))
    return value_words(kind, value).lower()


def value_words(kind: PointKind, value: Value) -> str:
    """A value in plain words, as a position shows it."""
    if kind == "number":
        return number_words(value)
    if kind == "time":
        return time_words(value)
    if kind == "status":
        return phase_words(value.get("phase"))
    if kind == "quote":
        return quote_words(value.get("text"))
    if kind == "statement":
        return "affirmed" if value.get("polarity") in (True, "positive", "affirmed") else "denied"
    return str(value.get("name"))


def value_reason(kind: PointKind, value: Value) -> str:
    """A value as it enters the reason for a verdict."""
    return number_reason(value) if kind == "number" else value_words(kind, value)
