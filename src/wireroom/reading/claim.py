"""attribute: Report -> claims with a source. Cues over the parse first, then every quotation that no cue holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING

from wireroom.model import Claim, Form, Report, Source, Span
from wireroom.reading.aside import all_cues
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cast import Member, cast
from wireroom.reading.certainty import certainty
from wireroom.reading.colon import labelled
from wireroom.reading.cue import Cue, goes_on
from wireroom.reading.draft import Draft, Page, part_at, unlabelled, via
from wireroom.reading.joint import sources
from wireroom.reading.names import Names
from wireroom.reading.names import names as find_names
from wireroom.reading.quotation import quotations
from wireroom.reading.source import FIRST, PHRASE, Known, sayer, set_off
from wireroom.reading.uncued import settle

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ANYONE = frozenset("say tell state claim announce warn insist argue declare according quote".split())
"""Cues that make a source of whatever is their subject: "the sign said"."""
_BESIDE = frozenset(("while", "whereas", "although", "though"))
_CLOSING = frozenset("”\"'’»")
DEEPEST = 12
"""Claims that one may stand inside of: a chain of news has three or four. Beyond it a text is no prose, and writing the content
of each claim out would cost the square of its length."""
NEAR = 40
"""How many claims back the claims that may hold another are looked for: more do not stand in one sentence of news."""


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
    _cut(page)
    _part(page)
    for who, mark, content, at in labelled(page):
        if part_at(report, mark.start) != "boilerplate":
            page.drafts.append(Draft(who, [content], "a speaker before a colon", at, mark, "colon"))
    _own(page)
    settle(page)
    _resolve_first_person(page)
    _chain(page)
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
    kind = cue.kind
    if inside >= 0 and kind == "attitude":
        return None
    who: tuple[Source, ...] = ()
    if cue.source is not None:
        if inside >= 0 and cue.source.lower_ in FIRST and cue.kind != "speech":
            return None
        if sayer(cue.source, page.known) == "no" and (named := set_off(cue.source, page.known)) is not None:
            cue = replace(cue, source=named)
        if sayer(cue.source, page.known) == "no" and (cue.lemma not in ANYONE or cue.kind != "speech"):
            if cue.frame != "clause" or cue.lemma not in page.known.rules.evidence:
                return None
            kind = "attitude"
        who = sources(cue.source, page.known)
        if not who:
            return None
    if cue.relative is not None and len(who) == 1:
        span = Span(cue.relative.idx, cue.relative.idx + len(cue.relative))
        who = (replace(who[0], span=span, text=cue.relative.text),)
    if cue.kind == "speech" and cue.source is not None and who[0].text.lower() not in FIRST:
        page.known.cast.hear(heard(who, cue.source, page.known.rules.roles.get("person", frozenset())))
    content = [unlabelled(page.report, span) for span in cue.content if span.end > span.start]
    if inside >= 0:
        inner = page.quotes[inside].inner
        content = [Span(max(span.start, inner.start), min(span.end, inner.end)) for span in content]
        content = [span for span in content if span.end > span.start]
    else:
        content = _without_lead(page, widened(page, content), cue.head.idx)
    who = tuple(_clear_of(page, one, cue, cue.tokens[0]) for one in who)
    if not content:
        return None
    first, last = cue.tokens
    if last < len(page.doc) and page.doc[last].text == ":" and content[-1].start > page.doc[last].idx:
        last += 1
    mark = Span(page.doc[first].idx, page.doc[last - 1].idx + len(page.doc[last - 1]))
    content = [span for span in content if not (span.start < mark.end and mark.start < span.end)] or content
    draft = Draft(who, content, cue.why, cue.head.i, mark, cue.lemma, kind, inside)
    if kind == "speech" and inside < 0:
        draft.participle, draft.breaks = cue.head.tag_ == "VBG", _breaks(page, cue, first)
        draft.carries_on = _carries_on(cue)
    draft.via = via(page, (*cue.channels, *platforms(cue.source, page)), who)
    return draft


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


def widened(page: Page, content: Sequence[Span]) -> list[Span]:
    """The spans widened to the whole of every quotation that they begin or end in, or that follows without a word between."""
    found: list[Span] = []
    text = page.report.text
    for span in content:
        start, end = span
        first, last = page.tokens(start, end)
        for at in (page.quoted[first], page.quoted[last - 1] if last > first else -1):
            if at >= 0:
                start, end = min(start, page.quotes[at].outer.start), max(end, page.quotes[at].outer.end)
        following = bisect_left(page.quotes, end, key=lambda item: item.outer.start)
        if following < len(page.quotes):
            item = page.quotes[following]
            gap = text[end : item.outer.start]
            if (
                item.depth == 0
                and len(gap) < 4
                and "\n" not in gap
                and not any(char.isalnum() or char in ".?!" for char in gap)
            ):
                end = item.outer.end
        found.append(Span(start, end))
    return [span for at, span in enumerate(found) if not any(_holds(other, span) for other in found[:at])]


def _without_lead(page: Page, content: list[Span], cue: int) -> list[Span]:
    """The content without what leads up to a quotation that a cue follows: "Her verdict: “It works,” she said."""
    if len(content) != 1 or content[0].end > cue:
        return content
    inside = quotes_within(page, content)
    if not inside or page.quotes[inside[-1]].outer.end != content[0].end:
        return content
    start = page.quotes[inside[-1]].outer.start
    lead = page.report.text[content[0].start : start].rstrip()
    return [Span(start, content[0].end)] if lead.endswith(":") else content


def _clear_of(page: Page, one: Source, cue: Cue, first: int) -> Source:
    """A source that ends before the clause in which its own cue stands: "polls | showing her ahead"."""
    if cue.frame == "according" and cue.content and one.span.start < cue.content[0].start < one.span.end:
        text = page.report.text[one.span.start : cue.content[0].start].rstrip(" ,")
        return replace(one, span=Span(one.span.start, one.span.start + len(text)), text=text)
    if not one.span.start < page.doc[first].idx < one.span.end:
        return one
    branch = page.doc[first]
    while branch.head.i != branch.i and (cue.source is None or branch.head.i != cue.source.i):
        branch = branch.head
    cut = min(branch.left_edge.idx, page.doc[first].idx)
    if cut <= one.span.start:
        cut = page.doc[first].idx
    text = page.report.text[one.span.start : cut].rstrip(' ,:;–—-“"')
    return replace(one, span=Span(one.span.start, one.span.start + len(text)), text=text) if text else one


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _cut(page: Page) -> None:
    """Take a closing "according to X" out of the content of the claims before it, which X passes on."""
    marks = [draft for draft in page.drafts if draft.lemma == "according" and draft.cue is not None]
    for mark in marks:
        assert mark.cue is not None
        for draft in page.drafts[max(0, bisect_left(page.drafts, mark.at, key=lambda one: one.at) - NEAR) :]:
            if draft.at >= mark.at:
                break
            draft.content = [_until(page.report.text, span, mark.cue.start) for span in draft.content]


def _part(page: Page) -> None:
    """Take what another cue begins out of the content of the claim before it: a closing ", adding that …" where both have one
    speaker, ", while Y said …" of another."""
    for at, mark in enumerate(page.drafts):
        if mark.breaks is None or not mark.sources:
            continue
        for draft in page.drafts[max(0, at - NEAR) : at]:
            if not draft.sources or draft.at >= mark.at or draft.inside >= 0:
                continue
            if not (mark.participle or mark.carries_on) or draft.sources[0].span == mark.sources[0].span:
                draft.content = [_until(page.report.text, span, mark.breaks) for span in draft.content]


def _breaks(page: Page, cue: Cue, first: int) -> int | None:
    """Where the content of a claim before a cue must end at the latest; None where the cue may stand inside it."""
    doc = page.doc
    if cue.head.tag_ == "VBG":
        return doc[first].idx if _behind_comma(page, first) else None
    if _joins(page, cue) or _carries_on(cue):
        start = cue.head.left_edge.i
        link = next((child for child in cue.head.head.rights if child.dep_ == "cc" and child.i < start), None)
        return doc[link.i if link is not None else start].idx
    mark = next((child for child in cue.head.lefts if child.dep_ == "mark" and child.lower_ in _BESIDE), None)
    mark = mark or next((child for child in cue.head.lefts if child.dep_ == "advmod" and child.lower_ == "when"), None)
    if mark is None or cue.head.dep_ != "advcl" or cue.relative is not None or not mark.i:
        return None
    return mark.idx if doc[mark.i - 1].text in "-–—" or _behind_comma(page, mark.i) else None


def _joins(page: Page, cue: Cue) -> bool:
    """Whether a cue with quoted words and a subject of its own is joined to the content of another: "said A, and Y replied, “…”"."""
    head = cue.head
    if head.dep_ != "conj" or head.head.dep_ != "ccomp" or not any(child.dep_ == "nsubj" for child in head.lefts):
        return False
    first = page.first(cue.content[0].start) if cue.content else 0
    if first <= head.i or page.quoted[first] < 0:
        return False
    return page.quotes[page.quoted[first]].inner.start >= page.doc[head.i].idx + len(head)


def _behind_comma(page: Page, at: int) -> bool:
    """Whether a token stands behind a comma, or behind quoted words that end with one."""
    place = page.doc[at].idx
    before = page.report.text[max(0, place - 4) : place].rstrip()
    return before.endswith(",") or (before[-1:] in _CLOSING and before[-2:-1] == ",")


def _carries_on(cue: Cue) -> bool:
    """Whether a cue goes on from a cue above it that the parse hangs it below: "said he would come and called it good"."""
    return goes_on(cue.head) is not None


def _until(text: str, span: Span, place: int) -> Span:
    if not span.start < place < span.end:
        return span
    return Span(span.start, span.start + len(text[span.start : place].rstrip(" ,;")))


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


def quotes_within(page: Page, content: Sequence[Span]) -> list[int]:
    """The places of the outermost quotations that stand wholly within the spans, in order."""
    found = []
    for span in content:
        low = bisect_left(page.quotes, span.start, key=lambda item: item.outer.start)
        high = bisect_left(page.quotes, span.end, key=lambda item: item.outer.start)
        found += [at for at in range(low, high) if page.quotes[at].depth == 0 and page.quotes[at].outer.end <= span.end]
    return found


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
            and any(_holds(span, draft.cue) for span in other.content)
        ]
        outer.sort(key=lambda other: (-other.width, other.at))
        names = [other.sources[0].name for other in outer if all(other.sources[0].name != one.name for one in draft.sources)]
        draft.via = list(dict.fromkeys([*names, *draft.via]))


def _within_one(page: Page, span: Span) -> bool:
    place = page.quoted[min(page.first(span.start), len(page.quoted) - 1)]
    return place >= 0 and _holds(page.quotes[place].outer, span)


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
