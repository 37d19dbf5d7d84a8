"""Messages that wait for an answer, already in words. The template only lays them out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MessageLine:
    """One message: when, and its first words; `file` names a picture or clip."""

    when: str
    text: str
    file: str = ""


@dataclass(frozen=True)
class MessageRow:
    """Who wrote what, since when it waits, and the answer right here.

    `alone`: where the person's name already stands above.
    `flag` is what the words may be about; then there is nothing to settle in passing, and the way leads to the page.
    """

    name: str
    patient_url: str
    talk_url: str
    answer_url: str
    settle_url: str
    since: str
    lines: tuple[MessageLine, ...]
    key: str
    post: str
    ids: tuple[str, ...] = ()
    more: int = 0
    flag: str = ""
    questions: str = ""
    loaded: str = ""
    alone: bool = False
    clip_url: str = ""
    """The page to look at the clip; then that is the first thing to do."""
    origin: str = "worklist"
    """Where one comes back to after the answer: the work-list, or the person's page ("patient")."""

    @property
    def kind(self) -> str:
        if self.flag:
            return "Safety words"
        return "Clip" if any(line.file == "clip" for line in self.lines) else "Message"
