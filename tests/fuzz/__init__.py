"""Fuzzing of the taggers: hostile and half-sensible texts, and the laws that what is found must keep.

`python -m tests.fuzz --minutes 10 [TAGGER…]` runs for as long as is asked; the short run is part of the tests."""
