"""What Maria notes between visits: some days and not others, a flare-up in the middle of it, walks, breathing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from unbrace.cli.demo_clinic.people import ZONE
from unbrace.cli.demo_clinic.screens import screened
from unbrace.clinic import clock
from unbrace.clinic.activity.actions import answer_walk_morning, log_walk, start_walking
from unbrace.clinic.check_ins.actions import end_flare_up, rate_flare_up, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.education.actions import Checked, check_breath, practise
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.rehab.red_flags import AskedIn

At = Callable[[datetime, int, time], datetime]

#: Days back → what was tapped in the evening. The days that are not here have no entry.
DIARY: Final[dict[int, dict[str, Any]]] = {
    13: {"pains": {"low_back": 2}, "sleep_hours": 7, "sleep_quality": 3, "stress": 4, "mood": 7},
    11: {"pains": {"low_back": 2}, "mood": 6},
    10: {
        "pains": {"low_back": 5, "leg": 0},
        "sleep_hours": 5,
        "sleep_quality": 7,
        "stress": 7,
        "mood": 3,
        "note": "Carried boxes for my sister. Stiff all evening.",
    },
    9: {"pains": {"low_back": 4}, "sleep_hours": 6, "sleep_quality": 6, "note": "Short walks feel good."},
    8: {"pains": {"low_back": 3}, "stress": 4},
    6: {"pains": {"low_back": 3}, "sleep_hours": 7, "mood": 6},
    4: {"pains": {"low_back": 2}, "sleep_quality": 2, "stress": 3, "mood": 7},
    3: {"pains": {"low_back": 0}, "sleep_hours": 8, "note": "Slept through for the first time in weeks."},
    1: {"pains": {"low_back": 1}, "stress": 2, "mood": 8},
}
#: Days back → minutes, the worst pain during the walk, the next morning's. None: not answered.
WALKS: Final[dict[int, tuple[int, int | None, int | None]]] = {
    13: (10, 2, 2),
    11: (10, 1, 2),
    9: (5, 3, None),
    6: (8, None, 3),
    4: (10, 2, 1),
    2: (10, 0, None),
}
PRACTISED: Final = (12, 9, 2)


def between_visits(maria: Patient, now: datetime, at: At) -> None:
    """`at` gives a time of day, so many days back."""
    with clock.set_to(at(now, 14, time(18))):
        screened(maria, asked_in=AskedIn.CHECK_IN)
    with clock.set_to(at(now, 13, time(9))):
        start_walking(by=maria.user, patient=maria, longest_comfortable_minutes=15)
    for back in range(13, 0, -1):
        _a_day(maria, now, at, back)
    _flare_up(maria, now, at)
    session = sessions_for(maria).filter(started_at__lt=at(now, 5, time(0))).first()
    if session is not None:
        with clock.set_to(at(now, 6, time(19))):
            first, second, *_ = session.exercises.all()
            said = [Checked(first.pk, held="yes", braced="yes"), Checked(second.pk, held="no")]
            check_breath(by=maria.user, patient=maria, session=session, checks=said)


def _a_day(maria: Patient, now: datetime, at: At, back: int) -> None:
    if back in PRACTISED:
        with clock.set_to(at(now, back, time(7, 15))):
            practise(by=maria.user, patient=maria)
    if back in WALKS:
        minutes, pain, morning = WALKS[back]
        with clock.set_to(at(now, back, time(12, 40))):
            walked_on = today_of(maria)
            log_walk(
                by=maria.user, patient=maria, key=uuid.uuid4(), day=walked_on, minutes=minutes, pain=pain
            )
        if morning is not None:
            with clock.set_to(at(now, back - 1, time(8, 10))):
                answer_walk_morning(by=maria.user, patient=maria, walked_on=walked_on, pain=morning)
    if back in DIARY:
        with clock.set_to(at(now, back, time(20, 30))):
            draft = DiaryDraft(key=uuid.uuid4(), written_at=clock.now(), time_zone=ZONE, **DIARY[back])
            write_diary(by=maria.user, patient=maria, draft=draft)


def _flare_up(maria: Patient, now: datetime, at: At) -> None:
    """Three days, with the safety questions on the first, as the page asks for them."""
    for back, pain in ((10, 5), (9, 4)):
        with clock.set_to(at(now, back, time(20, 40))):
            if pain == 5:
                screened(maria, asked_in=AskedIn.FLARE_UP)
            rate_flare_up(by=maria.user, patient=maria, pain=pain)
    with clock.set_to(at(now, 8, time(9))):
        end_flare_up(by=maria.user, patient=maria, what_helped="Short walks, and lying on my side.")
