"""A lineage as a tree for a reader: what hangs on what, and what shows it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wireroom.model import Derivation, Lineage
from wireroom.render import words
from wireroom.render.view import Card, Node, Numbered, Tree, Turn, ref

DEEPEST = 8
"""Levels of a tree that are drawn as such: more would not fit on a phone."""
PAIRS = 3
"""Ties beside the tree that are listed one by one; of more only the number is told, for copies of one text all tie."""


def by_size(lineages: Sequence[Lineage], cards: Mapping[str, Card]) -> list[Lineage]:
    """The lineages, the largest first, then by the number of their first report."""
    return sorted(lineages, key=lambda one: (-len(one.reports), min(cards[key].number for key in one.reports)))


def tree(lineage: Lineage, cards: Mapping[str, Card], named: Numbered, turns: Sequence[Turn] = ()) -> Tree:
    """The lineage as a tree from its root, or, where none is known, from the report that most hangs on, the first by number.

    Breadth first over the ties of its tree, the closest first, then over the others for what none of those reaches; ties that
    would join what is joined already are `further`.
    Below `DEEPEST` levels reports stand in one row; their ties still name what they hang on. Each of the `turns` stands at the
    report that is made from the other, or at the lower of the two where that is not known."""
    members = set(lineage.reports)
    ties: dict[str, list[Derivation]] = {key: [] for key in lineage.reports}
    for one in lineage.derivations:
        if one.child in members and one.parent in members:
            ties[one.child].append(one)
            ties[one.parent].append(one)
    parents = Counter(one.parent for one in lineage.derivations if one.directed)
    root = lineage.root or min(members, key=lambda key: (-parents[key], -len(ties[key]), cards[key].number))
    hangs: dict[str, Derivation] = {}
    above: dict[str, str] = {}
    depth, host = {root: 0}, {root: root}
    for beside in (False, True):
        queue = deque(depth)
        while queue:
            here = queue.popleft()
            near = sorted(ties[here], key=lambda one: (-max(one.coverage, one.coverage_parent), one.child, one.parent))
            for one in near if beside else [tie for tie in near if tie.tree]:
                other = one.child if one.parent == here else one.parent
                if other not in depth:
                    hangs[other], above[other], depth[other] = one, here, depth[here] + 1
                    host[other] = other if depth[other] < DEEPEST else host[here]
                    queue.append(other)
    below: dict[str, list[str]] = {key: [] for key in lineage.reports}
    for key in sorted(members - {root}, key=lambda key: cards[key].number):
        below[host[above[key]] if key in above else root].append(key)

    turned: dict[str, list[Turn]] = {key: [] for key in lineage.reports}
    for turn in turns:
        lower = turn if turn.directed or depth[turn.card.id] >= depth[turn.above.id] else turned_round(turn)
        turned[lower.card.id].append(lower)

    def node(key: str) -> Node:
        one = hangs.get(key)
        tie = "" if key == root else f"in one lineage with {ref(cards[root])}"
        if one is not None:
            tie = _tie(one, cards[above[key]], child=key)
        why = "; ".join(named(reason) for reason in one.why) if one else ""
        return Node(cards[key], tie, why, tuple(node(other) for other in below[key]), tuple(turned[key]))

    used = {(one.child, one.parent, one.kind) for one in hangs.values()}
    rest = [one for one in lineage.derivations if (one.child, one.parent, one.kind) not in used]
    return Tree(lineage, node(root), _further(rest, members, cards, named))


def turned_round(turn: Turn) -> Turn:
    """The turn as seen from its other end."""
    return replace(turn, above=turn.card, before=turn.after, card=turn.above, after=turn.before)


def _tie(one: Derivation, above: Card, *, child: str) -> str:
    shown, unshown = words.TIES[one.kind]
    if not one.directed:
        return (
            f"{unshown} {ref(above)}, which came first is not shown" if one.kind != "shared_source" else f"{shown} {ref(above)}"
        )
    if one.child == child:
        return f"{shown} {ref(above)}"
    return f"source of {ref(above)} ({one.kind.replace('_', ' ')})"


def _further(rest: Sequence[Derivation], members: set[str], cards: Mapping[str, Card], named: Numbered) -> tuple[str, ...]:
    """The ties beside the tree: those inside the lineage as one line of pairs, those to reports outside it with reasons."""
    inside: list[tuple[int, int]] = []
    lines = []
    for one in rest:
        if one.child not in cards or one.parent not in cards:
            continue
        child, parent = cards[one.child], cards[one.parent]
        if one.child in members and one.parent in members:
            inside.append((min(child.number, parent.number), max(child.number, parent.number)))
            continue
        shown, unshown = words.TIES[one.kind]
        why = "; ".join(named(reason) for reason in one.why)
        lines.append(f"{ref(child)} {shown if one.directed else unshown} {ref(parent)}{': ' + why if why else ''}")
    pairs = sorted(set(inside))
    if len(pairs) > PAIRS:
        lines.append(f"{len(pairs)} more ties join them among themselves")
    elif pairs:
        lines.append(f"tied among themselves too: {', '.join(f'[{one}]–[{other}]' for one, other in pairs)}")
    return tuple(lines)
