"""What a number counts: the head noun under which it stands, with the words between, read from the parse and its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wireroom.model import Counted, Span
from wireroom.reading.kin import kin
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 8
"""Tokens to the right at most between a number and the noun that it counts."""
_NOUNS = frozenset(("NOUN", "PROPN"))
_BETWEEN = frozenset(("ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "ADV", "NUM", "PART", "CCONJ", "SYM", "X"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "npadvmod", "advmod"))
_SKIP = frozenset("the a an these those this that of more than least other others such some any".split())
_CLASSIFIERS = frozenset(
    "number group team gang total handful pair trio series crowd band dozen dozens hundreds thousands tens scores "
    "millions kind type lot couple".split()
)

Taken = Callable[[int], bool]


def head_of(doc: Doc, first: int, last: int, after: int, taken: Taken) -> Token | None:
    """The noun counted by the number of tokens `first` to `last`, or None when it stands for itself ("killing two").

    `after` is the token where the noun may begin; `taken` tells the tokens of time expressions, which are never counted."""
    if after >= len(doc):
        return None
    token = doc[last]
    of = _partitive(doc, after, taken)
    if of is not None:
        return of
    for start in (token, doc[first]):
        head = start.head
        if (
            start.dep_ in ("nummod", "amod", "quantmod", "compound", "det", "nmod")
            and max(last + 1, after) <= head.i <= last + REACH
        ):
            if head.like_num or head.pos_ == "NUM":
                head = head.head if last < head.head.i <= last + REACH else head
            if head.pos_ in _NOUNS and not taken(head.i) and _clear(doc, after, head.i, taken):
                return _full(doc, head, taken)
    return _scanned(doc, after, taken)


def _partitive(doc: Doc, after: int, taken: Taken) -> Token | None:
    """The noun of "21 of the schoolgirls", "two of them", "thousands of spectators"."""
    if after + 1 >= len(doc) or doc[after].lower_ != "of":
        return None
    for child in kin(doc[after]):
        if child.dep_ == "pobj" and child.i > after and not taken(child.i):
            return _whole(doc, child, taken)
    return _scanned(doc, after + 1, taken)


def _whole(doc: Doc, head: Token, taken: Taken) -> Token | None:
    if head.pos_ == "NUM" or head.like_num:
        return _scanned(doc, head.i + 1, taken)
    return head if head.pos_ in _NOUNS or head.pos_ == "PRON" or head.tag_ in ("JJ", "VBN") else None


def _clear(doc: Doc, start: int, end: int, taken: Taken) -> bool:
    """Whether nothing between number and noun parts them: no verb in a finite form, no preposition, no time, no full stop."""
    for token in doc[start:end]:
        if token.pos_ in ("ADP", "SCONJ", "AUX", "PRON") or token.tag_ in ("VBD", "VBZ", "VBP") or taken(token.i):
            return False
        if token.text in (".", ";", ":", "(", ")", '"', "”", "“") and token.text not in ('"', "”", "“"):
            return False
    return True


def _full(doc: Doc, head: Token, taken: Taken) -> Token:
    """The head moved right over a compound that the parse cut off ("fire [service pumps]", "AK-47 [assault rifles]")."""
    for _ in range(3):
        above = head.head
        joined = head.dep_ in ("compound", "nmod", "amod") and head.i < above.i <= head.i + 3 and above.pos_ in _NOUNS
        if (
            not joined
            or taken(above.i)
            or any(token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.text != "-" for token in doc[head.i + 1 : above.i])
        ):
            break
        head = above
    return head


def _scanned(doc: Doc, start: int, taken: Taken) -> Token | None:
    """The last noun of the unbroken run of modifiers and nouns that begins at the token."""
    best: Token | None = None
    for token in doc[start : start + REACH]:
        if taken(token.i) or token.is_space or (token.is_sent_start and token.i > start):
            break
        if token.pos_ in _NOUNS:
            if best is not None and best.i < token.i - 1 and doc[token.i - 1].lower_ not in ("-", "/", "'s", "’s"):
                break
            best = token
        elif best is not None:
            if token.text in ("-", "/", "'s", "’s"):
                continue
            break
        elif token.lower_ in _SKIP or token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "RB", "RBR", "HYPH", "JJ", "CD"):
            if token.tag_ in ("VBN", "VBG", "JJ") and _predicative(doc, token):
                break
        elif token.text == "," and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "ADJ" and doc[token.i - 1].pos_ == "ADJ":
            continue
        else:
            break
    return best


def _predicative(doc: Doc, token: Token) -> bool:
    """Whether an adjective or participle ends the phrase: "two dead", "120 wounded had been"."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return (
        after is None
        or after.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "PUNCT")
        or (after.pos_ == "PUNCT" and after.text != "-")
    )


def counted_of(head: Token, number_first: int, number_last: int) -> Counted:
    """The counted thing as a noun phrase: surface and span of the head with its compounds, lemmas of its modifiers."""
    doc = head.doc
    left = head
    words: list[str] = []
    lower = max(head.i - 12, 0)
    for token in doc[lower : head.i]:
        if number_first <= token.i <= number_last or token.is_space:
            continue
        inside = token.i > number_last or (token.head.i == head.i and token.dep_ in _MODIFIERS and token.i >= head.left_edge.i)
        if not inside or (token.head.i != head.i and not (lower <= token.head.i <= head.i)):
            continue
        if token.is_alpha and not token.is_stop and token.pos_ in ("ADJ", "NOUN", "PROPN", "VERB"):
            words.append(token.lemma_.lower())
            if token.i > number_last and token.i < left.i:
                left = token
    words.append(lemma_of(head))
    span = Span(left.idx if left.i > number_last else head.idx, head.idx + len(head))
    return Counted(text_of(doc)[span.start : span.end], lemma_of(head), span, tuple(dict.fromkeys(words)))


def lemma_of(token: Token) -> str:
    """The lower-cased lemma; "people" and "persons" are both "person"."""
    lemma = token.lower_ if token.tag_ in ("VBN", "VBD", "JJ") else token.lemma_.lower()
    if lemma == token.lower_ and token.pos_ == "PROPN" and len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith("ss"):
        plural = token.tag_ == "NNPS" or any(char.isdigit() for char in lemma)
        lemma = lemma[:-1] if plural else lemma
    return "person" if lemma in ("people", "persons") else lemma
