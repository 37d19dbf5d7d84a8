from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.models import WeeklyCheckIn
from unbrace.clinic.check_ins.weekly import versions_asked, weekly_questions
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused


@transaction.atomic
def record_check_in(
    *, by: User, patient: Patient, answers: Mapping[str, int | None], done_at: datetime | None = None
) -> WeeklyCheckIn:
    """Keep how the week was. It can be said again until the end of the person's own day; the newest counts.

    `done_at`: when it was said, where it waited on a device since. What was said later counts, whichever came in first.

    `answers` maps the names of `weekly_questions()` to a number, or to None for a question that was skipped; what is
    not in it was not answered.
    """
    require_self(by, patient)
    known = {question.name: question for question in weekly_questions()}
    for name, value in answers.items():
        question = known.get(name)
        if question is None:
            raise Refused("There is no such question. Reload the page to get today's questions.", field=name)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= question.highest:
            raise Refused("Choose a number from 0 to {most}.", field=name, most=question.highest)
    now = clock.now()
    moment = done_at or now
    check_in = WeeklyCheckIn.objects.create(
        patient=patient,
        day=moment.astimezone(by.zone).date(),
        at=moment,
        received_at=now,
        asked=versions_asked(),
        **answers,
    )
    write_down(by=by, deed="check_ins.record_check_in", subject=check_in, clinic_id=patient.clinic_id)
    return check_in
