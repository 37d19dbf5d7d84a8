"""Draw the icon of `browser/icon.svg` as the PNG files that telephones ask for when somebody installs Unbrace.

    .venv/bin/python setup/build_icons.py

They lie in `browser/icons/` and are made anew only when the mark changes. iOS takes no SVG and rounds the corners by
itself; launchers of Android cut a maskable one to a shape of their own and keep four fifths of its width at least.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

FOLDER: Final = Path(__file__).resolve().parent.parent / "browser" / "icons"
SIDE: Final = 512  # of the drawing in `browser/icon.svg`
FINER: Final = 4  # drawn so much larger, and made smaller at the end: smooth edges
CORNER: Final = 112
GROUND, LINE, DOT = "#1f6f6b", "#fdf6ec", "#f2b28a"
#: The line as two Bézier curves, from top to bottom.
CURVES: Final = (
    ((256, 96), (198, 96), (152, 136), (152, 188)),
    ((152, 188), (152, 266), (360, 262), (360, 340)),
    ((360, 340), (360, 386), (314, 418), (256, 418)),
)
LINE_RADIUS, DOT_RADIUS = 22, 18
STEPS: Final = 400
#: Name, side in pixels, and whether the corners are round and see-through.
FILES: Final = (
    ("icon-192.png", 192, True),
    ("icon-512.png", 512, True),
    ("icon-maskable-512.png", 512, False),
    ("apple-touch-icon.png", 180, False),
)


def draw(round_corners: bool) -> Image.Image:
    whole = SIDE * FINER
    picture = Image.new("RGBA", (whole, whole), (0, 0, 0, 0) if round_corners else GROUND)
    pen = ImageDraw.Draw(picture)
    if round_corners:
        pen.rounded_rectangle((0, 0, whole - 1, whole - 1), CORNER * FINER, fill=GROUND)
    for curve in CURVES:
        for step in range(STEPS + 1):
            _dot(pen, _on(curve, step / STEPS), LINE_RADIUS, LINE)
    _dot(pen, (SIDE / 2, SIDE / 2), DOT_RADIUS, DOT)
    return picture if round_corners else picture.convert("RGB")


def _on(curve: tuple[tuple[float, float], ...], t: float) -> tuple[float, float]:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(share * point[axis] for share, point in zip(shares, curve, strict=True)) for axis in (0, 1))
    return x, y


def _dot(pen: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, colour: str) -> None:
    left, top, right, bottom = ((at[0] - radius), (at[1] - radius), (at[0] + radius), (at[1] + radius))
    pen.ellipse((left * FINER, top * FINER, right * FINER, bottom * FINER), fill=colour)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, side, round_corners in FILES:
        small = draw(round_corners).resize((side, side), Image.Resampling.LANCZOS)
        small.save(FOLDER / name, optimize=True)
        print(f"{name}  {side}×{side}  {(FOLDER / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
