"""How everything Sociable draws looks: colours, the stages' shapes, fonts. Plain data, the only home of each.

One accent for *you*, greys for context. The stages are three steps of one hue by lightness, and a shape each,
so that grey print and colour-blind eyes lose nothing. A model with other stages gets steps in between.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
TITLE_SIZE = 18
TEXT_SIZE = 16
SMALL_SIZE = 14

LIGHT = {
    "ink": "#1c2430",
    "quiet": "#56606e",
    "line": "#c9d0d9",
    "control": "#7d8794",
    "paper": "#ffffff",
    "wash": "#f3f5f8",
    "you": "#c2410c",
    "warning": "#8a1c1c",
    "focus": "#1d4ed8",
    "stage-low": "#688dbe",
    "stage-high": "#14345f",
    "tint": "#3f6aa6",
}
DARK = {
    "ink": "#edf1f6",
    "quiet": "#a9b4c2",
    "line": "#3c4653",
    "control": "#8692a1",
    "paper": "#111111",
    "wash": "#1f252c",
    "you": "#ff8f5a",
    "warning": "#ff9d9d",
    "focus": "#8ab4ff",
    "stage-low": "#5f86bb",
    "stage-high": "#dfeafa",
    "tint": "#7ba3dc",
}
TINT_STRENGTH = 0.13
_TONES = 4

_HOLLOW = ("circle-open", "○")
_SHAPES = (
    ("circle", "●"),
    ("square", "■"),
    ("diamond", "◆"),
    ("triangle-up", "▲"),
    ("pentagon", "⬟"),
    ("star", "★"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a stage is marked.

    `symbol` is Plotly's name of the shape, `glyph` the same shape in text; `tone` is the CSS class with the colour.
    """

    symbol: str
    glyph: str
    colour: str
    tone: str


def stage_mark(place: int, stages: int) -> Mark:
    """Give the mark of a stage.

    Args:
        place: which stage, 0 for the lowest.
        stages: how many there are.

    Returns:
        Its mark; the lowest is hollow.

    >>> [stage_mark(place, 4).symbol for place in range(4)]
    ['circle-open', 'circle', 'square', 'diamond']
    """
    symbol, glyph = _HOLLOW if place == 0 else _SHAPES[min(place, len(_SHAPES)) - 1]
    share = max(0, place - 1) / max(1, stages - 2)
    tone = round(share * _TONES)
    return Mark(symbol, glyph, _tone(LIGHT, tone), f"sociable-tone-{tone}")


def _tone(colours: dict[str, str], tone: int) -> str:
    return between(colours["stage-low"], colours["stage-high"], tone / _TONES)


def between(low: str, high: str, share: float) -> str:
    """Mix two colours.

    Args:
        low: the colour at 0, as #rrggbb.
        high: the colour at 1.
        share: how far from `low` to `high`.

    Returns:
        The colour, as #rrggbb.

    >>> between("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(low), _channels(high), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def fade(colour: str, opacity: float) -> str:
    """Make a colour see-through.

    Args:
        colour: as #rrggbb.
        opacity: 0 for none of it, 1 for all.

    Returns:
        The colour, as CSS and Plotly take it.

    >>> fade("#102030", 0.5)
    'rgba(16, 32, 48, 0.5)'
    """
    return f"rgba({', '.join(map(str, _channels(colour)))}, {opacity:g})"


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours as WCAG 2 does.

    Args:
        one: a colour, as #rrggbb.
        other: another.

    Returns:
        From 1 (none) to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG


def css_variables() -> str:
    """Write the colours and fonts as CSS, for the style sheet that goes with it.

    A plot's colours are set by Python, for print; where the page is dark, the rules replace each by its twin.

    Returns:
        CSS with the variables `--sociable-…`, light and dark.
    """
    dark = _block(DARK)
    twins = [(LIGHT[name], DARK[name]) for name in ("ink", "quiet", "you", "control", "tint")]
    twins += [(_tone(LIGHT, tone), _tone(DARK, tone)) for tone in range(_TONES + 1)]
    swaps = "\n".join(_swap(*pair) for pair in twins)
    return f"""
.sociable {{ --sociable-font: {FONT}; {_block(LIGHT)} }}
[data-jp-theme-light="false"] .sociable {{ color-scheme: dark; {dark} }}
@media (prefers-color-scheme: dark) {{
  body:not([data-jp-theme-light]) .sociable {{ color-scheme: dark; {dark} }}
}}
{swaps}
"""


def _block(colours: dict[str, str]) -> str:
    tones = {f"tone-{tone}": _tone(colours, tone) for tone in range(_TONES + 1)}
    paper = {"paper": f"var(--jp-layout-color0, {colours['paper']})"}  # of whatever theme JupyterLab has
    return " ".join(f"--sociable-{name}: {colour};" for name, colour in (colours | tones | paper).items())


def _swap(light: str, dark: str) -> str:
    """Write the rules that replace one colour of a plot, in both spellings that Plotly writes it in."""
    page = '[data-jp-theme-light="false"] .sociable .js-plotly-plot'
    written = [f"rgb({', '.join(map(str, _channels(light)))})", light]
    return "\n".join(
        f'{page} [style*="{kind}:{space}{colour}"] {{ {kind}: {dark} !important; }}'
        for kind in ("fill", "stroke")
        for space, colour in zip((" ", ""), written, strict=True)
    )
