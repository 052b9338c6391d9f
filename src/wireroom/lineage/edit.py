"""The edits between two tied reports: sentences that answer to each other, compared word by word, each change graded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein

from wireroom.lineage.compare import Comparison
from wireroom.lineage.fact import Place, facts
from wireroom.lineage.token import EditLexicon, Token, tokens
from wireroom.lineage.words import Worded
from wireroom.model import Edit, Span

ALIKE = 0.5
"""Share of the shorter sentence's tokens, in order, from which two sentences answer to each other; by eye on copies of news."""
ALIKE_LONGER = 0.35
"""The same of the longer one: below it the shorter is a part of the other, and what is missing is no edit."""
LEAST = 4
"""Tokens in common below which two sentences are not compared: a change of half of a phrase tells nothing."""
LONGEST = 12
"""Tokens of a change on either side beyond which a passage was put in or left out rather than edited."""


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a report as tokens."""

    worded: Worded
    whole: Span
    tokens: tuple[Token, ...]

    names_of_other: frozenset[str] = frozenset()

    def quoted(self, span: Span) -> bool:
        """Whether a span begins between quotation marks; an empty one when the words before and after it do."""
        after = self.worded.in_quotation(span.start)
        return after and (span.end > span.start or self.worded.in_quotation(max(0, span.start - 1)))

    def names(self, token: Token) -> bool:
        """Whether a word with a capital is a name: it does not open the sentence, or either report has it elsewhere."""
        return token.span.start > self.opening or token.word in self.worded.names or token.word in self.names_of_other

    @property
    def opening(self) -> int:
        """Where the first word of the sentence begins."""
        return self.tokens[0].span.start

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens `[first, last)`; empty and at the place where they would stand when there are none."""
        if first < last:
            return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)
        place = self.tokens[first - 1].span.end if first else self.whole.start
        return Span(place, place)


def edits(found: Comparison, lexicon: EditLexicon, *, flipped: bool) -> tuple[Edit, ...]:
    """The edits that turn the parent's sentences into the child's, in order of the child.

    `a` is the child unless `flipped`. Each sentence is compared with the one sentence of the other report that has most of
    its words; sentences with no such answer are additions or omissions, not edits."""
    child, parent = (found.b, found.a) if flipped else (found.a, found.b)
    made: list[Edit] = []
    for one, other in answering(found):
        pair = (other, one) if flipped else (one, other)
        sides = (_side(child, pair[0], parent, lexicon), _side(parent, pair[1], child, lexicon))
        made.extend(_within(*sides, lexicon))
    return tuple(sorted(set(made), key=lambda edit: (edit.child, edit.parent, edit.grade, edit.kind or "")))


def answering(found: Comparison) -> list[tuple[int, int]]:
    """The sentences of `a` and `b` that answer to each other but are not the same words, one to one, in order of `a`."""
    a, b = found.a, found.b
    likely = {(echo.a, echo.b) for echo in found.echoes}
    for part in found.stretches:
        first_a, last_a = a.sentence_at(part.a), a.sentence_at(part.a_end - 1)
        first_b, last_b = b.sentence_at(part.b), b.sentence_at(part.b_end - 1)
        for one in range(first_a, last_a + 1):
            near = first_b + one - first_a
            likely.update((one, other) for other in range(max(first_b, near - 1), min(last_b, near + 1) + 1))
            likely.update((one, other) for other in {first_b, last_b} if last_a == first_a)
    scored = []
    for one, other in likely:
        left, right = (side.words[slice(*side.sentence_words[at])] for side, at in ((a, one), (b, other)))
        same = LCSseq.similarity(left, right)
        if same >= LEAST and same >= ALIKE * min(len(left), len(right)) and same >= ALIKE_LONGER * max(len(left), len(right)):
            scored.append((-same / max(len(left), len(right)), one, other))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for score, one, other in sorted(scored):
        if one not in taken_a and other not in taken_b:
            taken_a.add(one)
            taken_b.add(other)
            if score > -1:
                pairs.append((one, other))
    return sorted(pairs)


def _side(worded: Worded, sentence: int, other: Worded, lexicon: EditLexicon) -> Side:
    whole = worded.span(*worded.sentence_words[sentence])
    return Side(worded, whole, tuple(tokens(worded.report, whole, lexicon)), other.names)


def _within(child: Side, parent: Side, lexicon: EditLexicon) -> Iterator[Edit]:
    """The edits between two sentences."""
    number: dict[str, int] = {}
    left, right = ([number.setdefault(token.norm, len(number)) for token in side.tokens] for side in (child, parent))
    at_child = at_parent = 0
    for same in Levenshtein.opcodes(right, left):
        if same.tag == "equal":
            yield from _block(child, (at_child, same.dest_start), parent, (at_parent, same.src_start), lexicon)
            for place in range(same.dest_end - same.dest_start):
                yield from _spelling(child, same.dest_start + place, parent, same.src_start + place)
            at_child, at_parent = same.dest_end, same.src_end
    yield from _block(child, (at_child, len(child.tokens)), parent, (at_parent, len(parent.tokens)), lexicon)


def _spelling(child: Side, at_child: int, parent: Side, at_parent: int) -> Iterator[Edit]:
    one, other = child.tokens[at_child], parent.tokens[at_parent]
    if one.word != other.word:
        yield Edit(one.span, other.span, "cosmetic", None, child.quoted(one.span) or parent.quoted(other.span))


def _block(child: Side, here: Place, parent: Side, there: Place, lexicon: EditLexicon) -> Iterator[Edit]:
    """The edits of one changed stretch: one a kind of fact that differs, or one of wording."""
    longest = max(here[1] - here[0], there[1] - there[0])
    if not longest:
        return
    spans = child.span(*here), parent.span(*there)
    quoted = any(side.quoted(span) for side, span in zip((child, parent), spans, strict=True) if span.start < span.end)
    if longest > LONGEST:
        yield Edit(*spans, "wording", None, quoted)
        return
    found = facts(child, here, parent, there, lexicon)
    for kind, (one, other) in found:
        places = child.span(*one), parent.span(*other)
        yield Edit(*places, "fact", kind, any(side.quoted(at) for side, at in zip((child, parent), places, strict=True)))
    if not found:
        whole = child.quoted(spans[0]) and parent.quoted(spans[1])
        yield Edit(*spans, "fact" if whole else "wording", "quotation" if whole else None, quoted)
