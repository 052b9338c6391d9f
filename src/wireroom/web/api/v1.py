"""Version 1 of the API, one module a group of operations."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from wireroom.web.api import desk, intake, log, reports, searches, stories, taken
from wireroom.web.api.addresses import ROOT

router = APIRouter(default_response_class=Response)
for group in (desk, stories, reports, intake, taken, log, searches):
    router.include_router(group.router, prefix=ROOT)
