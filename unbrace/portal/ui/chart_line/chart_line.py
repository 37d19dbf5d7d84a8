"""One thing that happened, as a line of a chart: when, what it is, and what it said in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ChartLine:
    """`tag` is a short word beside the title, `tone` how loud it is; `quote` was written by somebody."""

    when: str
    title: str
    text: str = ""
    quote: str = ""
    url: str = ""
    tag: str = ""
    tone: Literal["", "mist", "sun", "clay"] = ""
