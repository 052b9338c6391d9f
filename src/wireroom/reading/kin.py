"""Children of a word in the parse, at a bounded price, so that a hostile sentence costs no more than its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

WIDEST = 300
"""Tokens that a word's subtree may span: listing children costs that much, and no sentence of news is longer."""
MOST = 24
"""Children that are looked at; a verb with more is a list and not prose."""


def kin(token: Token) -> list[Token]:
    """The children of a token in order of the text, at most `MOST`; none when its subtree is wider than `WIDEST`."""
    if token.right_edge.i - token.left_edge.i > WIDEST:
        return []
    found: list[Token] = []
    for child in token.children:
        found.append(child)
        if len(found) >= MOST:
            break
    return found
