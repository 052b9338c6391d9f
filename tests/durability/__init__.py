"""Killed and resumed: `python -m tests.durability --kills 200 --reports 5000`."""
