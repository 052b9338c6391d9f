"""Wireroom: give it the reports; get the story, with every statement traced to who said it.

`brief`, `extract`, `read`, `trace`, `gather` and `assemble` are the rooms with everything at its default, `stream` the two of
them that grow a report at a time; the nouns they take and give are in `wireroom.model`. Nothing heavy is imported until one of
them is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wireroom.library import assemble, brief, extract, gather, read, stream, trace

__version__ = "0.1.0"
__all__ = ["__version__", "assemble", "brief", "extract", "gather", "read", "stream", "trace"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("wireroom.library"), name)
    raise AttributeError(f"module 'wireroom' has no attribute {name!r}")
