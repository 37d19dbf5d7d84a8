"""People in states that the demo's own are not in, so that `make screens` can show those pages too: new and empty, in a
flare-up, stopped for safety, paused, back after weeks, done for today, asked for a yes, on their own.

Called in a process that has Django up and the demo's data; see `add`.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Final

from tests.people import BRIDGES, EVERY_CONDITION, SQUATS, sit
from unbrace.cli.demo_clinic.people import clinic_of, member, patient, person
from unbrace.cli.demo_clinic.screens import screened
from unbrace.cli.demo_clinic.way_in import tells
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.activity.actions import start_walking
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import memberships_of
from unbrace.clinic.check_ins.actions import rate_flare_up
from unbrace.clinic.exercise_sessions.actions import allow_traces, comment_on_moment
from unbrace.clinic.exercise_sessions.models import SetPerformed
from unbrace.clinic.exercise_sessions.tests.test_replays import squatted
from unbrace.clinic.group_classes.actions import ask_to_class, make_class
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.actions import pause, prescribe, set_self_guided
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.reminders.models import ReminderPlan, Reminding
from unbrace.clinic.reports.actions import ask_consent, begin_report, sign_report
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import propose_transfer
from unbrace.rehab.red_flags import AskedIn

PASSWORD: Final = "unbrace-demo"
LETTER: Final[dict[str, Any]] = {
    "title": "Report for the referrer",
    "clinic": "Riverside Physiotherapy",
    "period": "1 to 30 November 2026",
    "to": "Dr Braun",
    "about": "Rosalie Kern",
    "by": "Tom Berger",
    "sections": [{"title": "What was done", "lines": ["Eight sessions on eight days in four weeks."]}],
    "opening": ["Dear colleague, thank you for sending us your patient."],
    "closing": ["She sits through a film again. With kind regards"],
    "foot": [],
}


def _membership(name: str) -> Membership:
    user = by_email(f"{name}@demo.unbrace.test")
    assert user is not None, f"the demo has no {name}"
    return memberships_of(user).get()


def add() -> dict[str, str]:
    """Gives the addresses that stand in mails alone."""
    tom, ines = (_membership(name) for name in ("tom", "ines"))
    _new_ones(tom)
    _in_care(tom)
    _asked_for_a_yes(tom, ines)
    _on_their_own()
    invited = invite_patient(by=tom.user, clinic=tom.clinic, email="noor@example.org", name="Noor Kern")
    return {"invitation": f"/account/invitation/{invited.token}/", **_reminded(tom)}


def _new(name: str, therapist: Membership) -> Patient:
    return patient(therapist, person(name, f"{name.title()} Kern", PASSWORD), usual_pain=2)


def _new_ones(tom: Membership) -> None:
    """Nina has done nothing yet; Nora has told everything and not sent it; two have said what stops everything."""
    _new("nina", tom)
    nora = _new("nora", tom)
    screened(nora)
    tells(nora)
    screened(_new("stella", tom), {"NEU-1": ("Y", "Y")})
    screened(_new("emma", tom), {"CES-1": ("Y", "Y")})


def _planned(whom: Patient, days_ago: float = 20) -> ProgrammeVersion:
    """Signed so many days ago; the safety list of this week is answered."""
    assert whom.therapist is not None
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        screened(whom)
        version = prescribe(
            by=whom.therapist.user, patient=whom, prescriptions=[SQUATS, BRIDGES], approved=EVERY_CONDITION
        )
    screened(whom, asked_in=AskedIn.CHECK_IN)
    return version


def _in_care(tom: Membership) -> None:
    paula, fiona, walter, dora, sara = (
        _new(name, tom) for name in ("paula", "fiona", "walter", "dora", "sara")
    )
    _planned(paula)
    pause(by=tom.user, patient=paula)
    _planned(fiona)
    screened(fiona, asked_in=AskedIn.FLARE_UP)
    rate_flare_up(by=fiona.user, patient=fiona, pain=6)
    sit(walter, _planned(walter, 40), 24)
    sit(dora, _planned(dora), 0.01)
    _planned(sara)


def _asked_for_a_yes(tom: Membership, ines: Membership) -> None:
    """Rosalie: a report that may go out, a move, a class, and a session that can be looked at again."""
    rosalie = _new("rosalie", tom)
    session = squatted(rosalie, _planned(rosalie), allow_traces(by=rosalie.user, patient=rosalie))
    filmed = SetPerformed.objects.get(exercise__session=session, number=1, exercise__prescription__position=1)
    comment_on_moment(
        by=tom.user, performed=filmed, at_ms=3500, text="Lovely slow way down.", joint="left_knee"
    )
    draft = begin_report(by=tom.user, patient=rosalie, reader="referrer")
    report = sign_report(by=tom.user, draft=draft, content=LETTER, read=mark_of(LETTER))
    ask_consent(by=tom.user, report=report, name="Dr Braun", email="braun@example.org")
    propose_transfer(
        by=tom.user,
        patient=rosalie,
        to_clinic=ines.clinic,
        reason="You live next door to them.",
        ends_here=True,
        record=LETTER,
    )
    begins = clock.now() + timedelta(minutes=10)
    made = make_class(by=tom.user, therapist=tom, title="Strong and easy", begins=begins, minutes=45)
    ask_to_class(by=tom.user, group_class=made, patient=rosalie)


def _on_their_own() -> None:
    """A clinic where nobody plans."""
    office = person("otto", "Otto Brandt", PASSWORD)
    clinic = clinic_of(office, "On Your Own House")
    host = member(office, clinic, person("hedda", "Hedda Moos", PASSWORD), "therapist")
    alma = _new("alma", host)
    screened(alma)
    start_walking(by=alma.user, patient=alma, longest_comfortable_minutes=15)
    set_self_guided(by=office, clinic=clinic, on=True)


def _reminded(tom: Membership) -> dict[str, str]:
    """The two links of a reminder."""
    rita = _new("rita", tom)
    plan = ReminderPlan.objects.create(patient=rita, channels=["email"])
    words = {name: uuid.uuid4().hex for name in ("not-today", "stop")}
    Reminding.objects.create(
        plan=plan,
        local_date=today_of(rita),
        number=0,
        moment=clock.now(),
        word_hash=hash_of(words["not-today"]),
        stop_hash=hash_of(words["stop"]),
    )
    return {name: f"/{name}/{word}/" for name, word in words.items()}
