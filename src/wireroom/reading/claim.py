"""attribute: Report -> claims with a source. Cues over the parse first, then every quotation that no cue holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING

from wireroom.model import Claim, Form, Report, Source, Span, Stance
from wireroom.reading.aside import all_cues
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cast import Member, cast
from wireroom.reading.certainty import certainty
from wireroom.reading.cited import lead_back
from wireroom.reading.claim_bounds import (
    NEAR,
    breaks,
    carries_on_from,
    clear_of,
    cut_closing,
    holds,
    part_at_cues,
    quotes_within,
    widened,
    without_lead,
)
from wireroom.reading.colon import labelled
from wireroom.reading.cue import Cue
from wireroom.reading.draft import Draft, Page, part_at, unlabelled, via
from wireroom.reading.joint import sources
from wireroom.reading.names import Names
from wireroom.reading.names import names as find_names
from wireroom.reading.quotation import quotations
from wireroom.reading.source import PHRASE, set_off
from wireroom.reading.source_kind import FIRST, Known, sayer
from wireroom.reading.uncued import settle

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ANYONE = frozenset("say tell state claim announce warn insist argue declare according quote".split())
"""Cues that make a source of whatever is their subject: "the sign said"."""
DEEPEST = 12
"""Claims that one may stand inside of: a chain of news has three or four. Beyond it a text is no prose, and writing the content
of each claim out would cost the square of its length."""


def attribute(report: Report, doc: Doc, *, rules: AttributionRules, known: Names | None = None) -> tuple[Claim, ...]:
    """The attributed claims of a report in order of their content; ids are left empty for `read` to give.

    Direct, indirect and mixed, of verbs, nouns and "according to"; chains of attribution in `via`, nearest to the report
    first. A quotation belongs to the narrowest claim whose cue stands outside it. Boilerplate gives none. `known` are the
    names of the text where they are found already."""
    page = _page(report, doc, rules, known)
    for cue in all_cues(page):
        draft = _draft(page, cue)
        if draft is not None:
            page.drafts.append(draft)
    cut_closing(page)
    part_at_cues(page)
    for who, mark, content, at in labelled(page):
        if part_at(report, mark.start) != "boilerplate":
            page.drafts.append(Draft(who, [content], "a speaker before a colon", at, mark, "colon"))
    _own(page)
    settle(page)
    _resolve_first_person(page)
    _chain(page)
    lead_back(page)
    claims = (_claim(page, draft) for draft in page.drafts if draft.content)
    return _shallow(sorted(claims, key=lambda claim: (claim.content[0].start, -claim.content[-1].end, claim.cue or Span(0, 0))))


def _shallow(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, given in order of their content, that stand inside of at most `DEEPEST` others."""
    kept = []
    open_ends: list[int] = []
    for claim in claims:
        while open_ends and open_ends[0] <= claim.content[0].start:
            heappop(open_ends)
        if len(open_ends) <= DEEPEST:
            kept.append(claim)
            heappush(open_ends, claim.content[-1].end)
    return tuple(kept)


def _page(report: Report, doc: Doc, rules: AttributionRules, known: Names | None) -> Page:
    known_names = known if known is not None else find_names(doc, rules)
    quotes = tuple(item for item in quotations(report.text) if item.inner.end > item.inner.start)
    quoted = [-1] * len(doc)
    starts = [token.idx for token in doc]
    for place, item in enumerate(quotes):
        if item.depth == 0:
            for at in range(bisect_left(starts, item.outer.start), bisect_left(starts, item.outer.end)):
                quoted[at] = place
    people = Known(rules, known_names, cast(doc, known_names, rules))
    return Page(report, doc, people, quotes, quoted, starts=starts)


def _draft(page: Page, cue: Cue) -> Draft | None:
    if part_at(page.report, cue.head.idx) == "boilerplate":
        return None
    inside = page.quoted[cue.head.i]
    if inside >= 0 and cue.kind == "attitude":
        return None
    named = _who(page, cue, inside)
    if named is None:
        return None
    kind, head, who = named
    if cue.relative is not None and len(who) == 1:
        span = Span(cue.relative.idx, cue.relative.idx + len(cue.relative))
        who = (replace(who[0], span=span, text=cue.relative.text),)
    if cue.kind == "speech" and head is not None and who[0].text.lower() not in FIRST:
        page.known.cast.hear(heard(who, head, page.known.rules.roles.get("person", frozenset())))
    content = _told(page, cue, inside)
    if not content:
        return None
    who = tuple(clear_of(page, one, cue, head) for one in who)
    first, last = cue.tokens
    if last < len(page.doc) and page.doc[last].text == ":" and content[-1].start > page.doc[last].idx:
        last += 1
    mark = Span(page.doc[first].idx, page.doc[last - 1].idx + len(page.doc[last - 1]))
    content = [span for span in content if not (span.start < mark.end and mark.start < span.end)] or content
    draft = Draft(who, content, cue.why, cue.head.i, mark, cue.lemma, kind, inside)
    if kind == "speech" and inside < 0:
        draft.participle, draft.breaks = cue.head.tag_ == "VBG", breaks(page, cue, first)
        draft.carries_on = carries_on_from(cue)
    draft.via = via(page, (*cue.channels, *platforms(head, page)), who)
    return draft


def _who(page: Page, cue: Cue, inside: int) -> tuple[Stance, Token | None, tuple[Source, ...]] | None:
    """The class of a claim, the head of its source and the members of it; None when the cue makes no claim."""
    head = cue.source
    if head is None:
        return cue.kind, None, ()
    if inside >= 0 and head.lower_ in FIRST and cue.kind != "speech":
        return None
    kind = cue.kind
    if sayer(head, page.known) == "no":
        named = set_off(head, page.known)
        if named is not None:
            head = named
        elif cue.lemma not in ANYONE or kind != "speech":
            if cue.frame != "clause" or cue.lemma not in page.known.rules.evidence:
                return None
            kind = "attitude"
    who = sources(head, page.known)
    return (kind, head, who) if who else None


def _told(page: Page, cue: Cue, inside: int) -> list[Span]:
    """The content of a cue within the quotation that it stands in, or widened to whole quotations outside of any."""
    content = [unlabelled(page.report, span) for span in cue.content if span.end > span.start]
    if inside < 0:
        return without_lead(page, widened(page, content), cue.head.idx)
    inner = page.quotes[inside].inner
    content = [Span(max(span.start, inner.start), min(span.end, inner.end)) for span in content]
    return [span for span in content if span.end > span.start]


def platforms(head: Token | None, page: Page) -> list[Token]:
    """The platforms named in the words for a source: "a post on the group's Telegram channel", "one Weibo user"."""
    if head is None:
        return []
    known = page.known.rules.platforms
    return [token for token in islice(head.subtree, PHRASE) if token.lower_ in known and token.i != head.i]


def heard(who: Sequence[Source], head: Token, person_words: frozenset[str]) -> Member:
    """The first of some sources as a member of the cast, where it stands."""
    one = who[0]
    plural = len(who) > 1 or head.tag_ in {"NNS", "NNPS"} or head.lower_ == "they"
    kind = "person" if one.kind == "officials" and not plural and head.lower_ in person_words else one.kind
    return Member(head.i, one.name, kind, one.footing == "named", 3, plural)


def _own(page: Page) -> None:
    """Give each quotation the narrowest claim that holds it and whose cue stands outside it; speech before thought."""
    for draft in page.drafts:
        if draft.kind == "attitude":
            continue
        for place in quotes_within(page, draft.content):
            if place == draft.inside or draft.inside >= 0 or not draft.sources:
                continue
            held = page.owner.get(place)
            if held is None or _rank(draft) < _rank(held):
                page.owner[place] = draft
    for place, draft in sorted(page.owner.items()):
        draft.quotes.append(place)


def _rank(draft: Draft) -> tuple[bool, int, int]:
    return (draft.kind != "speech", draft.width, draft.at)


def _resolve_first_person(page: Page) -> None:
    """ "I" and "we" inside quotation marks are the speaker of the quotation."""
    for draft in page.drafts:
        if draft.inside >= 0 and (speaker := page.owner.get(draft.inside)) is not None and speaker.sources:
            draft.sources = tuple(
                replace(speaker.sources[0], span=one.span, text=one.text) if one.text.lower() in FIRST else one
                for one in draft.sources
            )


def _chain(page: Page) -> None:
    """Lay the media whose words hold another attribution to its `via`, the nearest to the report first."""
    ordered = sorted(page.drafts, key=lambda draft: (draft.content[0].start if draft.content else 0, -draft.width, draft.at))
    for at, draft in enumerate(ordered):
        if draft.cue is None:
            continue
        outer = [
            other
            for other in ordered[max(0, at - NEAR) : at + NEAR]
            if other is not draft
            and other.kind != "attitude"
            and other.sources
            and other.sources[0].kind == "agency"
            and any(holds(span, draft.cue) for span in other.content)
        ]
        outer.sort(key=lambda other: (-other.width, other.at))
        names = [other.sources[0].name for other in outer if all(other.sources[0].name != one.name for one in draft.sources)]
        draft.via = list(dict.fromkeys([*names, *draft.via]))


def _within_one(page: Page, span: Span) -> bool:
    place = page.quoted[min(page.first(span.start), len(page.quoted) - 1)]
    return place >= 0 and holds(page.quotes[place].outer, span)


def _claim(page: Page, draft: Draft) -> Claim:
    content = tuple(sorted(draft.content))
    inside = quotes_within(page, content)
    form: Form = "indirect"
    if inside:
        whole = all(_within_one(page, span) for span in content)
        form = "direct" if whole else "mixed"
    return Claim(
        id="",
        form=form,
        content=content,
        part=part_at(page.report, content[0].start),
        sources=draft.sources,
        cue=draft.cue,
        via=tuple(draft.via),
        certainty=certainty(page.doc, draft.lemma, content, page.known.rules),
        quotes=tuple(page.quotes[at].inner for at in sorted(set(draft.quotes))),
        why=draft.why,
        stance=draft.kind,
    )
