"""A briefing made by hand that holds every feature a renderer must show: an invented mine accident in an invented country."""

from __future__ import annotations

from wireroom.model import (
    Briefing,
    Change,
    Claim,
    Counted,
    DateCandidate,
    Dateline,
    Decision,
    Derivation,
    Dossier,
    Lineage,
    Moment,
    Notice,
    Part,
    Passage,
    Point,
    PointKind,
    Position,
    Predicate,
    Published,
    Quantity,
    Reading,
    Rejection,
    Report,
    Ruling,
    SaidBy,
    Shift,
    Source,
    Span,
    Spot,
    Statement,
    Suspicion,
    Thread,
    Timex,
    Value,
    Voice,
    Warn,
)

WIRE = (
    "KARSK, Veldmark, March 4 (Northfield News Agency) — At least 12 miners were killed when fire broke out in the Orsa copper "
    "mine late on Tuesday, the regional governor said.\n"
    "\n"
    "Governor Ilse Marenko said 31 people had been brought to the surface. “We do not yet know what started the fire,” "
    "she told reporters at the gate.\n"
    "The mine belongs to Orsa Metals.\n"
)
COPY = (
    "At least 12 miners were killed when fire broke out in the Orsa copper mine late on Tuesday, the regional governor "
    "said.\n"
    "\n"
    "Governor Ilse Marenko said 31 people had been brought to the surface. “We do not know what started the fire,” "
    "she told reporters at the gate. (Northfield News Agency)\n"
)
REWRITE = (
    "A dozen miners have died in a blaze at the Orsa copper mine, Northfield News Agency reported. "
    "Governor Ilse Marenko said that 31 people were brought up. Most of the dead were contract workers.\n"
)
OWN = (
    "Karsk, 5 March. The number of miners killed in the Orsa mine has risen to 19, rescue chief Tomas Brandel told the "
    "Lakeland Post on Thursday. About 40 people were brought to the surface, he said. The fire began at 10.40 pm, "
    "in the eastern shaft.\n"
)
AUTO = (
    "At least 20 miners were dead on Thursday, two officials said. The fire began shortly after 10 pm in Karsk.\n"
    "This item was published automatically from a feed and has not been reviewed by an editor.\n"
)
OTHER = "The price of copper rose by two percent in early trading, brokers said.\n"


def find(text: str, words: str, after: int = 0) -> Span:
    """The span of the first standing of words in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def _report(key: str, text: str, **fields: object) -> Report:
    return Report(id=key, uri=f"{key}.txt", text=text, parts=(Part("body", Span(0, len(text))),), **fields)  # type: ignore[arg-type]


REPORTS = (
    _report(
        "auto",
        AUTO,
        title="LIVE: <script>alert(1)</script> 20 dead\x1b[31m \u202eenim\u202c & more",
        publisher="Quickwire \u206624\u2069",
        published=Published("2026-03-05", "metadata"),
        notices=(Notice("auto_published", find(AUTO, "This item was published automatically")),),
        language="en",
    ),
    _report(
        "copy",
        COPY,
        title="Fire in copper mine leaves a dozen families in mourning",
        publisher="Karsk Courier",
        published=Published(
            "2026-03-04", "metadata", (DateCandidate("2026-03-14", "url", "/2026/03/14/", None),), "the address says 14 March"
        ),
        agencies=("Northfield News Agency",),
        language="en",
    ),
    _report("other", OTHER, title="Copper up", publisher="Tallow Street", language="en"),
    _report(
        "own",
        OWN,
        title="Orsa mine: toll rises to 19",
        publisher="Lakeland Post",
        published=Published("2026-03-05", "header"),
        dateline=Dateline("Karsk", "2026-03-05", find(OWN, "Karsk, 5 March")),
        byline="Mette Aalund",
        language="en",
    ),
    _report("rewrite", REWRITE, title="Twelve die underground", publisher="The Evening Ferryman", language="en"),
    _report(
        "wire",
        WIRE,
        title="At least 12 killed in copper mine fire",
        publisher="Northfield News Agency",
        published=Published("2026-03-04T06:10", "dateline"),
        dateline=Dateline("Karsk", "2026-03-04", find(WIRE, "KARSK, Veldmark, March 4 (Northfield News Agency) —")),
        agencies=("Northfield News Agency",),
        language="en",
    ),
)
TEXTS = {report.id: report.text for report in REPORTS}


def _said(report: str, words: str, name: str, kind: str, footing: str, origin: str | None = None) -> SaidBy:
    return SaidBy(name, kind, footing, None, find(TEXTS[report], words), origin)  # type: ignore[arg-type]


def _point(key: str, words: str, sentence: str, kind: PointKind, value: Value, **fields: object) -> Point:
    report = key.split(":")[0]
    text = TEXTS[report]
    whole = find(text, sentence)
    return Point(key, report, kind, find(text, words, whole.start), whole, words, "body", value, **fields)  # type: ignore[arg-type]


def _number(low: float | None, high: float | None = None, *, about: bool = False, counted: str, predicate: str) -> Value:
    return {
        "low": low,
        "low_open": False,
        "high": high,
        "high_open": False,
        "about": about,
        "unit": None,
        "counted": counted,
        "predicate": predicate,
    }


GOVERNOR = "Governor Ilse Marenko said 31 people had been brought to the surface."
POINTS = (
    _point(
        "auto:c1",
        "At least 20",
        "At least 20 miners were dead on Thursday, two officials said.",
        "number",
        _number(20.0, counted="miner", predicate="dead"),
        as_of="2026-03-05",
        said_by=(_said("auto", "two officials", "two officials", "officials", "unnamed"),),
    ),
    _point(
        "auto:c2",
        "shortly after 10 pm",
        "The fire began shortly after 10 pm in Karsk.",
        "time",
        {"value": "2026-03-03T22", "start": "2026-03-03", "end": "2026-03-03", "of": "the fire", "from": "report"},
    ),
    _point(
        "auto:c2.p1",
        "Karsk",
        "The fire began shortly after 10 pm in Karsk.",
        "place",
        {"name": "Karsk", "within": ["Veldmark"], "of": "the fire"},
    ),
    _point(
        "copy:c1",
        "At least 12",
        "At least 12 miners were killed",
        "number",
        _number(12.0, counted="miner", predicate="kill"),
        said_by=(_said("copy", "the regional governor", "Ilse Marenko", "person", "named"),),
        via=("Northfield News Agency",),
    ),
    _point(
        "copy:c2",
        "31",
        GOVERNOR,
        "number",
        _number(31.0, 31.0, counted="person", predicate="bring"),
        said_by=(_said("copy", "Governor Ilse Marenko", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "copy:c3",
        "We do not know what started the fire,",
        "“We do not know what started the fire,” she told reporters at the gate.",
        "quote",
        {"text": "We do not know what started the fire,", "speaker": "Ilse Marenko"},
        said_by=(_said("copy", "she", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "own:c1",
        "19",
        "The number of miners killed in the Orsa mine has risen to 19",
        "number",
        _number(19.0, 19.0, counted="miner", predicate="kill"),
        as_of="2026-03-05",
        said_by=(_said("own", "rescue chief Tomas Brandel", "Tomas Brandel", "person", "named"),),
    ),
    _point(
        "own:c2",
        "About 40",
        "About 40 people were brought to the surface, he said.",
        "number",
        _number(40.0, 40.0, about=True, counted="person", predicate="bring"),
        said_by=(_said("own", "he", "Tomas Brandel", "person", "named"),),
    ),
    _point(
        "own:c3",
        "10.40 pm",
        "The fire began at 10.40 pm, in the eastern shaft.",
        "time",
        {"value": "2026-03-03T22:40", "start": "2026-03-03", "end": "2026-03-03", "of": "the fire", "from": "story"},
    ),
    _point(
        "own:c3.p1",
        "the eastern shaft",
        "The fire began at 10.40 pm, in the eastern shaft.",
        "place",
        {"name": "the eastern shaft", "within": ["Karsk", "Veldmark"], "of": "the fire"},
    ),
    _point(
        "rewrite:c1",
        "A dozen",
        "A dozen miners have died in a blaze",
        "number",
        _number(12.0, 12.0, counted="miner", predicate="die"),
        via=("Northfield News Agency",),
    ),
    _point(
        "rewrite:c2",
        "31",
        "Governor Ilse Marenko said that 31 people were brought up.",
        "number",
        _number(31.0, 31.0, counted="person", predicate="bring"),
        said_by=(_said("rewrite", "Governor Ilse Marenko", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "rewrite:c3",
        "Most of the dead",
        "Most of the dead were contract workers.",
        "statement",
        {"polarity": "positive", "predicate": "be", "of": "the dead"},
    ),
    _point(
        "wire:c1",
        "At least 12",
        "At least 12 miners were killed",
        "number",
        _number(12.0, counted="miner", predicate="kill"),
        said_by=(_said("wire", "the regional governor", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "wire:c2",
        "31",
        GOVERNOR,
        "number",
        _number(31.0, 31.0, counted="person", predicate="bring"),
        said_by=(_said("wire", "Governor Ilse Marenko", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "wire:c3",
        "We do not yet know what started the fire,",
        "“We do not yet know what started the fire,” she told reporters at the gate.",
        "quote",
        {"text": "We do not yet know what started the fire,", "speaker": "Ilse Marenko"},
        said_by=(_said("wire", "she", "Ilse Marenko", "person", "named"),),
    ),
    _point(
        "wire:c4",
        "Orsa Metals",
        "The mine belongs to Orsa Metals.",
        "participant",
        {"name": "Orsa Metals", "role": "owner", "of": "the Orsa copper mine"},
    ),
)

LINEAGES = (
    Lineage("l1", None, ("auto",)),
    Lineage(
        "l2",
        "wire",
        ("copy", "rewrite", "wire"),
        (
            Derivation(
                "copy",
                "wire",
                "copy",
                True,
                0.96,
                0.83,
                (
                    Passage(
                        find(COPY, "At least 12 miners were killed when fire broke out"),
                        find(WIRE, "At least 12 miners were killed when fire broke out"),
                    ),
                    Passage(find(COPY, GOVERNOR), find(WIRE, GOVERNOR)),
                ),
                ("96 % of its words stand in the other report", "it credits Northfield News Agency"),
            ),
            Derivation(
                "rewrite",
                "wire",
                "rewrite",
                True,
                0.4,
                0.3,
                (
                    Passage(
                        find(REWRITE, "A dozen miners have died in a blaze"),
                        find(WIRE, "At least 12 miners were killed"),
                        same=False,
                    ),
                ),
                ("it says “Northfield News Agency reported”", "same order of 2 of 3 sentences"),
            ),
        ),
    ),
    Lineage("l3", None, ("own",)),
)

THREADS = (
    Thread(
        "t1",
        "number",
        "people brought to the surface",
        "disputed",
        ("copy:c2", "own:c2", "rewrite:c2", "wire:c2"),
        (
            Voice("v1", ("l2",), ("Ilse Marenko",), ("copy:c2", "rewrite:c2", "wire:c2")),
            Voice("v2", ("l3",), ("Tomas Brandel",), ("own:c2",)),
        ),
        2,
        2,
        (
            Position("31", ("copy:c2", "rewrite:c2", "wire:c2"), ("v1",)),
            Position("about 40", ("own:c2",), ("v2",)),
        ),
        "31 and 40 ± 15 % cannot both hold; Ilse Marenko says one, Tomas Brandel the other",
        "wire",
        "2026-03-04T06:10",
        set_aside="d1",
    ),
    Thread(
        "t2",
        "quote",
        "“We do not yet know what started the fire”",
        "disputed",
        ("copy:c3", "wire:c3"),
        (Voice("v1", ("l2",), ("Ilse Marenko",), ("copy:c3", "wire:c3")),),
        1,
        1,
        (
            Position("“We do not yet know what started the fire,”", ("wire:c3",), ("v1",)),
            Position("“We do not know what started the fire,”", ("copy:c3",), ("v1",)),
        ),
        "the same words of Ilse Marenko, but “yet” is missing from one",
        "wire",
        "2026-03-04T06:10",
        shifts=(Shift("wire:c3", "copy:c3", "copy", True),),
    ),
    Thread(
        "t3",
        "number",
        "miners killed in the Orsa mine",
        "revised",
        ("auto:c1", "copy:c1", "own:c1", "rewrite:c1", "wire:c1"),
        (
            Voice("v1", ("l2",), ("Ilse Marenko",), ("copy:c1", "rewrite:c1", "wire:c1")),
            Voice("v2", ("l3",), ("Tomas Brandel",), ("own:c1",)),
            Voice("v3", ("l1",), (), ("auto:c1",), sure=False),
        ),
        3,
        2,
        (
            Position("at least 12", ("copy:c1", "rewrite:c1", "wire:c1"), ("v1",)),
            Position("19", ("own:c1",), ("v2",)),
            Position("at least 20", ("auto:c1",), ("v3",)),
        ),
        "the figure rises from 12 to 20 as the days go on; one report says “has risen to”",
        "wire",
        "2026-03-04T06:10",
    ),
    Thread(
        "t4",
        "place",
        "where the fire began",
        "compatible",
        ("auto:c2.p1", "own:c3.p1"),
        (Voice("v1", ("l1",), (), ("auto:c2.p1",)), Voice("v2", ("l3",), (), ("own:c3.p1",))),
        2,
        0,
        (Position("Karsk", ("auto:c2.p1",), ("v1",)), Position("the eastern shaft", ("own:c3.p1",), ("v2",))),
        "the eastern shaft lies within Karsk",
        "auto",
        "2026-03-05",
    ),
    Thread(
        "t5",
        "time",
        "when the fire began",
        "agreed",
        ("auto:c2", "own:c3"),
        (Voice("v1", ("l1",), (), ("auto:c2",)), Voice("v2", ("l3",), (), ("own:c3",))),
        2,
        0,
        (Position("3 March 2026, after 10 pm", ("auto:c2", "own:c3"), ("v1", "v2")),),
        "two lineages say so, neither names a source",
        "auto",
        "2026-03-05",
    ),
    Thread(
        "t6",
        "statement",
        "most of the dead were contract workers",
        "single",
        ("rewrite:c3",),
        (Voice("v1", ("l2",), (), ("rewrite:c3",)),),
        1,
        0,
        (Position("yes", ("rewrite:c3",), ("v1",)),),
        "one report says it",
        "rewrite",
        None,
    ),
    Thread(
        "t7",
        "participant",
        "the owner of the Orsa copper mine",
        "single",
        ("wire:c4",),
        (Voice("v1", ("l2",), (), ("wire:c4",)),),
        1,
        0,
        (Position("Orsa Metals", ("wire:c4",), ("v1",)),),
        "one report says it",
        "wire",
        "2026-03-04T06:10",
    ),
)

ASIDE = Decision(
    "d1", "set_aside", "Ana Roe", "2026-03-05T18:00", "forty is a guess of the gate", (), (Spot("own", find(OWN, "About 40")),)
)

DOSSIER = Dossier(
    story="s-orsa",
    title="Fire in the Orsa copper mine",
    first="2026-03-04T06:10",
    last="2026-03-05",
    reports=("wire", "copy", "auto", "own", "rewrite"),
    lineages=LINEAGES,
    points=POINTS,
    threads=THREADS,
    timeline=(
        Moment("2026-03-03", "The fire began at 10.40 pm, in the eastern shaft.", ("auto:c2", "own:c3")),
        Moment("2026-03-05", "The number of miners killed has risen to 19.", ("own:c1",)),
    ),
    warnings=(
        Warn(
            "altered_quote",
            "copy",
            find(COPY, "We do not know what started the fire,"),
            "“yet” is missing; the agency's text has it",
            ("copy:c3", "wire:c3"),
        ),
        Warn(
            "unattributed",
            "rewrite",
            find(REWRITE, "Most of the dead were contract workers."),
            "no source is given",
            ("rewrite:c3",),
        ),
        Warn(
            "unreviewed", "auto", find(AUTO, "has not been reviewed by an editor"), "the report says that no editor has read it"
        ),
        Warn("misdated", "copy", Span(0, 0), "its address says 14 March, ten days after every other report"),
    ),
    inputs="0123456789abcdef",
    suspicions=(Suspicion("auto", "own", "both speak of the dead of Thursday in close words"),),
    rulings=(
        Ruling(ASIDE, "the machine's verdict is disputed: 31 and 40 ± 15 % cannot both hold", (), ("t1",)),
        Ruling(
            Decision("d2", "not_a_copy", "Bo\x1b[2J Ek", "2026-03-06", "written apart, [see](http://x)", ("auto", "own")),
            "the machine was not sure: both speak of the dead of Thursday in close words",
            ("auto", "own"),
        ),
    ),
    changes=(
        Change("new_dispute", "those brought up: 31 and 40 ± 15 % cannot both hold", "t1", ("copy", "own")),
        Change("new_report", "own · Lakeland Post", None, ("own",)),
    ),
)

BRIEFING = Briefing(
    dossiers=(DOSSIER,),
    reports=REPORTS,
    unplaced=("other",),
    rejected=(
        Rejection("spanish.txt", "not_english", "the language is es (0.98 sure)"),
        Rejection("noise\x1b[2J.bin", "not_text", "more than a tenth of the bytes are control codes"),
    ),
)

READING = Reading(
    "wire",
    claims=(
        Claim(
            "c1",
            "indirect",
            (find(WIRE, "31 people had been brought to the surface"),),
            "body",
            (
                Source(
                    find(WIRE, "Governor Ilse Marenko"),
                    "Governor Ilse Marenko",
                    "Ilse Marenko",
                    "person",
                    "named",
                    "Ilse Marenko",
                ),
            ),
            find(WIRE, "said 31")._replace(end=find(WIRE, "said 31").start + 4),
            quantities=("q2",),
            why="subject of said",
        ),
        Claim("c2", "assertion", (find(WIRE, "The mine belongs to Orsa Metals."),), "body"),
    ),
    timexes=(Timex("t1", find(WIRE, "late on Tuesday"), "late on Tuesday", "DATE", "2026-03-03", "END", "t0"),),
    quantities=(
        Quantity(
            "q1",
            find(WIRE, "At least 12"),
            "At least 12",
            12.0,
            None,
            counted=Counted("miners", "miner", find(WIRE, "miners"), ("miner",)),
            predicate=Predicate("kill", find(WIRE, "killed")),
            effect="killed",
        ),
        Quantity(
            "q2", find(WIRE, "31"), "31", 31.0, 31.0, counted=Counted("people", "person", find(WIRE, "people"), ("person",))
        ),
    ),
    statements=(
        Statement(
            "s1",
            "statement",
            find(WIRE, "The mine belongs to Orsa Metals."),
            "c2",
            "belong",
            find(WIRE, "belongs"),
            subject="The mine",
            subject_span=find(WIRE, "The mine"),
            object="Orsa Metals",
            object_span=find(WIRE, "Orsa Metals"),
        ),
    ),
    rules="r1",
    model="test",
)
