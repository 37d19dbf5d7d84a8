"""The caller's fault, said in a sentence the caller can act on.

Three families of errors exist: the author's (`ContentError`), the caller's (these) and ours (bugs, which crash).
An action raises one of these instead of doing half of what was asked; a door turns it into a page:

| raised | the door answers |
|---|---|
| `NotYours` | 404, the same page as for something that does not exist, so that nobody learns that it does |
| `Conflict` | 409 |
| `Refused` | 422, or the form again with the sentence beside its field |
"""

from __future__ import annotations

from django.utils.translation import gettext


class CallersFault(Exception):
    """What both families share: a sentence and the field at fault. Raised only as one of the two below.

    The sentence is said in the language of whoever is being answered. `places` are filled in afterwards, so that the
    sentence stands whole in the catalogues: a number written into it beforehand makes one that no catalogue knows.
    """

    def __init__(self, message: str, *, field: str = "", **places: object) -> None:
        said = gettext(message)
        if places:
            said = said.format(**places)
        super().__init__(said)
        self.message = said
        self.field = field


class Refused(CallersFault):
    """What was asked cannot be done; `message` says why and what to do instead, `field` names the culprit."""


class NotYours(CallersFault):
    """It belongs to someone else, or this person's role does not allow it. No kind of `Refused`: whoever shows refusals
    beside a field must not show this one by mistake."""

    def __init__(self, message: str = "There is nothing here for you.") -> None:
        super().__init__(message)


class Conflict(Refused):
    """The same key came with another content: one of the two would be lost, so neither replaces the other."""
