"""Pages for people: HTML that works without script, one module a group of pages."""

from fastapi import APIRouter

from wireroom.web.pages import compare, decide, dossier, keys, report, sources, stories, takeaway
from wireroom.web.pages.sheet import add_errors

__all__ = ["add_errors", "router"]

router = APIRouter(include_in_schema=False)
for group in (stories, dossier, report, compare, sources, decide, takeaway, keys):
    router.include_router(group.router)
