"""A lineage as a tree: every report once, its tie named, however deep or tangled the ties are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.sample import BRIEFING, DOSSIER, LINEAGES, REPORTS

from wireroom.model import Briefing, Derivation, DerivationKind, Lineage
from wireroom.render.html import html
from wireroom.render.show import view
from wireroom.render.text import text
from wireroom.render.tree import DEEPEST
from wireroom.render.view import Node

KINDS: tuple[DerivationKind, ...] = ("copy", "revision", "rewrite", "quotation", "shared_source")


def briefing(size: int, ties: list[Derivation], root: str | None = None) -> Briefing:
    """A story of that many reports in one lineage with these ties; the reports are `n0`, `n1`…"""
    names = tuple(f"n{place}" for place in range(size))
    reports = tuple(replace(REPORTS[0], id=name, publisher=f"Outlet {name}") for name in names)
    lineage = Lineage("l1", root, names, tuple(ties))
    dossier = replace(
        DOSSIER, reports=names, lineages=(lineage,), points=(), threads=(), timeline=(), warnings=(), suspicions=()
    )
    return Briefing((dossier,), reports)


def nodes(node: Node, depth: int = 0) -> list[tuple[Node, int]]:
    return [(node, depth)] + [found for below in node.below for found in nodes(below, depth + 1)]


def tie(child: int, parent: int, *, directed: bool = True, kind: DerivationKind = "copy") -> Derivation:
    return Derivation(f"n{child}", f"n{parent}", kind, directed, 0.5, 0.5, why=("a reason",))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 12).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.lists(
                st.builds(
                    lambda pair, kind, directed: (pair, kind, directed),
                    st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)),
                    st.sampled_from(KINDS),
                    st.booleans(),
                ),
                max_size=30,
            ),
        )
    )
)
def test_every_report_stands_once_whatever_the_ties(
    case: tuple[int, list[tuple[tuple[int, int], DerivationKind, bool]]],
) -> None:
    size, pairs = case
    ties = [tie(one, other, directed=directed, kind=kind) for (one, other), kind, directed in pairs if one != other]
    tree = view(briefing(size, ties)).stories[0].trees[0]
    assert sorted(node.card.number for node, _ in nodes(tree.node)) == list(range(1, size + 1))
    assert all(node.tie for node, depth in nodes(tree.node) if depth)


def test_a_chain_of_a_thousand_is_drawn() -> None:
    long = briefing(1000, [tie(place + 1, place) for place in range(999)], root="n0")
    found = nodes(view(long).stories[0].trees[0].node)
    assert len(found) == 1000
    assert max(depth for _, depth in found) == DEEPEST
    assert next(node for node, _ in found if node.card.id == "n500").tie == "copy of [500]"
    assert text(long).count("copy of") == 999
    assert html(long).count("copy of") == 999


def test_ties_say_what_is_known_of_the_direction() -> None:
    def shown(one: Derivation, root: str) -> str:
        return view(briefing(2, [one], root)).stories[0].trees[0].node.below[0].tie

    assert shown(tie(1, 0), "n0") == "copy of [1]"
    assert shown(tie(0, 1), "n0") == "source of [1] (copy)"
    assert shown(tie(1, 0, directed=False), "n0") == "the same text as [1], which came first is not shown"
    assert shown(tie(1, 0, kind="shared_source", directed=False), "n0") == "shares a third text with [1]"


def test_the_unknown_root_is_the_report_that_most_hangs_on() -> None:
    ties = [tie(0, 2), tie(1, 2), tie(3, 1)]
    assert view(briefing(4, ties)).stories[0].trees[0].node.card.id == "n2"


def test_ids_and_dates_in_reasons_are_written_for_people() -> None:
    names = {"wire": "a81bc81b81bc81b8", "copy": "feed.jsonl#2"}
    reports = tuple(replace(one, id=names.get(one.id, one.id)) for one in REPORTS)
    why = "a81bc81b81bc81b8 is dated 2026-03-04T06:10, feed.jsonl#2 2026-03-05; 2026-03-04T06:10:11 stays"
    line = LINEAGES[1]
    ties = (Derivation(names["copy"], names["wire"], "copy", True, 0.9, 0.9, (), (why,)),)
    lineage = replace(line, root=names["wire"], reports=(names["copy"], "rewrite", names["wire"]), derivations=ties)
    dossier = replace(
        DOSSIER,
        reports=(names["wire"], names["copy"], "auto", "own", "rewrite"),
        lineages=(lineage,),
        points=(),
        threads=(),
        timeline=(),
        warnings=(),
    )
    found = view(replace(BRIEFING, reports=reports, dossiers=(dossier,))).stories[0].trees[0].node.below
    assert found[0].why == "[1] is dated 4 March 2026, 06:10, [2] 5 March 2026; 2026-03-04T06:10:11 stays"
    assert found[1].tie == "in one lineage with [1]"
