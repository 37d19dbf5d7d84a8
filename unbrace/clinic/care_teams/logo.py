"""A logo, drawn anew: only what can be decoded as one of three formats passes, whatever its name says, and nothing but
its points goes on. A drawing in SVG can hold programs, so it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from unbrace.clinic.refused import Refused

MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 16_000_000
WIDEST, HIGHEST = 480, 160
FORMATS: Final = ("PNG", "JPEG", "WEBP")
TOO_LARGE: Final = "This picture is too large. Send one of at most 2 MB and 4000 by 4000 points."
NO_PICTURE: Final = "This file could not be read as a picture. Send a PNG, JPEG or WebP picture."
NO_SVG: Final = "A drawing in SVG can hold programs, so it is not taken. Save it as PNG and send that."


@dataclass(frozen=True)
class DrawnLogo:
    """A PNG and its size."""

    data: bytes
    width: int
    height: int


def drawn_anew(data: bytes) -> DrawnLogo:
    """Raises `Refused` on the field `logo`, with what to do instead."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, field="logo")
    if b"<svg" in data[:4096].lower():
        raise Refused(NO_SVG, field="logo")
    try:
        return _draw(data)
    except Refused:
        raise
    except Exception as error:  # a decoder given hostile bytes raises whatever it happens to trip over
        raise Refused(NO_PICTURE, field="logo") from error


def _draw(data: bytes) -> DrawnLogo:
    with Image.open(BytesIO(data), formats=FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise Refused(TOO_LARGE, field="logo")
        plain = ImageOps.exif_transpose(found).convert("RGBA")
    plain.thumbnail((WIDEST, HIGHEST))
    clean = Image.new("RGBA", plain.size)
    clean.paste(plain)  # the points alone: no comment, no profile, no place
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return DrawnLogo(out.getvalue(), clean.width, clean.height)
