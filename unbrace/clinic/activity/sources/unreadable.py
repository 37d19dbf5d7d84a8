"""The file's fault, in a sentence the person can act on."""

from __future__ import annotations

from django.utils.translation import gettext


class Unreadable(Exception):
    """What is wrong with the file and what would help. It never holds anything out of the file but names of columns.

    The sentence is said in the language of whoever brought the file, which whoever reads it makes the active one;
    `places` are filled in afterwards, so that the sentence stands whole in the catalogues.
    """

    def __init__(self, message: str, **places: object) -> None:
        super().__init__(gettext(message).format(**places))
