"""Quoted words in one form: what outlets write each in their own way, though the same was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.dossier.numeral import numeral, one_number
from wireroom.text import WORD, folded, unaccented

EDITOR = "¤"
"""Stands for what an editor put in brackets."""
LONG = 5
"""Letters of a word from which on one letter inside it more, less, changed or swapped is a spelling ("defence", "defense",
"centre", "center"), not another word."""
CLITICS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}
"""What stands behind an apostrophe, and what it is short for."""
_BRACKETS = re.compile(r"\[[^\]]{0,80}\]|\([^)]{0,80}\)")
_UNITED = {"states": "us", "nations": "un", "kingdom": "uk"}
_SHORT: tuple[tuple[list[str], re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (needed.split("|"), re.compile(short), whole)
    for needed, short, whole in (
        ("'", r"(?<=\w)\s?'\s?(?=(?:s|d|m|t|ve|re|ll)\b)", "'"),
        ("'", r"(?<=\w)\s?n't\b|(?<=n)\s?'t\b", "n't"),
        ("ca", r"\b(ca|can)\s?n't\b|\bcan't\b|\bcannot\b", "can not"),
        ("'", r"\b(wo|won)n?'t\b", "will not"),
        ("'", r"\bsha(n)?'t\b|\bshan't\b", "shall not"),
        ("'", r"n+'t\b", " not"),
        ("'", r"'ve\b", " have"),
        ("'", r"'re\b", " are"),
        ("'", r"'ll\b", " will"),
        ("'", r"'m\b", " am"),
        ("'", r"'d\b", " would"),
        ("'", r"\blet's\b", "let us"),
        ("'", r"\b(he|she|it|that|there|here|what|who|where|how|this|everything|nothing)'s\b", r"\1 is"),
        ("na", r"\b(gon)\s?na\b", "going to"),
        ("na", r"\b(wan)\s?na\b", "want to"),
        ("ta", r"\b(got)\s?ta\b", "got to"),
        ("'", r"(\w)in'(?=\W|$)", r"\1ing"),
        ("'em", r"'em\b", "them"),
        (",", r"(?<=\d)\s?,\s?(?=\d{3}\b)", ""),
        ("00", r"(?<=\d)\s?[:.]\s?00(?=\s?[ap]\s?\.?\s?m\b)", ""),
        ("%|per cent", r"(?<=\d)\s?%|\bper cent\b", " percent"),
        ("you know|i mean", r"[-,–—\s]*\b(?:you know|i mean)\b(?=\W*[-,–—])", " "),
        ("united ", r"\bunited (states|nations|kingdom)\b", lambda found: _UNITED[found.group(1)]),
        (" ", r"(\d) (percent|dollars|years?|points?) (to|or|and) (\d[\d.]*) \2\b", r"\1 \3 \4 \2"),
        ("right ", r"\bright (?=(?:here|there|now|away|after|before|behind|next)\b)", ""),
        ("&", r"&", " and "),
        ("no", r"\bno\s?\.\s?(?=\d)", "number "),
        ("$", r"\$\s?(\d[\d.]*(?:\s?(?:thousand|million|billion|trillion))?)", r"\1 dollars"),
        (".", r"((?:\b[a-z]\s?\.\s?){2,})", lambda found: found.group().replace(".", "").replace(" ", "") + " "),
    )
)
"""Short forms, set with or without spaces as tokenised text has them, and what they are short for, in the order applied; each
after letters of which one must stand in a text that has it: those are looked for first, since that is cheap."""
_ORDINALS = {
    word: f"{number}{'st' if number == 1 else 'nd' if number == 2 else 'rd' if number == 3 else 'th'}"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_TOKEN = re.compile(r"\d+(?:\.\d+|\s\.\s\d+)+|" + WORD.pattern + "|" + EDITOR)
_SPELLINGS = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"([iy])s(?=e|ing|ation)", r"\1z"),
        (r"our", "or"),
        (r"ogue\b", "og"),
        (r"amme(?=s?\b)", "am"),
        (r"([aeiou])ll(?=ed|ing|er)", r"\1l"),
        (r"que\b", "k"),
    )
)
"""British and American endings made one."""


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a quotation, folded, without accents, short forms and contractions written out; `EDITOR` stands for what is
    in brackets."""
    plain = _BRACKETS.sub(f" {EDITOR} ", folded(text))
    for needed, short, whole in _SHORT:
        if needed[0] in plain or needed[-1] in plain:
            plain = short.sub(whole, plain)
    found = _TOKEN.findall(unaccented(plain))
    return tuple([word if word.isalpha() else "".join(word.split()) for word in found])


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known of the words that people are quoted with. `idle` are words whose coming or going changes nothing, `forms`
    what a printed form is short for, `opposed` pairs of words of grammar of which one says the opposite of the other, `counts`
    words of number a letter or two from another, `groups` the number of the group of nouns or verbs that name one kind of
    thing."""

    idle: frozenset[str] = STOPWORDS
    negations: frozenset[str] = frozenset({"not", "no", "never"})
    pronouns: frozenset[str] = frozenset()
    opposed: frozenset[frozenset[str]] = frozenset()
    counts: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)

    def alike(self, ours: Sequence[str], theirs: Sequence[str], *, loosely: bool = False) -> bool:
        """Whether two places of a quotation say the same in two ways: one number, one compound, an abbreviation and what it is
        short for, two spellings, a noun with "is" or "'s", or words of grammar alone, with as many negations on both sides;
        `loosely` also two words for one kind of thing."""
        if one_number(ours, theirs):
            return True
        if self.turns(ours) != self.turns(theirs) or self.opposite(ours, theirs):
            return False
        first, second = ("".join(words).replace("'", "") for words in (ours, theirs))
        if first == second or _short_for(ours, theirs) or _short_for(theirs, ours):
            return True
        forms = [[self._form(word) for word in words] for words in (ours, theirs)]
        kept = [[self._form(word) for word in words if word not in self.idle] for words in (ours, theirs)]
        if sorted(kept[0]) == sorted(kept[1]) or "".join(kept[0]) == "".join(kept[1]):
            return True
        if all(kept) and any("".join(forms[one]) == "".join(kept[1 - one]) for one in (0, 1)):
            return True
        if len(kept[0]) != len(kept[1]) and self._near("".join(kept[0]), "".join(kept[1]), loosely):
            return True
        return any(
            len(x) == len(y) and all(self._near(a, b, loosely) for a, b in zip(x, y, strict=True)) for x, y in (forms, kept)
        )

    def pronoun_for(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether one side has a pronoun of the third person, and nothing else, where the other names whom or what is meant."""
        short, long = sorted((ours, theirs), key=len)
        if len(short) != 1 or short[0] not in self.pronouns or not long:
            return False
        return long[0] not in self.pronouns and not self.turns(long)

    def turns(self, words: Iterable[str]) -> int:
        """How many negations stand among words."""
        return sum(word in self.negations or word.endswith("n't") for word in words)

    def opposite(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether a word of grammar on one side is the opposite of one on the other, and stands for it."""
        only = (set(ours) - set(theirs), set(theirs) - set(ours))
        return any(frozenset((a, b)) in self.opposed for a in only[0] for b in only[1])

    def content(self, words: Iterable[str]) -> int:
        """How many of some words carry content."""
        return sum(word not in self.idle for word in words)

    def _form(self, word: str) -> str:
        whole = _ORDINALS.get(word, word).removesuffix("'s").replace("'", "")
        whole = lemma(self.forms.get(whole, whole))
        for one, other in _SPELLINGS:
            whole = one.sub(other, whole)
        return whole

    def _near(self, a: str, b: str, loosely: bool) -> bool:
        """Whether two words are one, or one letter apart behind the first and long enough for that to be spelling; `loosely`
        also of one group."""
        if a == b or (loosely and a in self.groups and self.groups[a] == self.groups.get(b)):
            return True
        if loosely and _ENDING.sub("", a) == _ENDING.sub("", b):
            return True
        plain = min(len(a), len(b)) >= LONG and a[0] == b[0] and not (a + b)[0].isdigit()
        return plain and OSA.distance(a, b) <= 1 and not ({a, b} & self.counts)


def speech_of(lexicons: Mapping[str, Mapping[str, Any]]) -> Speech:
    """What is known of quoted words, out of `quotations.toml`, `stopwords.toml` and the groups of `synonyms.toml`."""
    table = lexicons.get("quotations", {})
    negations = frozenset(table.get("negations", ()))
    grammar = frozenset(word for word in lexicons.get("stopwords", {}).get("function", ()) if numeral(word) is None)
    synonyms = lexicons.get("synonyms", {})
    nouns, verbs = (synonyms.get(part, {}).get("groups", ()) for part in ("nouns", "verbs"))
    return Speech(
        idle=(STOPWORDS | grammar | frozenset(table.get("idle", ()))) - negations,
        negations=negations,
        pronouns=frozenset(table.get("pronouns", ())),
        opposed=frozenset(frozenset(side.strip() for side in pair.split("|")) for pair in table.get("opposed", ())),
        counts=frozenset(table.get("counts", ())),
        forms=dict(table.get("forms", {})),
        groups={word: number for number, group in enumerate((*verbs, *nouns, *table.get("same", ()))) for word in group},
    )


_ENDING = re.compile(r"(?<=\w\w\w)(?:ing|en|ed|es|e|s|ily|ly|y|est|er)$")
"""Endings of the forms of one word ("taken", "taking"; "earlier", "earliest")."""


def _short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is made of the initials of others ("un", "united nations"), or is cut off from the one other."""
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    letters = ("".join(word[0] for word in long), "".join(word[0] for word in long if word not in STOPWORDS))
    return short[0].removesuffix("'s") in letters
