"""Nouns come back as they were."""

from __future__ import annotations

import typing
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom import model
from wireroom.model import Decision, Dossier, Filed, Lineage, Reading, Rejection, Report, Story
from wireroom.store.nouns import pack, unpack

KINDS = (Report, Rejection, Reading, Lineage, Story, Filed, Decision, Dossier)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a noun, its fields filled by their types; halves of surrogate pairs and NUL are among the letters."""
    if kind is str:
        return st.text(st.characters(), max_size=6)
    if typing.get_origin(kind) is typing.Literal:
        return st.sampled_from(typing.get_args(kind))
    if kind == model.Value:
        return st.dictionaries(st.text(max_size=3), JSON, max_size=3)
    if typing.get_origin(kind) is tuple and typing.get_args(kind)[1:] == (...,):
        return st.lists(values(typing.get_args(kind)[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) is tuple:
        return st.tuples(*map(values, typing.get_args(kind)))
    inside = typing.get_args(kind)
    if inside and typing.get_origin(kind) is not None and type(None) in inside:
        return st.none() | values(next(one for one in inside if one is not type(None)))
    if hasattr(kind, "_fields"):
        return st.builds(kind, *map(values, typing.get_type_hints(kind).values()))
    if kind is int:
        return st.integers(-(2**31), 2**31 - 1)
    if kind is float:
        return st.floats(allow_nan=False)
    if hasattr(kind, "__dataclass_fields__"):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})
    return st.from_type(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_noun_that_is_kept_comes_back_equal(kind: Any) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
    @given(values(kind))
    def back(noun: Any) -> None:
        assert unpack(kind, pack(noun)) == noun
        assert pack(unpack(kind, pack(noun))) == pack(noun)

    back()


def test_what_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a Report"):
        unpack(Report, pack(Story("s", ())))
