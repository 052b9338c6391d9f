"""Whether a text is English, as far as that can be told."""

from __future__ import annotations

from wireroom.text import LanguageGuesser

LANGUAGE_WORDS = 12
"""Words below which a language is not judged: names alone mislead the guesser."""
LANGUAGE_SURE = 0.6
"""How sure the guesser must be that a text is not English. On the development stories, all but one in English, the surest
wrong answer was at 0.94, for a page of menus; `engine.language` asks more of the languages that it is mistaken for."""
LANGUAGE_SAMPLE = 2_000
"""Code points that the guesser is given, after the head of a long text, where it reads as prose; the cost is in proportion."""


def language_of(text: str, count: int, guesser: LanguageGuesser) -> tuple[str | None, str | None]:
    """The language of a text of `count` words, None when it cannot be told; and why the text is to be rejected, if it is."""
    code, sure = guesser.guess(_sample(text))
    if count < LANGUAGE_WORDS:
        return None, None
    if code == "en":
        return code, None
    if sure < LANGUAGE_SURE:
        return None, None
    return code, f"the text reads as {code}, {sure:.0%} sure"


def _sample(text: str) -> str:
    if len(text) <= LANGUAGE_SAMPLE:
        return text
    start = min(len(text) // 10, LANGUAGE_SAMPLE)
    return text[start : start + LANGUAGE_SAMPLE]
