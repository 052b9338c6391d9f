"""Names of places and people that stand in one place of a sentence and differ between two tied reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wireroom.dossier.drift_mark import CLOSE, ONE, Drift, Grounds, mark, printed, short
from wireroom.dossier.drift_pair import Hunk, Pair, Sentence, Sheet
from wireroom.dossier.person import plain_name, same_body, same_name
from wireroom.dossier.place import Gazetteer
from wireroom.model import PointKind, Span
from wireroom.text import WORD

_PLACE_KINDS = frozenset({"GPE", "LOC", "FAC"})
_LEADS_TO_PLACE = frozenset(
    "in at near from to outside inside across around over of toward towards into through via nearby within between".split()
)


def names(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk, grounds: Grounds) -> Iterator[Drift]:
    """A name for a name in one place, where the two cannot be one."""
    if pair.close < CLOSE:
        return
    ours, theirs = _name_at(a, pair.a, hunk.a, hunk.a_end), _name_at(b, pair.b, hunk.b, hunk.b_end)
    if ours is None or theirs is None:
        return
    (first, kind_a), (second, kind_b) = ours, theirs
    if hunk.a_end - hunk.a > len(_parts(a, first)) + 1 or hunk.b_end - hunk.b > len(_parts(b, second)) + 1:
        return  # the words around the name are others too
    x, y = printed(a, first), printed(b, second)
    if _one_name(a, b, x, y, grounds) or _moved(pair, x, y):
        return
    known = grounds.gazetteer.known(x), grounds.gazetteer.known(y)
    led = hunk.left > 0 and pair.a.words[hunk.a - 1] in _LEADS_TO_PLACE
    if (known[0] and known[1]) or (kind_a in _PLACE_KINDS and kind_b in _PLACE_KINDS) or (led and any(known)):
        if not _place_clash(x, y, grounds.gazetteer):
            return
        marks = [
            mark(sheet, sentence, span, {"name": name, "within": [], "of": None}, name)
            for sheet, sentence, span, name in ((a, pair.a, first, x), (b, pair.b, second, y))
        ]
        yield Drift("place", marks[0], marks[1], "where: " + short(a, pair.a, first))
        return
    speaking = _source(a, first) and _source(b, second)
    whole = min(len(plain_name(x)), len(plain_name(y))) > 1 and pair.close >= ONE and _read(a, first) and _read(b, second)
    named = {kind_a, kind_b} != {"PERSON", "ORG"} or all(
        len(plain_name(name)) > 1 for name, kind in ((x, kind_a), (y, kind_b)) if kind == "PERSON"
    )
    person = (kind_a == kind_b == "PERSON" and whole) or (speaking and named and "PERSON" in (kind_a, kind_b))
    if person and not any(known):
        kind: PointKind = "speaker" if speaking else "participant"
        value = ({"name": name, "of": None} if speaking else {"name": name, "role": None, "of": None} for name in (x, y))
        marks = [
            mark(sheet, sentence, span, one, str(one["name"]))
            for (sheet, sentence, span), one in zip(((a, pair.a, first), (b, pair.b, second)), value, strict=True)
        ]
        yield Drift(kind, marks[0], marks[1], ("who said: " if speaking else "who: ") + short(a, pair.a, first))


def _parts(sheet: Sheet, span: Span) -> list[str]:
    return WORD.findall(printed(sheet, span))


def _name_at(sheet: Sheet, sentence: Sentence, first: int, last: int) -> tuple[Span, str] | None:
    """The one name that a place of a sentence touches, with its kind; None for none or several."""
    span = sentence.stretch(first, last)
    found = [(one, kind) for one, kind in sheet.reading.names if one.start < span.end and span.start < one.end]
    found = [(one, kind) for one, kind in found if kind not in ("DATE", "TIME", "CARDINAL", "MONEY", "NORP", "LANGUAGE")]
    if len(found) == 1:
        return _whole(sheet, *found[0])
    if found or first == 0 or not _capitals(sheet, sentence, first, last):
        return None
    while first > 1 and _capitals(sheet, sentence, first - 1, first):
        first -= 1
    while last < len(sentence.tokens) and _capitals(sheet, sentence, last, last + 1):
        last += 1
    return _whole(sheet, sentence.stretch(first, last), "PERSON" if last - first > 1 else "")


def _whole(sheet: Sheet, span: Span, kind: str) -> tuple[Span, str] | None:
    """A name with its kind; None over the end of a quotation, where it is two names, or none."""
    return None if _MARKS & {*printed(sheet, span)} else (span, kind)


_MARKS = frozenset('"“”«»')


def _read(sheet: Sheet, span: Span) -> bool:
    """Whether a span is a person's name as the reading has it, capitals throughout, no place beside a comma."""
    words = printed(sheet, span)
    return (span, "PERSON") in sheet.reading.names and "," not in words and words.istitle()


def _capitals(sheet: Sheet, sentence: Sentence, first: int, last: int) -> bool:
    text = sheet.report.text
    return all(text[token.start].isupper() for token in sentence.tokens[first:last])


def other_people(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk, grounds: Grounds) -> bool:
    """Whether a person or a body is named in a place and another there in the other sentence."""
    ours, theirs = _name_at(a, pair.a, hunk.a, hunk.a_end), _name_at(b, pair.b, hunk.b, hunk.b_end)
    if ours is None or theirs is None or not {ours[1], theirs[1]} <= {"PERSON", "ORG", ""}:
        return False
    x, y = printed(a, ours[0]), printed(b, theirs[0])
    return not _one_name(a, b, x, y, grounds) and not _source(a, ours[0])


def _one_name(a: Sheet, b: Sheet, x: str, y: str, grounds: Grounds) -> bool:
    if same_name(x, y) or same_body(x, y) or _initials(x, y) or _initials(y, x):
        return True
    gazetteer = grounds.gazetteer
    if gazetteer.known(x) is not None and gazetteer.known(x) == gazetteer.known(y):
        return True
    if _surname(x) and _surname(x) == _surname(y):
        return True
    parts = set(plain_name(x)) | set(plain_name(y))
    names = {*grounds.full_names.get(a.report.id, ()), *grounds.full_names.get(b.report.id, ())}
    return len(parts) <= 3 and any(parts <= set(name) for name in names)


def _surname(name: str) -> tuple[str, ...]:
    """The last two parts of a long name, what stands in brackets left out: an office may be told in two ways."""
    parts = plain_name(name.split("(")[0])
    return parts[-2:] if len(parts) > 2 else ()


def _initials(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    parts = [part for part in plain_name(long) if part not in ("of", "the", "and", "for")]
    return 2 <= len(letters) <= 6 and letters == "".join(part[0] for part in parts)


def _moved(pair: Pair, x: str, y: str) -> bool:
    """Whether either name stands elsewhere in the other sentence: then words were put in another order."""
    return set(plain_name(x)) <= set(pair.b.words) or set(plain_name(y)) <= set(pair.a.words)


def _place_clash(x: str, y: str, gazetteer: Gazetteer) -> bool:
    """Whether two places that stand in one place of one sentence cannot be one: neither lies in the other as far as is known.
    A name that the gazetteer does not have may lie in any country or state, but is no city that it has."""
    one, two = gazetteer.known(x), gazetteer.known(y)
    if one and two:
        return not (gazetteer.holds(one, two) or gazetteer.holds(two, one))
    known = one or two
    return known is None or known not in set(gazetteer.within.values())


def _source(sheet: Sheet, span: Span) -> bool:
    return any(
        source.span.start < span.end and span.start < source.span.end
        for claim in sheet.reading.claims
        for source in claim.sources
    )
