"""`python -m evaluation TASK…`, `python -m evaluation gate`, `python -m evaluation pin TASK…`."""

import sys

from evaluation.run import main

sys.exit(main())
