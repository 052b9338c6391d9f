"""The text of a parse, rebuilt once: spaCy rebuilds `Doc.text` at every access, which is quadratic in a loop over tokens."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "wireroom.text"


def text_of(doc: Doc) -> str:
    """The whole text of a parse, kept with it."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
