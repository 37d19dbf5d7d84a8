"""One comment at its moment. Who wrote it and when always stands with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MomentNote:
    """`seeks` says that a figure is on the page that can be taken to the moment; then a button offers it."""

    key: str
    set_title: str
    at_ms: int
    moment: str
    text: str
    by: str
    when: str
    joint: str = ""
    joint_words: str = ""
    changed: bool = False
    new: bool = False
    read: str = ""
    seeks: bool = False
    change_url: str = ""
    drop_url: str = ""
    elsewhere: str = ""
    """Where the figure of its set is, when another set is shown."""

    @property
    def where(self) -> str:
        """ "Squat, set 1 · 0:12, repetition 3 · left knee"."""
        return " · ".join(part for part in (self.set_title, self.moment, self.joint_words) if part)
