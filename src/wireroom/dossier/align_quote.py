"""Aligning quotations: the same utterance by the words themselves, whoever is said to have spoken them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from wireroom.dossier.aspect import STOPWORDS
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.person import same_body, same_name
from wireroom.dossier.season import NEWS, one_season
from wireroom.dossier.spoken import Speech, tokens
from wireroom.dossier.wording import compare_words, one_utterance, said_alike, same_utterance
from wireroom.text import WORD

PHRASE = 3
"""A quotation of so few words is no sign of a much longer one's being the same utterance; speakers repeat their phrases."""
COMMON = 40
"""A content word in more quotations than this leads to no candidate pair; it is the rare words that tell utterances apart."""


def quote_bonds(nodes: Sequence[Node], tied: Callable[[Node, Node], bool], speech: Speech) -> dict[tuple[int, int], Bond]:
    """The bonds among quotations: a pair of indexes in rising order -> bond. Short phrases need one speaker or one passage."""
    worded = [tokens(str(node.first.point.value.get("text", ""))) for node in nodes]
    content_of = [frozenset(quote) - STOPWORDS for quote in worded]
    found = {}
    for i, j in _candidates(content_of):
        if not one_utterance(worded[i], worded[j]) and not (
            _speakers(nodes[i], nodes[j]) and same_utterance(*(str(nodes[at].first.point.value["text"]) for at in (i, j)))
        ):
            continue
        together = tied(nodes[i], nodes[j])
        short, long = sorted((len(worded[i]), len(worded[j])))
        if short <= PHRASE and long > 4 * short and not together:
            continue
        speakers = _speakers(nodes[i], nodes[j])
        if speakers is False and not together and _only_a_name(nodes[i], nodes[j]):
            continue
        content = sum(1 for word in worded[i] if word in content_of[j])
        if content < 4 and speakers is not True and not together and not (speakers is None and content >= 2):
            continue
        relation = compare_words(str(nodes[i].first.point.value["text"]), str(nodes[j].first.point.value["text"]), speech)
        one_report = bool(nodes[i].reports & nodes[j].reports)
        firm = not one_report and speakers is not False and _one_occasion(nodes[i], nodes[j], speakers, together)
        found[i, j] = Bond(1.0 if relation == "equal" else 0.9 if relation == "compatible" else 0.8, relation, firm)
    return found


def _one_occasion(a: Node, b: Node, speakers: bool | None, together: bool) -> bool:
    """Whether two quotations are surely of one occasion: in one sentence of tied reports of a day or two, or of one speaker in
    reports of one day or the next, with so many words alike that nobody says them twice; on any days where little else is said
    in either, since a date may be wrong and a sentence is not spoken again to the letter. Of what was translated each has words
    of its own."""
    if any(_TRANSLATED.search(node.sentence) for node in (a, b)):
        return False
    texts = [str(node.first.point.value["text"]) for node in (a, b)]
    words = said_alike(*texts)
    if speakers is True and words >= max(TWICE, ALL_BUT * max(len(tokens(text)) for text in texts)):
        return True
    if together:
        return one_season(a, b, days_apart=NEWS)
    return speakers is True and one_season(a, b, days_apart=NEXT_DAY) and words >= TWICE


_TRANSLATED = re.compile(r"\btranslat(?:ed|ion|ions|or|ors)\b|\binterpreters?\b", re.IGNORECASE)


def _only_a_name(a: Node, b: Node) -> bool:
    """Whether what two quotations of two speakers share is little more than a name: both speak of one museum, and no more."""
    texts = [WORD.findall(str(node.first.point.value["text"])) for node in (a, b)]
    plain = [{word.lower() for word in words if word[:1].islower()} for words in texts]
    return len((plain[0] & plain[1]) - STOPWORDS) < PLAIN


PLAIN = 3
"""Words of content in small letters that two quotations must share where their speakers are two. Chosen by eye."""
NEXT_DAY = 1
TWICE = 12
"""Days between two reports, and words alike of two quotations, up to and from which on they quote one utterance: beyond it,
what a speaker says again on the next stage. Chosen by reading disputes over clusters of daily news."""
ALL_BUT = 0.8
"""Share of the longer quotation that is alike from which on two are one sentence, whatever the dates. Chosen by eye."""


def _speakers(a: Node, b: Node) -> bool | None:
    """Whether the speakers may be one; None when either is unknown."""
    x, y = a.first.subject, b.first.subject
    if not x or not y:
        return None
    return same_name(x, y) or same_body(x, y)


def _candidates(telling: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs with two content words in common, or one when it is all that either has."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, quote in enumerate(telling):
        for word in quote:
            index[word].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for members in index.values():
        if len(members) <= COMMON:
            shared.update(combinations(members, 2))
    size = [len(quote) for quote in telling]
    for (i, j), count in shared.items():
        if count >= 2 or count >= size[i] or count >= size[j]:
            yield i, j
