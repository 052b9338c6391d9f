"""Quotations word by word: one utterance or two, and whether what stands between the quotation marks was altered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from rapidfuzz.distance import Indel, LCSseq, Opcode

from wireroom.dossier.aspect import STOPWORDS
from wireroom.dossier.compare import Relation
from wireroom.dossier.spoken import EDITOR, Speech, tokens

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
    """What stands in one quotation against the other, in words; either side may be empty. `at` is the word of the quotation
    that has the words, of the first where both do, at which they begin."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    at: int = field(default=0, compare=False)

    def grave(self, speech: Speech) -> bool:
        """Whether a negation came or went, or one number stands for another."""
        if speech.turns(self.ours) != speech.turns(self.theirs):
            return True
        ours, theirs = ([word for word in side if _NUMBER.match(word)] for side in (self.ours, self.theirs))
        return bool(ours and theirs) and ours != theirs and not speech.alike(self.ours, self.theirs)

    def wording(self, speech: Speech) -> bool:
        """Whether a word of content changed: another word, not another form of it or a word of grammar."""
        return not speech.alike(self.ours, self.theirs)

    def material(self, speech: Speech) -> bool:
        """Whether what was said is altered: a negation or a number, or words of content in a stretch so short that nothing was
        left out at length."""
        if max(len(self.ours), len(self.theirs)) > STRETCH or EDITOR in (*self.ours, *self.theirs):
            return False
        if self.grave(speech):
            return True
        if speech.pronoun_for(self.ours, self.theirs):
            return False
        if speech.opposite(self.ours, self.theirs):
            return True
        if speech.alike(self.ours, self.theirs, loosely=True):
            return False
        few, many = sorted(speech.content(side) for side in (self.ours, self.theirs))
        short, long = sorted(len(side) for side in (self.ours, self.theirs))
        return many > 0 and (few > 0 or (many <= PUT_IN and (not short or long <= PUT_IN)))


def one_utterance(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two quotations, as words, are of one utterance: one lies in the other, or enough content in one order."""
    if not a or not b:
        return False
    if _inside(a, b) or _inside(b, a):
        return True
    least = min(len(a), len(b))
    if LCSseq.similarity(a, b) < max(COMMON_CONTENT, COMMON_SHARE * least):
        return False
    common = [a[i] for op in _blocks(a, b) if op.tag == "equal" for i in range(op.src_start, op.src_end)]
    content = [word for word in common if word not in STOPWORDS]
    return len(content) >= COMMON_CONTENT


def changes(a: Sequence[str], b: Sequence[str]) -> tuple[Change, ...]:
    """What differs inside the stretch that both quotations cover; what one has more before or after it is trimming."""
    blocks = _blocks(a, b)
    equal = [place for place, op in enumerate(blocks) if op.tag == "equal"]
    if not equal:
        return (Change(tuple(a), tuple(b)),)
    longest = max(range(len(equal)), key=lambda at: blocks[equal[at]].src_end - blocks[equal[at]].src_start)
    first = last = longest
    while first > 0 and not _stray(blocks[equal[first - 1]], blocks[equal[first] - 1], a, b):
        first -= 1
    while last + 1 < len(equal) and not _stray(blocks[equal[last + 1]], blocks[equal[last] + 1], a, b):
        last += 1
    return tuple(_change(op, a, b) for op in blocks[equal[first] : equal[last] + 1] if op.tag != "equal")


def edits(a: Sequence[str], b: Sequence[str]) -> tuple[Change, ...]:
    """All that differs between two runs of words, their ends included."""
    return tuple(_change(op, a, b) for op in _blocks(a, b) if op.tag != "equal")


def _change(edit: Opcode, a: Sequence[str], b: Sequence[str]) -> Change:
    """The words of an edit, with the mark of an editor that stands wall to wall with them."""
    sides: list[tuple[str, ...]] = []
    for words, start, end in ((a, edit.src_start, edit.src_end), (b, edit.dest_start, edit.dest_end)):
        beside = EDITOR in (*words[max(0, start - 1) : start], *words[end : end + 1])
        sides.append((*words[start:end], EDITOR) if beside else tuple(words[start:end]))
    return Change(sides[0], sides[1], at=edit.src_start if edit.src_end > edit.src_start else edit.dest_start)


def _stray(same: Opcode, edit: Opcode, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a short run of same words is there by chance: beyond a long edit, or beyond words that one side alone has, longer
    than the run, and that turn nothing."""
    size = same.src_end - same.src_start
    ours, theirs = a[edit.src_start : edit.src_end], b[edit.dest_start : edit.dest_end]
    most = max(len(ours), len(theirs))
    if size >= RUN:
        return False
    if size == 1 and a[same.src_start] in STOPWORDS and most > 1 and ours and theirs and not _TURNING & {*ours, *theirs}:
        return True
    return most > RUN or (most > size and not (ours and theirs) and not _TURNING & {*ours, *theirs})


_TURNING = frozenset({"not", "no", "never"})
"""Words of grammar that turn what is said: where one of them comes or goes, the words beyond it are not there by chance."""


def compare_words(first: str, second: str, speech: Speech) -> Relation:
    """`equal` for the same words, at most trimmed at the ends, `compatible` for a lightly edited quotation or a rendering of
    its own, `conflict` for an altered one: a negation or number changed, or another word of content in a text that is
    otherwise word for word."""
    a, b = tokens(first), tokens(second)
    if a == b:
        return "equal"
    if not one_utterance(a, b):
        parts = ((one, other) for one, other in _answering(first, second) if one_utterance(tokens(one), tokens(other)))
        return "conflict" if any(_compared(*part, speech) == "conflict" for part in parts) else "compatible"
    return _compared(first, second, speech)


def same_utterance(first: str, second: str) -> bool:
    """Whether two quotations are of one utterance, or have a sentence that is."""
    if one_utterance(tokens(first), tokens(second)):
        return True
    return any(one_utterance(tokens(one), tokens(other)) for one, other in _answering(first, second))


def said_alike(first: str, second: str) -> int:
    """How many words stand in both quotations in one order."""
    return sum(op.src_end - op.src_start for op in _blocks(tokens(first), tokens(second)) if op.tag == "equal")


def _answering(first: str, second: str) -> Iterator[tuple[str, str]]:
    """The pairs of long enough sentences of two quotations of which one has several; each of a few at the most."""
    sides = [[one for one in _SENTENCE.split(text) if len(one.split()) >= LONG_SENTENCE][:MOST] for text in (first, second)]
    if max(len(side) for side in sides) > 1:
        yield from product(*sides)


_SENTENCE = re.compile(r"(?<=[.!?])[\s”\"]+|…")
LONG_SENTENCE = 6
"""Words of a sentence of a quotation from which on it is held against a sentence of another."""
MOST = 12
"""Sentences of one quotation that are held against those of another."""


def _compared(first: str, second: str, speech: Speech) -> Relation:
    a, b = tokens(first), tokens(second)
    if _inside(a, b) or _inside(b, a):
        return "equal"
    same = sum(op.src_end - op.src_start for op in _blocks(a, b) if op.tag == "equal")
    found = [change for change in changes(a, b) if not _elided(change, first, second) and change.wording(speech)]
    core = same + sum(max(len(change.ours), len(change.theirs)) for change in found)
    longest = max((op.src_end - op.src_start for op in _blocks(a, b) if op.tag == "equal"), default=0)
    if same / core < VERBATIM or same < COMMON_CONTENT or longest <= RUN + 1:
        return "compatible"
    return "conflict" if altered(found, speech, share=same / core, whole=(a, b)) is not None else "compatible"


def moved(change: Change, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether what one side has in a place is no alteration: its words of content stand in the other quotation as often,
    elsewhere, put in another order or with something left out between; or it only says a word again. `a` and `b` are the
    words of both quotations whole."""
    whole = (Counter(a), Counter(b))
    known = []
    for mine, its, (own, other) in ((change.ours, change.theirs, whole), (change.theirs, change.ours, whole[::-1])):
        words = [word for word in mine if word not in STOPWORDS and word not in its]
        known.append(bool(words) and all(other[word] >= own[word] for word in words))
    return (any(known) or _repeated(change, a, b)) and not _TURNING & {*change.ours, *change.theirs}


def _repeated(change: Change, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether what one side has more is only said again: "based on an illusion, based on a lie"."""
    if change.ours and change.theirs:
        return False
    words, whole = (change.ours, a) if change.ours else (change.theirs, b)
    around = {*whole[max(0, change.at - AGAIN) : change.at], *whole[change.at + len(words) : change.at + len(words) + AGAIN]}
    return all(word in around or word in STOPWORDS for word in words)


AGAIN = 6
"""Words on either side among which a word that is said again stands."""


def altered(
    found: Sequence[Change],
    speech: Speech,
    *,
    share: float = 1.0,
    whole: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Change | None:
    """Of the changes between two quotations of one utterance the one that alters it; None where they are spelling, words left
    out at length, or so many that each is a rendering of its own. `share` is the part of the core that is word for word,
    `whole` the words of both quotations, where what was only put elsewhere is no alteration."""
    worded = [change for change in found if change.wording(speech)]
    told = [change for change in worded if change.material(speech) and not (whole and moved(change, *whole))]
    turned = sum(speech.turns(change.ours) for change in worded) != sum(speech.turns(change.theirs) for change in worded)
    for change in told:
        if change.grave(speech) and (turned or speech.turns(change.ours) == speech.turns(change.theirs)):
            return change
    few = share >= WHOLE and len(worded) <= RENDERINGS
    return told[0] if told and few else None


def told_apart(first: str, second: str, speech: Speech) -> tuple[str, str] | None:
    """Of two quotations that conflict the words that differ on either side, for a reader; None where none alters anything."""
    pairs = [(first, second)] if one_utterance(tokens(first), tokens(second)) else _answering(first, second)
    for mine, its in pairs:
        a, b = tokens(mine), tokens(its)
        if one_utterance(a, b):
            one = altered([change for change in changes(a, b) if not _elided(change, mine, its)], speech, whole=(a, b))
            if one is not None:
                return shown(a, b, one)
    return None


def shown(mine: Sequence[str], its: Sequence[str], one: Change) -> tuple[str, str]:
    """The words that differ for a reader, with the word before and after them when one side has none."""
    if one.ours and one.theirs:
        return " ".join(one.ours), " ".join(one.theirs)
    whole, words = (mine, one.ours) if one.ours else (its, one.theirs)
    at = one.at
    before, after = whole[max(0, at - 1) : at], whole[at + len(words) : at + len(words) + 1]
    with_, without = " ".join([*before, *words, *after]), " ".join([*before, *after])
    return (with_, without) if one.ours else (without, with_)


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
    """Whether the words of `a`, none of which has a space in it, stand in `b` as one run."""
    return 0 < len(a) <= len(b) and f" {' '.join(a)} " in f" {' '.join(b)} "


def quote_words(text: object) -> str:
    """A quotation for a reader: in quotation marks, cut after a dozen words."""
    words = str(text).split()
    return "“" + " ".join(words[:12]) + ("…" if len(words) > 12 else "") + "”"
