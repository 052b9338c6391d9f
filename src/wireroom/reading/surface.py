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


def kept(doc: Doc, text: str) -> Doc:
    """The parse with the text that it stands for, as long as its own and in the same places."""
    doc.user_data[_KEY] = text
    return doc
