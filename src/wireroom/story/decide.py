"""Decisions replayed over stories: what people joined and parted, on top of what `gather` or the stream found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wireroom.model import Decision, Report, Ruling, Stories, Story

PLACED = "placed here by a decision"
"""Why a report stands in a story that only a person put it in."""


def redrawn(stories: Stories, reports: Sequence[Report], decisions: Sequence[Decision]) -> Stories:
    """The stories with every `merge` and `split` replayed in the order given, and a ruling for each; other kinds pass.

    A story that gains or loses reports is named anew for the first of them by publication time, then id. Nothing changes
    without such a decision. Reports that are not at hand are passed over; a decision left with nothing to do is ruled so."""
    wanted = [one for one in decisions if one.kind in ("merge", "split")]
    if not wanted:
        return stories
    inputs = sorted(reports, key=lambda report: (report.published.value or "~", report.id))
    place = {report.id: at for at, report in enumerate(inputs)}
    why = {report: reason for story in stories.stories for report, reason in story.why.items()}
    group = {report: report for report in stories.unplaced}
    group.update({report: story.id for story in stories.stories for report in story.reports})
    found = dict(group)
    rulings = []
    for decision in wanted:
        named = [report for report in decision.reports if report in group]
        act = _merged if decision.kind == "merge" else _parted
        ruling = act(decision, named, group)
        rulings.append(ruling)
    members: dict[str, list[str]] = {}
    for report in sorted(group, key=place.__getitem__):
        members.setdefault(group[report], []).append(report)
    before = {story.id: story for story in stories.stories}
    drawn = [_story(held, before, found, why) for held in members.values()]
    kept = tuple(sorted((one for one in drawn if len(one.reports) > 1), key=lambda one: place[one.reports[0]]))
    alone = tuple(sorted(one.reports[0] for one in drawn if len(one.reports) == 1))
    return Stories(kept, alone, (*stories.rulings, *rulings))


def _merged(decision: Decision, named: Sequence[str], group: dict[str, str]) -> Ruling:
    joined = list(dict.fromkeys(group[report] for report in named))
    if len(joined) < 2:
        return Ruling(decision, "the machine has these reports in one story already" if named else _NOTHING)
    inside = tuple(sorted(report for report, name in group.items() if name in joined))
    for report in inside:
        group[report] = joined[0]
    return Ruling(decision, f"the machine had {len(joined)} stories here", inside)


def _parted(decision: Decision, named: Sequence[str], group: dict[str, str]) -> Ruling:
    left = {group[report] for report in named}
    others = sorted(report for report, name in group.items() if name in left and report not in named)
    if not named or not others:
        return Ruling(decision, "the machine has these reports in a story of their own already" if named else _NOTHING)
    for report in named:
        group[report] = decision.id
    kinds = "one story" if len(left) == 1 else f"{len(left)} stories"
    return Ruling(
        decision, f"the machine had these reports in {kinds} with {len(others)} more", tuple(sorted([*named, *others]))
    )


_NOTHING = "none of these reports is at hand"


def _story(held: Sequence[str], before: Mapping[str, Story], found: Mapping[str, str], why: Mapping[str, str]) -> Story:
    """The story of some reports in order: as it was, or named for the first with the reasons of those that stayed."""
    was = before.get(found[held[0]])
    if was is not None and set(was.reports) == set(held):
        return was
    home = max({found[report] for report in held}, key=lambda name: (sum(found[one] == name for one in held), name))
    return Story(held[0], tuple(held), {one: why.get(one, PLACED) if found[one] == home else PLACED for one in held})
