"""Small invented stories for the tests: reports, readings and lineages built by hand, and an encoder of letters."""

import hashlib

import numpy as np

from wireroom.config import lexicons
from wireroom.dossier import assemble, dossier_rules
from wireroom.model import (
    Claim,
    Counted,
    Derivation,
    Lineage,
    Lineages,
    Part,
    Passage,
    Predicate,
    Published,
    Quantity,
    Reading,
    Report,
    Source,
    Span,
    Story,
)

RULES = dossier_rules(lexicons())


class Letters:
    """An encoder without a model: each word is a fixed direction."""

    name = "letters"

    def encode(self, texts):
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.sha256(word.encode()).hexdigest()[:4], 16) % 64] += 1
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length == 0, 1, length)


def report(name, text, day=None, title=None):
    return Report(
        id=name,
        uri=f"{name}.txt",
        text=text,
        title=title or text.split(".")[0],
        published=Published(day, "record" if day else None),
        parts=(Part("body", Span(0, len(text))),),
    )


def quantity(text, number, low, high, noun, effect, *, predicate="kill", **more):
    """A quantity at the first place of `number` in the text, counting the first `noun` after it."""
    start = text.index(number)
    end = start + len(number)
    at = text.index(noun, end)
    return Quantity(
        id=f"q{start}",
        span=Span(start, end),
        text=number,
        low=low,
        high=high,
        counted=Counted(noun, more.pop("lemma", noun), Span(at, at + len(noun)), (more.pop("word", noun),)),
        predicate=Predicate(predicate, Span(start, end)),
        effect=effect,
        **more,
    )


def reading(made, quantities, source=None, origin=None):
    """One claim that holds every quantity: said by `source` when there is one, else the report's own words."""
    whole = Span(0, len(made.text))
    sources = ()
    if source:
        at = made.text.index(source)
        footing = "named" if origin else "unnamed"
        sources = (Source(Span(at, at + len(source)), source, source, "officials", footing, origin),)
    claim = Claim(
        id="c1",
        form="indirect" if source else "assertion",
        content=(whole,),
        part="body",
        sources=sources,
        quantities=tuple(one.id for one in quantities),
    )
    sentences = []
    start = 0
    for piece in made.text.split(". "):
        sentences.append(Span(start, min(start + len(piece) + 1, len(made.text))))
        start += len(piece) + 2
    return Reading(made.id, claims=(claim,), quantities=tuple(quantities), sentences=tuple(sentences))


def tie(child, parent, kind="copy"):
    whole = (Passage(Span(0, 10_000), Span(0, 10_000)),)
    return Derivation(child, parent, kind, False, 1.0, 1.0, whole if kind in ("shared_source", "quotation") else ())


def lineages(names, ties=(), suspicions=()):
    """Each report a lineage of its own but for those that a copy, revision, rewrite or shared source joins."""
    groups = {name: {name} for name in names}
    for one in ties:
        if one.kind != "quotation":
            joined = groups[one.child] | groups[one.parent]
            for name in joined:
                groups[name] = joined
    seen = []
    for name in sorted(names):
        if not any(name in group for group in seen):
            seen.append(groups[name])
    made = [
        Lineage(f"l{number}", None, tuple(sorted(group)), tuple(one for one in ties if one.child in group))
        for number, group in enumerate(seen, 1)
    ]
    return Lineages(tuple(made), tuple(suspicions))


def dossier(pairs, ties=(), suspicions=()):
    """The dossier of some (report, reading) pairs."""
    reports = [one for one, _ in pairs]
    names = [one.id for one in reports]
    return assemble(
        Story("story", tuple(names)),
        reports,
        [one for _, one in pairs],
        lineages(names, ties, suspicions),
        Letters(),
        RULES,
    )


def numbers(made):
    """The threads of numbers."""
    return [thread for thread in made.threads if thread.kind == "number"]
