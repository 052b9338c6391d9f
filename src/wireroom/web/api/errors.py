"""Errors of the API."""

from __future__ import annotations

from fastapi import FastAPI


def add_errors(app: FastAPI) -> None:
    """Lets the API answer errors in its own form."""
