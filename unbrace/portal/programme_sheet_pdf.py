"""A signed programme on paper: each exercise with its two pictures, its dose, and what to do, to hang on a wall.

The pictures are those of the page. In English for now, like the other files: the typeface has no Arabic letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image as Picture
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from unbrace.clinic.exercise_films.queries import films_for, still_path
from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.date_words import whole_date
from unbrace.portal.programme_sheet import Line, parts_of
from unbrace.portal.ui.tokens import LIGHT

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import ProgrammeVersion

FONT, BOLD = "Vera", "VeraBd"
INK, MUTED = HexColor(LIGHT["ink"]), HexColor(LIGHT["muted"])
BODY: Final = ParagraphStyle("body", fontName=FONT, fontSize=9.5, leading=13.5, textColor=INK)
SMALL: Final = ParagraphStyle("small", BODY, fontSize=8, leading=11, textColor=MUTED)
H1: Final = ParagraphStyle("h1", BODY, fontName=BOLD, fontSize=17, leading=22, spaceAfter=3)
H2: Final = ParagraphStyle("h2", BODY, fontName=BOLD, fontSize=12, leading=16, spaceBefore=10, spaceAfter=3)
H3: Final = ParagraphStyle("h3", BODY, fontName=BOLD, fontSize=10.5, leading=14)
WIDE: Final = 26 * mm
DRAFT: Final = "Draft content, not clinically reviewed."
STOP: Final = (
    "Stop and ask your therapist if something sharp, new or frightening comes up. "
    "A little ache that settles is fine."
)


def sheet_of(version: ProgrammeVersion, name: str, clinic: str) -> bytes:
    """The whole document."""
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title="Exercise programme", author=clinic, lang="en", invariant=1,
    )  # fmt: skip
    document.build(list(_story(version, name, clinic)))
    return out.getvalue()


def _story(version: ProgrammeVersion, name: str, clinic: str) -> Iterator[Flowable]:
    who = version.signed_by.name or version.signed_by.email
    yield _text(f"Exercises for {name}", H1)
    yield _text(
        f"{clinic} · version {version.number}, signed by {who}, {whole_date(version.signed_at)}", SMALL
    )
    if catalogue().draft:
        yield _text(DRAFT, SMALL)
    if version.note:
        yield Spacer(1, 3 * mm)
        yield _text(version.note)
    asked = list(version.prescriptions.all())
    stills = {
        exercise: still_path(film) for exercise, film in films_for(one.exercise for one in asked).items()
    }
    for part in parts_of(asked):
        if part.heading:
            yield _text(part.heading, H2)
        for group in part.groups:
            if group.words:
                yield Spacer(1, 3 * mm)
                yield _text(f"{group.words}:", H3)
            for line in group.lines:
                yield Spacer(1, 3 * mm)
                yield KeepTogether([_line(line, stills.get(line.exercise))])
    yield Spacer(1, 5 * mm)
    yield _text(STOP, SMALL)


def _line(line: Line, still: Path | None) -> Table:
    """Pictures at the left, words at the right."""
    dose = " · ".join(part for part in (line.dose, line.rest, line.days) if part)
    words: list[Flowable] = [
        _text(line.title, H3),
        _text(dose),
        *(_text(step, SMALL) for step in _steps(line)),
    ]
    pictures = _pictures(line.exercise)
    if still is not None and still.is_file():
        pictures.append(_picture(still))
    cells: list[Any] = [*pictures, words] if pictures else [words]
    widths = [WIDE + 2 * mm] * len(pictures) + [174 * mm - len(pictures) * (WIDE + 2 * mm)]
    return Table(
        [cells],
        colWidths=widths,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)],
    )


def _steps(line: Line) -> tuple[str, ...]:
    """An own exercise in full; of the library's the one sentence that says what is done."""
    if line.steps:
        return tuple(f"{number}. {step}" for number, step in enumerate(line.steps, start=1))
    known = catalogue().exercises.get(line.exercise)
    return (known.purpose, line.why) if known else ()


def _pictures(exercise: str) -> list[Image]:
    known = catalogue().exercises.get(exercise)
    return [_picture(one.path) for one in (known.pictures.start, known.pictures.end)] if known else []


def _picture(path: Path) -> Image:
    """On white, and no larger than paper can show."""
    with Picture.open(path) as drawn:
        drawn.thumbnail((420, 420))
        whole = drawn.convert("RGBA")
    paper = Picture.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    out = BytesIO()
    paper.save(out, "JPEG", quality=85)
    width, height = ImageReader(BytesIO(out.getvalue())).getSize()
    return Image(BytesIO(out.getvalue()), width=WIDE, height=WIDE * height / width)


def _text(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)
