"""Every kind of row of the house is somebody's, the clinic's, or nobody's; and every word that stays was decided on."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from unbrace.clinic.personal_data.what_stays import CODES, STAYS, WITHOUT_NAME
from unbrace.clinic.personal_data.whose import OF_THE_CLINIC, is_about_somebody, kinds, way_to_user

FREE = (models.CharField, models.TextField, models.JSONField)


def test_no_kind_of_row_is_forgotten() -> None:
    """A room built tomorrow belongs to somebody by itself; what does not has to be named as the clinic's."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("unbrace.")]
    assert len(ours) > 40
    nobodys = {model._meta.label for model in ours if not is_about_somebody(model)}
    assert nobodys == OF_THE_CLINIC


def test_the_way_goes_by_the_care_and_not_by_who_signed() -> None:
    ways = {model._meta.label: way_to_user(model) for model in kinds()}
    assert ways["exercise_sessions.SetPerformed"] == "exercise__session__patient__user"
    assert ways["programmes.ProgrammeVersion"] == "programme__patient__user"
    assert ways["conversations.Message"] == "patient__user"
    assert ways["reminders.Delivery"] == "reminding__plan__patient__user"
    assert ways["accounts.User"] == ""


def test_every_text_that_stays_was_decided_on() -> None:
    for label, blank in STAYS.items():
        model = apps.get_model(label)
        free = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, FREE) and not isinstance(field, models.UUIDField)
        }
        known = set(blank) | CODES.get(label, frozenset()) | WITHOUT_NAME.get(label, frozenset())
        assert free <= known, f"{label}: say in what_stays.py whether {free - known} may stay"
        assert set(CODES.get(label, ())) <= free, label
