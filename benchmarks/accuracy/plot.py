"""Draws how right facts are by how sure they claim to be."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final, NamedTuple

from benchmarks.accuracy.reliability import Bin
from rolegraph.charts.colours import PALETTE

_WIDTH: Final = 720
_HEIGHT: Final = 480
_LEFT: Final = 64
_RIGHT: Final = 24
_TOP: Final = 84
_BOTTOM: Final = 56
_NORMAL: Final = 1.96  # 95 in 100

_STYLE: Final = (
    "text{font-family:Inter,'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:12px;fill:#1d2433}"
    ".small{font-size:11px;fill:#5b6472}.title{font-size:15px;font-weight:600}.grid{stroke:#e6eaf0}"
    ".even{stroke:#8b95a6;stroke-dasharray:5 4}"
)


class Series(NamedTuple):
    """One row of dots, and what the legend says of it."""

    name: str
    bins: Sequence[Bin]


def draw(title: str, series: Sequence[Series]) -> str:
    """Return the picture: confidence to the right, share of right facts upwards, a dot for each group of facts."""
    low = min(least for row in series for one in row.bins for least in (_interval(one)[0], one.confidence))
    floor = max(int(min(low, 0.85) * 10) / 10, 0.0)
    scale = _Scale(floor)
    paints = [PALETTE[number] for number in (0, 1, 2)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{title}">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text class="title" x="{_LEFT}" y="28">{title}</text>',
        *_grid(scale),
    ]
    step = (_WIDTH - _LEFT - _RIGHT) / len(series)
    for number, (row, (fill, ink)) in enumerate(zip(series, paints, strict=False)):
        x = _LEFT + number * step
        parts.append(f'<circle cx="{x + 6:.1f}" cy="52" r="5" fill="{fill}" stroke="{ink}"/>')
        parts.append(f'<text x="{x + 18:.1f}" y="56">{row.name}</text>')
        parts += _dots(row.bins, scale, fill, ink)
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale(NamedTuple):
    """Where a share lies in the picture."""

    floor: float

    def x(self, share: float) -> float:
        return _LEFT + (share - self.floor) / (1 - self.floor) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, share: float) -> float:
        return _HEIGHT - _BOTTOM - (share - self.floor) / (1 - self.floor) * (_HEIGHT - _TOP - _BOTTOM)


def _grid(scale: _Scale) -> Iterator[str]:
    left, right, top, bottom = scale.x(scale.floor), scale.x(1), scale.y(1), scale.y(scale.floor)
    for tenth in range(round(scale.floor * 10), 11):
        share = tenth / 10
        x, y = scale.x(share), scale.y(share)
        yield f'<path class="grid" d="M{x:.1f} {top:.1f}V{bottom:.1f}M{left:.1f} {y:.1f}H{right:.1f}"/>'
        yield f'<text class="small" x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text class="small" x="{left - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>'
    yield f'<path class="even" d="M{left:.1f} {bottom:.1f}L{right:.1f} {top:.1f}"/>'
    yield f'<text x="{(left + right) / 2:.1f}" y="{bottom + 40:.1f}" text-anchor="middle">confidence</text>'
    middle = (top + bottom) / 2
    turned = f'transform="translate(22 {middle:.1f}) rotate(-90)" text-anchor="middle"'
    yield f"<text {turned}>share of facts that are right</text>"


def _dots(bins: Sequence[Bin], scale: _Scale, fill: str, ink: str) -> Iterator[str]:
    for one in bins:
        low, high = _interval(one)
        x = scale.x(one.confidence)
        bar = f"M{x:.1f} {scale.y(max(low, scale.floor)):.1f}V{scale.y(high):.1f}"
        yield f'<path d="{bar}" stroke="{ink}" stroke-opacity=".45"/>'
        told = f"{one.size} facts, confidence {one.confidence:.2f}, right {one.right:.2f}"
        yield (
            f'<circle cx="{x:.1f}" cy="{scale.y(max(one.right, scale.floor)):.1f}" r="{_radius(one.size):.1f}" '
            f'fill="{fill}" fill-opacity=".85" stroke="{ink}"><title>{told}</title></circle>'
        )


def _radius(count: int) -> float:
    return min(2.5 + sqrt(count) / 3, 12)


def _interval(one: Bin) -> tuple[float, float]:
    """Return Wilson's interval of a share: within it the true share lies in 95 cases of 100."""
    square = _NORMAL**2
    middle = (one.right + square / (2 * one.size)) / (1 + square / one.size)
    spread = one.right * (1 - one.right) / one.size + square / (4 * one.size**2)
    half = _NORMAL * sqrt(spread) / (1 + square / one.size)
    return max(middle - half, 0.0), min(middle + half, 1.0)
