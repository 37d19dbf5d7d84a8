"""A draft as plain JSON and back: what templates and own exercises keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from unbrace.clinic.programmes.draft import PrescriptionDraft

NAMES = tuple(field.name for field in fields(PrescriptionDraft))


def line_of(draft: PrescriptionDraft) -> dict[str, Any]:
    return {**asdict(draft), "days": list(draft.days)}


def draft_of_line(line: Mapping[str, Any]) -> PrescriptionDraft:
    """A part that an older line does not have is as in a fresh draft."""
    known = {name: line[name] for name in NAMES if name in line}
    return PrescriptionDraft(**{**known, "days": tuple(known.get("days", ()))})
