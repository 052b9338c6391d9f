"""The list of keys, and turning them off."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from wireroom.web.pages import forms, sheet
from wireroom.web.pages.forms import Checked

router = APIRouter()


@router.get("/keys")
def keys(request: Request) -> Response:
    """Every key of the desk."""
    return sheet.sheet(request, "keys.html.jinja", here="keys")


@router.post("/keys")
def turn(form: Checked) -> Response:
    """Turns the keys on or off for this browser."""
    answer = RedirectResponse("/keys", 303)
    state = "off" if form.get("keys") == "off" else "on"
    answer.set_cookie(sheet.KEYS, state, max_age=forms.LASTING, httponly=True, samesite="strict")
    return answer
