"""Pictures made anew: what passes, what is taken out, and that hostile bytes get a sentence and nothing else."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from unbrace.clinic.conversations import pictures
from unbrace.clinic.conversations.pictures import redrawn
from unbrace.clinic.refused import Refused

CANARY = b"CANARY-52.5N-13.4E"


def picture(kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB", **more: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_place_and_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()  # the maker of the camera
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    exif[0x0112] = 6  # held sideways
    return picture("JPEG", exif=exif.tobytes(), comment=CANARY)


def test_place_camera_comment_and_whatever_hangs_behind_are_taken_out() -> None:
    made = redrawn(with_place_and_camera() + b"PK" + CANARY)
    with Image.open(BytesIO(made.data)) as seen:
        assert not seen.getexif()
        assert "comment" not in seen.info
    assert CANARY not in made.data
    assert b"Exif" not in made.data


def test_it_stands_upright_though_the_note_that_said_so_is_gone() -> None:
    made = redrawn(with_place_and_camera())
    assert (made.width, made.height) == (200, 300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_become_one(kind: str) -> None:
    with Image.open(BytesIO(redrawn(picture(kind)).data)) as made:
        assert (made.format, made.size) == ("JPEG", (300, 200))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_is_drawn(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (40, 30)).save(out, "PNG")
    assert redrawn(out.getvalue()).width == 40


def test_what_can_be_seen_through_is_white_behind() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(redrawn(out.getvalue()).data)) as made:
        assert made.getpixel((20, 15)) == (255, 255, 255)


def test_a_jpeg_made_for_print_is_drawn_as_well() -> None:
    out = BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")
    assert redrawn(out.getvalue()).width == 40


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "I;16"])
def test_every_kind_of_png_is_made_small(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (2000, 1000)).save(out, "PNG")
    assert redrawn(out.getvalue()).width == 1600


def test_a_large_one_is_made_small() -> None:
    made = redrawn(picture("JPEG", (4000, 3000)))
    assert (made.width, made.height) == (1600, 1200)


def test_text_in_a_png_is_gone() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY.decode())
    assert CANARY not in redrawn(picture("PNG", pnginfo=info)).data


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are an enormous picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


GIF = picture("GIF")
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"0" * 200
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "empty": (b"", "could not be read as a picture"),
    "a page": (b"<html><script>alert(1)</script>", "could not be read as a picture"),
    "a drawing with a script": (SVG, "could not be read as a picture"),
    "a GIF": (GIF, "could not be read as a picture"),
    "a TIFF": (picture("TIFF"), "could not be read as a picture"),
    "PostScript, which some decoders run": (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "could not be read",
    ),
    "HEIC": (HEIC, "HEIC format"),
    "half a JPEG": (picture("JPEG", (800, 800))[:300], "could not be read"),
    "a picture of 100,000 by 100,000": (png_that_claims(100_000, 100_000), "larger than|could not be read"),
    "a picture that is 60 megapixels when unpacked": (png_that_claims(10_000, 6_000), "larger than"),
    "one of 26, in a format that is read whole": (png_that_claims(6_500, 4_000), "larger than"),
    "a picture without height": (png_that_claims(10, 0), "could not be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_a_picture_is_refused_with_the_remedy(name: str) -> None:
    data, says = HOSTILE[name]
    with pytest.raises(Refused, match=says) as refused:
        redrawn(data)
    assert refused.value.field == "picture"
    assert "end" in refused.value.message or "ake it again" in refused.value.message  # what to do instead


def test_one_that_is_too_many_bytes_is_not_even_opened() -> None:
    with pytest.raises(Refused, match="15 MB"):
        redrawn(picture("JPEG") + b"0" * pictures.MOST_BYTES)


def test_damaged_pictures_are_drawn_or_refused_and_nothing_else() -> None:
    """1,500 pictures with bytes changed by chance: no other error ever leaves the room."""
    chance, passed = random.Random(7), 0  # noqa: S311 - a seed, not a secret
    originals = [picture(kind, (64, 48)) for kind in ("JPEG", "PNG", "WEBP")]
    for turn in range(1500):
        data = bytearray(originals[turn % 3])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            passed += redrawn(bytes(data)).width > 0
        except Refused:
            continue
    assert 0 < passed < 1500
