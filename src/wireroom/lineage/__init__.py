"""The lineage room: who copied whom, with proof."""

from wireroom.lineage.decide import untied
from wireroom.lineage.index import LineageIndex, Placement
from wireroom.lineage.rules import LineageRules, lineage_rules
from wireroom.lineage.trace import trace
from wireroom.lineage.tree import lineages as drawn

__all__ = ["LineageIndex", "LineageRules", "Placement", "drawn", "lineage_rules", "trace", "untied"]
