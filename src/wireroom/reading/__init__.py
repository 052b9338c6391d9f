"""The reading room: Report -> Reading."""

from wireroom.reading.read import read
from wireroom.reading.rules import ReadingRules, reading_rules

__all__ = ["ReadingRules", "read", "reading_rules"]
