"""The server: the application on an address until it is told to stop."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from ipaddress import ip_address

from wireroom.engine.memory import few_arenas
from wireroom.ports import InputError, MissingError
from wireroom.web.guard import name_of
from wireroom.web.serving import LOOPBACK, Serving

GRACE = 5
"""Seconds that a request under way has left after an order to stop."""
TURN = 0.001
"""Seconds after which a thread lets another one work, a fifth of what Python does by itself: a small page waits less for a
large dossier."""


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hosts_for(host: str, *names: str) -> frozenset[str]:
    """The names that a desk bound to this address answers to, with those that it is told."""
    return LOOPBACK | {name_of(f"[{one}]" if ":" in one else one) for one in (host, *names)}


def check(host: str, *, guarded: bool) -> None:
    """Raises InputError for an address that others can reach while nobody has to say who they are."""
    if not is_loopback(host) and not guarded:
        raise InputError(f"--host {host}: others could reach this desk, and it asks nobody who they are: --tokens or --proxy")


def serve(held: Serving, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serves until an interrupt or SIGTERM; `told` gets the address once the desk can be reached. Raises MissingError without
    the extra and InputError when the address is taken."""
    try:
        import uvicorn
    except ImportError as error:
        raise MissingError("the web desk needs an extra: pip install 'wireroom[web]'") from error
    from wireroom.web.app import application

    sys.setswitchinterval(TURN)
    few_arenas()

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: object) -> None:
            """An order to stop ends the server and is then done with; a second one ends it at once."""
            self.force_exit = self.should_exit
            self.should_exit = True

        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await super().startup(sockets)  # type: ignore[arg-type]
            if self.started:
                bound = self.servers[0].sockets[0].getsockname()[1]
                told(f"http://{f'[{host}]' if ':' in host else host}:{bound}/")

    config = uvicorn.Config(
        application(held),
        host=host,
        port=port,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=200,
        proxy_headers=False,
    )
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what gives no text is a rejection, which says so
    server = Server(config)
    try:
        server.run()
    except SystemExit:
        raise InputError(f"cannot serve on {host}, port {port}: the address is taken or not of this machine") from None
