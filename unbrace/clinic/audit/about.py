"""Whom an entry is about: the patient that what was done belongs to, at once or through what it belongs to.

This room lies below the one that knows patients, so it looks for the way in the rows themselves.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import ForeignKey, Model

PATIENT: Final = "patients.Patient"


def patient_of(subject: Model) -> UUID | None:
    """None where it is about nobody in care."""
    way = _way(subject._meta.model)  # not type(): a request's user is a lazy stand-in
    if way is None:
        return None
    *steps, last = way
    found: Any = subject
    for step in steps:
        found = getattr(found, step)
        if found is None:
            return None
    about: UUID | None = getattr(found, last)
    return about


@cache
def _way(model: type[Model]) -> tuple[str, ...] | None:
    """The shortest way by names of fields, the last one giving the id."""
    if model._meta.label == PATIENT:
        return ("pk",)
    waiting: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    seen = {model}
    while waiting:
        here, steps = waiting.pop(0)
        for field in here._meta.get_fields():
            if not isinstance(field, ForeignKey) or not isinstance(field.related_model, type):
                continue
            if field.related_model._meta.label == PATIENT:
                return (*steps, field.attname)
            if field.related_model not in seen and field.related_model.__module__.startswith("unbrace."):
                seen.add(field.related_model)
                waiting.append((field.related_model, (*steps, field.name)))
    return None
