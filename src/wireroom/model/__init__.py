"""The nouns that the rooms hand forward: frozen values with invariants and no behaviour.

Conventions, everywhere: a `Span` is half-open, in Unicode code points of `Report.text`, so that `text[span.start:span.end]`
is the surface form. Times are ISO 8601 strings cut to the precision known (`2025-10` is some time in October 2025; a week is
`2016-W44`). What is not known is `None`, never a guess. Sequences are tuples in reading order unless said otherwise.
"""

from __future__ import annotations

from wireroom.model.capture import (
    Capture,
    Reason,
    Rejection,
)
from wireroom.model.dossier import (
    Briefing,
    Dossier,
    Moment,
    Point,
    PointKind,
    Position,
    SaidBy,
    Thread,
    Value,
    Verdict,
    Voice,
    Warn,
    WarningKind,
)
from wireroom.model.lineage import (
    Derivation,
    DerivationKind,
    Edit,
    EditGrade,
    FactKind,
    Lineage,
    Lineages,
    Passage,
    Suspicion,
)
from wireroom.model.reading import (
    Certainty,
    Claim,
    Counted,
    Footing,
    Form,
    Phase,
    Predicate,
    Quantity,
    Reading,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    Timex,
    TimexType,
)
from wireroom.model.report import (
    DateCandidate,
    DateFrom,
    Dateline,
    Notice,
    NoticeKind,
    Part,
    PartKind,
    Published,
    Report,
)
from wireroom.model.span import (
    Span,
    digest,
)
from wireroom.model.story import (
    Stories,
    Story,
)

__all__ = [
    "Briefing",
    "Capture",
    "Certainty",
    "Claim",
    "Counted",
    "DateCandidate",
    "DateFrom",
    "Dateline",
    "Derivation",
    "DerivationKind",
    "Dossier",
    "Edit",
    "EditGrade",
    "FactKind",
    "Footing",
    "Form",
    "Lineage",
    "Lineages",
    "Moment",
    "Notice",
    "NoticeKind",
    "Part",
    "PartKind",
    "Passage",
    "Phase",
    "Point",
    "PointKind",
    "Position",
    "Predicate",
    "Published",
    "Quantity",
    "Reading",
    "Reason",
    "Rejection",
    "Report",
    "SaidBy",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "StatementKind",
    "Stories",
    "Story",
    "Suspicion",
    "Thread",
    "Timex",
    "TimexType",
    "Value",
    "Verdict",
    "Voice",
    "Warn",
    "WarningKind",
    "digest",
]
