"""The tokens of a sentence as edits are told by them: a normal form each, and what kind of fact it may carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wireroom.model import Report, Span
from wireroom.text import folded

Sort = Literal["number", "date", "day", "negation", "name", "plain"]
"""What a token may carry. `day` is a word for a day that only the day of the report can tell ("yesterday")."""

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|per cent\b|[^\W\d_]+(?:['’][^\W\d_]+)*|%")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HALF_DAYS = frozenset({"a", "p"})
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_BRITISH = (
    (re.compile(r"(?<=[bcdfghjklmnpqrstvwxyz])our(?=$|s$|ed$|ing$|able$|ite$|ful$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|ed$|es$|ing$|ation$|ations$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}[bt])re$"), "er"),
)


@dataclass(frozen=True)
class EditLexicon:
    """The words that grade an edit: all folded.

    `values` are number words with their value, `scales` those that multiply what stands before; `dates` are months and
    weekdays with their full form; `status` gives the classes of phase and effect that a word form belongs to; `ahead`
    are the verbs that put a doing in the future."""

    values: Mapping[str, float]
    scales: Mapping[str, float]
    dates: Mapping[str, str]
    months: frozenset[str]
    relative_days: frozenset[str]
    negations: frozenset[str]
    before_places: frozenset[str]
    places: frozenset[str]
    cues: frozenset[str]
    titles: frozenset[str]
    same: Mapping[str, str]
    status: Mapping[str, frozenset[str]]
    ahead: frozenset[str]
    function: frozenset[str]


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its span in the report, its folded form, the normal form that is compared, and what it may carry."""

    span: Span
    word: str
    norm: str
    sort: Sort


def tokens(report: Report, sentence: Span, lexicon: EditLexicon) -> list[Token]:
    """The tokens of a sentence, in order; a number of several words ("two hundred and five", "3.2 million") is one token."""
    text = report.text
    low = folded(text[sentence.start : sentence.end])
    raw = [(match.group(), match.start() + sentence.start, match.end() + sentence.start) for match in _TOKEN.finditer(low)]
    found: list[Token] = []
    at = 0
    while at < len(raw):
        size, token = _number(raw, at, text, lexicon)
        if token is None:
            size, token = 1, _word(raw, at, text, lexicon)
        found.append(token)
        at += size
    return list(_dated(found, lexicon))


def _number(raw: Sequence[tuple[str, int, int]], at: int, text: str, lexicon: EditLexicon) -> tuple[int, Token | None]:
    """The number that begins at a token, with how many tokens it takes; None when none does."""
    word, start, end = raw[at]
    value = _digits(word)
    if value is None:
        if ":" in word:
            return 1, Token(Span(start, end), word, word, "date")
        if word not in lexicon.values:
            return 1, None
        value = lexicon.values[word]
    printed = word[0].isdigit()
    if printed and _YEAR.fullmatch(word):
        return 1, Token(Span(start, end), word, word, "date")
    size, total = 1, 0.0
    while at + size < len(raw):
        following = raw[at + size][0]
        joined = text[end : raw[at + size][1]]
        if joined.strip(" -–") or "\n" in joined:
            break
        if following in _ORDINAL_ENDS and not joined:
            size, end = size + 1, raw[at + size][2]
            break
        if following in lexicon.scales:
            value *= lexicon.scales[following]
            if value >= 1000:
                total, value = total + value, 0.0
        elif (
            following == "and"
            and at + size + 1 < len(raw)
            and not printed
            and raw[at + size + 1][0] in lexicon.values
            and (total or value >= 100)
        ):
            pass
        elif not printed and following in lexicon.values and _adds(value, total, lexicon.values[following]):
            value += lexicon.values[following]
        else:
            break
        end = raw[at + size][2]
        size += 1
    amount = total + value
    if word == "one" and size == 1:
        return 1, Token(Span(start, end), word, "=1", "plain")
    return size, Token(Span(start, end), text[start:end].lower(), f"={amount:g}", "number")


def _adds(value: float, total: float, more: float) -> bool:
    return (value % 100 >= 20 and value % 10 == 0 and more < 10) or (
        value % 100 == 0 and (value or total) and more < 100
    ) is True


def _digits(word: str) -> float | None:
    if not word[0].isdigit() or ":" in word:
        return None
    bare = word.replace(",", "") if _GROUPED.fullmatch(word) else word
    try:
        return float(bare)
    except ValueError:
        return None


def _word(raw: Sequence[tuple[str, int, int]], at: int, text: str, lexicon: EditLexicon) -> Token:
    word, start, end = raw[at]
    span = Span(start, end)
    capital = text[start].isupper()
    if word in lexicon.dates and (capital or not text[start].isalpha()):
        return Token(span, word, lexicon.dates[word], "date")
    if word in lexicon.relative_days:
        return Token(span, word, word, "day")
    if word in lexicon.negations or word.endswith("n't"):
        return Token(span, word, "not" if word in {"not", "cannot"} or word.endswith("n't") else word, "negation")
    return Token(span, word, normal(word, lexicon), "name" if capital and word not in lexicon.function else "plain")


def _dated(found: Sequence[Token], lexicon: EditLexicon) -> Iterator[Token]:
    """The tokens with a number beside a month, or before a.m. and p.m., told as part of a date."""
    for at, token in enumerate(found):
        if token.sort == "number" and token.word[0].isdigit() and (_beside_month(found, at, lexicon) or _of_clock(found, at)):
            yield Token(token.span, token.word, token.norm, "date")
        else:
            yield token


def _beside_month(found: Sequence[Token], at: int, lexicon: EditLexicon) -> bool:
    near = [found[place] for place in (at - 1, at + 1) if 0 <= place < len(found)]
    return any(one.sort == "date" and one.norm in lexicon.months for one in near) and float(found[at].norm[1:]) <= 31


def _of_clock(found: Sequence[Token], at: int) -> bool:
    following = [one.word for one in found[at + 1 : at + 3]]
    return bool(following) and (following[0] in {"am", "pm"} or (following[0] in _HALF_DAYS and following[1:] == ["m"]))


def normal(word: str, lexicon: EditLexicon) -> str:
    """The form under which spellings of one word are equal: no possessive, short forms written out, one spelling of English."""
    word = word.removesuffix("'s").removesuffix("'")
    word = lexicon.same.get(word, word)
    if len(word) > 4:
        for british, american in _BRITISH:
            word = british.sub(american, word)
    return word


def edit_lexicon(lexicons: Mapping[str, Mapping[str, Any]]) -> EditLexicon:
    """The words that grade edits, from the lexicons of edits, numbers, times, places, cues, phases and effects."""
    own, numbers, times = (lexicons.get(name, {}) for name in ("edits", "numbers", "times"))
    months = {name: f"month {value}" for name, value in times.get("months", {}).items()}
    weekdays = {name: f"weekday {value}" for name, value in times.get("weekdays", {}).items()}
    speech = {
        word
        for table in lexicons.get("cues", {}).values()
        if isinstance(table, dict)
        for word in str(table.get("speech", "")).split()
    }
    return EditLexicon(
        values={word: float(value) for word, value in numbers.get("cardinals", {}).items()},
        scales={
            word: float(value) for name in ("scales", "groups", "suffixes") for word, value in numbers.get(name, {}).items()
        },
        dates=months | weekdays,
        months=frozenset(months.values()),
        relative_days=frozenset(own.get("relative_days", ())),
        negations=frozenset(own.get("negations", ())),
        before_places=frozenset(own.get("before_places", ())),
        places=frozenset(_place_words(lexicons.get("places", {}))),
        cues=frozenset(own.get("cues", ())) | {form for word in speech if "_" not in word for form in forms(word)},
        titles=frozenset(
            word for name in ("courtesy", "office") for word in str(lexicons.get("titles", {}).get(name, "")).split()
        ),
        same=dict(own.get("same", {})),
        status=_status(lexicons),
        ahead=frozenset(lexicons.get("phases", {}).get("planning", {}).get("modals", ())),
        function=frozenset(lexicons.get("stopwords", {}).get("function", ())),
    )


def forms(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb or noun: itself, -s, -ed and -ing, spelt by rule."""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    double = lemma + lemma[-1] if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma) else lemma
    return lemma, lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s"), double + "ed", double + "ing"


def _status(lexicons: Mapping[str, Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, keys in (("phases", ("verbs", "participles")), ("effects", ("object", "subject", "adjective", "noun"))):
        for label, table in lexicons.get(name, {}).items():
            if not isinstance(table, dict) or label in {"trying", "lifecycle", "lasting"}:
                continue
            for key in keys:
                for word in table.get(key, ()):
                    for form in forms(str(word)) if key in {"verbs", "object", "subject", "noun"} else (str(word),):
                        found.setdefault(form, set()).add(f"{name}.{label}")
    return {form: frozenset(labels) for form, labels in found.items()}


def _place_words(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in {"also", "demonyms", "places", "of"}:
                yield from str(key).split()
            if key != "demonyms":
                yield from _place_words(value)
    elif isinstance(table, list):
        for value in table:
            yield from str(value).split()
