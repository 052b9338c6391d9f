"""What is shown, to be taken away: CSV, JSON, Markdown, one file, feeds, the log of decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from wireroom.model import StoryOrder
from wireroom.render.clean import cleaned
from wireroom.render.export import as_csv
from wireroom.render.html import html
from wireroom.render.json import dossier_record, dumps, dumps_line
from wireroom.render.markdown import escape, markdown
from wireroom.web import links
from wireroom.web.pages.sheet import environment
from wireroom.web.serving import Held, Serving
from wireroom.web.views.matters import entry
from wireroom.web.views.stories import Asked, Told, stories_page

router = APIRouter()
AT_ONCE = 500
"""Stories asked for at a time."""
MOST = 20_000
"""Stories of one export."""
NEWEST = 50
"""Stories of a feed."""
_COLUMNS = ("id", "title", "first", "last", "reports", "voices", "disputes", "address")
_TYPES = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "jsonl": "application/x-ndjson"}


@router.get("/export/stories.{form}")
def stories(
    request: Request, held: Held, form: Literal["csv", "json", "md"], q: str = "", order: StoryOrder = "newest"
) -> Response:
    """Every story that answers to a query, in the order of the page."""
    rows = [row(request, one) for one in _all(held, q, order)]
    if form == "csv":
        text = as_csv(rows, _COLUMNS)
    elif form == "json":
        text = dumps({"query": q, "order": order, "stories": rows}) + "\n"
    else:
        told = (f"{one['reports']} reports, {one['voices']} voices, {one['disputes']} disputes" for one in rows)
        lines = [f"- **{escape(cleaned(str(one['title'])))}** ({about})" for one, about in zip(rows, told, strict=True)]
        text = "\n".join([f"# {len(rows)} stories", "", *lines]) + "\n"
    return file(text, form, "stories")


def _all(held: Serving, query: str, order: StoryOrder) -> Iterator[Told]:
    after, count = None, 0
    while count < MOST:
        page = stories_page(held.store, Asked(query, order, after), AT_ONCE)
        yield from page.stories
        count += len(page.stories)
        after = page.next
        if after is None:
            return


def row(request: Request, one: Told) -> dict[str, Any]:
    """A story of the list for another program."""
    return {
        "id": one.row.id,
        "title": one.row.title,
        "first": one.row.first,
        "last": one.row.last,
        "reports": one.row.reports,
        "voices": one.row.voices,
        "disputes": one.row.disputed,
        "address": str(request.base_url).rstrip("/") + links.story_link(one.row.id),
    }


@router.get("/export/decisions.jsonl")
def decisions(held: Held) -> Response:
    """The log of decisions, as `--decisions` reads it."""
    return file("".join(json.dumps(entry(one)) + "\n" for one in held.store.decisions()), "jsonl", "decisions")


@router.get("/export/{form}/{name:path}")
def dossier(held: Held, form: Literal["csv", "json", "md", "html"], name: str, named: str = "") -> Response:
    """A dossier in another form: claims as CSV, `wireroom.dossier/1`, Markdown, or one page that needs nothing else."""
    found = held.dossiers.open(name or named)
    if found is None:
        raise HTTPException(404, "There is no such story.")
    if form == "csv":
        return file(as_csv(held.store.matrix(found.filed.story.reports)), form, found.name)
    if form == "json":
        return file(dumps(dossier_record(found.briefing)) + "\n", form, found.name)
    if form == "md":
        return file(markdown(found.briefing), form, found.name)
    page = html(found.briefing)
    start = page.index('content="', page.index("Content-Security-Policy")) + len('content="')
    policy = page[start : page.index('"', start)].replace("&#39;", "'")
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": policy})


def file(text: str, form: str, name: str) -> Response:
    """A file to be kept."""
    safe = "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_"))[:60] or "wireroom"
    headers = {"Content-Disposition": f'attachment; filename="{safe}.{form}"'}
    return Response(text.encode("utf-8", "replace"), media_type=f"{_TYPES[form]}; charset=utf-8", headers=headers)


@router.get("/feed.atom")
def atom(request: Request, held: Held, q: str = "") -> Response:
    """The newest stories that answer to a query as an Atom feed; an entry is new when a report came."""
    text = environment().get_template("feed.atom.jinja").render(**_feed(request, held, q))
    return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml")


@router.get("/feed.json")
def json_feed(request: Request, held: Held, q: str = "") -> Response:
    """The same as a JSON Feed."""
    told = _feed(request, held, q)
    record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told["title"],
        "home_page_url": told["home"],
        "feed_url": str(request.url),
        "items": [
            {
                "id": f"urn:wireroom:story:{one['id']}:{one['updated']}",
                "url": one["address"],
                "title": one["title"],
                "content_text": one["told"],
                "date_modified": one["updated"],
            }
            for one in told["entries"]
        ],
    }
    return Response(dumps_line(record).encode("utf-8", "replace"), media_type="application/feed+json")


def _feed(request: Request, held: Serving, query: str) -> dict[str, Any]:
    page = stories_page(held.store, Asked(query), NEWEST)
    base = str(request.base_url).rstrip("/")
    entries = [
        {
            "id": one.row.id,
            "title": one.title,
            "told": ", ".join(one.tally),
            "updated": one.row.at,
            "address": base + links.story_link(one.row.id),
        }
        for one in page.stories
    ]
    return {
        "title": f"wireroom: {cleaned(query)}" if query else "wireroom",
        "home": base + links.search_link(query),
        "own": str(request.url),
        "updated": max((str(one["updated"]) for one in entries), default="1970-01-01T00:00:00Z"),
        "entries": entries,
    }
