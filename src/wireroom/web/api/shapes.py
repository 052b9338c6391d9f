"""The shapes of answers that no published schema has, as JSON Schema: the parts that do stand in `schemas/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from wireroom.model import DecisionKind, Reason

Shape = Mapping[str, Any]
TEXT: Shape = {"type": "string"}
COUNT: Shape = {"type": "integer", "minimum": 0}
MAYBE_COUNT: Shape = {"type": ["integer", "null"], "minimum": 0}
MAYBE: Shape = {"type": ["string", "null"]}
SPAN: Shape = {"$ref": "#/components/schemas/Dossier.span"}
NEXT: Shape = {"type": ["string", "null"], "description": "The `cursor` of the next page; null on the last."}
HREF: Shape = {"type": "string", "description": "Where it is in this API."}
PAGE: Shape = {"type": "string", "description": "Its page for people."}


def of(about: str, **fields: Shape) -> dict[str, Any]:
    """An object with all of these fields, and with others that a later version may add."""
    return {"type": "object", "description": about, "required": list(fields), "properties": dict(fields)}


def ref(name: str) -> Shape:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(shape: Shape) -> dict[str, Any]:
    """A list of one shape."""
    return {"type": "array", "items": shape}


def told(shape: Shape, about: str) -> dict[str, Any]:
    """A shape with what it means here."""
    return {**shape, "description": about}


def or_null(shape: Shape) -> dict[str, Any]:
    """A shape, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def _schema(name: str) -> Shape:
    return {"const": f"wireroom.{name}/1"}


PROBLEM = {
    "type": "object",
    "description": "What went wrong, by RFC 9457.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": told(TEXT, "A URN that tells the kind of error."),
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": told(TEXT, "A line for a person."),
        "errors": listed(of("A parameter that cannot be meant.", where=TEXT, why=TEXT)),
    },
}
STORY = of(
    "A story of a list.",
    id=TEXT,
    title=TEXT,
    first=told(MAYBE, "The day of its first report."),
    last=told(MAYBE, "The day of its newest report."),
    reports=COUNT,
    voices=told(COUNT, "The most that speak independently of one thing."),
    disputes=COUNT,
    arrived=told(TEXT, "When its newest report was taken in."),
    fresh=told(MAYBE_COUNT, "How many of its reports came since it was marked as seen; null when nobody did."),
    inputs=told(MAYBE, "The digest of everything its dossier was made from; null while it is made anew."),
    href=HREF,
    page=PAGE,
)
HIT = of(
    "A report that a search found.",
    report=told(TEXT, "Its id."),
    title=MAYBE,
    publisher=MAYBE,
    published=MAYBE,
    uri=TEXT,
    story=told(MAYBE, "The id of the story that holds it."),
    excerpt=TEXT,
    href=HREF,
    page=PAGE,
)
REPORT = of(
    "One report and what it says.",
    schema=_schema("report"),
    story=or_null(of("The story that holds it.", id=TEXT, href=HREF)),
    lineage=told(MAYBE, "Its lineage within the story."),
    ties=listed(ref("Dossier.derivation")),
    capture=or_null(ref("Capture")),
    reading=ref("Reading"),
    page=PAGE,
)
LINEAGES = of(
    "Who copied whom within one story.",
    schema=_schema("lineages"),
    story=TEXT,
    title=TEXT,
    lineages=listed(ref("Dossier.lineage")),
    suspicions=listed(of("Two reports whose relation stays unsure.", a=TEXT, b=TEXT, why=TEXT)),
)
DECISION = of(
    "An entry of the log of decisions.",
    id=TEXT,
    kind={"enum": list(get_args(DecisionKind))},
    who=TEXT,
    when=TEXT,
    why=TEXT,
    reports=listed(TEXT),
    passages=listed(of("Words of a report.", report=TEXT, span=SPAN, kind=MAYBE)),
    undoes=told(MAYBE, "The id of the decision that no longer holds."),
    href=HREF,
)
CHANGED = of("A story in which something is new.", story=TEXT, title=TEXT, changes=listed(ref("Dossier.change")), href=HREF)
COUNTS = of(
    "How much there is.",
    arrivals=COUNT,
    reports=COUNT,
    rejections=COUNT,
    pending=COUNT,
    removed=COUNT,
    stories=COUNT,
    decisions=COUNT,
)
COMPARED = of("A report that is compared.", id=TEXT, title=MAYBE, publisher=MAYBE, published=MAYBE, href=HREF)
BIT = of(
    "Words of a paragraph.",
    text=TEXT,
    grade={"enum": ["", "cosmetic", "wording", "fact", "new"], "description": "How they differ; empty where they do not."},
    note=TEXT,
)
REASON: Shape = {"enum": list(get_args(Reason))}
ARRIVAL = of(
    "An entry of the log of arrivals.",
    arrival=told(COUNT, "Its number in the log, from 1."),
    at=told(TEXT, "When it was taken in."),
    uri=TEXT,
    outcome={"enum": ["report", "rejection", "removed", None], "description": "What became of it; null while it waits."},
    report=or_null(of("The report that it gave.", id=TEXT, title=MAYBE, publisher=MAYBE, story=MAYBE, href=HREF)),
    rejection=or_null(of("Why it gave none.", reason=REASON, detail=MAYBE)),
    rule=told(MAYBE, "The rule by which it was removed."),
    href=HREF,
)
FEED = of(
    "A feed under watch.",
    address=TEXT,
    last=told(MAYBE, "What came of asking last."),
    failures=told({"type": ["integer", "null"]}, "How often it failed in a row."),
    asked=told({"type": ["integer", "null"]}, "How often it was asked."),
    dead=told(MAYBE, "Why it is asked no more."),
    arrivals=COUNT,
    arrived=told(MAYBE, "When the last of it was taken in."),
)
SHAPES: Mapping[str, dict[str, Any]] = {
    "Problem": PROBLEM,
    "Story": STORY,
    "Stories": of("Stories by the page.", schema=_schema("stories"), count=COUNT, stories=listed(ref("Story")), next=NEXT),
    "Hit": HIT,
    "Reports": of("Reports by the page.", schema=_schema("reports"), reports=listed(ref("Hit")), next=NEXT),
    "Report": REPORT,
    "Capture": of(
        "What was received.",
        sha256=TEXT,
        size=COUNT,
        uri=TEXT,
        media_type=MAYBE,
        received=told(MAYBE, "When, by whoever received it."),
        via=told(MAYBE, "The feed or file that it came in."),
        arrival=told(COUNT, "Its number in the log of arrivals."),
        at=told(TEXT, "When it was taken in."),
        href=HREF,
    ),
    "Lineages": LINEAGES,
    "Decision": DECISION,
    "Decisions": of("The log of decisions, oldest first.", schema=_schema("decisions"), decisions=listed(ref("Decision"))),
    "Arrival": ARRIVAL,
    "Arrivals": of(
        "The log of arrivals, newest first.", schema=_schema("arrivals"), arrivals=listed(ref("Arrival")), next=NEXT
    ),
    "Record": {
        "type": "object",
        "description": "A report to hand in; other keys are kept and not read.",
        "required": ["text"],
        "properties": {
            "id": told(TEXT, "Kept as it is, when no other report has it."),
            "text": {"type": "string", "minLength": 1},
            "title": TEXT,
            "published": told(TEXT, "ISO 8601, as exactly as it is known."),
            "publisher": TEXT,
            "url": TEXT,
            "language": TEXT,
        },
    },
    "Taken": of(
        "What became of what was handed in.",
        schema=_schema("taken"),
        received=COUNT,
        new=told(COUNT, "How many were not known before."),
        arrivals=listed(ref("Arrival")),
        held_up=told(MAYBE, "Why what waits is not read."),
    ),
    "Intake": of(
        "What came in.",
        schema=_schema("intake"),
        counts=COUNTS,
        rejected=listed(of("How much was rejected for a reason.", reason=REASON, count=COUNT)),
        days=listed(of("What came on a day.", day=TEXT, arrivals=COUNT, rejections=COUNT)),
        feeds=listed(FEED),
    ),
    "Made": {
        "allOf": [ref("Decision"), of("A decision just made.", written_up={"type": "boolean"})],
    },
    "Comparison": of(
        "Two reports held against each other.",
        schema=_schema("comparison"),
        a=COMPARED,
        b=COMPARED,
        tie=or_null(ref("Dossier.derivation")),
        told=told(TEXT, "What ties them, in words."),
        counts=of("How many edits of each grade.", fact=COUNT, wording=COUNT, spelling=COUNT),
        rows=listed(
            of("Paragraphs that answer to each other.", a=listed(BIT), b=listed(BIT), same={"type": "boolean"}, skipped=COUNT)
        ),
    ),
    "Search": of(
        "A search that somebody kept.",
        name=TEXT,
        query=TEXT,
        count=told(MAYBE_COUNT, "How many stories answer to it; null when it can no longer be asked."),
        href=told(TEXT, "Where its stories are in this API."),
        kept=told(TEXT, "Where it is kept: `DELETE` forgets it."),
    ),
    "Look": of("A story marked as seen.", schema=_schema("look"), story=TEXT, at=told(TEXT, "When it was marked."), href=HREF),
    "Searches": of(
        "Searches that somebody kept.",
        schema=_schema("searches"),
        searches=listed(ref("Search")),
    ),
    "Changes": of(
        "What is new since a moment.",
        schema=_schema("changes"),
        since=told(MAYBE, "The moment; for `last-look` when the story was marked as seen, null when nobody did."),
        stories=listed(CHANGED),
        next=NEXT,
    ),
    "Desk": of(
        "This desk.",
        schema=_schema("desk"),
        version=TEXT,
        counts=COUNTS,
        you=of("Who asks.", name=MAYBE, may=listed({"enum": ["read", "add", "decide"]})),
        links={"type": "object", "additionalProperties": TEXT},
    ),
}
"""Every shape of ours by its name."""
