"""The lineage room's thresholds and word lists, frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wireroom.lineage.token import EditLexicon, edit_lexicon
from wireroom.lineage.words import standing_pattern


@dataclass(frozen=True)
class LineageRules:
    """Everything the lineage room decides by. One default for all kinds of news; tuned on hand-labelled pairs of general news.

    `shortest_passage`: equal words of a passage worth showing. `prose_run` and `prose_telling`: words outside quotation
    marks that must stand together, and how many of them must be plain words that tell something (no name, number or stop
    word), before they speak for common text: shorter runs and runs of names and titles arise by chance.
    `echo` and `echo_words`: cosine of two sentences that say the same, and their least words outside quotation marks.

    `tied` and `tied_words`: share of the shorter report's own words, and their number, from which two reports are no
    longer independent; from `doubtful` and `doubtful_words` on the pair is a suspicion. `copy` and `copy_coverage`: share of
    own words, or of all words, of a copy. `revision` and `revision_words`: share, or words, for a later state of the
    same outlet's piece. `edited`: share of
    changed words in the shared passages that marks rewording.
    `half`, `half_longer` and `opening`: two states of one piece share so much of either report's own words and of either
    opening. `brief_words` and `brief`: the words, one run of them, and the share that tie a report too short for `tied_words`.
    `echo_share` and `echo_count`: sentences in the same order, of the report that has fewer, that make a rewrite by meaning.
    `reworded_*`: a rewrite that keeps no long run: short runs, neighbouring telling words, passages in the same order,
    sentences answering and words covered on both sides must all show; the last two may lack where short runs make up
    `reworded_most` of the shorter report. `rest_*`: where two reports that share a passage are unlike in all the rest (below
    `rest_alike`, of at least `rest_words` telling words), the passage is standing text of a publisher;
    so are texts of at most `furniture_words`, set by hand, under headlines that have nothing in common with each other or with
    them."""

    stopwords: frozenset[str] = field(default_factory=frozenset)
    shortest_passage: int = 5
    prose_run: int = 8
    prose_telling: int = 3
    echo: float = 0.6
    echo_words: int = 6
    tied: float = 0.085
    tied_words: int = 24
    doubtful: float = 0.045
    doubtful_words: int = 14
    copy: float = 0.6
    copy_coverage: float = 0.66
    revision: float = 0.15
    revision_words: int = 60
    edited: float = 0.08
    half: float = 0.5
    half_longer: float = 0.4
    opening: float = 0.33
    brief: float = 0.4
    brief_words: int = 9
    echo_share: float = 0.45
    echo_count: int = 4
    reworded_loose: float = 0.1
    reworded_words: int = 14
    reworded_pairs: float = 0.18
    reworded_linked: float = 0.2
    reworded_order: int = 3
    reworded_cover: float = 0.2
    reworded_most: float = 0.4
    rest_words: int = 40
    rest_alike: float = 1.03
    furniture_words: int = 40
    quotation_words: int = 8
    all_pairs: int = 48
    common_shingles: int = 2
    common_rare: int = 12
    days: int = 4
    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standing: re.Pattern[str] | None = None
    edits: EditLexicon = field(default_factory=lambda: edit_lexicon({}))


def lineage_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> LineageRules:
    """The default rules with the word lists of the lexicons."""
    lists = lexicons.get("stopwords", {})
    stopwords = frozenset(word for words in lists.values() if isinstance(words, list) for word in words)
    standing = standing_pattern(lexicons.get("standing", {}).get("phrases", ()))
    return LineageRules(stopwords=stopwords, outlets=_outlets(lexicons), standing=standing, edits=edit_lexicon(lexicons))


def _outlets(lexicons: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The names of an outlet by each of its names and domains, in lower case."""
    found = {}
    for entry in lexicons.get("outlets", {}).get("outlet", ()):
        names = (entry["name"], *entry.get("aliases", ()))
        for key in (*names, *entry.get("domains", ())):
            found[key.lower()] = names
    return found
