"""Quotations word by word: one utterance or two, and whether what stands between the quotation marks was altered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcode

from wireroom.dossier.aspect import STOPWORDS
from wireroom.dossier.compare import Relation
from wireroom.dossier.spoken import EDITOR, IDLE, alike, opposed, pronoun_for, spoken, turns

COMMON_CONTENT = 4
"""Content words in one order that two quotations must share to be one utterance when neither is a part of the other."""
COMMON_SHARE = 0.6
"""The share of the shorter quotation's words that must lie in the other. Both chosen by eye on speeches quoted by several."""
VERBATIM = 0.7
"""The share of the aligned core that must be word for word for a changed content word to be an alteration; below it the two
are renderings of their own (as of a speech in another language)."""
WHOLE = 0.8
"""The share of the core that must be word for word for another word of content to be an alteration, where no negation or
number is concerned: renderings of one speech by two translators share a good deal."""
RUN = 3
"""Words in a row that count as more than chance at either end of the stretch that two quotations both cover."""
STRETCH = 4
"""Words of a change beyond which something was left out or put together, and nothing altered."""
PUT_IN = 2
"""Words of content that come or go in one place, with none in their stead, and are an alteration still; more are a part of
the sentence that was left out."""
RENDERINGS = 1
"""Places in which words of content may differ for the one to be an alteration; in more, each is a rendering of its own, as of a
speech in another language, or of a longer passage."""
_NUMBER = re.compile(r"^\d|^(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion)s?$")


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in one quotation against the other, in words; either side may be empty."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def grave(self) -> bool:
        """Whether a negation came or went, or one number stands for another."""
        if turns(self.ours) != turns(self.theirs):
            return True
        ours, theirs = ([word for word in side if _NUMBER.match(word)] for side in (self.ours, self.theirs))
        return bool(ours and theirs) and ours != theirs and not alike(self.ours, self.theirs)

    @property
    def wording(self) -> bool:
        """Whether a word of content changed: another word, not another form of it or a word of grammar."""
        return not alike(self.ours, self.theirs)

    @property
    def material(self) -> bool:
        """Whether what was said is altered: a negation or a number, or words of content in a stretch so short that nothing was
        left out at length."""
        if max(len(self.ours), len(self.theirs)) > STRETCH or EDITOR in (*self.ours, *self.theirs):
            return False
        if self.grave:
            return True
        if pronoun_for(self.ours, self.theirs):
            return False
        if opposed(self.ours, self.theirs):
            return True
        content = [sum(word not in IDLE for word in side) for side in (self.ours, self.theirs)]
        return self.wording and (min(content) > 0 or max(content) <= PUT_IN)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a quotation in one form, short forms written out; one mark stands for what an editor put in brackets."""
    return spoken(text)


def one_utterance(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two quotations, as words, are of one utterance: one lies in the other, or enough content in one order."""
    if not a or not b:
        return False
    if _inside(a, b) or _inside(b, a):
        return True
    common = [a[i] for op in _blocks(a, b) if op.tag == "equal" for i in range(op.src_start, op.src_end)]
    content = [word for word in common if word not in STOPWORDS]
    return len(content) >= COMMON_CONTENT and len(common) >= COMMON_SHARE * min(len(a), len(b))


def changes(a: Sequence[str], b: Sequence[str]) -> tuple[Change, ...]:
    """What differs inside the stretch that both quotations cover; what one has more before or after it is trimming."""
    blocks = _blocks(a, b)
    equal = [place for place, op in enumerate(blocks) if op.tag == "equal"]
    while len(equal) > 1 and _stray(blocks[equal[0]], blocks[equal[0] + 1]):
        equal.pop(0)
    while len(equal) > 1 and _stray(blocks[equal[-1]], blocks[equal[-1] - 1]):
        equal.pop()
    if not equal:
        return (Change(tuple(a), tuple(b)),)
    core = blocks[equal[0] : equal[-1] + 1]
    return tuple(
        Change(tuple(a[op.src_start : op.src_end]), tuple(b[op.dest_start : op.dest_end])) for op in core if op.tag != "equal"
    )


def _stray(same: Opcode, edit: Opcode) -> bool:
    """Whether a short run of same words at an end stands beyond so long an edit that it is there by chance."""
    return same.src_end - same.src_start < RUN and max(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start) > RUN


def compare_words(first: str, second: str) -> Relation:
    """`equal` for the same words, at most trimmed at the ends, `compatible` for a lightly edited quotation or a rendering of
    its own, `conflict` for an altered one: a negation or number changed, or another word of content in a text that is
    otherwise word for word."""
    a, b = tokens(first), tokens(second)
    if a == b:
        return "equal"
    if not one_utterance(a, b):
        return "compatible"  # two sentences of one statement
    if _inside(a, b) or _inside(b, a):
        return "equal"
    same = sum(op.src_end - op.src_start for op in _blocks(a, b) if op.tag == "equal")
    found = [change for change in changes(a, b) if not _elided(change, first, second) and change.wording]
    if not any(change.material for change in found):
        return "compatible"
    core = same + sum(max(len(change.ours), len(change.theirs)) for change in found)
    longest = max((op.src_end - op.src_start for op in _blocks(a, b) if op.tag == "equal"), default=0)
    if same / core < VERBATIM or same < COMMON_CONTENT or longest <= RUN + 1:
        return "compatible"
    turned = sum(turns(change.ours) for change in found) != sum(turns(change.theirs) for change in found)
    counted = any(change.material and change.grave and turns(change.ours) == turns(change.theirs) for change in found)
    if turned or counted:
        return "conflict"
    worded = [change for change in found if change.material]
    return "conflict" if same / core >= WHOLE and len(worded) <= RENDERINGS and len(found) <= RENDERINGS + 1 else "compatible"


def _elided(change: Change, first: str, second: str) -> bool:
    """Whether an editor stands in for words, or words are missing on a side that shows an ellipsis."""
    if EDITOR in change.ours or EDITOR in change.theirs:
        return True
    marks = ("...", "…", ". .")
    gap = (not change.ours and any(mark in first for mark in marks)) or (
        not change.theirs and any(mark in second for mark in marks)
    )
    return gap and len(change.ours) + len(change.theirs) > 0


def _blocks(a: Sequence[str], b: Sequence[str]) -> list[Opcode]:
    """The alignment of two word lists by longest common subsequence; neighbouring edits are one."""
    merged: list[Opcode] = []
    for op in Indel.opcodes(a, b):
        if merged and merged[-1].tag != "equal" and op.tag != "equal":
            last = merged.pop()
            op = Opcode("replace", last.src_start, op.src_end, last.dest_start, op.dest_end)
        merged.append(op)
    return merged


def _inside(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the words of `a` stand in `b` as one run."""
    size = len(a)
    return 0 < size <= len(b) and any(tuple(b[at : at + size]) == tuple(a) for at in range(len(b) - size + 1))


def quote_words(text: object) -> str:
    """A quotation for a reader: in quotation marks, cut after a dozen words."""
    words = str(text).split()
    return "“" + " ".join(words[:12]) + ("…" if len(words) > 12 else "") + "”"
