"""The rendered clips, and videos made from them for the occasion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

CLIPS = Path(__file__).parent / "clips"


@dataclass(frozen=True)
class Remade:
    """A clip written again in another format, with the pictures that `keep` keeps, at their own times."""

    path: Path
    codec: str
    pixels: str
    size: tuple[int, int] = (320, 240)
    keep: Callable[[int], bool] = lambda index: True

    def write(self, source: Path) -> Path:
        import av

        with av.open(str(source)) as read, av.open(str(self.path), "w") as written:
            stream: Any = written.add_stream(self.codec, rate=50)
            stream.width, stream.height = self.size
            stream.pix_fmt = self.pixels
            stream.time_base = stream.codec_context.time_base = Fraction(1, 100)
            stream.codec_context.options = (
                {"deadline": "realtime", "cpu-used": "8"} if "vpx" in self.codec else {}
            )
            for index, frame in enumerate(read.decode(video=0)):
                if self.keep(index):
                    picture = frame.reformat(*self.size, format=self.pixels)
                    picture.pts, picture.time_base = round(frame.time * 100), Fraction(1, 100)
                    written.mux(stream.encode(picture))
            written.mux(stream.encode(None))
        return self.path
