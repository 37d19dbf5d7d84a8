from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.alert import alert
from unbrace.clinic.questionnaires.conclusion import asked_of, assess, facts_of, write_finding
from unbrace.clinic.questionnaires.models import Finding, SafetyScreen
from unbrace.clinic.refused import Refused
from unbrace.rehab.red_flags import Urgency

LEFT_ALONE = timedelta(hours=1)


@transaction.atomic
def finish_screen(*, by: User, screen: SafetyScreen) -> Finding:
    """Ask the rules and keep what they say. A screen that is over stays as it was; one with gaps is not over."""
    require_self(by, screen.patient)
    Patient.objects.select_for_update().get(pk=screen.patient_id)
    if (last := screen.findings.last()) is not None:
        return last
    asked = asked_of(screen)
    outcome = assess(asked, facts_of(screen.patient, screen))
    if outcome.missing or asked.asks_age:
        raise Refused("Some questions are still open. Please answer them, then you are done.")
    stale = screen.screen_version != asked.red_flags.version
    finding = write_finding(asked, outcome, stale=stale)
    write_down(
        by=by,
        deed="questionnaires.finish_screen",
        subject=screen,
        clinic_id=screen.patient.clinic_id,
        complete=finding.complete,
    )
    alert(finding)
    return finding


@transaction.atomic
def close_as_it_stands(screen: SafetyScreen) -> Finding | None:
    """A screen that nobody will finish. What was found in it counts; an open question alone is asked again instead."""
    if screen.findings.exists():
        return None
    asked = asked_of(screen)
    outcome = assess(asked, facts_of(screen.patient, screen))
    fresh = assess(asked, {})
    if fresh.urgency is Urgency.NONE_FOUND:
        return None
    finding = write_finding(asked, outcome)
    write_down(
        by=None,
        deed="questionnaires.close_screen",
        subject=screen,
        clinic_id=screen.patient.clinic_id,
        complete=finding.complete,
    )
    alert(finding)
    return finding


def close_left_alone() -> int:
    """For the hourly sweep: somebody began to answer, said something that matters, and went away."""
    quiet_since = clock.now() - LEFT_ALONE
    waiting = (
        SafetyScreen.objects.filter(findings=None, started_at__gt=clock.now() - timedelta(days=7))
        .annotate(last=Max("answers__at"))
        .filter(last__lt=quiet_since)
        .select_related("patient__clinic", "patient__therapist__user")
    )
    return sum(1 for screen in waiting if close_as_it_stands(screen) is not None)
