"""Which event a time dates: each time expression tied to the nearest predicate that governs it in the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wireroom.model import Span, Statement, Timex
from wireroom.reading.statement_event import event_of, is_month, is_saying, life_of
from wireroom.reading.statement_frame import CHAIN, Frame, Parse, noun_lemmas, noun_span, surface
from wireroom.reading.statement_rules import StatementRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


def dated(doc: Doc, parse: Parse, timexes: Sequence[Timex], rules: StatementRules) -> Iterator[Statement]:
    """A statement of kind `time` a date or time of day that dates an event; durations, sets and vague times give none.

    A time inside an event's noun phrase ("Thursday's release") dates that noun; else it dates the nearest verb above it,
    unless that is a verb of saying, when it dates what is said only if nothing else can be meant."""
    for timex in timexes:
        if timex.type not in {"DATE", "TIME"} or timex.value in VAGUE or not timex.value.strip("X-"):
            continue
        found = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if found is None or len(found) == 0 or is_border(found.root):
            continue
        noun = _right_before(found.start, doc, parse, rules)
        statement = _by_noun(noun, timex, rules) if noun is not None else _dated(found.root, timex, parse, rules)
        if statement is not None:
            yield statement


BORDERS = frozenset({"between", "since", "versus"})


def is_border(root: Token) -> bool:
    """Whether a time only bounds a stretch in which things happen ("since 1959", "between May and June"): it dates nothing."""
    for _ in range(4):
        if root.dep_ != "conj" or root.head.i == root.i:
            break
        root = root.head
    return root.dep_ == "pobj" and root.head.lower_ in BORDERS


CLOSE = 7
"""Tokens between a sudden event's noun and the time right after it: a place at most ("air strikes in Harad last week")."""


def _right_before(start: int, doc: Doc, parse: Parse, rules: StatementRules) -> Token | None:
    """The noun of a sudden event that a time follows in its own phrase; a verb or a comma between ends the search.

    The object of a clause's own verb is left to the clause: "condemned the attack on Monday" dates the condemning."""
    for i in range(start - 1, max(-1, start - 1 - CLOSE), -1):
        token = doc[i]
        if i in parse.by_head or token.is_punct or token.is_space:
            return None
        if token.pos_ == "NOUN" and rules.nouns.get(token.lemma_.lower()) in rules.sudden:
            return None if token.dep_ in {"dobj", "nsubj", "nsubjpass"} else token
    return None


def _dated(root: Token, timex: Timex, parse: Parse, rules: StatementRules) -> Statement | None:
    token = root
    for _ in range(60):
        if (
            token.i != root.i
            and token.pos_ in {"NOUN", "PROPN"}
            and token.lemma_.lower() in rules.nouns
            and not is_month(token)
        ):
            return _by_noun(token, timex, rules)
        if token.i in parse.by_head:
            frame = parse.by_head[token.i]
            if is_saying(frame, rules) and frame.head.pos_ == "VERB":
                return _beside(root, frame, timex, parse, rules)
            if frame.governor is not None and frame.relation == "advcl" and _is_meanwhile(frame):
                frame = frame.governor
            return _by_frame(_nearest(frame, root, parse), timex, parse, rules)
        if token.head.i == token.i:
            break
        token = token.head
    return _by_noun(token, timex, rules) if token.i != root.i and token.pos_ == "NOUN" else None


def _nearest(frame: Frame, root: Token, parse: Parse) -> Frame:
    """The last of the verbs joined to a frame's that stands before the time: "left port at eight and capsized at nine"."""
    for _ in range(CHAIN):
        joined = (parse.by_head[one.i] for one in frame.head.rights if one.dep_ == "conj" and one.i in parse.by_head)
        following = next((one for one in joined if one.head.i < root.i), None)
        if following is None:
            return frame
        frame = following
    return frame


def _beside(root: Token, saying: Frame, timex: Timex, parse: Parse, rules: StatementRules) -> Statement | None:
    """The event that a time beside a verb of saying dates after all: the nearest event noun or clause before it, if that
    comes between the verb and the time, or if the time comes before the verb."""
    first = 0 if root.i < saying.head.i else saying.head.i + 1
    for i in range(root.i - 1, max(first, root.i - NEAR) - 1, -1):
        token = root.doc[i]
        if token.nbor().is_sent_start:
            return None
        if token.pos_ == "NOUN" and token.lemma_.lower() in rules.nouns:
            return _by_noun(token, timex, rules)
        frame = parse.by_head.get(i)
        if frame is not None and frame.lemma not in rules.never and frame.head.pos_ == "VERB":
            return _by_frame(frame, timex, parse, rules)
    return None


NEAR = 15
"""Tokens between a time and the event noun that it may date without the parser's word for it; about one clause."""


def _is_meanwhile(frame: Frame) -> bool:
    """Whether a clause only tells what else was going on ("while picking apples"): a time at its end dates the main clause."""
    return any(child.dep_ == "mark" and child.lower_ == "while" for child in frame.head.children)


def _by_noun(noun: Token, timex: Timex, rules: StatementRules) -> Statement:
    lemma = noun.lemma_.lower()
    span = noun_span(noun)
    return Statement(
        id="",
        kind="time",
        span=Span(min(span.start, timex.span.start), max(span.end, timex.span.end)),
        claim=None,
        predicate=lemma,
        predicate_span=Span(noun.idx, noun.idx + len(noun)),
        effect=rules.nouns.get(lemma),
        thing=" ".join(noun_lemmas(noun)),
        head=lemma,
        timexes=(timex.id,),
        weak=lemma not in rules.nouns,
    )


def _by_frame(frame: Frame, timex: Timex, parse: Parse, rules: StatementRules) -> Statement:
    lemma, effect, thing = event_of(frame, parse, rules)
    core = frame.core
    started = effect in {"begin", "open"}
    return Statement(
        id="",
        kind="time",
        span=Span(min(core.start, timex.span.start), max(core.end, timex.span.end)),
        claim=None,
        predicate=lemma,
        predicate_span=frame.words,
        effect=life_of(effect, thing.lemma_.lower() if thing is not None else None, frame.lemma, rules) if started else effect,
        subject=surface(frame.head.doc, noun_span(frame.actor)) if frame.actor is not None else None,
        subject_span=noun_span(frame.actor) if frame.actor is not None else None,
        object=surface(frame.head.doc, noun_span(frame.patient)) if frame.patient is not None else None,
        object_span=noun_span(frame.patient) if frame.patient is not None else None,
        thing=" ".join(noun_lemmas(thing)) if thing is not None else None,
        head=thing.lemma_.lower() if thing is not None else None,
        timexes=(timex.id,),
        negative=frame.negative,
        weak=effect is None,
    )
