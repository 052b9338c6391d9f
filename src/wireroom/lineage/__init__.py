"""The lineage room: who copied whom, with proof."""

from wireroom.lineage.decide import untied
from wireroom.lineage.rules import LineageRules, lineage_rules
from wireroom.lineage.trace import trace

__all__ = ["LineageRules", "lineage_rules", "trace", "untied"]
