"""A picture, made anew: the same view, smaller, without place, time, camera or anything hidden behind the pixels.

Only what can be decoded as one of three formats passes, whatever its name says. The bytes that came in are not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from unbrace.clinic.refused import Refused

MOST_BYTES: Final = 15_000_000
MOST_PIXELS: Final = 50_000_000  # a good phone's camera; more is meant to fill the memory
MOST_UNSCALED: Final = 25_000_000  # of the formats that can only be read whole
LONGEST_EDGE: Final = 1600
FORMATS: Final = ("JPEG", "PNG", "WEBP")
QUALITY: Final = 82

TOO_LARGE: Final = (
    "This picture is larger than 15 MB. Take it again with less detail, or send a screenshot of it."
)
NO_PICTURE: Final = (
    "This file could not be read as a picture. Send a JPEG, PNG or WebP picture, or a screenshot of it."
)
HEIC: Final = (
    "This picture is in the HEIC format, which cannot be read here. Send a screenshot of it, or choose "
    "“Most compatible” in the settings of your phone's camera and take it again."
)


@dataclass(frozen=True)
class Redrawn:
    """The finished JPEG and its size."""

    data: bytes
    width: int
    height: int


def redrawn(data: bytes) -> Redrawn:
    """The picture made anew. Raises `Refused` on the field `picture`, with what to do instead."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, field="picture")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"):
        raise Refused(HEIC, field="picture")
    try:
        return _redraw(data)
    except Refused:
        raise
    except Exception as error:  # a decoder given hostile bytes raises whatever it happens to trip over
        raise Refused(NO_PICTURE, field="picture") from error


def _redraw(data: bytes) -> Redrawn:
    """Made small before anything else: whole pictures of several kinds at once would fill the memory."""
    with Image.open(BytesIO(data), formats=FORMATS) as found:
        if found.width * found.height > (MOST_PIXELS if found.format == "JPEG" else MOST_UNSCALED):
            raise Refused(TOO_LARGE, field="picture")
        found.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is read at an eighth to a half of its size
        small = found.convert("RGBA") if found.mode in ("1", "P", "PA") else found
        small.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        plain = _on_white(ImageOps.exif_transpose(small))
    plain.info.clear()  # else a comment or a colour profile would go along
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return Redrawn(out.getvalue(), plain.width, plain.height)


def _on_white(image: Image.Image) -> Image.Image:
    """Whatever can be seen through is white behind."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain
