"""Wikinews reports with time expressions marked by people: MEANTIME's CAT files (Minard et al. 2016), English part."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from evaluation.timeml import Marked, MarkedText

MARKED_SENTENCES = 6
"""Only the title, the date line and what follows up to the sixth sentence bear marks; the rest of each file does not."""
_TIGHT_BEFORE = re.compile(r"[.,;:?!%)\]}]|'s|n't|'re|'ve|'ll|'d|'m|'")
_TIGHT_AFTER = frozenset("([{$£€#")


def wikinews_text(path: Path) -> MarkedText:
    """The marked sentences of one file, one a line, with its marks and its creation time.

    The files hold tokens: they are joined by a blank, save before closing and after opening marks. The date line, which is
    the creation time itself, is left out, as the creation time of TimeML files is."""
    root = ElementTree.parse(path).getroot()
    marks = [(node, [anchor.get("t_id") for anchor in node.findall("token_anchor")]) for node in root.iter("TIMEX3")]
    created = next((node for node, _ in marks if node.get("functionInDocument") == "CREATION_TIME"), None)
    dated = {token for node, tokens in marks if node is created for token in tokens}
    text, places = _joined(root, dated)
    times = [
        Marked(places[tokens[0]][0], places[tokens[-1]][1], node.get("type"), node.get("value") or "")
        for node, tokens in marks
        if tokens and tokens[0] in places and tokens[-1] in places
    ]
    day = None if created is None else (created.get("value") or "")[:10] or None
    return MarkedText(path.name, text, day, tuple(sorted(times, key=lambda mark: (mark.start, mark.end))))


def _joined(root: ElementTree.Element, dated: set[str | None]) -> tuple[str, dict[str | None, tuple[int, int]]]:
    """The text, and the place of every token in it by the token's id."""
    text, last, places = "", -1, {}
    for token in root.iter("token"):
        sentence, word = int(token.get("sentence", "0")), token.text or ""
        if sentence >= MARKED_SENTENCES or token.get("t_id") in dated:
            continue
        if sentence != last:
            text += "\n" if text else ""
        elif text and not _TIGHT_BEFORE.fullmatch(word) and text[-1] not in _TIGHT_AFTER:
            text += " "
        last = sentence
        places[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    return text, places
