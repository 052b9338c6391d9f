"""Points of quotation: the words between quotation marks, and to whom they are laid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wireroom.dossier.aspect import Aspect, Page
from wireroom.model import Span
from wireroom.text import WORD

LONGEST_TITLE = 7
"""Words of the longest quotation that is tried for a title."""


def is_title(text: str) -> bool:
    """Whether quoted words are written as the title of a work is: capitals on every word but the little ones."""
    words = text.strip(" ,.").split()
    if not words or len(words) > LONGEST_TITLE or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    return (
        all(word[:1].isupper() or not word[:1].isalpha() or len(word) < 4 for word in words) and text.strip()[-1:] not in "!?"
    )


LONGEST_TAG = 12
"""Words of the longest span that is tried for what stands between two quotations."""
_CUES = r"(?:said|says|saying|added|adds|adding|told|tells|wrote|writes|explained|continued|asked|replied)"
_TAG = re.compile(
    r"\s*(?!(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Ww]ho|[Tt]hat)\b)(?:(?:[A-Z][\w.'’-]*|he|she|the \w+),? ){1,5}?" + _CUES + r"\b"
)
_CLOSED = re.compile(r"(?<!\w)(?!" + _CUES + r"\b)\w[\w'’-]* ?[,.?!] ?\" ?$")


def between_quotations(text: str, quote: Span) -> bool:
    """Whether a span read as quoted is what a report says between two quotations, straight marks having been read the wrong
    way round: punctuation stands before the mark, no word of saying before that, and a short span begins with who said it."""
    if len(text[quote.start : quote.end].split()) > LONGEST_TAG:
        return False
    before = text[max(0, quote.start - 40) : quote.start]
    return bool(_CLOSED.search(before) and _TAG.match(text[quote.start : quote.end]))


def quote_points(page: Page) -> Iterator[Aspect]:
    """An aspect a quotation of two words or more, and of one word when it is attributed, in the order of the claims.

    A quotation that several claims hold belongs to the first with a source."""
    seen: set[tuple[int, int]] = set()
    for claim in sorted(page.reading.claims, key=lambda one: not one.sources):
        for number, quote in enumerate(claim.quotes, 1):
            words = WORD.findall(page.report.text, quote.start, quote.end)
            enough = len(words) >= page.rules.quote_words or (bool(words) and bool(claim.sources))
            if between_quotations(page.report.text, quote):
                continue
            if claim.form != "direct" and is_title(page.report.text[quote.start : quote.end]):
                continue
            if not enough or (quote.start, quote.end) in seen or page.part(quote) == "boilerplate":
                continue
            seen.add((quote.start, quote.end))
            speaker = claim.sources[0].name if claim.sources else None
            value = {"text": page.report.text[quote.start : quote.end], "speaker": speaker}
            point = page.point(claim=claim, item=f"w{number}", kind="quote", span=quote, value=value)
            content = page.clause(quote)
            yield Aspect(
                point=point,
                kind="quote",
                head=content[0] if content else "",
                words=content,
                clause=page.clause(point.sentence),
                predicate=page.report.text[claim.cue.start : claim.cue.end].lower() if claim.cue else None,
                names=page.names(point.sentence),
                subject=speaker,
                title=point.part == "headline",
                claim=claim.id,
            )
