"""JSON for programs: `/api/v1`, another face of the values in `web.views`."""

from wireroom.web.api.document import described
from wireroom.web.api.errors import add_errors
from wireroom.web.api.v1 import router

__all__ = ["add_errors", "described", "router"]
