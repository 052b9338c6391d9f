"""Quotations word by word: one utterance or two, and whether what stands between the quotation marks was altered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein, Opcode

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.dossier.compare import Relation
from wireroom.text import WORD, folded

COMMON_CONTENT = 4
"""Content words in one order that two quotations must share to be one utterance when neither is a part of the other."""
COMMON_SHARE = 0.6
"""The share of the shorter quotation's words that must lie in the other. Both chosen by eye on speeches quoted by several."""
VERBATIM = 0.7
"""The share of the aligned core that must be word for word for a changed content word to be an alteration; below it the two
are renderings of their own (as of a speech in another language)."""
LONG = 5
"""Letters of a word from which on one letter more or less is a spelling ("realise", "realize"), not another word."""
_ORDINALS = {
    word: f"{number}{'st' if number == 1 else 'nd' if number == 2 else 'rd' if number == 3 else 'th'}"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_NUMERALS = {
    word: str(number) for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
WHOLE = 0.8
"""The share of the core that must be word for word for another word of content to be an alteration, where no negation or
number is concerned: renderings of one speech by two translators share a good deal."""
RUN = 3
"""Words in a row that count as more than chance at either end of the stretch that two quotations both cover."""
EDITOR = "¤"
_BRACKETS = re.compile(r"\[[^\]]{0,80}\]|\([^)]{0,80}\)")
_INITIALS = re.compile(r"\b([a-z])\.\s?([a-z])\.(?=\W|$)")
"""Two initials, which one outlet prints with stops and another without: "U.S." and "US"."""
_TOKEN = re.compile(WORD.pattern + "|" + EDITOR)
_IDLE = STOPWORDS | frozenset("quite really rather ever always actually simply still even indeed perhaps well much".split())
"""Words whose coming or going does not change what was said."""
_NEGATIONS = frozenset({"not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "cannot"})
_CONTRACTED = re.compile(r"n't$")
_NUMBER = re.compile(r"^\d|^(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion)s?$")


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in one quotation against the other, in words; either side may be empty."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def grave(self) -> bool:
        """Whether a negation or a number came, went or changed."""
        first, second = ({_figures(word) for word in side} for side in (self.ours, self.theirs))
        changed = first ^ second
        return any(_negation(word) or _NUMBER.match(word) for word in changed)

    @property
    def wording(self) -> bool:
        """Whether a word of content changed: another word, not another form of it or a word of grammar."""
        first, second = (
            {lemma(_figures(word)) for word in side if word not in _IDLE and not _figures(word).isdigit()}
            for side in (self.ours, self.theirs)
        )
        return not _spelling(first - second, second - first)


def _figures(word: str) -> str:
    """A word for a number in figures ("two" is "2", "second" "2nd"); any other as it is."""
    return _NUMERALS.get(word) or _ORDINALS.get(word, word)


def _spelling(first: set[str], second: set[str]) -> bool:
    """Whether two sets of words differ at most in spelling: each long word has one on the other side a letter away."""
    if len(first) != len(second):
        return False
    pairs = zip(sorted(first), sorted(second), strict=True)
    return all(min(len(a), len(b)) >= LONG and Levenshtein.distance(a, b) <= 1 for a, b in pairs)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a quotation, folded, short forms written out; what stands in brackets is the editor's, and one mark stands
    for it."""
    plain = _INITIALS.sub(r"\1\2 ", _BRACKETS.sub(f" {EDITOR} ", folded(text)))
    for short, whole in _SHORT:
        plain = short.sub(whole, plain)
    return tuple(_TOKEN.findall(plain))


_SHORT = tuple(
    (re.compile(short), whole)
    for short, whole in (
        (r"\s?'\s?ve\b", " have"),
        (r"\s?'\s?re\b", " are"),
        (r"\s?'\s?ll\b", " will"),
        (r"\b(i)\s?'\s?m\b", r"\1 am"),
    )
)
"""Short forms that outlets write out or not as their style has it."""


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
    found = [change for change in changes(a, b) if not _elided(change, first, second)]
    if not found:
        return "compatible"
    core = same + max(sum(len(change.ours) for change in found), sum(len(change.theirs) for change in found))
    longest = max((op.src_end - op.src_start for op in _blocks(a, b) if op.tag == "equal"), default=0)
    if same / core < VERBATIM or same < COMMON_CONTENT or longest <= RUN + 1:
        return "compatible"
    if any(change.grave for change in found):
        return "conflict"
    if same / core < WHOLE:
        return "compatible"
    return "conflict" if any(change.wording for change in found) else "compatible"


def _elided(change: Change, first: str, second: str) -> bool:
    """Whether an editor stands in for words, or words are missing on a side that shows an ellipsis."""
    if EDITOR in change.ours or EDITOR in change.theirs:
        return True
    marks = ("...", "…", ". .")
    gap = (not change.ours and any(mark in first for mark in marks)) or (
        not change.theirs and any(mark in second for mark in marks)
    )
    return gap and len(change.ours) + len(change.theirs) > 0


def _negation(word: str) -> bool:
    return word in _NEGATIONS or bool(_CONTRACTED.search(word))


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
