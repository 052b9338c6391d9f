"""The command that people open in a browser: `serve`."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.options import has_settings, has_store, settings_of
from wireroom.cli.output import note
from wireroom.cli.stored import store_of

PORT = 8477


def commands(group: Any) -> None:
    """Adds the command of this module."""
    serve = group.add_parser("serve", help="show the store as pages in a browser", description=_serve.__doc__)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at (127.0.0.1)")
    serve.add_argument("--port", type=port, default=PORT, metavar="N", help=f"the port, 0 for any that is free ({PORT})")
    has_store(serve)
    has_settings(serve)
    serve.set_defaults(command=_serve)


def port(text: str) -> int:
    """A port. Raises ArgumentTypeError for what is none."""
    if text.isdecimal() and int(text[:6]) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"not a port from 0 to 65535: {text!r}")


def _serve(options: argparse.Namespace) -> int:
    """Serve the store as pages and as JSON until an interrupt or SIGTERM. Only this machine can reach it: another address is
    refused while nobody has to say who they are."""
    from wireroom.ports import MissingError

    try:
        from wireroom.web import serve
        from wireroom.web.serving import Serving
    except ImportError as error:
        raise MissingError("the web desk needs an extra: pip install 'wireroom[web]'") from error

    serve.check(options.host, guarded=False)
    settings = settings_of(options)
    with store_of(settings) as store:
        held = Serving(store, settings, serve.hosts_for(options.host))
        try:
            serve.serve(held, options.host, options.port, lambda address: note(f"{store.name} at {address}; stop with Ctrl+C"))
        finally:
            held.close()
    return 0
