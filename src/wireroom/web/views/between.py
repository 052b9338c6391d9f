"""What ties two reports: as the dossier of their story has it, else as the two alone show it."""

from __future__ import annotations

from wireroom.lineage import LineageRules
from wireroom.model import Derivation, Report
from wireroom.ports import Tools
from wireroom.web.views.compare import tied
from wireroom.web.views.dossier import Dossiers
from wireroom.web.views.kept import Kept


def between(
    one: Report, other: Report, dossiers: Dossiers, held: Kept[Derivation | None], *, tools: Tools, rules: LineageRules
) -> Derivation | None:
    """The tie between two reports; None when nothing ties them. What was worked out is kept in `held`."""
    pair = {one.id, other.id}
    if len(pair) < 2:
        return None
    story = dossiers.open(one.id)
    if story is not None:
        ties = [tie for line in story.briefing.dossiers[0].lineages for tie in line.derivations]
        known = next((tie for tie in ties if {tie.child, tie.parent} == pair), None)
        if known is not None:
            return known
    return held.get(("tie", *sorted(pair)), lambda: tied(one, other, tools.encoder, rules))
