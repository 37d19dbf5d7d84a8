"""One message, already in words. The template only lays it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MessageBubble:
    """`own`: written by the side that looks at it. `state` says whether it was read; `late` when it was written, where
    it waited for a network; `flag` what its words may be about, for the therapist only.

    `look_url` leads to a clip's own page, where something can be said to its moments.

    Of `picture_url`, `clip_url` and `file_note` at most one is there.
    """

    key: str
    who: str
    own: bool
    when: str
    text: str = ""
    state: str = ""
    late: str = ""
    picture_url: str = ""
    clip_url: str = ""
    width: int = 0
    height: int = 0
    file_note: str = ""
    withdraw_url: str = ""
    withdrawn: bool = False
    flag: str = ""
    settled: str = ""
    look_url: str = ""
    look_words: str = ""
