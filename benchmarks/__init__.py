"""Speed as ratios against a named peer in the same run: the machine's own speed cancels out."""
