"""Fill an empty house, once. A second start finds the people there and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from unbrace.cli.demo_clinic.assessed import maria_is_assessed, samuel_is_assessed
from unbrace.cli.demo_clinic.between_visits import between_visits
from unbrace.cli.demo_clinic.desk_and_lift import desk_and_lift
from unbrace.cli.demo_clinic.filmed import filmed
from unbrace.cli.demo_clinic.former_people import former_people
from unbrace.cli.demo_clinic.office import closed_office, first_office
from unbrace.cli.demo_clinic.people import ZONE, address, clinic_of, member, patient, person
from unbrace.cli.demo_clinic.records import records
from unbrace.cli.demo_clinic.screens import screened
from unbrace.cli.demo_clinic.shelf import shelf
from unbrace.cli.demo_clinic.sittings import Did, upload_of
from unbrace.cli.demo_clinic.talk import talk
from unbrace.cli.demo_clinic.visits import visits
from unbrace.cli.demo_clinic.way_in import tells, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.care_teams.actions import set_emergency_contacts
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.check_ins.actions import record_next_morning
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import PrescriptionDraft
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.worklist.actions import review_session, sign_programme, what_needs_a_yes
from unbrace.rehab.red_flags import AskedIn

LOG_INS = (
    ("patient", address("maria"), "Maria Weber: three exercises, three weeks of sessions"),
    ("therapist", address("tom"), "Tom Berger: her therapist"),
    ("new patient", address("lea"), "Lea Novak: half way through telling her story"),
    ("office", address("olga"), "Olga Lind: looks after people and settings"),
)
SQUAT, BRIDGE, ARMS = "squat", "glute-bridge", "arm-lift"
THREE_DAYS = (0, 2, 4)  # Monday, Wednesday, Friday
FOUR_WEEKS = 27
TINGLING_BELOW_ONE_KNEE = {"NEU-3": ("Y", "Y")}  # so a therapist looks before she trains


def seed(password: str) -> bool:
    """Make the demo's people and their history. False when they are there already."""
    if by_email(address("maria")) is not None:
        return False
    with _no_mail(), transaction.atomic():
        tom = _first_clinic(password)
        _second_clinic(password)
    invite_patient(by=tom.user, clinic=tom.clinic, email=address("nadia"), name="Nadia Yilmaz")
    return True


def _first_clinic(password: str) -> Membership:
    now = clock.now()
    with clock.set_to(now - timedelta(days=60)):
        olga = person("olga", "Olga Lind", password)
        clinic = clinic_of(olga, "Riverside Physiotherapy")
        set_emergency_contacts(by=olga, clinic=clinic, emergency_number="112", crisis_line="")
        first_office(olga, clinic)
        tom = member(olga, clinic, person("tom", "Tom Berger", password), "therapist")
        shelf(tom)
    with clock.set_to(now - timedelta(days=30)):
        maria = patient(tom, person("maria", "Maria Weber", password), usual_pain=2)
        jonas = patient(tom, person("jonas", "Jonas Adler", password), usual_pain=2)
        ruth = patient(tom, person("ruth", "Ruth Okafor", password), usual_pain=3)
        for whom in (maria, jonas, ruth):
            screened(whom, age=47)
    with clock.set_to(now - timedelta(days=1)):
        amira = patient(tom, person("amira", "Amira Haddad", password), usual_pain=None)
        screened(amira, TINGLING_BELOW_ONE_KNEE, age=36)
        _newcomers(tom, password)
    former_people(tom, now)
    _maria(tom, maria, now)
    _jonas(tom, jonas, now)
    _ruth(tom, ruth, now)
    between_visits(maria, now, _at)
    talk(tom, maria, jonas, now, _at)
    filmed(maria, ruth, tom, now, _at)
    visits(tom, maria, jonas, ruth, now, _at)
    maria_is_assessed(tom, maria, now, _at)
    desk_and_lift(tom, maria, _at, now)
    with clock.set_to(now - timedelta(days=2, hours=3)):
        for whom in (maria, jonas, ruth):
            screened(whom, asked_in=AskedIn.CHECK_IN)
    records(tom, maria, now)
    return tom


def _newcomers(tom: Membership, password: str) -> None:
    """One has just sent their way in, so a first plan waits for a look; one stopped half way."""
    samuel = patient(tom, person("samuel", "Samuel Ortega", password), usual_pain=None)
    screened(samuel, age=52)
    tells_and_sends(samuel)
    samuel_is_assessed(tom, samuel)
    lea = patient(tom, person("lea", "Lea Novak", password), usual_pain=None)
    screened(lea, age=29, regions=["neck"])
    tells(lea, "neck", stops_before="trust")


def _second_clinic(password: str) -> None:
    """People whom nobody of the first clinic may ever see."""
    now = clock.now()
    with clock.set_to(now - timedelta(days=40)):
        hanna = person("hanna", "Hanna Voss", password)
        clinic = clinic_of(hanna, "Hilltop Back Care")
        ines = member(hanna, clinic, person("ines", "Ines Castro", password), "therapist")
        victor = patient(ines, person("victor", "Victor Lang", password), usual_pain=4)
        screened(victor, age=58)
    version = _sign(ines, victor, _at(now, 20, time(12)), [PrescriptionDraft(SQUAT, 2, 6, days=THREE_DAYS)])
    for back in (6, 4, 2):
        _sit(victor, version, _at(now, back), 3, [Did(pain=4)], back, morning=None)
    closed_office(hanna, victor, now, password)


def _maria(tom: Membership, maria: Patient, now: datetime) -> None:
    """A usual person: some days missed, some repetitions unseen, a day that hurt, a question not answered."""
    first = [
        PrescriptionDraft(SQUAT, 2, 8, rest_s=60),
        PrescriptionDraft(BRIDGE, 2, 8, hold_s=3, rest_s=45),
    ]
    version = _sign(tom, maria, _at(now, 22, time(12)), first, "A gentle start.")
    _sit(maria, version, _at(now, 20), 3, [Did(missed=2, faulty=3, pain=3), Did(pain=2)], 1, morning=2)
    _sit(maria, version, _at(now, 18), 2, [Did(partial=2, faulty=2), Did(tap=True, pain=0)], 2, morning=2)
    _sit(maria, version, _at(now, 15), 2, [Did(faulty=1), Did(claimed=2, pain=1)], 3, morning=None)
    current = [
        PrescriptionDraft(SQUAT, 3, 8, rest_s=60),
        PrescriptionDraft(BRIDGE, 2, 10, hold_s=3, rest_s=45),
        PrescriptionDraft(ARMS, 2, 8, rest_s=30),
    ]
    version = _sign(tom, maria, _at(now, 13, time(12)), current, "One more set of squats, and arms.")
    _sit(
        maria,
        version,
        _at(now, 11),
        2,
        [Did(claimed=1), Did(), Did(partial=1, faulty=2, pain=0, effort=3)],
        4,
        morning=2,
    )
    _sit(
        maria,
        version,
        _at(now, 8),
        2,
        [Did(pain=2), Did(lost=True, missed=3), Did(pain=0, effort=2)],
        5,
        morning=1,
    )
    _sit(
        maria,
        version,
        _at(now, 6),
        3,
        [Did(pain=4, missed=2, effort=6), Did(pain=3), Did(skipped=True, pain=None, effort=None)],
        6,
        morning=3,
    )
    _sit(
        maria,
        version,
        _at(now, 3),
        0,
        [Did(pain=0, effort=3), Did(pain=None), Did(pain=0, effort=2)],
        7,
        morning=0,
    )
    _sit(
        maria,
        version,
        _at(now, 1),
        1,
        [Did(claimed=2, pain=1), Did(pain=1), Did(pain=0, effort=2)],
        8,
        morning=None,
    )


def _jonas(tom: Membership, jonas: Patient, now: datetime) -> None:
    """Everything as it should be for four weeks, so the rules propose a step up."""
    drafts = [PrescriptionDraft(SQUAT, 2, 8, rest_s=60, days=THREE_DAYS)]
    version = _sign(tom, jonas, _at(now, FOUR_WEEKS + 1, time(12)), drafts)
    for back in range(FOUR_WEEKS, 1, -1):
        moment = _at(now, back)
        if moment.weekday() in THREE_DAYS:
            _sit(jonas, version, moment, 2, [Did(faulty=back % 2, pain=2)], back, morning=2)


def _ruth(tom: Membership, ruth: Patient, now: datetime) -> None:
    """The last session hurt more than it should, so the rules propose a step back."""
    drafts = [PrescriptionDraft(BRIDGE, 3, 10, hold_s=3, rest_s=60, days=THREE_DAYS)]
    version = _sign(tom, ruth, _at(now, 10, time(12)), drafts)
    _sit(ruth, version, _at(now, 7), 3, [Did(pain=3)], 1, morning=3)
    _sit(ruth, version, _at(now, 4), 3, [Did(pain=4, effort=5)], 2, morning=3)
    _sit(ruth, version, _at(now, 2), 3, [Did(pain=6, effort=7, missed=6)], 3, morning=None)


def _sign(
    tom: Membership, whom: Patient, when: datetime, drafts: Sequence[PrescriptionDraft], note: str = ""
) -> ProgrammeVersion:
    with clock.set_to(when):
        needed = [one.rule for one in what_needs_a_yes(whom, drafts)]
        return sign_programme(
            by=tom.user,
            patient=whom,
            prescriptions=drafts,
            note=note,
            approved=needed,
            because="Talked through in the visit.",
        )


def _sit(
    whom: Patient,
    version: ProgrammeVersion,
    began: datetime,
    pain_before: int | None,
    dids: Sequence[Did],
    seed: int,
    *,
    morning: int | None,
) -> None:
    """One session, its review, and the next morning's answer with another review, each at its own time."""
    upload = upload_of(whom.user, version, began, pain_before, dids, seed)
    with clock.set_to(began + timedelta(minutes=20)):
        session, _ = record_session(by=whom.user, patient=whom, upload=upload)
        review_session(session)
    next_day = _at(began, -1, time(8))
    if morning is not None and next_day < clock.now():
        with clock.set_to(next_day):
            record_next_morning(by=whom.user, patient=whom, session=session, pain=morning)
            review_session(session)


def _at(now: datetime, days_back: int, when: time = time(17, 30)) -> datetime:
    """That time of day, so many days back, where the demo's people live."""
    zone = ZoneInfo(ZONE)
    return datetime.combine(now.astimezone(zone).date() - timedelta(days=days_back), when, zone)


@contextmanager
def _no_mail() -> Iterator[None]:
    """The made-up past sends nobody a mail."""
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual
