"""A run: the rooms over more than one process holds, step by step, each part finished for good before the next."""
