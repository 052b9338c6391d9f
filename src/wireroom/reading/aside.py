"""Asides: speakers set off by commas at the end of a sentence, found in the words where the parse loses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.cue import Cue
from wireroom.reading.cue_search import cues
from wireroom.reading.draft import Page
from wireroom.reading.extent import verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS = 30
"""The most tokens between the speaker's first word and the cue."""
LEAST = 3
"""The fewest tokens of what is said."""
_ADDRESSED = frozenset(("tell", "inform"))
"""Verbs whose object is the one spoken to."""
_FREE = frozenset(("prep", "npadvmod", "punct", "advmod", "tmod", "agent"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OPENING = frozenset(("DT", "PRP$", "WP", "NN", "NNS", "JJ", "CD", "IN"))
"""Tags of the first word of what is set off behind a name: "the director", "who runs it", "62", "of Leeds"."""
_STOPS = frozenset((".", "!", "?"))


def all_cues(page: Page) -> list[Cue]:
    """Every cue of a page in order of its head, with the speakers in apposition that the parse hangs elsewhere.

    A cue of the parse stands where its source is in the aside and its content is not, or where no aside is found:
    ", Jo Roe, the director of the port, said", ", the mayor of the town, Jo Roe, told a paper"."""
    found = {cue.head.i: cue for cue in cues(page.doc, page.known.rules, page.quoted)}
    for first, cue in _asides(page):
        parsed = found.get(cue.head.i)
        if parsed is None or not _agrees(parsed, first, page.doc[first].idx):
            found[cue.head.i] = cue
    return [found[at] for at in sorted(found)]


def _agrees(parsed: Cue, first: int, place: int) -> bool:
    """Whether a cue of the parse has its source in the aside that begins at the token `first`, and its content outside."""
    if parsed.source is None or not first <= parsed.source.i < parsed.head.i:
        return False
    return not any(span.start < place < span.end for span in parsed.content)


def _asides(page: Page) -> Iterator[tuple[int, Cue]]:
    """The first token of each aside before a verb of saying that ends its sentence, and the cue that it gives."""
    doc = page.doc
    for verb in doc:
        if verb.i < LEAST or verb.tag_ not in {"VBD", "VBZ"} or doc[verb.i - 1].text != "," or page.quoted[verb.i] >= 0:
            continue
        kind = page.known.rules.verbs.get(verb.lemma_.lower(), {}).get("clause")
        if kind != "speech" or not _closing(verb):
            continue
        found = _speaker(page, verb)
        if found is None:
            continue
        start, source = found
        begin = verb.sent.start
        while begin < start and (doc[begin].is_space or doc[begin].dep_ == "cc"):
            begin += 1
        if start - 1 - begin < LEAST or not any(_main(doc[at]) for at in range(begin, start - 1)):
            continue
        last = doc[start - 2]
        content = (Span(doc[begin].idx, last.idx + len(last)),)
        why = f"set off before {verb.lower_}"
        yield start, Cue(verb_group(verb), verb, verb.lemma_.lower(), "clause", kind, source, content, why)


def _closing(verb: Token) -> bool:
    """Whether nothing that could be said stands behind a verb: only to whom, where and when, up to the end of the sentence."""
    doc = verb.doc
    objects = {"dobj", "dative"} if verb.lemma_.lower() in _ADDRESSED else set()
    if not all(child.dep_ in _FREE or (child.dep_ in objects and child.tag_ != "WP") for child in verb.rights):
        return False
    end = verb.right_edge.i
    return end + 1 >= len(doc) or doc[end].text in _STOPS or doc[end + 1].text in _STOPS or bool(doc[end + 1].is_sent_start)


def _speaker(page: Page, verb: Token) -> tuple[int, Token] | None:
    """The first token of the aside before a verb and the head of its name; None where no name is set off by commas.

    The name is the whole of one stretch between commas; the other one is a role phrase before it or a description behind."""
    doc = page.doc
    stretches: list[tuple[int, int]] = []
    end = verb.i - 1
    for at in range(verb.i - 2, max(verb.sent.start, verb.i - WORDS) - 1, -1):
        if page.quoted[at] >= 0:
            break
        if doc[at].text != ",":
            continue
        stretches.append((at + 1, end))
        end = at
        name = _named(page, *stretches[-1])
        if name is not None and len(stretches) > 1:
            behind = stretches[:-1]
            return (at + 1, name) if all(_describing(page, *stretch) for stretch in behind) else None
        if len(stretches) == 2 and (name := _named(page, *stretches[0])) is not None:
            return (at + 1, name) if _role(page, *stretches[1]) else None
    return None


def _named(page: Page, first: int, end: int) -> Token | None:
    """The last token of a person's name that is all of a stretch but titles and offices before it."""
    if not 0 < end - first <= WORDS:
        return None
    mention = page.known.names.of(end - 1)
    if mention is None or mention.kind != "PERSON":
        return None
    rules = page.known.rules
    before = page.doc[first : page.known.names.first_token(end - 1)]
    able = all(token.pos_ == "PROPN" or token.lower_.rstrip(".") in rules.courtesy | rules.office for token in before)
    return page.doc[end - 1] if able else None


def _describing(page: Page, first: int, end: int) -> bool:
    """Whether a stretch describes the name before it: no clause of its own but a relative one."""
    opening = page.doc[first]
    if opening.tag_ not in _OPENING:
        return False
    return opening.tag_ == "WP" or not any(_main(page.doc[at]) for at in range(first, end))


def _role(page: Page, first: int, end: int) -> bool:
    """Whether a stretch is a noun phrase for a person: "the mayor of the town", "a spokesman for the port"."""
    rules = page.known.rules
    words = rules.roles.get("person", frozenset()) | rules.roles.get("spokesman", frozenset()) | rules.office
    head = next((page.doc[at] for at in range(first, end) if page.doc[at].tag_ in {"IN", "WP", "WDT"}), None)
    stop = head.i if head is not None else end
    if stop == first or any(page.doc[at].tag_ in _FINITE for at in range(first, stop)):
        return False
    noun = page.doc[stop - 1]
    return noun.pos_ in {"NOUN", "PROPN"} and (noun.lower_ in words or noun.lower_.endswith(_DOERS))


_DOERS = ("er", "or", "ist", "ian", "man", "woman", "head", "chief")


def _main(token: Token) -> bool:
    """Whether a token is a finite verb or auxiliary outside a relative clause."""
    return token.tag_ in _FINITE and not _relative(token)


def _relative(token: Token) -> bool:
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    return verb.dep_ == "relcl"
