"""A colour everybody can read, and a logo that is only points."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.people import People
from unbrace.clinic.care_teams.accent import GROUNDS, contrast, readable_accent
from unbrace.clinic.care_teams.actions import set_accent, set_clinic_details, set_logo
from unbrace.clinic.care_teams.logo import HIGHEST, MOST_BYTES, WIDEST, drawn_anew
from unbrace.clinic.care_teams.queries import logo_of, signature_of
from unbrace.clinic.refused import Refused


def a_file(size: tuple[int, int] = (900, 300), kind: str = "PNG", note: str = "") -> bytes:
    out, info = BytesIO(), PngInfo()
    if note:
        info.add_text("Comment", note)
    extra = {"pnginfo": info} if kind == "PNG" else {}
    Image.new("RGB", size, "teal").save(out, kind, **extra)
    return out.getvalue()


@pytest.mark.parametrize("colour", ["#0f5b54", "#1A237E", " #7d3119 ", "#000000"])
def test_a_dark_colour_is_taken(colour: str) -> None:
    assert readable_accent(colour) == colour.strip().lower()


@pytest.mark.parametrize("colour", ["#ffff00", "#86d0bf", "#ff0000", "#808080"])
def test_a_colour_nobody_could_read_is_refused_with_its_contrast(colour: str) -> None:
    with pytest.raises(Refused, match=r"4\.5 : 1 is needed") as refusal:
        readable_accent(colour)
    assert refusal.value.field == "accent"


@pytest.mark.parametrize(
    "text", ["teal", "0f5b54", "#fff", "#0f5b5g", "#0f5b54;}", "#0f5b54\n}", "url(x)", "#١٢٣٤٥٦"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="like #0f5b54"):
        readable_accent(text)


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert len(set(GROUNDS)) == len(GROUNDS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_small(kind: str) -> None:
    drawn = drawn_anew(a_file(kind=kind))
    assert drawn.width <= WIDEST
    assert drawn.height <= HIGHEST
    with Image.open(BytesIO(drawn.data)) as shown:
        assert shown.format == "PNG"


def test_nothing_hidden_goes_along() -> None:
    drawn = drawn_anew(a_file(note="A Secret"))
    assert b"A Secret" not in drawn.data
    assert drawn_anew(a_file() + b"<script>alert(1)</script>").data.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        b"<SVG onload='x'/>",
    ],
)
def test_svg_is_refused_and_says_why(data: bytes) -> None:
    with pytest.raises(Refused, match="SVG can hold programs"):
        drawn_anew(data)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"not a picture", a_file()[:200], a_file(kind="GIF")])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="could not be read"):
        drawn_anew(data)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="too large"):
        drawn_anew(b"x" * (MOST_BYTES + 1))
    with pytest.raises(Refused, match="too large"):
        drawn_anew(a_file((4001, 4001)))


def test_the_logo_comes_and_goes(people: People) -> None:
    clinic = set_logo(by=people.olga.user, clinic=people.riverside, data=a_file())
    assert clinic.logo_mark
    assert logo_of(clinic) is not None
    assert set_logo(by=people.olga.user, clinic=people.riverside, data=b"").logo_mark == ""
    assert logo_of(clinic) is None


def test_details_stand_below_a_mail(people: People) -> None:
    clinic = set_clinic_details(
        by=people.olga.user,
        clinic=people.riverside,
        name=" Riverside  Physio ",
        address="Quay 1",
        phone="+49 30 1",
        hours="",
    )
    assert signature_of(clinic) == "\n-- \nRiverside Physio\nQuay 1\nTelephone: +49 30 1\n"
    for wrong, field in (
        ({"name": " "}, "name"),
        ({"phone": "ring me"}, "phone"),
        ({"hours": "x" * 301}, "hours"),
    ):
        said = {"name": "R", "address": "", "phone": "", "hours": ""} | wrong
        with pytest.raises(Refused) as refusal:
            set_clinic_details(by=people.olga.user, clinic=people.riverside, **said)
        assert refusal.value.field == field


def test_the_houses_colour_comes_back(people: People) -> None:
    assert set_accent(by=people.olga.user, clinic=people.riverside, accent="#1a237e").accent == "#1a237e"
    assert set_accent(by=people.olga.user, clinic=people.riverside, accent="").accent == ""
