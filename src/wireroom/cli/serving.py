"""The command that people open in a browser: `serve`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import has_settings, has_store, has_tokens, settings_of
from wireroom.cli.output import note
from wireroom.cli.stored import store_of

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.web.access import Access

PORT = 8477


def commands(group: Any) -> None:
    """Adds the command of this module."""
    serve = group.add_parser("serve", help="show the store as pages in a browser", description=_serve.__doc__)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at (127.0.0.1)")
    serve.add_argument("--port", type=port, default=PORT, metavar="N", help=f"the port, 0 for any that is free ({PORT})")
    serve.add_argument(
        "--name", action="append", default=[], metavar="HOST", help="a name by which others call this desk; may be repeated"
    )
    serve.add_argument(
        "--proxy", action="append", default=[], metavar="ADDRESS", help="a proxy that says who asks, by its address or network"
    )
    serve.add_argument(
        "--proxy-header", default="X-Forwarded-User", metavar="NAME", help="the header in which it does (X-Forwarded-User)"
    )
    has_tokens(serve)
    has_store(serve)
    has_settings(serve)
    serve.set_defaults(command=_serve)


def port(text: str) -> int:
    """A port. Raises ArgumentTypeError for what is none."""
    if text.isdecimal() and int(text[:6]) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"not a port from 0 to 65535: {text!r}")


def _serve(options: argparse.Namespace) -> int:
    """Serve the store as pages and as JSON until an interrupt or SIGTERM. Without a file of tokens or a proxy everybody on this
    machine may do everything, and an address that others can reach is refused."""
    from wireroom.ports import InputError, MissingError

    try:
        from wireroom.web import serve
        from wireroom.web.serving import Serving
    except ImportError as error:
        raise MissingError("the web desk needs an extra: pip install 'wireroom[web]'") from error

    settings = settings_of(options)
    access = _access(settings, options)
    serve.check(options.host, guarded=access.guarded)
    if options.host in ("0.0.0.0", "::") and not options.name:  # noqa: S104 (only compared)
        raise InputError(f"--host {options.host}: say by which name others call this desk: --name HOST")
    with store_of(settings) as store:
        held = Serving(store, settings, serve.hosts_for(options.host, *options.name), access=access)
        try:
            serve.serve(held, options.host, options.port, lambda address: note(f"{store.name} at {address}; stop with Ctrl+C"))
        finally:
            held.close()
    return 0


def _access(settings: Settings, options: argparse.Namespace) -> Access:
    """By what the desk knows who asks. Raises SettingsError for a file of tokens that cannot be read."""
    from wireroom.web.access import Access, proxy_of
    from wireroom.web.tokens import Tokens

    tokens = Tokens(Path(settings.tokens)) if settings.tokens else None
    if tokens is not None:
        tokens.all()
    proxy = proxy_of(tuple(options.proxy), options.proxy_header) if options.proxy else None
    return Access(tokens, proxy)
