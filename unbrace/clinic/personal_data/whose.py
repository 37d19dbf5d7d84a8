"""Whose row is it? For every kind of row in the house the way to the person it is about, found from the rows
themselves.

A row is about somebody when it belongs to their account or their care, at once or through what it belongs to. Who
wrote, read, signed or decided it does not make it theirs: a therapist's signature under Maria's programme is about
Maria.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from unbrace.clinic.accounts.models import User

#: The one name of a field by which a row belongs to an account. All others tell who did something to the row.
BELONGS: Final = "user"
#: Rows about the clinic and those who work there, or about what was done: not a patient's to take along or to delete.
OF_THE_CLINIC: Final = frozenset(
    [
        "worklist.ListSettings",
        "audit.AuditEntry",
        "care_teams.Clinic",
        "care_teams.ClinicLogo",
        "care_teams.Membership",
        "conversations.ReplyTime",
        "conversations.Snippet",
        "exercise_films.ExerciseFilm",
        "group_classes.GroupClass",
        "notes.NoteTemplate",
        "remote_monitoring.LedgerSwitch",
        "reports.LetterTemplate",
        "programmes.OwnExercise",
        "programmes.OwnExerciseText",
        "programmes.Template",
        "programmes.TemplateVersion",
        "outcomes.ShownToEverybody",
        "questionnaires.ImportedQuestionnaire",
        "retention.RetentionRules",
        "translations.Approval",
        "visits.ChangedHours",
        "visits.OfficeHours",
        "personal_data.Erasure",
    ]
)
#: Found by the address it was sent to, and by who followed it: when it was sent there may have been no account yet.
INVITATION: Final = "patients.Invitation"
MAIL: Final = "accounts.OutgoingMail"
#: What the log-in keeps beside our own rooms.
OF_THE_LOG_IN: Final = {"account.EmailAddress": "user", "account.EmailConfirmation": "email_address__user"}


def kinds() -> Iterator[type[Model]]:
    """Every kind of row that is about somebody."""
    for model in apps.get_models():
        if is_about_somebody(model):
            yield model


def is_about_somebody(model: type[Model]) -> bool:
    label = model._meta.label
    return label in (INVITATION, MAIL) or label in OF_THE_LOG_IN or way_to_user(model) is not None


@cache
def way_to_user(model: type[Model]) -> str | None:
    """The shortest way, as a look-up like `session__patient__user`; "" for the account itself, None for no way."""
    label = model._meta.label
    if model is User:
        return ""
    if label in OF_THE_LOG_IN:
        return OF_THE_LOG_IN[label]
    if label in OF_THE_CLINIC or not model.__module__.startswith("unbrace."):
        return None
    ways = [
        f"{field.name}__{further}" if further else field.name
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is not model
        if isinstance(field.related_model, type)
        if field.related_model is not User or field.name == BELONGS
        if (further := way_to_user(field.related_model)) is not None
    ]
    return min(ways, key=lambda way: way.count("__"), default=None)


def rows_of(user: User, model: type[Model]) -> QuerySet[Any]:
    """The rows of one kind that are about this person, in every clinic that treats or treated them."""
    rows = model._base_manager.order_by("pk")
    if model._meta.label == INVITATION:
        return rows.filter(Q(email__iexact=user.email) | Q(accepted_by=user.pk))
    if model._meta.label == MAIL:
        return rows.filter(to__iexact=user.email)
    way = way_to_user(model)
    if way is None:
        return rows.none()
    return rows.filter(**{way or "pk": user.pk})
