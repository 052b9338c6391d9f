"""What a client is told of an error: never where anything lies on this machine. The log of the desk has it whole."""

from __future__ import annotations

import logging
import re

from wireroom.ports import StoreError, WireroomError
from wireroom.web.serving import Serving

LOG = logging.getLogger(__name__)
_PLACE = re.compile(r"""[a-z][a-z\d+]*://[^\s'",;]+|(?<![\w/.])(?:[A-Za-z]:[\\/]|/)[^\s'",;:/\\]+(?:[\\/][^\s'",;:/\\]+)*""")
"""An address with a scheme, or the whole path of a file, as a database names them."""


def placeless(held: Serving, error: WireroomError) -> str:
    """The message of an error without the place of the store, and where the store itself failed without any other: what a user
    named is given back as it was."""
    name = held.store.name
    text = str(error).replace(f"{name}: ", "").replace(name, "the store")
    return _PLACE.sub("…", text) if isinstance(error, StoreError) else text


def logged(held: Serving, error: WireroomError) -> str:
    """The same, with the whole message in the log."""
    LOG.error("%s", error)
    return placeless(held, error)
