"""Known faults planted in copies and light rewrites of real reports, and controls that hold none."""

from evaluation.faults.make import Case, cases

__all__ = ["Case", "cases"]
