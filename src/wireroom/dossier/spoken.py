"""Quoted words in one form: what outlets write each in their own way, though the same was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.dossier.drift_number import one_number
from wireroom.text import WORD, folded

EDITOR = "¤"
"""Stands for what an editor put in brackets."""
LONG = 5
"""Letters of a word from which on one letter inside it more, less, changed or swapped is a spelling ("defence", "defense",
"centre", "center"), not another word."""
NEGATIONS = frozenset("not no never none nothing nobody nowhere neither nor without cannot hardly".split())
"""Words that turn what is said; of a closed class."""
IDLE = STOPWORDS | frozenset(
    "quite really rather ever always actually simply still even indeed perhaps well much please yes yeah oh uh um er okay ok"
    " also already anyway frankly basically obviously certainly definitely absolutely totally truly literally"
    " today yesterday tomorrow tonight mr mrs ms dr sir upon toward towards while whilst among amongst cause becau".split()
)
"""Words whose coming or going does not change what was said: of grammar, of stress, of address, and days told from the day."""
_OPPOSED = tuple(
    frozenset(pair.split())
    for pair in (
        "before after,up down,over under,on off,all some,all few,most few,more fewer,above below,"
        "to from,until since,for against,both neither"
    ).split(",")
)
"""Words of grammar that say the opposite of each other, or a good deal less."""
PRONOUNS = frozenset("it he him she her they them this that these those its his their".split())
CLITICS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}
"""What stands behind an apostrophe, and what it is short for."""
_BRACKETS = re.compile(r"\[[^\]]{0,80}\]|\([^)]{0,80}\)")
_SHORT = tuple(
    (re.compile(short), whole)
    for short, whole in (
        (r"(?<=\w)\s?'\s?(?=(?:s|d|m|t|ve|re|ll)\b)", "'"),
        (r"(?<=\w)\s?n't\b|(?<=n)\s?'t\b", "n't"),
        (r"\b(ca|can)\s?n't\b|\bcan't\b|\bcannot\b", "can not"),
        (r"\b(wo|won)n?'t\b", "will not"),
        (r"\bsha(n)?'t\b|\bshan't\b", "shall not"),
        (r"n+'t\b", " not"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"'ll\b", " will"),
        (r"'m\b", " am"),
        (r"'d\b", " would"),
        (r"\blet's\b", "let us"),
        (r"\b(he|she|it|that|there|here|what|who|where|how|this|everything|nothing)'s\b", r"\1 is"),
        (r"\b(gon)\s?na\b", "going to"),
        (r"\b(wan)\s?na\b", "want to"),
        (r"\b(got)\s?ta\b", "got to"),
        (r"(\w)in'(?=\W|$)", r"\1ing"),
        (r"'em\b", "them"),
        (r"(?<=\d)\s?,\s?(?=\d{3}\b)", ""),
        (r"(?<=\d)\s?[:.]\s?00(?=\s?[ap]\s?\.?\s?m\b)", ""),
        (r"(?<=\d)\s?%|\bper cent\b", " percent"),
        (r"\bright (?=(?:here|there|now|away|after|before|behind|next)\b)", ""),
        (r"&", " and "),
        (r"\$\s?(\d[\d.]*(?:\s?(?:thousand|million|billion|trillion))?)", r"\1 dollars"),
        (r"((?:\b[a-z]\s?\.\s?){2,})", lambda found: found.group().replace(".", "").replace(" ", "") + " "),
    )
)
"""Short forms, set with or without spaces as tokenised text has them, and what they are short for, in the order applied."""
_WHOLE = {
    "mister": "mr", "doctor": "dr", "senator": "sen", "governor": "gov", "president": "pres", "saint": "st", "versus": "vs",
    "okay": "ok", "thru": "through", "tv": "television", "till": "until", "goodbye": "bye",
    "kids": "children", "coz": "because", "jan": "january", "feb": "february",
    "aug": "august", "sept": "september", "sep": "september", "oct": "october", "nov": "november", "dec": "december",
    "telly": "television", "photo": "photograph", "photos": "photographs", "phone": "telephone", "phones": "telephones",
}  # fmt: skip
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


def spoken(text: str) -> tuple[str, ...]:
    """The words of a quotation, folded, short forms and contractions written out; `EDITOR` stands for what is in brackets."""
    plain = _BRACKETS.sub(f" {EDITOR} ", folded(text))
    for short, whole in _SHORT:
        plain = short.sub(whole, plain)
    return tuple(_WHOLE.get(word, word) for found in _TOKEN.findall(plain) for word in ("".join(found.split()),))


def alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two places of a quotation say the same in two ways: one number, one compound, an abbreviation and what it is
    short for, two spellings, a noun with "is" or "'s", or words of grammar alone, with as many negations on both sides."""
    if one_number(ours, theirs):
        return True
    if turns(ours) != turns(theirs) or opposed(ours, theirs):
        return False
    first, second = ("".join(words).replace("'", "") for words in (ours, theirs))
    if first == second or _short_for(ours, theirs) or _short_for(theirs, ours):
        return True
    kept = tuple(tuple(_form(word) for word in words if word not in IDLE) for words in (ours, theirs))
    if sorted(kept[0]) == sorted(kept[1]):
        return True
    first, second = ("".join(words) for words in kept)
    if first == second:
        return True
    one_by_one = len(kept[0]) == len(kept[1]) and all(_near(a, b) for a, b in zip(*kept, strict=True))
    return one_by_one or (len(kept[0]) != len(kept[1]) and _near(first, second))


def pronoun_for(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one side has a pronoun of the third person, and nothing else, where the other names whom or what is meant."""
    short, long = sorted((ours, theirs), key=len)
    return len(short) == 1 and short[0] in PRONOUNS and bool(long) and long[0] not in PRONOUNS and not turns(long)


def turns(words: Sequence[str]) -> int:
    """How many negations stand among words."""
    return sum(word in NEGATIONS or word.endswith("n't") for word in words)


def opposed(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word of grammar on one side is the opposite of one on the other, and stands for it."""
    only = (set(ours) - set(theirs), set(theirs) - set(ours))
    return any(frozenset((a, b)) in _OPPOSED for a in only[0] for b in only[1])


def _form(word: str) -> str:
    whole = lemma(_ORDINALS.get(word, word).removesuffix("'s").replace("'", ""))
    for one, other in _SPELLINGS:
        whole = one.sub(other, whole)
    return whole


def _near(a: str, b: str) -> bool:
    """Whether two words are one, or one letter apart behind the first, and long enough for that to be spelling."""
    if a == b:
        return True
    plain = min(len(a), len(b)) >= LONG and a[0] == b[0] and not (a + b)[0].isdigit()
    return plain and OSA.distance(a, b) <= 1 and not ({a, b} & _COUNTS)


_COUNTS = frozenset("million billion trillion eight eighty eighteen seven seventy six sixty".split())
"""Words of number a letter or two from another."""


def _short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is made of the initials of others ("un", "united nations"), or is cut off from the one other."""
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    letters = ("".join(word[0] for word in long), "".join(word[0] for word in long if word not in STOPWORDS))
    return short[0].removesuffix("'s") in letters
