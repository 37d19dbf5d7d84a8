"""The file's fault, in a sentence the person can act on."""

from __future__ import annotations


class Unreadable(Exception):
    """What is wrong with the file and what would help. It never holds anything out of the file but names of columns."""
