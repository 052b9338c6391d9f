"""Whether two states told are of one deed, and whether the one may have become the other."""

from __future__ import annotations

from wireroom.dossier.aspect import STOPWORDS, Aspect, content_words
from wireroom.dossier.phase import may_follow


def follows(x: Aspect, y: Aspect) -> bool:
    """Whether one of two phases may have become the other."""
    one, other = (str(aspect.point.value.get("phase")) for aspect in (x, y))
    return may_follow(one, other) or may_follow(other, one)


def one_deed(x: Aspect, y: Aspect) -> bool:
    """Whether who did it and what it was done to are told in both, and alike: many shots are fired and many deals are made,
    but one body approves one thing."""
    pairs = ((x.subject, y.subject), (x.object, y.object))
    if any(not one or not other for one, other in pairs) or x.subject == x.object or y.subject == y.object:
        return False
    return all(set(content_words(one or "", STOPWORDS)) & set(content_words(other or "", STOPWORDS)) for one, other in pairs)
