"""Which declarations of CSS are known to leave their text readable; all others count as hiding it."""

from __future__ import annotations

import re

from drafter.patterns import pattern

_LENGTH = (
    r"(?:0|auto|(?:[12]?\d{1,2}px|[1-3]?\d(?:\.\d+)?(?:%|vw)|[12]?\d?(?:\.\d+)?(?:em|rem|ex|ch)|\d{1,2}(?:pt|vh)))"
)
_SIZE = (
    r"(?:1[0-9]|[2-9]\d)(?:\.\d+)?px|(?:0?\.[6-9]\d*|[12](?:\.\d+)?)r?em|(?:[6-9]\d|[12]\d\d)%|small|"
    r"smaller|medium|large|larger|x-large"
)
_HEIGHT = r"normal|(?:[1-3])(?:\.\d+)?(?:em)?|1\d\d%"
_EDGE = r"(?:\d{1,2}(?:\.\d+)?(?:px|pt)|[0-2]?(?:\.\d+)?r?em|\d|#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|[a-z]+)"
_STYLES = {
    "text-align": r"left|right|center|justify|start|end",
    "font-style": r"italic|normal|oblique",
    "font-weight": r"normal|bold|bolder|lighter|[1-9]00",
    "font-family": r"[\w ,'\"-]+",
    "font-size": _SIZE,
    "font": rf"(?:(?:italic|bold|normal|[1-9]00) ){{0,2}}(?:{_SIZE})(?: ?/ ?(?:{_HEIGHT}))? [\w ,'\"-]+",
    "line-height": _HEIGHT,
    "margin": rf"{_LENGTH}(?: {_LENGTH}){{0,3}}",
    "padding": rf"{_LENGTH}(?: {_LENGTH}){{0,3}}",
    "border": rf"{_EDGE}(?: +{_EDGE}){{0,3}}",
    "border-collapse": r"\w+",
    "border-spacing": r"\d{1,2}(?:px)?",
    "table-layout": r"auto",
    "letter-spacing": r"normal|0|-?0?\.0\d*r?em|-?0?\.\d+px|[0-4](?:\.\d+)?px",
    "text-transform": r"none",
    "vertical-align": r"top|middle|baseline|bottom",
    "position": r"static",
    "border-radius": r"[\w.% ]+",
    "text-decoration": r"underline|none",
    "display": r"block|inline|inline-block|flex|grid|flow-root|table|list-item",
    "visibility": r"visible",
    "opacity": r"1(?:\.0+)?|0?\.[6-9]\d*|100%",
    "max-width": r"(?:[2-9]\d\d|\d{4})px|[2-9]\d%|100%|\d\d(?:ch|r?em)",
    "width": r"(?:[2-9]\d\d|\d{4})px|[3-9]\d%|100%|auto",
    "clear": r"\w+",
    "box-shadow": r"[\w#.,() %-]+",
    "list-style": r"[\w -]+",
    "list-style-type": r"[\w-]+",
}  # fmt: skip
_STYLES |= dict.fromkeys(  # of the looks of letters and lines, whatever their value
    "hyphens text-rendering -webkit-font-smoothing -moz-osx-font-smoothing box-sizing overflow-wrap word-wrap "
    "text-wrap tab-size scroll-behavior font-feature-settings font-variant-numeric font-variant-ligatures font-kerning "
    "text-underline-offset text-decoration-thickness transition cursor -webkit-text-size-adjust text-size-adjust "
    "-moz-text-size-adjust orphans widows font-optical-sizing text-align-last break-inside page-break-inside".split(),
    r"[^\\]*",
)
_SIDES = pattern(r"-(?:top|right|bottom|left|color|width|style|block|inline)(?:-\w+)?$")


def harmless_style(style: str) -> bool:
    """Tell whether every declaration of a style attribute is known to leave its text readable."""
    for declaration in style.split(";"):
        name, _, value = (part.strip().lower() for part in declaration.partition(":"))
        value = value.removesuffix("!important").strip()
        if (not name and not value) or name.startswith("--"):
            continue
        if name == "color":
            if not dark(value):
                return False
        elif name in ("background", "background-color"):
            if not light(value):
                return False
        else:
            allowed = _STYLES.get(name) or _STYLES.get(_SIDES.sub("", name), "")
            if not re.fullmatch(allowed, value):
                return False
    return True


_COLOURS = {
    "black": 0, "navy": 10, "darkblue": 12, "blue": 18, "darkgreen": 60, "green": 75, "maroon": 25,
    "purple": 40, "brown": 85,
    "darkred": 30, "red": 54, "teal": 90, "gray": 128, "grey": 128, "dimgray": 105, "dimgrey": 105, "slategray": 125,
    "darkslategray": 70, "crimson": 65, "indigo": 30, "inherit": 0, "currentcolor": 0, "initial": 0,
    "white": 255, "snow": 250, "ivory": 252, "whitesmoke": 245, "lightyellow": 250, "beige": 242,
    "aliceblue": 246, "lightgray": 211,
    "lightgrey": 211, "linen": 240, "seashell": 245, "honeydew": 248, "lavender": 230, "cornsilk": 245,
    "transparent": 255, "none": 255,
    "mintcream": 250, "azure": 252, "ghostwhite": 249, "floralwhite": 250, "lightcyan": 246, "yellow": 236,
}  # fmt: skip


def _brightness(colour: str) -> float | None:
    """Return how light a CSS colour is, from 0 to 255, or None for what is not understood."""
    colour = colour.strip().lower()
    if found := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", colour):
        digits = found[1] if len(found[1]) == 6 else "".join(c + c for c in found[1])
        parts = [int(digits[i : i + 2], 16) for i in (0, 2, 4)]
    elif found := re.fullmatch(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", colour):
        parts = [int(found[i]) for i in (1, 2, 3)]
    else:
        return _COLOURS.get(colour)
    return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]


def dark(colour: str) -> bool:
    """Tell whether text in `colour` can be read on a light page."""
    value = _brightness(colour)
    return value is not None and value <= 160 and colour.strip().lower() not in ("transparent", "none")


def light(colour: str) -> bool:
    """Tell whether dark text can be read on `colour`."""
    value = _brightness(colour)
    return value is not None and value >= 200 and colour.strip().lower() != "currentcolor"
