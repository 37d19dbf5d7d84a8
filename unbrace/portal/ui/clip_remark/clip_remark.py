"""One remark as both sides read it. Whoever cannot see the drawing reads what was drawn."""

from __future__ import annotations

from dataclasses import dataclass

from unbrace.portal.ui.replay.replay import clock_words


@dataclass(frozen=True)
class RemarkLine:
    """`drawn` says in words what is on the picture, "" where nothing is. `voice_url` is where the voice is to be heard,
    `voice_note` why it is not yet."""

    key: str
    at_ms: int
    text: str
    drawn: str
    by: str
    when: str
    voice_url: str = ""
    voice_note: str = ""
    new: bool = False
    changed: bool = False
    read: str = ""
    change_url: str = ""
    drop_url: str = ""

    @property
    def clock(self) -> str:
        return clock_words(self.at_ms)
