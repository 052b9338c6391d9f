"""What a changed stretch of a sentence says differently: numbers, dates, names, negations, the status of a doing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from wireroom.lineage.token import EditLexicon, Token
from wireroom.model import FactKind

Place = tuple[int, int]
"""Tokens `[first, last)` of a sentence; empty where that side says nothing."""
DENIED = "phases.denied"
"""The class of words that deny: against any other cue the doing stands otherwise."""
Fact = tuple[FactKind, tuple[Place, Place]]


class Sentence(Protocol):
    """A sentence as tokens, which knows the names of its report."""

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens, in order."""
        ...

    def names(self, token: Token) -> bool:
        """Whether a word with a capital is a name, and has its capital not only from standing first."""
        ...


SHORT = 8
"""Tokens of a change on either side beyond which it is a new wording, and what differs in it need not answer to each other."""
BARE = 4
"""Tokens of a change on either side within which a negation turns the clause, and does not come with a clause of its own."""
CUE_WITHIN = 3
"""Tokens between a name and the cue of which it is the speaker: a title, a first name or an adverb."""


def facts(child: Sentence, here: Place, parent: Sentence, there: Place, lexicon: EditLexicon) -> list[Fact]:
    """The facts that differ between two stretches, a kind at most once, each with the tokens that carry it on either side.

    Both sides must say something of the kind, and not the same: what one side only leaves out or adds is wording. A negation
    alone may be on one side; it counts when it turns the whole sentence."""
    if max(here[1] - here[0], there[1] - there[0]) > SHORT:
        return []
    left, right = child.tokens[slice(*here)], parent.tokens[slice(*there)]
    elsewhere = [_elsewhere(child.tokens, here), _elsewhere(parent.tokens, there)]
    found: list[Fact] = []

    def told(kind: FactKind, test: Callable[[Token, Sentence], bool]) -> bool:
        """Adds a fact when the tokens that pass the test differ; words that were only moved do not count."""
        words = {token.norm for token in left if test(token, child)}, {token.norm for token in right if test(token, parent)}
        new = [at for at, token in enumerate(left) if token.norm in words[0] - words[1] - elsewhere[1] and test(token, child)]
        old = [at for at, token in enumerate(right) if token.norm in words[1] - words[0] - elsewhere[0] and test(token, parent)]
        if not new or not old or any(akin(left[one].word, right[other].word) for one in new for other in old):
            return False
        found.append((kind, (_place(*here, new), _place(*there, old))))
        return True

    told("number", lambda token, _: token.sort == "number")
    told("date", lambda token, _: token.sort == "date")
    turned = max(len(left), len(right)) <= BARE and _negated(left) != _negated(right)
    if turned and _negated(child.tokens) != _negated(parent.tokens):
        one, other = (
            _place(*at, [n for n, token in enumerate(side) if token.sort == "negation"])
            for at, side in ((here, left), (there, right))
        )
        found.append(("negation", (one, other)))
    if told(
        "name", lambda token, sentence: token.sort == "name" and sentence.names(token) and token.word not in lexicon.titles
    ):
        _, (one, other) = found.pop()
        found.append((_of_name(child.tokens, one, parent.tokens, other, lexicon), (one, other)))
    if not any(kind == "negation" for kind, _ in found):
        found.extend(_status(left, here, right, there, lexicon))
    return found


def akin(one: str, other: str) -> bool:
    """Whether two words are forms of one: a common beginning of most of the shorter, or an abbreviation of the other."""
    size = min(len(one), len(other))
    same = next((at for at in range(size) if one[at] != other[at]), size)
    return same >= max(2, 0.75 * size) and not one[0].isdigit()


def _elsewhere(side: Sequence[Token], place: Place) -> set[str]:
    return {token.norm for at, token in enumerate(side) if not place[0] <= at < place[1]}


def _negated(side: Sequence[Token]) -> bool:
    return sum(token.sort == "negation" for token in side) % 2 == 1


def _place(first: int, last: int, at: Sequence[int]) -> Place:
    """From the first to the last of the tokens named; where none is, the whole stretch."""
    return (first + at[0], first + at[-1] + 1) if at else (first, last)


def _of_name(child: Sequence[Token], one: Place, parent: Sequence[Token], other: Place, lexicon: EditLexicon) -> FactKind:
    """Whether a changed name is that of a speaker, by a cue beside it, of a place, by what stands before it or as it is known
    for one, or any other."""
    sides = [(side, place) for side, place in ((child, one), (parent, other)) if place[0] < place[1]]
    if any(_speaks(side, place, lexicon) for side, place in sides):
        return "speaker"
    if all(
        any(token.norm in lexicon.places for token in side[slice(*place)]) or _after_in(side, place, lexicon)
        for side, place in sides
    ):
        return "place"
    return "name"


def _speaks(side: Sequence[Token], place: Place, lexicon: EditLexicon) -> bool:
    before = [token.word for token in side[max(0, place[0] - CUE_WITHIN) : place[0]]]
    if before[-2:] == ["according", "to"] or before[-3:-1] == ["according", "to"]:
        return True
    near = side[place[1] : place[1] + CUE_WITHIN]
    for token in near:
        if token.word in lexicon.cues and token.sort == "plain":
            return True
        if token.sort != "name" and token.word not in lexicon.titles and not token.word.endswith("ly"):
            break
    for word, token in zip(reversed(before), reversed(side[max(0, place[0] - CUE_WITHIN) : place[0]]), strict=True):
        if word in lexicon.cues and token.sort == "plain" and word in _SAYING:
            return True
        if token.sort != "name" and word not in lexicon.titles:
            break
    return False


_SAYING = frozenset({"said", "says", "added", "wrote"})
"""Cues that stand before their speaker: "said Ms Roe"."""


def _after_in(side: Sequence[Token], place: Place, lexicon: EditLexicon) -> bool:
    before = side[place[0] - 1].word if place[0] else ""
    after = side[place[1] - 1].word
    return before in lexicon.before_places and after not in lexicon.titles


def _status(left: Sequence[Token], here: Place, right: Sequence[Token], there: Place, lexicon: EditLexicon) -> list[Fact]:
    """The one word on each side whose class of phase or effect is not among the other's; a denial against another cue; or a
    modal verb on one side only."""
    classes = [
        [(at, lexicon.status[token.word]) for at, token in enumerate(side) if token.word in lexicon.status]
        for side in (left, right)
    ]
    for at, one in classes[0]:
        for other_at, other in classes[1]:
            if not one & other and left[at].norm != right[other_at].norm:
                return [("status", (_place(*here, [at]), _place(*there, [other_at])))]
    for side, other_side in ((left, right), (right, left)):
        denying = [at for at, token in enumerate(side) if DENIED in lexicon.status.get(token.word, ())]
        saying = [at for at, token in enumerate(other_side) if token.word in lexicon.cues and token.word not in lexicon.status]
        if denying and saying:
            places = (denying, saying) if side is left else (saying, denying)
            return [("status", (_place(*here, places[0][:1]), _place(*there, places[1][:1])))]
    ahead = [any(token.word in lexicon.ahead for token in side) for side in (left, right)]
    if ahead[0] != ahead[1] and left and right and max(len(left), len(right)) <= 3:
        return [("status", (here, there))]
    return []
