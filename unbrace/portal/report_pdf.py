"""A signed report as a PDF that can be kept: PDF/A-2b (ISO 19005-2), all fonts and the colour profile in the file.

An insurer files a report for ten years. So the file needs nothing from outside: embedded fonts, one output intent, XMP
metadata that agree with the document's own, no scripts, no encryption. Made of the frozen words alone, and the same
words give the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, wraps
from html import escape
from io import BytesIO
from typing import Any, Final

from PIL import ImageCms
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, ListFlowable, Paragraph, SimpleDocTemplate, Spacer

from unbrace.portal.ui.tokens import LIGHT

#: Comes with reportlab and may be embedded; it knows more letters than the PDF's own typefaces.
FONT, BOLD = "Vera", "VeraBd"
#: By so much a frame keeps its text away from the margin.
INSET: Final = 6
INK, MUTED, PINE = HexColor(LIGHT["ink"]), HexColor(LIGHT["muted"]), HexColor(LIGHT["pine"])
BODY: Final = ParagraphStyle("body", fontName=FONT, fontSize=9.5, leading=14, textColor=INK, spaceAfter=5)
SMALL: Final = ParagraphStyle("small", BODY, fontSize=8, leading=11.5, textColor=MUTED, spaceAfter=3)
TITLE: Final = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=17, leading=22, spaceAfter=6)
HEADING: Final = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=11.5, leading=16, spaceBefore=9, spaceAfter=3
)
#: Where in a colour profile the day of its making stands: nought, so that the same report is the same file.
MADE_ON: Final = slice(24, 36)


def on_a_line_of_its_own(format_stream: Any) -> Any:
    """ReportLab writes `endstream` right behind the data. An archive asks for a line's end between them (ISO 19005-2,
    6.1.7.1), one that is not counted as data. Other PDFs are as good with it as without."""

    @wraps(format_stream)
    def formatted(self: Any, document: Any) -> bytes:
        whole: bytes = format_stream(self, document)
        return whole.removesuffix(END) + b"\n" + END

    return formatted


END: Final = b"endstream\n"
pdfdoc.PDFStream.format = on_a_line_of_its_own(pdfdoc.PDFStream.format)  # type: ignore[method-assign]


class ArchivedCanvas(Canvas):
    """Adds what makes a PDF one for the archive, just before it is written."""

    def save(self) -> None:
        document: Any = self._doc  # type: ignore[attr-defined]
        profile = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary({"N": 3}), content=srgb())
        profile.filters = []
        intent = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": document.Reference(profile),
            }
        )
        info = document.info
        metadata = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary(
                {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
            ),
            content=xmp(info.title, info.author, info.subject, info.keywords).encode(),
        )
        metadata.filters = []
        catalog = document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.Metadata = document.Reference(metadata)
        catalog.OutputIntents = pdfdoc.PDFArray([intent])
        super().save()


def report_pdf(content: dict[str, Any], signed_at: datetime) -> bytes:
    """The whole report. `signed_at` is the one moment that stands in the file."""
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=known(content["title"]),
        author=known(content["clinic"]),
        subject=known(content["period"]),
        creator="Unbrace",
        producer="Unbrace",
        lang="en",
        invariant=1,
        initialFontName=FONT,  # else every page names a font that is not in the file
    )
    foot = Foot(known(content["clinic"]))
    document.build(
        list(_parts(content, signed_at)), onFirstPage=foot, onLaterPages=foot, canvasmaker=ArchivedCanvas
    )
    return out.getvalue()


class Foot:
    def __init__(self, clinic: str) -> None:
        self.clinic = clinic

    def __call__(self, canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(MUTED)
        canvas.drawString(22 * mm + INSET, 11 * mm, self.clinic)
        canvas.drawRightString(A4[0] - 22 * mm - INSET, 11 * mm, f"Page {document.page}")


def _parts(content: dict[str, Any], signed_at: datetime) -> Iterator[Any]:
    day = f"{signed_at.day} {signed_at:%B %Y}"
    yield _text(f"{content['clinic']}, {day}", SMALL)
    if content["to"]:
        yield _text(f"For {content['to']}", BODY)
    yield Spacer(1, 3 * mm)
    yield _text(content["title"], TITLE)
    about = f"{content['about']}, " if content["about"] else ""
    yield _text(f"{about}{content['period']}", BODY)
    yield from (_text(line) for line in content["opening"])
    for section in content["sections"]:
        lines = [_text(line) for line in section["lines"]]
        heading = _text(section["title"], HEADING)
        yield KeepTogether([heading, _bullets(lines[:1])])
        if lines[1:]:
            yield _bullets(lines[1:])
    if content["closing"]:
        yield _text("What it means and what comes next", HEADING)
        yield from (_text(line) for line in content["closing"])
    yield Spacer(1, 5 * mm)
    yield KeepTogether([_text(f"Signed by {content['by']}, {content['clinic']}, {day}", BODY)])
    yield from (_text(line, SMALL) for line in content["foot"])


def _bullets(lines: Iterable[Paragraph]) -> ListFlowable:
    return ListFlowable(
        list(lines),
        bulletType="bullet",
        bulletFontName=FONT,
        bulletFontSize=9.5,
        bulletColor=PINE,
        leftIndent=11,
        start="•",
    )


def _text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(escape(known(words), quote=False), style)


def known(words: str) -> str:
    """Only letters that are in the font: an archived page must not show an empty box. One without its mark rather than
    none, and a question mark rather than a letter that vanishes unseen."""
    return "".join(_letter(one) for one in words)


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont("VeraLetters", "Vera.ttf").face.charToGlyph)


@cache
def _letter(one: str) -> str:
    if ord(one) in _letters():
        return one
    plain = "".join(c for c in unicodedata.normalize("NFKD", one) if ord(c) in _letters())
    return plain or ("" if unicodedata.combining(one) else "?")


@cache
def srgb() -> bytes:
    """The colours that a screen shows, as littleCMS describes them."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[MADE_ON] = bytes([7, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])  # 1 January 2000
    profile[84:100] = bytes(16)  # a fingerprint over the day as well: nought means that none is given
    return bytes(profile)


def xmp(title: str, author: str, subject: str, keywords: str) -> str:
    """The same as in the document's own information, as the standard asks."""
    title, author, subject = (escape(str(words or ""), quote=False) for words in (title, author, subject))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Unbrace"
    xmp:CreateDate="2000-01-01T00:00:00Z" xmp:ModifyDate="2000-01-01T00:00:00Z"/>
  <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="Unbrace"/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
