"""The two pictures of an exercise: `start.webp` and `end.webp`, or `start.svg` and `end.svg`.

The first are drawn from `demonstration.yaml` (`make stills`). The second are drawings by hand, so they may only draw.
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from unbrace.library.errors import ContentError

POSITIONS = ("start", "end")
NAMES = tuple(f"{position}.{kind}" for position in POSITIONS for kind in ("webp", "svg"))
LARGEST_BYTES = 25_000
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset(
    {"svg", "g", "path", "line", "polyline", "polygon", "circle", "ellipse", "rect", "title", "desc"}
)


@dataclass(frozen=True)
class Picture:
    """One picture: where its file is, what it shows in words, and, if it was drawn by hand, its SVG."""

    path: Path
    alt: str
    svg: str = ""


def read_picture(folder: Path, position: str, alt: str) -> Picture:
    """Raises ContentError when there is no picture, or it is too large, or does more than draw."""
    drawn = folder / f"{position}.webp"
    if drawn.exists():
        return _drawn(drawn, alt)
    path, name = folder / f"{position}.svg", f"{folder.name}/{position}.svg"
    try:
        svg = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ContentError(name, "", "is missing; add the picture") from None
    except UnicodeDecodeError:
        raise ContentError(name, "", "is not a drawing in UTF-8 text; export it as plain SVG") from None
    if problem := _problem(svg):
        raise ContentError(name, "", problem)
    return Picture(path, alt, svg)


def _drawn(path: Path, alt: str) -> Picture:
    name = f"{path.parent.name}/{path.name}"
    head = path.read_bytes()[:12]
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise ContentError(name, "", "is not a WebP picture; draw it anew with `make stills`")
    if path.stat().st_size > LARGEST_BYTES:
        raise ContentError(
            name, "", f"is larger than {LARGEST_BYTES // 1000} kB; draw it anew with `make stills`"
        )
    return Picture(path, alt)


def _problem(svg: str) -> str | None:
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        return "has a DOCTYPE; export it as plain SVG without one"
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  (no DOCTYPE, so no entities)
    except ElementTree.ParseError:
        return "is not readable as SVG; export it anew as plain SVG"
    if root.tag != f"{_SVG}svg" or "viewBox" not in root.attrib:
        return "is not an SVG with a viewBox; export it anew as plain SVG"
    for element in root.iter():
        tag = element.tag.removeprefix(_SVG)
        if tag not in _DRAWS:
            return f"contains <{tag}>; keep plain shapes only"
        for attribute, value in element.attrib.items():
            if (
                attribute.startswith("on")
                or attribute == "style"
                or "href" in attribute
                or _reaches_out(value)
            ):
                return (
                    f"contains the attribute {attribute.split('}')[-1]!r}; keep plain shapes and colours only"
                )
    return None


def _reaches_out(value: str) -> bool:
    return bool(re.search(r"url\(|javascript:|https?:|data:", value, re.IGNORECASE))
