"""The text of markup with a line a block, told from the tags alone: nothing is parsed, so nothing is too deep or too broken."""

from __future__ import annotations

import html
import re

from wireroom.report.decode import clean

_DROPPED = ("script", "style", "noscript", "template", "svg")
_BLOCK = re.compile(
    r"(?i)</?(?:p|div|br|h[1-6]|hl[12]|li|ul|ol|dl|dt|dd|tr|table|section|article|header|footer|blockquote|bq|block|pre|hr|figure|"
    r"figcaption|media|media-caption|title)\b[^<>]{0,4000}>"
)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_PRE = re.compile(r"(?is)<pre\b[^<>]{0,4000}>.{0,200000}?</pre\s{0,9}>")


def lines_of(markup: str, *, folded: bool = True) -> str:
    """All text of the markup, one line a block, without scripts and comments; in NFC.

    With `folded`, line ends of the markup are white space as they are in HTML, but in `pre`; else they part lines too."""
    bare = markup.replace("<![CDATA[", " ").replace("]]>", " ")
    for name in _DROPPED:
        bare = _without(bare, f"<{name}", f"</{name}")
    bare = _without(bare, "<!--", "-->")
    if folded:
        if "<pre" in bare[:200_000].lower():
            bare = _PRE.sub(lambda found: found.group().replace("\n", "<br>"), bare)
        bare = bare.replace("\r", " ").replace("\n", " ")
    text = html.unescape(_TAG.sub(" ", _BLOCK.sub("\n", bare)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return clean("\n".join(line for line in lines if line))


def _without(markup: str, opening: str, closing: str) -> str:
    """The markup without what stands between two strings, case apart; what is never closed is kept."""
    low = markup.lower()
    if len(low) != len(markup):
        low = markup
    kept: list[str] = []
    at = 0
    while (start := low.find(opening, at)) >= 0 and (stop := low.find(closing, start)) >= 0:
        kept.append(markup[at:start])
        at = stop + len(closing)
        if not closing.endswith(">"):
            at = end + 1 if (end := markup.find(">", at, at + 40)) >= 0 else at
    return " ".join([*kept, markup[at:]])
