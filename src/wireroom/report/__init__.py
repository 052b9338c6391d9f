"""The report room: `extract` turns a capture into a report, or into a rejection that says why not."""

from wireroom.report.extract import extract
from wireroom.report.retract import retracted
from wireroom.report.rules import ReportRules, report_rules
from wireroom.report.unique import unique

__all__ = ["ReportRules", "extract", "report_rules", "retracted", "unique"]
