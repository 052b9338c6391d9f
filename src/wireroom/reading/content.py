"""Contents: what of the parse under a cue is attributed, by the frame in which the cue takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.extent import around, extent
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAR = 400
"""Tokens into a verb's object that quoted words are looked for: a bound on hostile text."""
_STOPS = frozenset((".", "!", "?"))
_SET_OFF = frozenset((",", "(", "-", "–", "—"))
_OF_SOMEBODY = frozenset(("of", "for", "as", "over", "on", "about", "with"))
"""Prepositions behind an object that is a part of what is said: "accused him of theft"."""
ADDRESSING = frozenset("tell ask inform remind assure warn advise convince persuade thank lecture press question lobby".split())
"""Verbs whose object is the one spoken to."""
_ASKING = frozenset(("ask", "wonder", "inquire", "question"))
_MAIN = frozenset(("ROOT", "ccomp", "conj", "parataxis", "dep"))
_SUBJECTS = frozenset(("nsubj", "csubj"))


def holds_quote(doc: Doc, content: tuple[Span, ...], quoted: Sequence[int]) -> bool:
    """Whether quoted words stand in a content; `quoted` gives for each token its quotation's place, -1 outside."""
    for span in content:
        stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
        if stretch is not None and any(quoted[at] >= 0 for at in range(stretch.start, min(stretch.end, stretch.start + FAR))):
            return True
    return False


def content_of(verb: Token, frame: str, *, passive: bool, pronouns: bool = False, lemma: str = "") -> tuple[Span, ...]:
    """The spans that a verb attributes in a frame, in order; none where the frame is not there.

    `pronouns` lets a pronoun be an object ("she denied it"). In the passive what is spoken of comes first: "she | is said |
    to have left"."""
    base = frame.removesuffix("_quoted")
    if passive:
        return _passive(verb, base)
    if base == "clause":
        return _clause(verb)
    if base == "as":
        role = _preposition(verb, "as")
        if role is None or any(child.dep_ == "pcomp" and child.lower_ == "saying" for child in role.children):
            return ()
        return _touching(verb, (*_thing(verb), extent(role)))
    if base == "infinitive":
        found = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i), None)
        if "_" in lemma and (on := _preposition(verb, lemma.split("_")[1])) is not None:
            whom = next((child for child in on.children if child.dep_ in {"pobj", "pcomp"}), None)
            return _touching(
                verb, ((extent(whom),) if whom is not None else ()) + ((extent(found),) if found is not None else ())
            )
        return (extent(found),) if found is not None else ()
    if base == "predicative":
        found = next(
            (child for child in verb.children if child.dep_ == "oprd" or (child.dep_ == "ccomp" and child.i > verb.i)), None
        )
        return _touching(verb, (*_thing(verb), extent(found))) if found is not None else ()
    if base == "object":
        return _object(verb, pronouns=pronouns)
    return _prepositional(verb, base)


def _object(verb: Token, *, pronouns: bool) -> tuple[Span, ...]:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and (pronouns or child.pos_ != "PRON"):
            return (core(child),)
        if child.dep_ == "xcomp" and child.tag_ == "VBG":
            return (extent(child),)
        if pronouns and child.dep_ == "dobj" and child.tag_ == "WDT":
            return (extent(child),)
    return ()


def _prepositional(verb: Token, base: str) -> tuple[Span, ...]:
    found = _preposition(verb, base)
    if found is None or any(grand.ent_type_ in {"DATE", "TIME"} for grand in found.children):
        return ()
    if base in _OF_SOMEBODY and verb.lemma_.lower() not in ADDRESSING:
        return _touching(verb, (*_thing(verb), extent(found)))
    return (extent(found),)


def _preposition(verb: Token, word: str) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in {"prep", "agent"} and child.lower_ == word), None)


def _passive(verb: Token, base: str) -> tuple[Span, ...]:
    who = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    lead = (core(who),) if who is not None and who.lower_ not in {"it", "there"} else ()
    if base == "clause":
        told = next((child for child in verb.children if child.dep_ == "ccomp" and _finite(child)), None)
        if told is not None:
            return (*lead, extent(told)) if told.i > verb.i else (extent(told),)
        told = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
        if told is None and as_reported(verb):
            return tuple(around(verb.head, verb))
        return _ordered(lead, told)
    if base == "infinitive":
        return _ordered(lead, next((child for child in verb.rights if child.dep_ == "xcomp"), None))
    if base == "predicative":
        return _ordered(lead, next((child for child in verb.rights if child.dep_ in {"oprd", "attr"}), None))
    if base == "object":
        return lead
    return _ordered(lead, _preposition(verb, base))


def _ordered(lead: tuple[Span, ...], last: Token | None) -> tuple[Span, ...]:
    return (*lead, extent(last)) if last is not None else ()


def core(head: Token) -> Span:
    """The extent of a noun phrase without the relative clause that a comma sets off: "the union, which backed her,"."""
    whole = extent(head)
    for child in head.rights:
        first = child.left_edge
        if child.dep_ == "relcl" and first.i > head.i + 1 and head.doc[first.i - 1].text in _SET_OFF:
            last = head.doc[first.i - 2]
            return Span(whole.start, last.idx + len(last))
    return whole


def _touching(verb: Token, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two spans in order, and as one when only blank stands between them or they overlap."""
    if len(spans) < 2:
        return spans
    first, last = sorted(spans)
    if last.start < first.end or not text_of(verb.doc)[first.end : last.start].strip():
        return (Span(first.start, max(first.end, last.end)),)
    return (first, last)


def _thing(verb: Token) -> tuple[Span, ...]:
    """The object that something is said of, when it follows the verb and is no relative pronoun."""
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.tag_ not in {"WP", "WDT"}), None)
    return (extent(thing),) if thing is not None and thing.i > verb.i else ()


def _clause(verb: Token) -> tuple[Span, ...]:
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and _finite(child)]
    if clauses:
        after = [child for child in clauses if child.i > verb.i]
        chosen = (after or clauses)[0]
        if chosen.i < verb.i and any(child.text == ";" and chosen.i < child.i for child in verb.lefts):
            return ()
        return _reaching(verb, chosen, extent(chosen))
    if verb.lemma_.lower() in _ASKING and (asked := _asked(verb)) is not None:
        return (extent(asked),)
    if verb.head.i != verb.i and (verb.dep_ == "parataxis" or as_reported(verb)):
        return tuple(around(verb.head, verb))
    return _tail(verb) if verb.dep_ in _MAIN else ()


def _asked(verb: Token) -> Token | None:
    """The question behind a verb of asking that the parse takes for a condition: "asked if she would run"."""
    for child in verb.rights:
        if child.dep_ == "advcl" and any(one.dep_ == "mark" and one.lower_ in {"if", "whether"} for one in child.lefts):
            return child
    return None


def as_reported(verb: Token) -> bool:
    """Whether a verb hangs on what it tells by "as": "as the paper reported", "as reported by the paper"."""
    return verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.lefts)


def _finite(clause: Token) -> bool:
    """Whether a clause is one that can be said: not a bare gerund ("seeing him leave")."""
    return clause.tag_ != "VBG" or any(child.dep_ in {"aux", "auxpass", "mark"} for child in clause.lefts)


def _tail(verb: Token) -> tuple[Span, ...]:
    """All of the sentence before a closing ", X reported on Monday", which the parse often hangs on the wrong verb."""
    who = next((child for child in reversed(list(verb.lefts)) if child.dep_ in _SUBJECTS), None)
    if who is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or who.left_edge.i < 2:
        return ()
    doc = verb.doc
    comma = doc[who.left_edge.i - 1]
    free = all(child.dep_ in {"prep", "npadvmod", "punct", "advmod", "tmod"} for child in verb.rights)
    ends = (
        verb.right_edge.i + 1 >= len(doc) or doc[verb.right_edge.i].text in _STOPS or doc[verb.right_edge.i + 1].text in _STOPS
    )
    first = verb.sent.start
    if comma.text != "," or not free or not ends or comma.i - first < 2:
        return ()
    return (Span(doc[first].idx, doc[comma.i - 1].idx + len(doc[comma.i - 1])),)


def _reaching(verb: Token, clause: Token, span: Span) -> tuple[Span, ...]:
    """The clause with a second one that the parse hung on the cue: "said the price would rise but sales would fall".

    Only one that stands right behind, with a subject of its own and an auxiliary, as what is reported has."""
    doc = verb.doc
    for child in verb.rights:
        if child.dep_ == "conj" and child.i > clause.i and doc[clause.right_edge.i + 1].dep_ in {"cc", "punct"}:
            kinds = {grand.dep_ for grand in child.lefts}
            if "aux" in kinds and (kinds & {"nsubj", "nsubjpass"} or clause.tag_ != "VBD"):
                return (Span(span.start, extent(child).end),)
    return (span,)
