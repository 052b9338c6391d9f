"""Logging in with a token, and out: the token is shown once, and a random cookie speaks for it until the shift ends."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from wireroom.web.access import COOKIE, LASTING, Access, Caller, cookie_of, is_secure
from wireroom.web.pages.forms import Checked
from wireroom.web.pages.sheet import sheet

router = APIRouter(include_in_schema=False)


@router.get("/login")
def page(request: Request, next: str = "/") -> Response:  # noqa: A002 (the name of the parameter of every log-in page)
    """The form, or who one is already."""
    if not _access(request).guarded:
        return RedirectResponse("/", 303)
    caller: Caller | None = getattr(request.state, "caller", None)
    session = cookie_of(request.headers, secure=is_secure(request.scope, _access(request))) is not None
    return _shown(request, local(next), name=None if caller is None else caller.name, session=session)


@router.post("/login")
def login(
    request: Request,
    form: Checked,
) -> Response:
    """Opens a session for a token that holds."""
    access = _access(request)
    found = None if access.tokens is None else access.tokens.of(form.get("secret", "").strip(), datetime.now(UTC))
    back = local(form.get("next", "/"))
    if found is None:
        return _shown(request, back, wrong=True, status=403)
    answer = RedirectResponse(back, 303, {"Cache-Control": "no-store"})
    secure = is_secure(request.scope, access)
    answer.set_cookie(
        f"__Host-{COOKIE}" if secure else COOKIE,
        access.sessions.open(found.id),
        max_age=LASTING,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/logout")
def logout(request: Request, form: Checked) -> Response:
    """Ends the session, here and in the browser."""
    access = _access(request)
    secure = is_secure(request.scope, access)
    cookie = cookie_of(request.headers, secure=secure)
    if cookie is not None:
        access.sessions.close(cookie)
    answer = RedirectResponse("/login", 303, {"Cache-Control": "no-store", "Clear-Site-Data": '"cache"'})
    name = f"__Host-{COOKIE}" if secure else COOKIE
    answer.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="strict")
    return answer


def local(address: str) -> str:
    """An address within the desk; its first page for any other."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe else "/"


def _access(request: Request) -> Access:
    found: Access = request.app.state.serving.access
    return found


def _shown(
    request: Request, back: str, *, name: str | None = None, session: bool = False, wrong: bool = False, status: int = 200
) -> HTMLResponse:
    answer = sheet(request, "login.html.jinja", status, here="login", next=back, name=name, session=session, wrong=wrong)
    answer.headers["Cache-Control"] = "no-store"
    return answer
