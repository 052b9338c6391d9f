"""The question who asks, put before everything else; those whom it does not let in get an answer that says what to do."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Asked

from wireroom.ports import SettingsError
from wireroom.web.access import Access, Caller, needed, origin_of
from wireroom.web.problem import for_program
from wireroom.web.refusal import refusal
from wireroom.web.tokens import Scope


class Asks:
    """The application behind the question who asks; a handler finds the answer as `request.state.caller`."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Asked, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            caller = self._access.caller(scope)
        except SettingsError:
            await refusal(scope, 503, "Who asks cannot be told: the file of tokens cannot be read.")(scope, receive, send)
            return
        must = needed(scope["method"], scope["path"])
        if must is not None and (caller is None or must not in caller.may):
            await _turned_away(scope, caller, must)(scope, receive, send)
            return
        scope.setdefault("state", {}).update(caller=caller, peer=origin_of(scope, self._access))
        await self._app(scope, receive, send)


def _turned_away(scope: Asked, caller: Caller | None, must: Scope) -> Response:
    if caller is None:
        if for_program(scope):
            asks = {"WWW-Authenticate": 'Bearer realm="wireroom"'}
            return refusal(scope, 401, "A token is asked for: Authorization: Bearer …", asks)
        if scope["method"] in ("GET", "HEAD"):
            back = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse(f"/login?{urlencode({'next': back})}", 303)
        return refusal(scope, 401, "Log in first.")
    told = f'Bearer realm="wireroom", error="insufficient_scope", scope="{must}"'
    return refusal(scope, 403, f"This takes a token that may {must}.", {"WWW-Authenticate": told})
