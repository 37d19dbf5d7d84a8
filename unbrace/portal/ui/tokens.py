"""Colours: one table, from which both the style sheet and the contrast test are made.

Light is warm paper with deep pine and a clay accent; dark is the same room at night, not the colours upside down.
Names say what a colour is *for*. `PAIRS` lists every text-on-ground pair in use; WCAG 2.2 AA asks for 4.5 : 1 for
text and 3 : 1 for the outlines of controls and for marks in a chart (success criteria 1.4.3 and 1.4.11).
"""

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "paper": "#f8f4ec",
    "surface": "#fffdf8",
    "sunken": "#f0eadd",
    "ink": "#1d2b2a",
    "muted": "#52625e",
    "line": "#e3dac8",
    "outline": "#7f8a80",
    "pine": "#0f5b54",
    "pine-deep": "#0a433e",
    "on-pine": "#fffdf8",
    "on-pine-muted": "#cfe6de",
    "mist": "#dcece5",
    "on-mist": "#0c4a44",
    "clay": "#a8482a",
    "clay-soft": "#f9e3d6",
    "on-clay-soft": "#7d3119",
    "sun-soft": "#f9ebc4",
    "on-sun-soft": "#654a0b",
    "claimed": "#b9833a",
    "dune": "#e9b48f",
    "picture": "#fbf7ef",
    "shade": "rgb(64 48 24 / 9%)",
}

DARK: Final[dict[str, str]] = {
    "paper": "#111a19",
    "surface": "#1a2524",
    "sunken": "#0c1413",
    "ink": "#f1ebdf",
    "muted": "#aebbb4",
    "line": "#2e3d3a",
    "outline": "#75857f",
    "pine": "#86d0bf",
    "pine-deep": "#123f3a",
    "on-pine": "#07231f",
    "on-pine-muted": "#a9d8cb",
    "mist": "#1d3934",
    "on-mist": "#b5e3d6",
    "clay": "#f0a37f",
    "clay-soft": "#43281c",
    "on-clay-soft": "#f8cdb7",
    "sun-soft": "#3b3113",
    "on-sun-soft": "#f3dc9c",
    "claimed": "#d8a862",
    "dune": "#8a5a3f",
    "picture": "#d7e2db",
    "shade": "rgb(0 0 0 / 35%)",
}

# The pine hero keeps a deep ground in both themes, so its text colours do not follow the theme.
CONSTANT: Final[dict[str, str]] = {
    "hero": "#0d4f49",
    "hero-low": "#0a3d39",
    "on-hero": "#fffaf0",
    "on-hero-muted": "#c9e4da",
    "hero-button": "#fff6e4",
    "on-hero-button": "#0a3d39",
}

TEXT: Final = 4.5
MARK: Final = 3.0

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "surface", TEXT),
    ("muted", "sunken", TEXT),
    ("pine", "paper", TEXT),
    ("pine", "surface", TEXT),
    ("pine", "sunken", TEXT),
    ("on-pine", "pine", TEXT),
    ("on-mist", "mist", TEXT),
    ("pine", "mist", TEXT),
    ("clay", "paper", TEXT),
    ("clay", "surface", TEXT),
    ("on-clay-soft", "clay-soft", TEXT),
    ("on-sun-soft", "sun-soft", TEXT),
    ("on-hero", "hero", TEXT),
    ("on-hero", "hero-low", TEXT),
    ("on-hero-muted", "hero", TEXT),
    ("on-hero-muted", "hero-low", TEXT),
    ("on-hero-button", "hero-button", TEXT),
    ("hero-button", "hero", TEXT),
    ("outline", "surface", MARK),
    ("outline", "paper", MARK),
    ("pine", "surface", MARK),
    ("claimed", "surface", MARK),
    ("clay", "surface", MARK),
)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it (sRGB, IEC 61966-2-1)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _block(selector: str, scheme: str, colours: dict[str, str]) -> str:
    values = "".join(f"--{name}:{value};" for name, value in colours.items())
    return f"{selector}{{color-scheme:{scheme};{values}}}"


def as_css() -> str:
    """Custom properties: light by default, dark when the system or the person's own setting says so."""
    return "\n".join(
        (
            _block(":root", "light", LIGHT | CONSTANT),
            "@media (prefers-color-scheme:dark){"
            + _block(':root:not([data-theme="light"])', "dark", DARK)
            + "}",
            _block(':root[data-theme="dark"]', "dark", DARK),
            "@media print{" + _block(":root:root:root", "light", LIGHT) + "}",
        )
    )
