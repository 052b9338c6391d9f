"""Words between quotation marks that a report altered on their way from another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wireroom.dossier.aspect import STOPWORDS
from wireroom.dossier.drift_mark import Drift, mark, printed
from wireroom.dossier.drift_pair import Hunk, Pair, Sentence, Sheet, anchored
from wireroom.dossier.spoken import CLITICS, Speech, tokens
from wireroom.dossier.wording import Change, altered, quote_words
from wireroom.model import Span

SWAPPED = 2
"""Words on either side that may stand for each other at an end of a quotation; more, and it ends elsewhere."""
KEPT = 0.6
"""The share of the words of the quotation that must stand as they were: below it, the one is a rendering of its own."""
BESIDE = 4
"""Words on either side of what was altered that are shown with it."""
LEAST = 4
"""Words that a quotation must have: of shorter ones nobody can tell what was altered."""
_ELIDED = re.compile(r"[\[\]()]|\.\s?\.\s?\.|…")


def quote_drifts(a: Sheet, b: Sheet, pair: Pair, speech: Speech) -> Iterator[tuple[Hunk, Drift | None]]:
    """The places of a pair of sentences that lie in quotations on both sides, each with its drift, or None where nothing that
    was said is altered: trimming, an ellipsis, an editor's brackets, spelling, words of grammar."""
    for hunk in pair.hunks:
        sides = _sides(a, b, pair, hunk)
        if sides is None:
            continue
        first, second = sides
        drift = None
        if (
            anchored(pair, hunk)
            and not _cut(pair, hunk, first, second)
            and _altered(a, b, pair, hunk, sides, speech)
            and _kept(pair, first, second)
        ):
            marks = []
            both = ((a, pair.a, first, (hunk.a, hunk.a_end)), (b, pair.b, second, (hunk.b, hunk.b_end)))
            for sheet, sentence, quote, place in both:
                span = Span(max(quote.start, sentence.span.start), min(quote.end, sentence.span.end))
                text = printed(sheet, span)
                shown = _around(sheet, sentence, span, place)
                marks.append(mark(sheet, sentence, span, {"text": text, "speaker": _speaker(sheet, span)}, shown))
            about = f"{_speaker(b, second) or 'somebody'}: {quote_words(marks[1].value['text'])}"
            drift = Drift("quote", marks[0], marks[1], about, grave=_change(pair, hunk).grave(speech))
        yield hunk, drift


def _sides(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk) -> tuple[Span, Span] | None:
    """The quotations that hold a place and the equal words beside it; None where either side's place is not inside one."""
    found = []
    for sheet, sentence, first, last in ((a, pair.a, hunk.a, hunk.a_end), (b, pair.b, hunk.b, hunk.b_end)):
        quote = sheet.quoted(sentence.stretch(first, last)) or sheet.quoted(sentence.widened(first, last))
        if quote is None:
            return None
        found.append(quote)
    return found[0], found[1]


def _within(quote: Span, sentence: Sentence, first: int, last: int) -> bool:
    """Whether words of the quotation stand before a place of a sentence and behind it."""
    before = quote.start < sentence.span.start or (first > 0 and sentence.tokens[first - 1].start >= quote.start)
    behind = quote.end > sentence.span.end or (last < len(sentence.tokens) and sentence.tokens[last].end <= quote.end)
    return before and behind


def _cut(pair: Pair, hunk: Hunk, first: Span, second: Span) -> bool:
    """Whether a place lies at an end of either quotation and so may only be trimmed: unless a word stands for a word there."""
    swapped = 1 <= hunk.a_end - hunk.a <= SWAPPED and 1 <= hunk.b_end - hunk.b <= SWAPPED
    inner = _within(first, pair.a, hunk.a, hunk.a_end) and _within(second, pair.b, hunk.b, hunk.b_end)
    return not inner and not swapped


def _change(pair: Pair, hunk: Hunk) -> Change:
    return Change(_spoken(pair.a.words[hunk.a : hunk.a_end]), _spoken(pair.b.words[hunk.b : hunk.b_end]))


def _spoken(words: Sequence[str]) -> tuple[str, ...]:
    """Words in one form; of what was parted from its apostrophe ("I ' m") the end is written out as well, and what was parted
    at its stops ("U . S") is one word."""
    text = _INITIALS.sub(lambda found: found.group().replace(" ", ""), " ".join(words))
    return tokens(" ".join(CLITICS.get(word, word) for word in text.split()))


_INITIALS = re.compile(r"\b(?!i [md]\b(?! [a-z]\b)|a [a-z] [a-z]\b)[a-z](?: [a-z]\b)+")
"""Letters that stand alone, one after the other, "I'm" and "I'd" aside, and the article before others."""


def _altered(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk, sides: tuple[Span, Span], speech: Speech) -> bool:
    """Whether what stands in one place was altered, and not reworded with the rest of the quotation."""
    change = _change(pair, hunk)
    if _reordered(pair, hunk) or not change.material(speech):
        return False
    if not change.grave(speech):
        others = [one for one in pair.hunks if _sides(a, b, pair, one) == sides and not _reordered(pair, one)]
        if altered([_change(pair, one) for one in others], speech) is None:
            return False
    for sheet, sentence, first, last in ((a, pair.a, hunk.a, hunk.a_end), (b, pair.b, hunk.b, hunk.b_end)):
        if _ELIDED.search(printed(sheet, sentence.widened(first, last))):
            return False
    return True


def _reordered(pair: Pair, hunk: Hunk) -> bool:
    """Whether every word of content of a place stands elsewhere in the other sentence."""
    ours = [word for word in pair.a.words[hunk.a : hunk.a_end] if word not in STOPWORDS]
    theirs = [word for word in pair.b.words[hunk.b : hunk.b_end] if word not in STOPWORDS]
    moved = [Counter(pair.a.words) - Counter(pair.b.words), Counter(pair.b.words) - Counter(pair.a.words)]
    return bool(ours or theirs) and not any(moved[0][word] for word in ours) and not any(moved[1][word] for word in theirs)


def _kept(pair: Pair, first: Span, second: Span) -> bool:
    """Whether most of the words that both quotations have in the pair of sentences stand as they were, and enough of them."""
    equal = sum(size for _, _, size in pair.equal)
    inside = [
        sum(1 for token in sentence.tokens if quote.start <= token.start < quote.end)
        for sentence, quote in ((pair.a, first), (pair.b, second))
    ]
    return min(inside) >= LEAST and equal >= KEPT * min(inside)


def _around(sheet: Sheet, sentence: Sentence, quote: Span, place: tuple[int, int]) -> str:
    """The words of a place with a few of the quotation on either side, for a reader."""
    near = sentence.stretch(max(0, place[0] - BESIDE), min(len(sentence.tokens), place[1] + BESIDE))
    span = Span(max(near.start, quote.start), min(near.end, quote.end))
    before = "…" if span.start > quote.start else ""
    return f"“{before}{printed(sheet, span).strip()}{'…' if span.end < quote.end else ''}”"


def _speaker(sheet: Sheet, span: Span) -> str | None:
    for claim in sheet.reading.claims:
        if claim.sources and any(quote.start < span.end and span.start < quote.end for quote in claim.quotes):
            return claim.sources[0].name
    return None
