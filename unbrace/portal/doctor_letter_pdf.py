"""The letter for the doctor as a PDF: the same words as the page, on A4, to hand over or to send on.

Drawn from the letter, not from the page, so that it does not depend on a browser. The built-in fonts know the letters
of Western Europe; a letter they do not know is written without its mark (Ł as L) rather than left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

if TYPE_CHECKING:
    from unbrace.portal.doctor_letter import Letter

INK, MUTED, LINE = HexColor("#1d2b2a"), HexColor("#52625e"), HexColor("#c9cfc9")
BODY: Final = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=10.5, leading=15, textColor=INK, spaceAfter=6
)
SMALL: Final = ParagraphStyle("small", parent=BODY, fontSize=8.5, leading=12, textColor=MUTED)
HEADING: Final = ParagraphStyle(
    "heading", parent=BODY, fontName="Helvetica-Bold", fontSize=12, leading=16, spaceBefore=8
)
TITLE: Final = ParagraphStyle("title", parent=HEADING, fontSize=15, leading=20, spaceAfter=8)
WIDTHS: Final = (70 * mm, 35 * mm, 65 * mm)
NOT_A_DIAGNOSIS: Final = (
    "These are levels of concern from answers given alone at home, not findings of an examination, and not a "
    "diagnosis. The exercise programme is stopped until a clinician of our clinic has cleared it. We would be glad to "
    "hear what you found."
)
DRAFT: Final = "Draft content, not clinically reviewed."
#: Letters that do not come apart into a base and a mark.
PLAIN: Final = str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "→": "->"})


def pdf_of(letter: Letter) -> bytes:
    """The whole letter, as one document."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        title="Letter for the doctor",
        author=_known(letter.clinic),
        lang="en",
        invariant=1,
        pageCompression=0,  # a page or two: small as it is, and readable without tools
    )
    document.build(list(_parts(letter)))
    return out.getvalue()


def _parts(letter: Letter) -> Iterable[Flowable]:
    day = f"{letter.day.day} {letter.day:%B %Y}"
    asked = f"{letter.asked.day} {letter.asked:%B %Y, %H:%M}"
    years = f", {letter.age} years" if letter.age else ""
    yield _text(f"<b>{_safe(letter.clinic)}</b>")
    if letter.reached:
        yield _text(_safe(letter.reached), SMALL)
    yield _text(f"Physical therapy at a distance, with Unbrace. {day}", SMALL)
    if letter.is_draft:
        yield _text(DRAFT, SMALL)
    yield Spacer(1, 4 * mm)
    yield _text(f"To the doctor of {_safe(letter.name)}{years}", TITLE)
    yield _text(
        f"Dear colleague, {_safe(letter.name)} is in our care for back or neck pain and has answered our safety "
        f"questions on {asked}. {_safe(letter.request)}"
    )
    yield _text(f"What {_safe(letter.first_name)} told us", HEADING)
    yield _list(letter.said or ("Nothing was answered with yes.",))
    yield _text("Why we ask you to look", HEADING)
    yield _reasons(letter)
    if letter.unanswered:
        yield _text(f"Not answered: {_safe(letter.unanswered)}.")
    yield Spacer(1, 3 * mm)
    yield _text(NOT_A_DIAGNOSIS)
    yield _text(_safe(", ".join(part for part in (letter.therapist, letter.clinic) if part)))
    yield _text(
        _safe(f"Questions {letter.screen_version}, rules {letter.rules_version}, {letter.regions}."), SMALL
    )


def _reasons(letter: Letter) -> Table:
    rows = [[_text(f"<b>{word}</b>") for word in ("Concern", "Level", "Source")]]
    rows += [[_text(_safe(part)) for part in (one.words, one.level, one.source)] for one in letter.reasons]
    table = Table(rows, colWidths=WIDTHS, repeatRows=1)
    whole = ((0, 0), (-1, -1))
    table.setStyle(TableStyle([("VALIGN", *whole, "TOP"), ("LINEBELOW", *whole, 0.5, LINE)]))
    return table


def _list(lines: Iterable[str]) -> ListFlowable:
    return ListFlowable([_text(_safe(line)) for line in lines], bulletType="bullet", leftIndent=12)


def _text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(words, style)


def _safe(words: str) -> str:
    """No mark-up out of a name or an answer."""
    return escape(_known(words))


def _known(words: str) -> str:
    return "".join(_letter(one) for one in words.translate(PLAIN))


def _letter(one: str) -> str:
    """Itself where the fonts know it; else without its marks; else a question mark, so that nothing vanishes unseen."""
    for form in (one, unicodedata.normalize("NFKD", one)):
        kept = form.encode("cp1252", "ignore").decode("cp1252")
        if kept:
            return kept
    return "" if unicodedata.combining(one) else "?"
