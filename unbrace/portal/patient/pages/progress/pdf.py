"""Progress as a PDF: the same sentences, drawings and numbers as on the page, in the same order."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_noop
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from unbrace.portal.date_words import short_date
from unbrace.portal.ui.time_line.time_line import BOTTOM, GAP, LEFT, RIGHT, TOP
from unbrace.portal.ui.tokens import LIGHT

if TYPE_CHECKING:
    from unbrace.portal.patient.pages.progress.presenter import ProgressPage
    from unbrace.portal.ui.time_line.time_line import TimeLine

#: Comes with reportlab; it knows more letters than the PDF's own typefaces.
FONT, BOLD = "Vera", "VeraBd"
HEIGHT: Final = 146
COLUMNS: Final = 4
DRAFT: Final = gettext_noop("Draft content, not clinically reviewed.")
OWN: Final = gettext_noop("What you said, what you did and what was counted. None of it is a diagnosis.")
TITLE: Final = gettext_noop("Your progress")
INK, MUTED, PINE = HexColor(LIGHT["ink"]), HexColor(LIGHT["muted"]), HexColor(LIGHT["pine"])
FAINT, CLAY = HexColor(LIGHT["line"]), HexColor(LIGHT["clay"])
SHADE: Final[dict[str, Any]] = {
    "fillColor": Color(0.66, 0.28, 0.16, 0.18),
    "strokeColor": CLAY,
    "strokeWidth": 0.4,
}

BODY = ParagraphStyle("body", fontName=FONT, fontSize=9.5, leading=13.5, textColor=INK)
SMALL = ParagraphStyle("small", BODY, fontSize=8, leading=11, textColor=MUTED)
H1 = ParagraphStyle("h1", BODY, fontName=BOLD, fontSize=19, leading=24, spaceAfter=4)
H2 = ParagraphStyle("h2", BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=12, spaceAfter=4)
H3 = ParagraphStyle("h3", BODY, fontName=BOLD, spaceBefore=6)


def as_pdf(page: ProgressPage, name: str, clinic: str, *, language: str = "en", mark: str = "") -> bytes:
    """The whole document, in the language that is active. `mark`: that nobody has approved its words yet."""
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=54, rightMargin=54, topMargin=48, bottomMargin=48,
        title=gettext(TITLE), author=clinic, subject=page.period, lang=language,
    )  # fmt: skip
    document.build(_story(page, name, clinic, mark), onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _story(page: ProgressPage, name: str, clinic: str, mark: str) -> list[Any]:
    story: list[Any] = [
        _text(gettext(TITLE), H1),
        _text(f"{name}, {page.period}. {clinic}.", BODY),
        _text(f"{gettext(OWN)} {gettext(DRAFT)}", SMALL),
        _text(page.how_much, SMALL),
    ]
    if mark:
        story.append(_text(mark, SMALL))
    if page.changes or page.flares:
        story.append(_text(gettext("What changed when"), H2))
        story += [_text(f"{number}. {words}", BODY) for number, words in enumerate(page.changes, 1)]
        story += [_text(words, BODY) for words in page.flares]
    for section in page.sections:
        story.append(_text(section.title, H2))
        story += [part for chart in section.charts for part in _chart(chart)]
    return story


def _chart(chart: TimeLine) -> list[Any]:
    head = [_text(chart.title, H3), _text(chart.sentence, BODY), drawing(chart)]
    if chart.note:
        head.append(_text(chart.note, SMALL))
    return [KeepTogether(head), _numbers(chart), Spacer(1, 8)]


def _numbers(chart: TimeLine) -> Table:
    cells = [f"{short_date(day)}: {value}" for day, value in reversed(chart.rows)]
    rows = [cells[i : i + COLUMNS] for i in range(0, len(cells), COLUMNS)]
    padded = [[_text(cell, SMALL) for cell in row] + [""] * (COLUMNS - len(row)) for row in rows]
    return Table(
        padded,
        colWidths=[120] * COLUMNS,
        style=[("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)],
    )


def drawing(chart: TimeLine) -> Drawing:
    """The page's own drawing with its own measures; in a PDF up is up, so heights are turned over."""
    drawn = Drawing(RIGHT + 8, HEIGHT)
    bottom, top = HEIGHT - BOTTOM, HEIGHT - TOP
    for x, width in chart.shades:
        drawn.add(Rect(float(x), bottom, float(width), top - bottom, **SHADE))
    for y, value in chart.grid:
        drawn.add(_line(LEFT, float(y), RIGHT, float(y), FAINT))
        drawn.add(_words(value, LEFT - 5, float(y) + 3, "end"))
    for x, count in chart.change_lines:
        drawn.add(_line(float(x), TOP - 3, float(x), BOTTOM, MUTED, dash=[2, 3]))
        drawn.add(_words(str(count), float(x), TOP - 6, "middle"))
    if chart.line_y:
        drawn.add(_line(LEFT, float(chart.line_y), RIGHT, float(chart.line_y), PINE, dash=[7, 4]))
    for run in _runs(chart):
        if len(run) > 2:
            drawn.add(PolyLine(run, strokeColor=PINE, strokeWidth=1.6))
    for dot in chart.dots:
        drawn.add(Circle(float(dot.x), HEIGHT - float(dot.y), 2.2, fillColor=PINE, strokeColor=None))
    for x, words, anchor in chart.days:
        drawn.add(_words(words, float(x), HEIGHT - 8, anchor))
    return drawn


def _runs(chart: TimeLine) -> list[list[float]]:
    """Corners of each stretch without a gap, as x, y, x, y."""
    runs: list[list[float]] = []
    before = None
    for day, value in chart.points:
        if before is None or day - before > GAP:
            runs.append([])
        runs[-1] += [chart.x_of(day), HEIGHT - chart.y_of(value)]
        before = day
    return runs


def _line(x1: float, y1: float, x2: float, y2: float, colour: Any, dash: list[int] | None = None) -> Line:
    look: dict[str, Any] = {"strokeColor": colour, "strokeWidth": 0.8, "strokeDashArray": dash}
    return Line(x1, HEIGHT - y1, x2, HEIGHT - y2, **look)


def _words(words: str, x: float, y: float, anchor: str) -> String:
    look: dict[str, Any] = {"fontName": FONT, "fontSize": 7.5, "fillColor": MUTED, "textAnchor": anchor}
    return String(x, HEIGHT - y, words, **look)


def _text(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(words, quote=False), style)


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 7.5)
    canvas.setFillColor(MUTED)
    canvas.drawString(54, 28, "Unbrace")
    canvas.drawRightString(A4[0] - 54, 28, gettext("Page {number}").format(number=document.page))
