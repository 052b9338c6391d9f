"""Plots as SVG, small enough to read as text: bars of ratios, and growth along both logarithms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.row import Row

WIDTH, LEFT, BAR, LINE = 720, 260, 22, 14
_STYLE = "font-family:system-ui,sans-serif;font-size:12px"
FASTER = "ours over the peer’s, right of the line ours is more"
COLOURS = ("#2b6cb0", "#c05621", "#2f855a", "#6b46c1")


def bars(rows: Sequence[Row], title: str) -> str:
    """One bar a row, as long as the logarithm of our rate over the peer's; the line in the middle is the peer."""
    most = max([1.0, *(abs(math.log2(row.ratio)) for row in rows)])
    middle, scale = LEFT + (WIDTH - LEFT - 60) / 2, (WIDTH - LEFT - 120) / 2 / most
    parts = [_text(8, 18, title, bold=True)]
    for number, row in enumerate(rows):
        top = 34 + number * BAR
        size = math.log2(row.ratio) * scale
        colour = COLOURS[0] if size >= 0 else COLOURS[1]
        parts.append(_text(8, top + 14, f"{row.what} / {row.peer}"))
        place = f'x="{min(middle, middle + size):.1f}" y="{top}" width="{abs(size):.1f}" height="16"'
        parts.append(f'<rect {place} fill="{colour}"/>')
        parts.append(_text(middle + size + (6 if size >= 0 else -44), top + 13, f"{row.ratio:.2f}×"))
    height = 46 + len(rows) * BAR
    parts.append(f'<path d="M{middle:.1f} 28V{height - 10}" stroke="#555"/>')
    return _svg(height, parts)


def growth(lines: Mapping[str, Sequence[tuple[float, float]]], title: str, unit: str) -> str:
    """One line a name through its points (how many, what it cost), both axes logarithmic."""
    points = [(x, max(y, 1e-3)) for line in lines.values() for x, y in line]
    low_x, high_x = (math.log10(pick(x for x, _ in points)) for pick in (min, max))
    low_y, high_y = math.floor(math.log10(min(y for _, y in points))), math.ceil(math.log10(max(y for _, y in points)))
    across = (WIDTH - 220) / max(high_x - low_x, 1e-9)
    up = 240 / max(high_y - low_y, 1)
    parts = [_text(8, 18, title, bold=True)]
    ends: list[tuple[float, float, str, str]] = []
    for power in range(low_y, high_y + 1):
        y = 290 - (power - low_y) * up
        parts.append(f'<path d="M60 {y:.1f}H{WIDTH - 150}" stroke="#ddd"/>')
        parts.append(_text(8, y + 4, f"{10**power:g} {unit}"))
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [
            (65 + (math.log10(x) - low_x) * across, 290 - (math.log10(max(y, 1e-3)) - low_y) * up) for x, y in sorted(line)
        ]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        ends.append((places[-1][1] + 4, places[-1][0] + 8, name, colour))
    lowest = 0.0
    for y, x, name, colour in sorted(ends):
        lowest = max(y, lowest + LINE)
        parts.append(_text(x, lowest, name, colour=colour))
    parts += [_text(60 + (math.log10(x) - low_x) * across - 12, 308, f"{x:,.0f}") for x in sorted({x for x, _ in points})]
    return _svg(320, parts)


def _svg(height: float, parts: Sequence[str]) -> str:
    inside = "\n".join(parts)
    box = f'width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n<rect width="100%" height="100%" fill="#fff"/>\n{inside}\n</svg>\n'


def _text(x: float, y: float, text: str, *, bold: bool = False, colour: str = "#222") -> str:
    weight = ";font-weight:600" if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" style="{_STYLE}{weight}" fill="{colour}">{escape(text)}</text>'
