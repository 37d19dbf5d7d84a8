"""One row of the work-list, already in words. The template only lays it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What would change, before and after, in words: "Squat", "3 x 8", "3 x 10"."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class WorklistRow:
    """Who, why in one line, since when, and what can be done about it right here.

    `alone`: on the person's own page, where their name already stands above.
    `outdated`: why it can no longer be accepted or changed.
    """

    name: str
    patient_url: str
    why: str
    since: str
    kind: str
    rule: str = ""
    source: str = ""
    changes: tuple[Change, ...] = ()
    accept_url: str = ""
    accept_label: str = "Accept"
    change_url: str = ""
    change_label: str = "Change"
    change_what: str = "Change the proposal for"
    refuse_url: str = ""
    key: str = ""
    problem: str = ""
    alone: bool = False
    outdated: str = ""
    look: str = "tag-mist"
    source_words: str = "Why this is proposed"
    told: tuple[str, ...] = ()
    """What the rule was told, in words."""
    why_url: str = ""
    keeps: bool = False
    """The dose stays as it is: it may be accepted together with others."""
