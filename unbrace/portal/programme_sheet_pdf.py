"""A signed programme on paper: each exercise with its two pictures, its dose, and what to do, to hang on a wall.

The pictures are those of the page. In the person's language where paper can show it (`paper_language`); an exercise
that nobody has translated says so and stays in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from django.utils.translation import gettext, gettext_noop
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
from unbrace.library.translation.languages import ORIGINAL
from unbrace.portal.date_words import whole_date
from unbrace.portal.programme_sheet import Line, parts_of
from unbrace.portal.translated import Reader
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
DRAFT: Final = gettext_noop("Draft content, not clinically reviewed.")
STOP: Final = gettext_noop(
    "Stop and ask your therapist if something sharp, new or frightening comes up. "
    "A little ache that settles is fine."
)


def sheet_of(version: ProgrammeVersion, name: str, clinic: str, reader: Reader | None = None) -> bytes:
    """The whole document. `reader`: the person it is for, and what their clinic has approved of their language."""
    reader = reader or Reader()
    with translation.override(reader.language):
        return _sheet(version, name, clinic, reader)


def _sheet(version: ProgrammeVersion, name: str, clinic: str, reader: Reader) -> bytes:
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=gettext("Exercise programme"), author=clinic, lang=reader.language, invariant=1,
    )  # fmt: skip
    document.build(list(_story(version, name, clinic, reader)))
    return out.getvalue()


def _story(version: ProgrammeVersion, name: str, clinic: str, reader: Reader) -> Iterator[Flowable]:
    who = version.signed_by.name or version.signed_by.email
    signed = gettext("{clinic} · version {number}, signed by {name}, {day}")
    yield _text(gettext("Exercises for {name}").format(name=name), H1)
    yield _text(
        signed.format(clinic=clinic, number=version.number, name=who, day=whole_date(version.signed_at)),
        SMALL,
    )
    if catalogue().draft:
        yield _text(gettext(DRAFT), SMALL)
    if version.note:
        yield Spacer(1, 3 * mm)
        yield _text(version.note)
    asked = list(version.prescriptions.all())
    stills = {
        exercise: still_path(film) for exercise, film in films_for(one.exercise for one in asked).items()
    }
    for part in parts_of(asked, reader.language):
        if part.heading:
            yield _text(part.heading, H2)
        for group in part.groups:
            if group.words:
                yield Spacer(1, 3 * mm)
                yield _text(f"{group.words}:", H3)
            for line in group.lines:
                yield Spacer(1, 3 * mm)
                yield KeepTogether([_line(line, stills.get(line.exercise), reader)])
    yield Spacer(1, 5 * mm)
    yield _text(gettext(STOP), SMALL)


def _line(line: Line, still: Path | None, reader: Reader) -> Table:
    """Pictures at the left, words at the right."""
    dose = " · ".join(part for part in (line.dose, line.rest, line.days) if part)
    words: list[Flowable] = [
        _text(line.title, H3),
        _text(dose),
        *(_text(step, SMALL) for step in _steps(line, reader)),
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


def _steps(line: Line, reader: Reader) -> tuple[str, ...]:
    """An own exercise in full; of the library's the sentence that says what is done and the one that says why.

    The first is for therapists and not translated: in another language the second stands alone, with its mark.
    """
    if line.steps:
        return tuple(f"{number}. {step}" for number, step in enumerate(line.steps, start=1))
    known = catalogue().exercises.get(line.exercise)
    if known is None:
        return ()
    spoken = known.words(reader.language).language
    mark = reader.setting(known.id, spoken).mark
    said = (known.purpose, line.why) if spoken == ORIGINAL else (line.why,)
    return (*said, mark) if mark else said


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
