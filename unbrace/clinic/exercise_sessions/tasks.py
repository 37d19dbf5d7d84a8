"""Beside the request: telling a person that their therapist wrote to a moment of a session."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task

from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.exercise_sessions.models import MomentComment

SUBJECT = "You have a message"
BODY = """Hello {name},

{clinic} has written to you. You can read it here:

{link}
"""


@task()  # type: ignore[untyped-decorator]
def tell_of_comment_task(comment_id: str) -> int:
    """Mail the person that something is there, never what, nor that it is about exercise. Nobody is told of what they
    have read meanwhile, nor a second time while an earlier one lies unread. Gives how many mails went."""
    found = MomentComment.objects.select_related("performed__exercise__session__patient__user")
    comment = found.filter(pk=comment_id, read_at=None).first()
    if comment is None:
        return 0
    patient = comment.performed.exercise.session.patient
    unread = MomentComment.objects.filter(performed__exercise__session__patient=patient, read_at=None)
    if patient.ended_at is not None or unread.filter(at__lt=comment.at).exists():
        return 0
    body = BODY.format(
        name=patient.user.first_name or patient.user.email,
        clinic=patient.clinic.name,
        link=f"{settings.SITE_URL}/history/",
    )
    ClinicMail(patient.clinic_id, SUBJECT, body, patient.user.email).send()
    return 1
