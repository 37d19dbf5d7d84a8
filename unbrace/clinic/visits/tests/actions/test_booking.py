"""Booking, moving, cancelling, offers and the waiting list, as both sides meet them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits import visits_of
from unbrace.clinic.visits.actions import (
    book_visit,
    cancel_visit,
    change_hours,
    decline_offer,
    drop_change,
    join_waiting_list,
    leave_waiting_list,
    let_offers_lapse,
    mark_visit,
    move_visit,
    plan_visit,
    put_back_visit,
    take_offer,
)
from unbrace.clinic.visits.book import TimeTaken, take
from unbrace.clinic.visits.models import State, TakenTime, Visit
from unbrace.clinic.visits.queries import next_visit_of, offers_to, waiting_place_of
from unbrace.clinic.visits.slots import Hours
from unbrace.clinic.visits.tests.conftest import NOW, TUESDAY, free, opens

HALF = timedelta(minutes=30)
DAY = timedelta(days=1)


def books(patient: Patient, begins: datetime = TUESDAY, place: str = "video") -> Visit:
    return book_visit(by=patient.user, patient=patient, place=place, begins=begins)


def mails_to(patient: Any) -> list[OutgoingMail]:
    """In the order in which they were handed to the queue: the clock stands still in a test."""
    mails = {str(mail.pk): mail for mail in OutgoingMail.objects.filter(to=patient.user.email)}
    handed = DBTaskResult.objects.filter(task_path__endswith="send_mail_task").order_by("enqueued_at")
    ids = [task.args_kwargs["kwargs"]["mail_id"] for task in handed]
    return [mails[one] for one in ids if one in mails]


def invite_in(mail: OutgoingMail) -> tuple[str, Any]:
    """The method and the one event of what goes along."""
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_a_person_books_and_both_are_told_by_their_own_clock(booking: People) -> None:
    visit = books(booking.maria)
    assert (visit.state, visit.kind, visit.therapist_id) == ("booked", "first", booking.tom.pk)
    (hers,), (his,) = mails_to(booking.maria), mails_to(booking.tom)
    assert "Tuesday 1 December, 03:00 (America/New York)" in hers.body
    assert "Tuesday 1 December, 09:00 (Europe/Berlin)" in his.body
    for mail in (hers, his):
        assert mail.subject == "Your appointment"
        assert "Maria" not in mail.body.replace("Hello Maria", "")
        method, event = invite_in(mail)
        assert (method, event["sequence"], event.decoded("dtstart")) == ("REQUEST", 0, TUESDAY)
    assert AuditEntry.objects.filter(deed="visits.book").count() == 1


def test_somebody_elses_therapist_cannot_be_booked(booking: People) -> None:
    opens(booking.ines)
    with pytest.raises(NotYours):
        book_visit(by=booking.jonas.user, patient=booking.maria, place="video", begins=TUESDAY)
    Patient.objects.filter(pk=booking.maria.pk).update(therapist=None)
    with pytest.raises(Refused, match="takes no bookings"):
        books(Patient.objects.get(pk=booking.maria.pk))


def test_who_comes_second_reads_what_is_still_free_by_their_own_clock(booking: People) -> None:
    books(booking.maria)
    with pytest.raises(TimeTaken, match="has just been taken") as refused:
        books(booking.jonas)
    assert refused.value.nearest == (TUESDAY + HALF, TUESDAY + 2 * HALF, TUESDAY + 3 * HALF)
    assert "Tuesday 1 December, 19:00 (Australia/Adelaide)" in refused.value.message
    assert booking.jonas.visits.count() == 0


def test_the_database_itself_lets_nobody_be_in_two_places(booking: People) -> None:
    visit = books(booking.maria)
    twin = Visit.objects.create(
        patient=booking.jonas, therapist=booking.tom, kind="first", place="video", made_by=booking.tom.user,
        begins=visit.begins + timedelta(minutes=25), ends=visit.ends + timedelta(minutes=25),
    )  # fmt: skip
    assert take(twin) is False
    assert TakenTime.objects.filter(visit=twin).count() == 0
    twin.begins, twin.ends = visit.ends, visit.ends + HALF
    assert take(twin) is True


def test_a_time_that_is_not_offered_is_not_to_be_had(booking: People) -> None:
    for begins in (
        TUESDAY - HALF,
        TUESDAY + timedelta(minutes=10),
        NOW + timedelta(hours=3, minutes=30),
        NOW - DAY,
    ):
        with pytest.raises(Refused):
            books(booking.maria, begins)
    with pytest.raises(Refused, match="ways that are offered"):
        books(booking.maria, place="in_person")


def test_one_person_does_not_fill_the_month(booking: People) -> None:
    for more in range(4):
        books(booking.maria, TUESDAY + more * HALF)
    with pytest.raises(Refused, match="four visits ahead"):
        books(booking.maria, TUESDAY + 4 * HALF)


def test_time_around_a_visit_is_kept_free(booking: People) -> None:
    opens(booking.tom, before_min=5, after_min=10)
    books(booking.maria, TUESDAY + HALF)
    tuesday = [start for start in free(booking.tom) if start.date() == TUESDAY.date()]
    assert tuesday == [TUESDAY + step * HALF for step in (3, 4, 5)]


def test_a_moved_visit_moves_in_both_calendars(booking: People) -> None:
    visit = move_visit(by=booking.maria.user, visit=books(booking.maria), begins=TUESDAY + DAY)
    mail = mails_to(booking.maria)[-1]
    method, event = invite_in(mail)
    assert mail.subject == "Your appointment has moved"
    assert (method, event["sequence"], event["uid"]) == ("REQUEST", 1, f"{visit.pk}@unbrace")
    assert event.decoded("dtstart") == TUESDAY + DAY
    assert TUESDAY in free(booking.tom)
    assert TUESDAY + DAY not in free(booking.tom)


def test_a_move_that_cannot_be_leaves_everything_as_it_was(booking: People) -> None:
    visit = books(booking.maria)
    books(booking.jonas, TUESDAY + DAY)
    with pytest.raises(TimeTaken):
        move_visit(by=booking.maria.user, visit=visit, begins=TUESDAY + DAY)
    with pytest.raises(TimeTaken):
        move_visit(by=booking.tom.user, visit=visit, begins=TUESDAY + DAY)
    visit.refresh_from_db()
    assert (visit.begins, visit.sequence, visit.taken_times.count()) == (TUESDAY, 0, 12)


def test_it_may_move_by_half_its_length(booking: People) -> None:
    """Its own old time is no obstacle."""
    visit = move_visit(
        by=booking.tom.user, visit=books(booking.maria), begins=TUESDAY + timedelta(minutes=15)
    )
    assert visit.begins == TUESDAY + timedelta(minutes=15)


def test_cancelled_in_time_and_cancelled_late(booking: People) -> None:
    soon, later = books(booking.maria), books(booking.maria, TUESDAY + DAY)
    with clock.set_to(TUESDAY - timedelta(hours=3)):
        cancel_visit(by=booking.maria.user, visit=later)
        assert mails_to(booking.tom)[-1].subject == "Your appointment is cancelled"
        late = cancel_visit(by=booking.maria.user, visit=soon, because="A cold.")
    assert (late.cancelled_late, late.because) == (True, "A cold.")
    assert "could not be said sooner" in mails_to(booking.tom)[-1].body
    assert not Visit.objects.get(pk=later.pk).cancelled_late
    method, event = invite_in(mails_to(booking.maria)[-1])
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert TakenTime.objects.count() == 0


def test_the_clinic_says_why(booking: People) -> None:
    visit = books(booking.maria)
    with pytest.raises(Refused, match="Say why"):
        cancel_visit(by=booking.theo.user, visit=visit)
    assert cancel_visit(by=booking.theo.user, visit=visit, because="Tom is ill.").because == "Tom is ill."


def test_a_cancelled_visit_can_be_put_back_while_its_time_is_free(booking: People) -> None:
    visit = cancel_visit(by=booking.maria.user, visit=books(booking.maria))
    with pytest.raises(NotYours):
        put_back_visit(by=booking.tom.user, visit=visit)
    back = put_back_visit(by=booking.maria.user, visit=visit)
    assert (back.state, back.sequence) == ("booked", 2)
    assert TUESDAY not in free(booking.tom)
    again = cancel_visit(by=booking.maria.user, visit=back)
    books(booking.jonas)
    with pytest.raises(TimeTaken):
        put_back_visit(by=booking.maria.user, visit=again)
    with clock.set_to(NOW + timedelta(minutes=16)), pytest.raises(Refused, match="any more"):
        put_back_visit(by=booking.maria.user, visit=again)


def plans(people: People, patient: Patient, begins: datetime = TUESDAY, **more: Any) -> Visit:
    usual: dict[str, Any] = {"kind": "follow_up", "place": "video"}
    return plan_visit(by=people.tom.user, patient=patient, begins=begins, **(usual | more))


def test_a_therapist_books_outside_their_own_hours_and_never_what_is_taken(booking: People) -> None:
    evening = TUESDAY.replace(hour=18)
    assert plans(booking, booking.maria, evening).state == "booked"
    with pytest.raises(TimeTaken):
        plans(booking, booking.jonas, evening)
    with pytest.raises(Refused, match="from now on"):
        plans(booking, booking.jonas, NOW - DAY)


def test_a_proposal_is_held_until_it_is_answered(booking: People) -> None:
    visit = plans(booking, booking.maria, proposed=True)
    assert (visit.state, mails_to(booking.tom)) == ("offered", [])
    assert mails_to(booking.maria)[0].calendar == ""
    assert TUESDAY not in free(booking.tom)
    assert offers_to(booking.maria) == [visit]
    with pytest.raises(NotYours):
        take_offer(by=booking.tom.user, visit=visit)
    assert take_offer(by=booking.maria.user, visit=visit).state == "booked"
    assert invite_in(mails_to(booking.maria)[-1])[0] == "REQUEST"
    with pytest.raises(Refused, match="no longer kept"):
        decline_offer(by=booking.maria.user, visit=visit)


def test_a_proposal_that_nobody_answers_lets_its_time_go(booking: People) -> None:
    visit = plans(booking, booking.maria, proposed=True)
    assert visit.held_until is not None
    with clock.set_to(visit.held_until):
        assert TUESDAY in free(booking.tom) or TUESDAY - clock.now() < timedelta(hours=12)
        with pytest.raises(Refused):
            take_offer(by=booking.maria.user, visit=visit)
        assert let_offers_lapse() == 1
        assert let_offers_lapse() == 0
    assert TakenTime.objects.count() == 0
    assert visit not in visits_of(booking.maria)
    assert "was not taken" in mails_to(booking.tom)[-1].body


def test_who_waits_longest_is_asked_first_then_the_next(booking: People) -> None:
    visit = plans(booking, booking.maria, TUESDAY + 2 * DAY)
    Patient.objects.filter(pk=booking.victor.pk).update(clinic=booking.riverside, therapist=booking.tom)
    victor = Patient.objects.get(pk=booking.victor.pk)
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    with clock.set_to(NOW + timedelta(minutes=1)):
        join_waiting_list(by=victor.user, patient=victor, place="video")
        cancel_visit(by=booking.maria.user, visit=visit)
        (offer,) = offers_to(booking.jonas)
        assert offers_to(victor) == []
        assert mails_to(booking.jonas)[0].subject == "A time for you"
        assert visit.begins not in free(booking.tom)
    assert offer.held_until is not None
    with clock.set_to(offer.held_until):
        assert let_offers_lapse() == 1
        assert offers_to(booking.jonas) == []
        (second,) = offers_to(victor)
        take_offer(by=victor.user, visit=second)
    assert waiting_place_of(victor) is None
    assert waiting_place_of(booking.jonas) is not None


def test_a_freed_time_is_offered_to_nobody_who_is_busy_or_too_late(booking: People) -> None:
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    visit = plans(booking, booking.maria)
    with clock.set_to(TUESDAY - timedelta(hours=2)):
        cancel_visit(by=booking.maria.user, visit=visit)
    assert offers_to(booking.jonas) == []
    leave_waiting_list(by=booking.jonas.user, patient=booking.jonas)
    cancel_visit(by=booking.tom.user, visit=plans(booking, booking.maria, TUESDAY + DAY), because="Ill.")
    assert offers_to(booking.jonas) == []


def test_away_and_extra_hours(booking: People) -> None:
    away = change_hours(
        by=booking.tom.user,
        therapist=booking.tom,
        what="away",
        begins=TUESDAY,
        ends=TUESDAY + timedelta(hours=3),
    )
    assert not [start for start in free(booking.tom) if start.date() == TUESDAY.date()]
    change_hours(
        by=booking.tom.user, therapist=booking.tom, what="extra",
        begins=TUESDAY.replace(hour=17), ends=TUESDAY.replace(hour=18),
    )  # fmt: skip
    assert [start.hour for start in free(booking.tom) if start.date() == TUESDAY.date()] == [17, 17]
    drop_change(by=booking.tom.user, therapist=booking.tom, change_id=away.pk)
    assert TUESDAY in free(booking.tom)
    with pytest.raises(NotYours):
        change_hours(
            by=booking.theo.user, therapist=booking.tom, what="away", begins=TUESDAY, ends=TUESDAY + DAY
        )


def test_slots_after_an_absence_can_be_booked_as_they_are_shown(booking: People) -> None:
    """They are counted off from the end of the absence, also when one of them alone is looked at."""
    change_hours(
        by=booking.tom.user, therapist=booking.tom, what="away",
        begins=TUESDAY, ends=TUESDAY + timedelta(minutes=40),
    )  # fmt: skip
    shown = [start for start in free(booking.tom) if start.date() == TUESDAY.date()]
    assert shown[0] == TUESDAY + timedelta(minutes=40)
    for start in shown[1:]:
        assert books(booking.maria, start).begins == start


def test_how_it_ended_is_marked_and_taken_back(booking: People) -> None:
    visit = books(booking.maria)
    with pytest.raises(Refused, match="once it has begun"):
        mark_visit(by=booking.tom.user, visit=visit, outcome="kept")
    with clock.set_to(TUESDAY + HALF):
        assert mark_visit(by=booking.tom.user, visit=visit, outcome="no_show").outcome == "no_show"
        assert mark_visit(by=booking.tom.user, visit=visit, outcome="").outcome == ""
        assert next_visit_of(booking.maria) is None
        with pytest.raises(Refused, match="still to come"):
            cancel_visit(by=booking.maria.user, visit=visit)


def test_in_person_brings_the_address(booking: People) -> None:
    opens(booking.tom, in_person=True, address="1 Market Square, second floor")
    visit = books(booking.maria, place="in_person")
    assert visit.address == "1 Market Square, second floor"
    assert invite_in(mails_to(booking.maria)[0])[1]["location"] == "1 Market Square, second floor"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"in_person": True}, "address"),
        ({"by_video": False}, "by_video"),
        ({"first_min": 5}, "first_min"),
        ({"week": [Hours(0, time(9), time(9))]}, "day-0"),
        ({"week": [Hours(1, time(9), time(11)), Hours(1, time(10), time(12))]}, "day-1"),
        ({"week": [Hours(2, time(9, 2), time(11))]}, "day-2"),
    ],
)
def test_hours_that_cannot_be_are_refused_beside_their_field(
    booking: People, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        opens(booking.tom, **more)
    assert refused.value.field == field


def test_a_visit_in_the_weeks_of_change_stays_at_its_wall_clock_time(booking: People) -> None:
    """Booked in winter for after the change: nine in Berlin is nine in Berlin, and five hours before is New York."""
    opens(booking.tom, ahead_days=180)
    march = datetime(2027, 3, 16, 8, tzinfo=NOW.tzinfo)  # New York has changed, Berlin not yet
    visit = books(booking.maria, march)
    assert "09:00 (Europe/Berlin)" in mails_to(booking.tom)[-1].body
    assert "04:00 (America/New York)" in mails_to(booking.maria)[-1].body
    moved = move_visit(by=booking.maria.user, visit=visit, begins=datetime(2027, 3, 30, 7, tzinfo=NOW.tzinfo))
    assert "09:00 (Europe/Berlin)" in mails_to(booking.tom)[-1].body
    assert "03:00 (America/New York)" in mails_to(booking.maria)[-1].body
    assert moved.state == State.BOOKED
