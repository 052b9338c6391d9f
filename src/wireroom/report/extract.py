"""A capture as a report, or as a rejection that says why it gives none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Literal, cast
from urllib.parse import urlsplit

from wireroom.model import Capture, DateCandidate, Dateline, Notice, Published, Reason, Rejection, Report, digest
from wireroom.report.agency import credited, named
from wireroom.report.byline import late_byline
from wireroom.report.dates import chosen, in_path
from wireroom.report.decode import decoded
from wireroom.report.draft import Draft, Refusal
from wireroom.report.header import Head, stated_times
from wireroom.report.heading import head_of
from wireroom.report.html import from_page
from wireroom.report.language import LANGUAGE_WORDS, language_of
from wireroom.report.notice import notices
from wireroom.report.part import kinds_of, parts
from wireroom.report.record import from_record
from wireroom.report.rules import ReportRules
from wireroom.report.wire.document import from_xml
from wireroom.report.wire.entry import MEDIA as ENTRY
from wireroom.report.wire.mail import from_mail
from wireroom.text import WORD, LanguageGuesser, folded, paragraphs

LIMIT = 20_000_000
"""Bytes of the largest capture: a book has a million; beyond it memory and patience end."""
MIN_WORDS = 6
"""Words of the shortest report: a news flash of one sentence. Fewer is a fragment of which nothing can be said."""
EDGE = 16
"""Paragraphs from either end among which a line of times ("Published: …") is looked for."""


def extract(capture: Capture, rules: ReportRules, guesser: LanguageGuesser | None = None) -> Report | Rejection:
    """The report that a capture gives: its text in NFC and otherwise unchanged, and what its head and edges say of it.

    Without a guesser no text is rejected for its language. Never raises for what is in the capture, whatever it is.
    """
    draft = _draft(capture)
    if isinstance(draft, Refusal):
        return _rejected(capture, draft.reason, draft.detail, draft.retracts)
    lines = paragraphs(draft.text)
    count = sum(1 for _ in islice(WORD.finditer(draft.text), LANGUAGE_WORDS))
    if not lines or not count:
        return _rejected(capture, "no_text", "no words of text were found")
    if count < MIN_WORDS:
        short = f"{count} word{'s' * (count != 1)}; a report has at least {MIN_WORDS}"
        return _rejected(capture, "retraction" if draft.retracts else "too_short", short, draft.retracts)
    language = None
    if guesser is not None:
        language, why = language_of(draft.text, count, guesser)
        if why is not None:
            return _rejected(capture, "not_english", why, draft.retracts)
        if language is None and (_stated_language(draft) or "en") != "en":
            return _rejected(capture, "not_english", f"it is stated to be in {_stated_language(draft)}", draft.retracts)
    return _report(capture, draft, rules, language)


def _report(capture: Capture, draft: Draft, rules: ReportRules, language: str | None) -> Report:
    text, lines = draft.text, paragraphs(draft.text)
    low = folded(text)
    kinds = kinds_of(text, low, lines, rules)
    head = head_of(text, lines, rules, title=draft.title, kinds=kinds)
    for line in [*lines[head.body :][:EDGE], *lines[max(head.body + EDGE, len(lines) - EDGE) :]]:
        if stated_times(text, line, head):
            head.furniture.append(line)
        else:
            late_byline(head, text[line.start : line.end], line, rules, before=text[max(0, line.start - 80) : line.start])
    noted = _noticed(draft, notices(text, low, lines, rules))
    address = _address(draft, capture)
    published, dateline = _times(draft, head, address)
    given = [name for entry in draft.agencies for name in named(entry, rules) or (entry,)]
    beside = named(draft.byline, rules) if draft.byline else ()
    publisher = _publisher(draft, head, address, rules)
    uri = address if _media(capture) in ("json", "entry") else capture.uri  # a file is where it lies; a record, where it says
    return Report(
        id=draft.id or digest(publisher or "", uri, text),
        uri=uri,
        text=text,
        title=draft.title or head.title_text,
        publisher=publisher,
        published=published,
        updated=draft.updated or head.updated,
        received=capture.received,
        dateline=dateline,
        byline=_byline(draft, head),
        agencies=credited(text, lines, rules, first=[*given, *beside, *head.credits]),
        language=language or _stated_language(draft),
        notices=noted,
        parts=parts(text, lines, kinds, head, noted),
        capture=capture.id,
        names=draft.names,
        retracts=draft.retracts,
    )


def _noticed(draft: Draft, found: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """The notices of the text, after those that stood beside it and that the text does not repeat."""
    told = {notice.kind for notice in found}
    return (*(Notice(kind, None) for kind in dict.fromkeys(draft.notices) if kind not in told), *found)


def _times(draft: Draft, head: Head, address: str) -> tuple[Published, Dateline | None]:
    """The publication time, and the dateline with the year that the other candidates give to its day."""
    candidates = [*draft.dates, *head.dates]
    for place in dict.fromkeys([address, head.address or address]):
        path = in_path(_path(place))
        if path is not None:
            candidates.append(DateCandidate(path, "url", place[:200]))
    dateline = head.dateline
    if dateline is None or dateline.date is None:
        return chosen(candidates), dateline
    if dateline.date.startswith("--"):
        dateline = replace(dateline, date=_with_year(dateline.date, chosen(candidates).value))
    if dateline.date is not None:
        shown = draft.text[dateline.span.start : dateline.span.end]
        candidates.append(DateCandidate(dateline.date, "dateline", shown, dateline.span))
    return chosen(candidates), dateline


def _with_year(day: str, published: str | None) -> str | None:
    """The day `--MM-DD` in the year that brings it nearest to the publication time; None when that is not known."""
    if published is None:
        return None
    if len(published) < len("2000-01-01"):
        return f"{published[:4]}{day[1:]}" if len(published) == 4 or published[5:7] == day[2:4] else None
    issued = date.fromisoformat(published[:10])
    able = []
    for year in (issued.year - 1, issued.year, issued.year + 1):
        try:
            able.append(date(year, int(day[2:4]), int(day[5:7])))
        except ValueError:
            continue
    return min(able, key=lambda item: abs((item - issued).days)).isoformat() if able else None


def _draft(capture: Capture) -> Draft | Refusal:
    if not capture.body:
        return Refusal("empty", "no bytes")
    if len(capture.body) > LIMIT:
        return Refusal("too_large", f"more than {LIMIT:,} bytes")
    kind = _media(capture)
    if kind is None:
        return Refusal("unsupported", f"media type {capture.media_type}")
    if kind == "xml":
        return from_xml(capture.body)
    if kind == "mail":
        return from_mail(capture.body)
    text = decoded(capture.body, declared=kind == "html")
    if text is None:
        return Refusal("not_text", "binary data")
    if kind in ("json", "entry"):
        return from_record(text, entry=kind == "entry")
    return from_page(text) if kind == "html" else Draft(text)


def _media(capture: Capture) -> Literal["text", "html", "json", "entry", "xml", "mail"] | None:
    """How to read the capture: by media type, else by the ending of its address, else as plain text."""
    given = (capture.media_type or "").split(";")[0].strip().lower()
    if given in {"text/html", "application/xhtml+xml"}:
        return "html"
    if given == ENTRY:
        return "entry"
    if given in {"application/json", "text/json"} or given.endswith("+json"):
        return "json"
    if given == "message/rfc822":
        return "mail"
    if given in {"application/xml", "text/xml"} or given.endswith("+xml"):
        return "xml"
    if given in {"text/plain", "text/markdown", "text/x-markdown"}:
        return "text"
    if given:
        return None
    ending = _path(capture.uri).lower().rpartition(".")[2]
    return {"html": "html", "htm": "html", "xhtml": "html", "json": "json", "xml": "xml", "eml": "mail"}.get(ending, "text")  # type: ignore[return-value]


def _byline(draft: Draft, head: Head) -> str | None:
    """Who signed: as given beside the text, unless that is only the outlet and the text names somebody."""
    outlet = draft.byline is not None and draft.byline.lower() == (draft.publisher or "").lower()
    return (head.byline or draft.byline) if outlet else (draft.byline or head.byline)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path if "://" in address[:12] else address
    except ValueError:
        return address


def _address(draft: Draft, capture: Capture) -> str:
    """The web address that the report gives for itself, else the address of the capture."""
    url = draft.url or ""
    return url if url.lower().startswith(("http://", "https://")) and url.isprintable() else capture.uri


def _publisher(draft: Draft, head: Head, address: str, rules: ReportRules) -> str | None:
    """The outlet: as a record gives it; else by its name or the domain of its address, canonical where the lexicon knows it."""
    if draft.recorded and draft.publisher is not None:
        return draft.publisher
    given = draft.publisher or head.publisher
    address = address if "://" in address[:12] else head.address or ""
    try:
        host = (urlsplit(address).hostname or "") if "://" in address[:12] else ""
    except ValueError:
        host = ""
    bare = (given or "").strip().lower()
    return (
        rules.outlets.get(bare)
        or _by_domain(bare, rules)
        or _by_domain(host, rules)
        or _by_domain(draft.host or "", rules)
        or given
        or host.removeprefix("www.")
        or None
    )


def _by_domain(host: str, rules: ReportRules) -> str | None:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = rules.domains.get(".".join(labels[start:]))
        if name is not None:
            return name
    return None


def _stated_language(draft: Draft) -> str | None:
    given = (draft.language or "").strip().lower().replace("_", "-").split("-")[0]
    return given if len(given) == 2 and given.isalpha() else None


def _rejected(capture: Capture, reason: str, detail: str, retracts: tuple[str, ...] = ()) -> Rejection:
    told = "".join(char if char.isprintable() else " " for char in detail)
    return Rejection(capture.uri, cast("Reason", reason), told, capture.id, retracts)
