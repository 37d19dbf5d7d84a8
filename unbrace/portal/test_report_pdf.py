"""The PDF of a report is one for the archive: it needs nothing from outside, and the same words are the same file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from unbrace.portal.report_pdf import known, report_pdf, srgb

DAY = datetime(2026, 5, 20, tzinfo=UTC)
CONTENT: dict[str, Any] = {
    "title": "Report on physical therapy at a distance",
    "about": "Maria Wéber & <b>Söhne</b>",
    "to": "Dr. Łukasz Ødegård, 東京",
    "clinic": "Riverside",
    "period": "1 March 2026 to 20 May 2026",
    "opening": ["Dear colleague,"],
    "sections": [{"title": "Pain", "lines": ["6 of 10 → 3 of 10", "“Kneel”"]}],
    "closing": ["Go on."],
    "by": "Tom",
    "foot": ["None of it is a diagnosis."],
}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return report_pdf(CONTENT, DAY)


def test_it_says_in_its_metadata_what_it_is(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-1.")
    assert b'pdfaid:part="2" pdfaid:conformance="B"' in pdf
    xmp = pdf[pdf.index(b"<?xpacket begin") : pdf.index(b'<?xpacket end="w"?>')].decode()
    assert '<rdf:li xml:lang="x-default">Report on physical therapy at a distance</rdf:li>' in xmp
    assert "Maria" not in xmp
    assert re.search(rb"/Type /Metadata", pdf)
    assert re.search(rb"/ID\s*\n?\s*\[<", pdf)


def test_its_colours_are_described_in_it(pdf: bytes) -> None:
    assert b"/S /GTS_PDFA1 /Type /OutputIntent" in pdf
    assert srgb()[36:40] == b"acsp"
    assert srgb()[16:20] == b"RGB "
    assert srgb() in pdf


def test_every_font_it_names_is_in_it(pdf: bytes) -> None:
    names = set(re.findall(rb"/BaseFont /(\S+)", pdf))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+BitstreamVera\S+", name) for name in names), names
    assert pdf.count(b"/FontFile2") == len(set(re.findall(rb"/FontName /(\S+)", pdf)))
    assert b"Helvetica" not in pdf


def test_every_stream_ends_where_it_says_and_on_a_line_of_its_own(pdf: bytes) -> None:
    found = list(re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", pdf))
    assert len(found) == pdf.count(b"endstream") >= 6
    for one in found:
        assert pdf[one.end() + int(one[1]) :].startswith(b"\nendstream\n")


def test_nothing_in_it_acts_or_is_locked(pdf: bytes) -> None:
    for word in (
        b"/Encrypt",
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/EmbeddedFile",
        b"/URI ",
        b"/AA ",
        b"/LZWDecode",
    ):
        assert word not in pdf, word


def test_the_same_words_are_the_same_file_and_others_are_not(pdf: bytes) -> None:
    assert report_pdf(CONTENT, DAY) == pdf
    assert report_pdf(CONTENT | {"by": "Theo"}, DAY) != pdf


def test_no_letter_vanishes_and_none_is_an_empty_box() -> None:
    """The archive's fonts do not know Japanese: a question mark is seen, an empty box or nothing is not."""
    assert known("Wéber, Łódź, “x”") == "Wéber, Łódz, “x”"
    assert known("東") == "?"
    assert known("e\u0301") == "e"
    assert known("Wéber") == "Wéber"
