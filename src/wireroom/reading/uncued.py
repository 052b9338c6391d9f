"""Quotations that no cue of the parse holds: cues beside them in the surface, then who spoke just before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.cue import lemma_of
from wireroom.reading.cue_subject import CARRIERS, channels, is_passive, subject
from wireroom.reading.draft import Draft, Page, part_at, via
from wireroom.reading.extent import verb_group
from wireroom.reading.joint import sources
from wireroom.reading.source_kind import sayer
from wireroom.reading.uncued_name import ENDS, label, last_name, signed

if TYPE_CHECKING:
    from spacy.tokens import Token

AFTER = 30
"""Tokens behind a quotation among which its cue is looked for: a name with a long apposition and the verb."""
BEFORE = 45
"""Tokens before a quotation among which its cue is looked for."""
_TENSED = frozenset(("VBD", "VBZ", "VBP"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))
GAP = 400
"""Code points after a quotation within which more words of its speaker are looked for: two or three sentences."""
NEXT = 12
"""Tokens between a person and a verb that is a cue only by standing beside quoted words."""
_TELLING = ("clause", "as", "as_quoted", "predicative")
"""Frames of verbs that may take a quotation that the parse hangs elsewhere; "used a word like …" does not speak it."""


def settle(page: Page) -> None:
    """Give every quotation of the body that nobody owns a claim of its own, where a rule finds who says it.

    In order of the text, so that each may lean on the one before. The rules: a quotation that continues the last; a cue
    right behind it; a cue before it in its sentence; more words of the one just quoted in its paragraph; a line of quoted
    words alone behind a line of quoted words. What is left is a title, a name or a scare quote."""
    last: int | None = None
    for place, item in enumerate(page.quotes):
        if item.depth or part_at(page.report, item.outer.start) == "boilerplate":
            continue
        draft = page.owner.get(place)
        if draft is None:
            draft = _found(page, place, last)
            if draft is not None:
                page.owner[place] = draft
                if not draft.quotes:
                    page.drafts.append(draft)
                draft.quotes.append(place)
        if draft is not None:
            last = place


def _found(page: Page, place: int, last: int | None) -> Draft | None:
    beside = _continued(page, place, last) or signed(page, place) or _behind(page, place)
    return beside or _ahead(page, place) or _more(page, place, last) or _told_of(page, place)


def _continued(page: Page, place: int, last: int | None) -> Draft | None:
    if last is None or not page.quotes[place].continues or last != place - 1:
        return None
    return _same(page, place, page.owner[last], "goes on from the quotation before")


def _same(page: Page, place: int, before: Draft, why: str) -> Draft:
    return Draft(
        before.sources,
        [page.quotes[place].outer],
        why,
        page.tokens(*page.quotes[place].outer)[0],
        lemma=before.lemma,
        via=list(before.via),
    )


def _behind(page: Page, place: int) -> Draft | None:
    """A cue right behind: "…," she said; "…," said the minister; "…," the minister, who …, told X."""
    item = page.quotes[place]
    text = page.report.text
    first = page.first(item.outer.end)
    ended = text[item.inner.end - 1] in ".!?…"
    goes_on = text[item.inner.end - 1] == "," or text[item.outer.end : item.outer.end + 1] == ","
    start = None
    for at in range(first, min(first + AFTER, len(page.doc))):
        token = page.doc[at]
        if "\n" in token.text or page.quoted[at] >= 0 or (token.text in ENDS and start is not None):
            return None
        if token.is_space or token.is_punct:
            continue
        if start is None:
            start = token
            if ended and text[item.inner.end - 1] == "." and not token.text[0].islower():
                return None
        if token.text in {"and", "but", "as", "because", "when", "while"} and start.i != token.i:
            return None
        if token.tag_ == "VBN" and _quoted_as_saying(token):
            return _made(page, place, token, next((child for child in token.children if child.dep_ == "nsubjpass"), None))
        if _speaks(page, token) and _says(token):
            who = subject(token, page.quoted, page.known.rules) or _neighbour(page, token, start)
            return _made(page, place, token, who)
        if token.tag_ in {"VBD", "VBZ"} and token.pos_ == "VERB" and (goes_on or token.i == start.i):
            return _beside(page, place, token)
    return None


def _beside(page: Page, place: int, verb: Token) -> Draft | None:
    """Any verb right behind quoted words that go on, beside a person: "…," beamed Jo Roe; "…," she riffed."""
    who = subject(verb, page.quoted, page.known.rules)
    if who is None or sayer(who, page.known) != "yes" or abs(who.i - verb.i) > NEXT:
        return None
    return _made(page, place, verb, who)


def _says(verb: Token) -> bool:
    """Whether a verb behind a quotation can be its cue: finite, or a participle that the tagger took a past tense for."""
    if verb.tag_ in _TENSED or (verb.tag_ == "VBG" and verb.dep_ == "xcomp"):
        return True
    kinds = {child.dep_ for child in verb.lefts}
    return verb.tag_ == "VBN" and bool(kinds & {"nsubj", "compound"}) and not kinds & {"aux", "auxpass"}


def _quoted_as_saying(verb: Token) -> bool:
    """Whether a participle is that of "was quoted as saying"."""
    following = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 12]]
    return verb.lemma_.lower() in CARRIERS | {"report"} and "saying" in following and "as" in following


def _neighbour(page: Page, verb: Token, start: Token) -> Token | None:
    """The noun beside a verb that the parse gave no subject: before it, or behind it where the verb comes first."""
    doc = page.doc
    span = range(verb.i - 1, start.i - 1, -1) if start.i < verb.i else range(verb.i + 1, min(verb.i + 12, len(doc)))
    for at in span:
        token = doc[at]
        if token.text in ENDS or "\n" in token.text:
            return None
        if token.pos_ in {"PROPN", "NOUN", "PRON"} and token.dep_ not in {"compound", "poss", "pobj"}:
            described = token.head
            named = token.dep_ == "appos" and described.ent_type_ == "PERSON" and start.i <= described.i < token.i
            return described if named else token
    return None


def _ahead(page: Page, place: int) -> Draft | None:
    """A cue before it in its sentence: the nearest verb that can take it and whose subject can speak."""
    item = page.quotes[place]
    begin = page.first(item.outer.start)
    while begin > 0 and page.doc[begin - 1].is_space:
        begin -= 1
    colon = begin > 0 and page.doc[begin - 1].text == ":"
    if begin < page.first(item.outer.start) and not colon:
        return None
    if colon and (labelled := label(page, place, begin - 1)) is not None:
        return labelled
    other = False
    for at in range(begin - 1, max(-1, begin - BEFORE), -1):
        token = page.doc[at]
        if "\n" in token.text or (token.text in ENDS and page.quoted[at] < 0):
            return None
        able = _speaks(page, token) or (colon and token.tag_ in {"VBD", "VBZ"} and token.pos_ == "VERB")
        if page.quoted[at] >= 0 or not able or (other and token.tag_ == "VBG"):
            other = other or (page.quoted[at] < 0 and token.tag_ in _TENSED and token.dep_ == "conj")
            continue
        passive = is_passive(token)
        who = subject(token, page.quoted, page.known.rules)
        if passive:
            who = _by(token)
        if who is None and colon and token.i == token.sent.start:
            who = last_name(page, token.i + 1, begin - 1)
        if who is None or sayer(who, page.known) == "no":
            continue
        return _made(page, place, token, who)
    return None


def _by(verb: Token) -> Token | None:
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None


def _speaks(page: Page, token: Token) -> bool:
    if token.tag_ not in _FINITE:
        return False
    rules = page.known.rules
    lemma = lemma_of(token)
    frames = rules.verbs.get(lemma)
    if lemma in rules.particles and token.i + 1 < len(page.doc):
        frames = rules.verbs.get(f"{lemma}_{page.doc[token.i + 1].lower_}", frames)
    return frames is not None and any(frames.get(frame) == "speech" for frame in _TELLING)


def _made(page: Page, place: int, verb: Token, who: Token | None) -> Draft | None:
    if who is None or page.quoted[who.i] >= 0:
        return None
    found = sources(who, page.known)
    if not found:
        return None
    first, last = verb_group(verb)
    content = [page.quotes[place].outer]
    if last < len(page.doc) and page.doc[last].text == ":":
        last += 1
    mark = Span(page.doc[first].idx, page.doc[last - 1].idx + len(page.doc[last - 1]))
    draft = Draft(found, content, f"beside {verb.lower_}", verb.i, mark, verb.lemma_.lower())
    draft.via = via(page, tuple(channels(verb, tuple(content))), found)
    return draft


def _more(page: Page, place: int, last: int | None) -> Draft | None:
    """More words of the one just quoted: a sentence of its own in the same paragraph, or a line of quoted words alone."""
    if last is None:
        return None
    item, before = page.quotes[place], page.quotes[last]
    text = page.report.text
    if item.outer.start - before.outer.end > GAP or not _whole(text, item.outer.start, item.outer.end):
        return None
    between = text[before.outer.end : item.outer.start]
    if "\n" not in between.strip("\n") and between.count("\n") == 0:
        return _extended(page, place, page.owner[last])
    gap = between.strip()
    lone = not any(char.isalnum() for char in gap) or (gap.count("\n") == 0 and _only_cue(page, last, gap))
    if lone and not any(other.isalnum() for other in text[item.outer.end : _line_end(text, item.outer.end)]):
        return _same(page, place, page.owner[last], "a line of quoted words behind a quotation")
    return None


def _told_of(page: Page, place: int) -> Draft | None:
    """The person of whom the sentence before tells, in one paragraph with a quotation that is a sentence of its own:
    "She was against the deal. “It was terrible.”"."""
    item = page.quotes[place]
    text = page.report.text
    if not _whole(text, item.outer.start, item.outer.end) or text[item.inner.end - 1] not in ".!?…":
        return None
    if any(char.isalnum() for char in text[item.outer.end : item.outer.end + 2]):
        return None
    begin = page.first(item.outer.start)
    for at in range(begin - 1, max(-1, begin - BEFORE), -1):
        token = page.doc[at]
        if "\n" in token.text or page.quoted[at] >= 0 or (token.text in ENDS and at < begin - 2):
            return None
        if token.dep_ != "ROOT":
            continue
        who = subject(token, page.quoted, page.known.rules)
        if who is None or not _person(page, who):
            return None
        found = sources(who, page.known)
        if not found:
            return None
        return Draft(found, [item.outer], "the person of the sentence before", begin)
    return None


def _person(page: Page, who: Token) -> bool:
    if who.lower_ in {"he", "she", "they"}:
        return True
    mention = page.known.names.of(who.i)
    return mention.kind == "PERSON" if mention is not None else who.lower_ in page.known.rules.roles.get("person", frozenset())


def _extended(page: Page, place: int, owner: Draft) -> Draft:
    if owner.content and owner.inside < 0:
        owner.content.append(page.quotes[place].outer)
        return owner
    return _same(page, place, owner, "more words of the one just quoted")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a quotation is a sentence of its own: it begins with a capital at the start of a sentence."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    opening = start == 0 or not before or before[-1] in ".!?\n”\"’'…"
    inner = text[start:end].lstrip("“\"‘'`«„ ")
    return opening and bool(inner) and (inner[0].isupper() or inner[0].isdigit() or inner[0] in "#@[…")


def _only_cue(page: Page, last: int, gap: str) -> bool:
    """Whether what follows the last quotation on its line is its own cue and source."""
    owner = page.owner[last]
    return (
        owner.cue is not None and page.quotes[last].outer.end <= owner.cue.start <= page.quotes[last].outer.end + len(gap) + 4
    )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start, start + GAP)
    return min(len(text), start + GAP) if end < 0 else end
