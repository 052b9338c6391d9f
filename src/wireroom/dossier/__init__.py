"""dossier: Story + Readings + Lineages -> Dossier."""

from wireroom.dossier.assemble import assemble
from wireroom.dossier.changes import changes, earlier, in_order
from wireroom.dossier.rules import DossierRules, dossier_rules

__all__ = ["DossierRules", "assemble", "changes", "dossier_rules", "earlier", "in_order"]
