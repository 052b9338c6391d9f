"""`python -m wireroom.cli`."""

from wireroom.cli import main

main()
