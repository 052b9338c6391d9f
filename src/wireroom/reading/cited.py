"""Media that cite media: in "Yonhap reported, citing KCNA" the words are KCNA's, by way of Yonhap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.reading.draft import Draft, Page
from wireroom.reading.joint import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireroom.model import Source

CITING = frozenset(("citing", "quoting"))
CITED = frozenset(("cited", "quoted", "cites", "quotes"))
RELATIVE = frozenset(("which", "that", "who"))
REACH = 7
"""Tokens between the verb and the name that it cites: "citing the state-run North Korean news agency KCNA"."""
LONGEST = 4
"""Links that are followed: an outlet, two agencies and where they have it from."""


def lead_back(page: Page) -> None:
    """Give each claim that one medium makes, citing another, to the medium cited, with those before it in its `via`."""
    for draft in page.drafts:
        if draft.cue is None or draft.kind != "speech" or len(draft.sources) != 1 or draft.sources[0].kind != "agency":
            continue
        if page.doc[draft.at].lower_ in CITING | CITED:
            continue
        for cited in _cited(page, draft):
            if any(cited.name in (one.name, *draft.via) for one in draft.sources):
                break
            draft.via = [*draft.via, draft.sources[0].name]
            draft.sources = (cited,)


def _cited(page: Page, draft: Draft) -> Iterator[Source]:
    """The media that are cited behind the source and the cue of a claim, each by the one before, in the same sentence."""
    doc = page.doc
    source = draft.sources[0]
    own = range(page.first(source.span.start), page.first(source.span.end))
    ends = page.known.names.end(next((place for place in own if _is_medium(page, place)), own.start))
    at = max(draft.at + 1, ends)
    end = doc[draft.at].sent.end
    for _ in range(LONGEST):
        verb = next((place for place in range(at, end) if page.quoted[place] == draft.inside and _cites(page, place)), None)
        if verb is None:
            return
        name = next((place for place in range(verb + 1, min(end, verb + 1 + REACH)) if _is_medium(page, place)), None)
        if name is None or any(doc[place].text in ",;" for place in range(verb + 1, name)):
            return
        end_of_name = page.known.names.end(name)
        found = sources(doc[end_of_name - 1], page.known)
        if len(found) != 1:
            return
        yield found[0]
        at = end_of_name


def _cites(page: Page, place: int) -> bool:
    token = page.doc[place]
    if token.lower_ in CITING:
        return True
    return token.lower_ in CITED and place > 0 and page.doc[place - 1].lower_ in RELATIVE


def _is_medium(page: Page, place: int) -> bool:
    mention = page.known.names.of(place)
    return mention is not None and mention.kind == "MEDIA"
