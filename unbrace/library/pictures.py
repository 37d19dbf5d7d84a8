"""`start.svg` and `end.svg`: drawings that are put into pages as they are, so they may only draw.

An exercise may have both or neither: without them its pages show the words alone.
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from unbrace.library.errors import ContentError

NAMES = ("start.svg", "end.svg")
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset(
    {"svg", "g", "path", "line", "polyline", "polygon", "circle", "ellipse", "rect", "title", "desc"}
)


@dataclass(frozen=True)
class Picture:
    """One drawing: where its file is, its text (empty while it is still to be drawn), and what it shows in words."""

    path: Path
    svg: str
    alt: str

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to show but the words."""
        return bool(self.svg)


def read_picture(path: Path, name: str, alt: str) -> Picture:
    """Raises ContentError when the file is missing or does more than draw."""
    try:
        svg = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ContentError(name, "", "is missing; add the picture") from None
    except UnicodeDecodeError:
        raise ContentError(name, "", "is not a drawing in UTF-8 text; export it as plain SVG") from None
    if problem := _problem(svg):
        raise ContentError(name, "", problem)
    return Picture(path, svg, alt)


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
