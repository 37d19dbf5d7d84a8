from __future__ import annotations

from django.conf import settings
from django.db import models

from unbrace.clinic.audit.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """One deed. The people and things are kept by id without a foreign key: an entry outlives what it speaks of.

    `patient_id` is whom it was about, found from what was done; empty where it was about nobody in care.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    deed = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    clinic_id = models.UUIDField(null=True)
    patient_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject"),
            models.Index(fields=["clinic_id", "-id"], name="audit_of_a_clinic"),
            models.Index(fields=["clinic_id", "patient_id", "-id"], name="audit_about_a_patient"),
            models.Index(fields=["clinic_id", "by", "-id"], name="audit_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject_kind} {self.subject_id}"
