"""The language of a text, by py3langid: a naive Bayes model over byte n-grams, 4.6 MB, loaded without pickle."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Any

NEAR_ENGLISH = {"pcm": 0.98, "sco": 0.98}
"""How sure a creole or sister of English must be. English pages full of menus were taken for Nigerian Pidgin at 0.94;
whole reports in Pidgin reach 1.00."""


class Guesser:
    """A language guesser over `py3langid`, whose model file holds plain arrays (`allow_pickle=False`)."""

    def __init__(self) -> None:
        self._identifier = _identifier()
        self.name = f"py3langid {metadata.version('py3langid')}"

    def guess(self, text: str) -> tuple[str, float]:
        """An ISO 639-1 code and how sure, from 0 to 1, rounded to four places."""
        code, sure = self._identifier.classify(text)
        if sure < NEAR_ENGLISH.get(code, 0):
            code = "en"
        return str(code), round(float(sure), 4)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file
    return load(MODEL_FILE, norm_probs=True)
