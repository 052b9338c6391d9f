"""What a comparison amounts to: a derivation of some kind with its reasons, a suspicion, or nothing."""

from __future__ import annotations

from wireroom.lineage.compare import Comparison
from wireroom.lineage.direction import direction, same_outlet
from wireroom.lineage.edit import edits
from wireroom.lineage.rules import LineageRules
from wireroom.model import Derivation, DerivationKind, Passage, Suspicion
from wireroom.text import WORD, folded

JOINING: frozenset[DerivationKind] = frozenset({"copy", "revision", "rewrite", "shared_source"})
"""The kinds that put two reports into one lineage."""


def kind(found: Comparison, rules: LineageRules) -> DerivationKind | None:
    """The kind of derivation between two reports, or None when they are independent or nothing can be said; what is a copy by
    its words may still be a revision by its facts (`derivation`).

    Only words outside quotation marks speak for a tie: two reporters may quote one speaker at any length."""
    if not standing(found, rules):
        if (found.share >= rules.tied and found.shared >= rules.tied_words) or _brief(found, rules):
            return _tied(found, rules)
        if _reworded(found, rules):
            return "rewrite"
    return "quotation" if max(found.quotations, default=0) >= rules.quotation_words else None


def standing(found: Comparison, rules: LineageRules) -> bool:
    """Whether what is shared is standing text (a subscription notice, a legend), as all the rest speaks of other things."""
    if _under_other_headlines(found, rules):
        return True
    return found.rest is not None and found.share < rules.copy and found.rest < rules.rest_alike


def _under_other_headlines(found: Comparison, rules: LineageRules) -> bool:
    """Whether two texts of a few lines stand under headlines that share no telling word with each other nor with them: then
    what a site says of itself is all there is. A brief takes up some word of its headline."""
    if max(len(found.a), len(found.b)) > rules.furniture_words:
        return False
    one, other = (_telling(side.report.title, rules) for side in (found.a, found.b))
    return bool(one and other) and not one & other and not (one | other) & {*found.a.words, *found.b.words}


def _telling(title: str | None, rules: LineageRules) -> frozenset[str]:
    words = (match.group() for match in WORD.finditer(folded(title or "")))
    return frozenset(word for word in words if len(word) > 2) - rules.stopwords


def _brief(found: Comparison, rules: LineageRules) -> bool:
    """Whether a report too short for the usual count of words is made of the other's: an alert, a teaser, an item in brief."""
    return found.share >= rules.brief and found.shared >= rules.brief_words and found.edits < rules.edited


def _tied(found: Comparison, rules: LineageRules) -> DerivationKind:
    outlet = same_outlet(found.a.report, found.b.report)
    if _one_piece(found, rules):
        return "revision" if outlet and found.share_of_longer < rules.copy else "copy"
    if outlet and (found.share >= rules.revision or found.shared >= rules.revision_words):
        return "revision"
    if found.shared < rules.tied_words and found.edits < rules.edited and min(found.opening) > 0:
        return "revision"
    return "rewrite" if found.edits >= rules.edited else "shared_source"


def _one_piece(found: Comparison, rules: LineageRules) -> bool:
    """Whether two reports are one text: by the shorter's own words; or, where the words in common are hardly edited, by all
    words, quotations among them, or by half of the words of both under one opening."""
    if found.share >= rules.copy:
        return True
    if found.edits >= rules.edited:
        return False
    both = found.share >= rules.half and found.share_of_longer >= rules.half_longer
    return max(found.coverage) >= rules.copy_coverage or (both and min(found.opening) >= rules.opening)


def _reworded(found: Comparison, rules: LineageRules) -> bool:
    if found.echo >= rules.echo_share and found.in_order >= rules.echo_count:
        return True
    answering = found.linked >= rules.reworded_linked and min(found.coverage) >= rules.reworded_cover
    return (
        (answering or found.loose >= rules.reworded_most)
        and found.loose >= rules.reworded_loose
        and found.loose_words >= rules.reworded_words
        and found.passages_in_order >= rules.reworded_order
        and found.pairs_in_common(rules.stopwords) >= rules.reworded_pairs
    )


def derivation(found: Comparison, rules: LineageRules) -> Derivation | None:
    """The derivation that a comparison shows, with its passages as proof, or None."""
    what = kind(found, rules)
    if what is None:
        return None
    way = direction(found, rules, third=what == "shared_source")
    a, b = found.a.report.id, found.b.report.id
    child, parent = (way.child, way.parent) if way.child and way.parent and what != "quotation" else (a, b)
    flipped = child == b
    passages = tuple(
        Passage(
            found.b.span(part.b, part.b_end),
            found.a.span(part.a, part.a_end),
            part.same == part.b_end - part.b == part.a_end - part.a,
        )
        if flipped
        else Passage(
            found.a.span(part.a, part.a_end),
            found.b.span(part.b, part.b_end),
            part.same == part.a_end - part.a == part.b_end - part.b,
        )
        for part in found.stretches
    ) + _echoed_passages(found, flipped)
    cover_a, cover_b = (round(share, 4) for share in found.coverage)
    directed = way.child is not None and what != "quotation"
    changes = () if what == "quotation" else edits(found, rules.edits, flipped=flipped)
    if what == "copy" and same_outlet(found.a.report, found.b.report) and any(one.grade == "fact" for one in changes):
        what = "revision"  # an outlet that prints its own text again with other facts has brought it up to date
    return Derivation(
        child=child,
        parent=parent,
        kind=what,
        directed=directed,
        coverage=cover_b if flipped else cover_a,
        coverage_parent=cover_a if flipped else cover_b,
        passages=tuple(sorted(passages, key=lambda passage: (passage.child, passage.parent))),
        why=(*_reasons(found, what), *(way.why if directed else ())),
        edits=changes,
    )


def _echoed_passages(found: Comparison, flipped: bool) -> tuple[Passage, ...]:
    covered = {at for part in found.stretches for at in range(part.a, part.a_end)}
    passages = []
    for pair in found.echoes:
        first, last = found.a.sentence_words[pair.a]
        if sum(1 for at in range(first, last) if at in covered) * 2 > last - first:
            continue
        one, other = found.a.span(first, last), found.b.span(*found.b.sentence_words[pair.b])
        passages.append(Passage(other, one, same=False) if flipped else Passage(one, other, same=False))
    return tuple(passages)


def _reasons(found: Comparison, what: DerivationKind) -> tuple[str, ...]:
    reasons = []
    if what == "quotation":
        return (f"the words in common are quoted: {_many(len(found.quotations), 'quotation')}",)
    if found.shared:
        passages = sum(1 for words in found.prose if words)
        reasons.append(f"{_own_words(found)} in {_many(passages, 'passage')}")
    if found.quotations:
        reasons.append(f"{_many(len(found.quotations), 'quotation')} in common")
    if found.in_order >= 2:
        reasons.append(f"same order of {found.in_order} of {_many(found.sentences, 'sentence')}")
    if what == "rewrite" and found.passages_in_order >= 2:
        reasons.append(f"{found.passages_in_order} of {len(found.stretches)} shared passages in the same order")
    if what == "revision" and same_outlet(found.a.report, found.b.report):
        reasons.append(f"both published by {found.a.report.publisher}")
    shared = [name for name in found.a.report.agencies if name in found.b.report.agencies]
    if shared:
        reasons.append(f"both credit {', '.join(shared)}")
    return tuple(reasons)


def _own_words(found: Comparison) -> str:
    return f"{_many(found.shared, 'word')} outside quotation marks in common, {found.share:.0%} of the shorter report,"


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def suspicion(found: Comparison, rules: LineageRules) -> Suspicion | None:
    """The doubt that a comparison leaves when it shows no tie, or None."""
    if not standing(found, rules) and found.share >= rules.doubtful and found.shared >= rules.doubtful_words:
        return Suspicion(found.a.report.id, found.b.report.id, _own_words(found).removesuffix(","))
    return None
