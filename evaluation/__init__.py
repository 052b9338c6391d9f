"""Scores against people's annotations: counts that add, floors, and a gate. Never shipped with the package."""
