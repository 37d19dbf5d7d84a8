"""Nobody comes to a visit that no one holds: who leaves, pauses or hands over leaves none behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.care_teams.actions import let_return, remove_member, suspend_member
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions import (
    Passed,
    book_visit,
    cancel_unheld,
    cancel_visit,
    give_role_with_visits,
    hand_over_with_visits,
    join_waiting_list,
    let_go_with_visits,
    move_visit,
    plan_visit,
    suspend_with_visits,
    take_over_visit,
)
from unbrace.clinic.visits.models import TakenTime, Visit, WaitingPlace
from unbrace.clinic.visits.tests.conftest import TUESDAY, opens
from unbrace.clinic.visits.tests.conftest import booking as booking

HALF = timedelta(minutes=30)


def hers(people: People, begins: Any = TUESDAY) -> Visit:
    return book_visit(by=people.maria.user, patient=people.maria, place="video", begins=begins)


def his(people: People, begins: Any = TUESDAY + HALF) -> Visit:
    return book_visit(by=people.jonas.user, patient=people.jonas, place="video", begins=begins)


def mails_to(user: Any) -> list[str]:
    return [one.body for one in OutgoingMail.objects.filter(to=user.email).order_by("made_at")]


def forget_mails() -> None:
    OutgoingMail.objects.all().delete()


def test_visits_go_over_with_the_people_where_the_successor_is_free(booking: People) -> None:
    opens(booking.theo)
    visit = hers(booking)
    forget_mails()
    passed = let_go_with_visits(by=booking.olga.user, membership=booking.tom, successor=booking.theo)
    assert passed == Passed(people=2, kept=1, cancelled=0)
    visit.refresh_from_db()
    assert (visit.therapist, visit.state, visit.sequence) == (booking.theo, "booked", 1)
    assert {one.who for one in TakenTime.objects.filter(visit=visit)} == {
        booking.theo.user,
        booking.maria.user,
    }
    (told,) = mails_to(booking.maria.user)
    assert "Somebody else of your clinic holds it now" in told
    assert any("Your appointment is on" in body for body in mails_to(booking.theo.user))
    assert mails_to(booking.tom.user) == []  # who has left gets no more mails of the clinic
    move_visit(by=booking.theo.user, visit=visit, begins=TUESDAY + HALF)  # theirs like any other


def test_what_does_not_fit_is_cancelled_and_told(booking: People) -> None:
    opens(booking.theo)
    visit, second = hers(booking), his(booking)
    plan_visit(by=booking.theo.user, patient=booking.jonas, kind="first", place="video", begins=TUESDAY)
    forget_mails()
    passed = let_go_with_visits(by=booking.olga.user, membership=booking.tom, successor=booking.theo)
    assert (passed.kept, passed.cancelled) == (1, 1)
    visit.refresh_from_db()
    second.refresh_from_db()
    assert (visit.state, second.state) == ("cancelled", "booked")
    assert not TakenTime.objects.filter(visit=visit).exists()
    assert any("does not take place" in body for body in mails_to(booking.maria.user))


def test_outside_the_successors_hours_is_not_free(booking: People) -> None:
    opens(booking.theo, week=[])
    opens(booking.theo, week=[*_mondays()])
    visit = hers(booking)
    let_go_with_visits(by=booking.olga.user, membership=booking.tom, successor=booking.theo)
    visit.refresh_from_db()
    assert visit.state == "cancelled"


def _mondays() -> Any:
    from datetime import time

    from unbrace.clinic.visits.slots import Hours

    return [Hours(0, time(9), time(12))]


def test_without_a_successor_all_are_cancelled_and_nothing_is_offered_for_somebody_who_is_gone(
    booking: People,
) -> None:
    visit = hers(booking)
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    let_go_with_visits(by=booking.olga.user, membership=booking.tom)
    visit.refresh_from_db()
    assert visit.state == "cancelled"
    assert not Visit.objects.filter(state="offered").exists()
    assert not WaitingPlace.objects.filter(ended_at=None).exists()


def test_only_the_visits_of_those_who_went_over(booking: People) -> None:
    opens(booking.theo)
    visit, second = hers(booking), his(booking)
    passed = hand_over_with_visits(
        by=booking.olga.user, membership=booking.tom, to=booking.theo, patients=[booking.maria.pk]
    )
    assert passed == Passed(people=1, kept=1, cancelled=0)
    visit.refresh_from_db()
    second.refresh_from_db()
    assert (visit.therapist, second.therapist) == (booking.theo, booking.tom)
    assert any("is a colleague's from now on" in body for body in mails_to(booking.tom.user))


def test_who_waits_keeps_the_turn_with_the_successor(booking: People) -> None:
    opens(booking.theo)
    waiting = join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    let_go_with_visits(by=booking.olga.user, membership=booking.tom, successor=booking.theo)
    waiting.refresh_from_db()
    assert (waiting.therapist, waiting.ended_at) == (booking.theo, None)


def test_an_offer_of_somebody_who_leaves_is_taken_back(booking: People) -> None:
    visit = plan_visit(
        by=booking.tom.user,
        patient=booking.maria,
        kind="first",
        place="video",
        begins=TUESDAY + timedelta(days=2),
        proposed=True,
    )
    let_go_with_visits(by=booking.olga.user, membership=booking.tom)
    visit.refresh_from_db()
    assert visit.state == "lapsed"
    assert any("does not take place" in body for body in mails_to(booking.maria.user))


@pytest.mark.parametrize("with_somebody", [True, False])
def test_a_pause_leaves_no_visit_unheld(booking: People, with_somebody: bool) -> None:
    opens(booking.theo)
    visit = hers(booking)
    to = booking.theo if with_somebody else None
    passed = suspend_with_visits(by=booking.olga.user, membership=booking.tom, to=to)
    visit.refresh_from_db()
    assert (passed.kept, visit.state) == ((1, "booked") if with_somebody else (0, "cancelled"))
    assert booking.maria.therapist == booking.tom  # their people stay theirs


def test_another_role_leaves_none_behind_either(booking: People) -> None:
    opens(booking.theo)
    visit = hers(booking)
    give_role_with_visits(by=booking.olga.user, membership=booking.tom, role="office", successor=booking.theo)
    visit.refresh_from_db()
    assert visit.therapist == booking.theo


def test_the_net_cancels_a_day_before_what_nobody_holds(booking: People) -> None:
    visit = hers(booking, TUESDAY + timedelta(days=2))
    remove_member(by=booking.olga.user, membership=booking.tom)  # by a way that asks for no successor
    assert cancel_unheld() == 0  # the office may still find somebody
    with clock.set_to(TUESDAY + timedelta(days=1, minutes=1)):
        assert cancel_unheld() == 1
        assert cancel_unheld() == 0
    visit.refresh_from_db()
    assert visit.state == "cancelled"
    assert any("does not take place" in body for body in mails_to(booking.maria.user))


def test_who_is_back_in_time_holds_theirs_again(booking: People) -> None:
    visit = hers(booking)
    suspend_member(by=booking.olga.user, membership=booking.tom)
    let_return(by=booking.olga.user, membership=Membership.objects.get(pk=booking.tom.pk))
    assert cancel_unheld() == 0
    visit.refresh_from_db()
    assert visit.state == "booked"


def test_the_office_finds_somebody_for_one_that_nobody_holds(booking: People) -> None:
    visit = hers(booking)
    with pytest.raises(Refused, match="Somebody holds this visit"):
        take_over_visit(by=booking.olga.user, visit=visit, to=booking.theo)
    remove_member(by=booking.olga.user, membership=booking.tom)
    visit = Visit.objects.select_related("therapist", "patient__clinic").get(pk=visit.pk)
    with pytest.raises(NotYours):
        take_over_visit(by=booking.theo.user, visit=visit, to=booking.theo)
    with pytest.raises(Refused, match="The office finds somebody"):
        move_visit(by=booking.maria.user, visit=visit, begins=TUESDAY + HALF)
    take_over_visit(by=booking.olga.user, visit=visit, to=booking.theo)
    visit.refresh_from_db()
    assert visit.therapist == booking.theo


def test_a_cancelled_time_of_somebody_suspended_is_offered_to_nobody(booking: People) -> None:
    visit = hers(booking)
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    suspend_member(by=booking.olga.user, membership=booking.tom)
    cancel_visit(by=booking.maria.user, visit=visit)
    assert not Visit.objects.filter(state="offered").exists()


def test_two_tabs_give_it_to_somebody_once(booking: People) -> None:
    """The second has read who held it before the first gave it away."""
    visit = hers(booking)
    remove_member(by=booking.olga.user, membership=booking.tom)
    first, second = (
        Visit.objects.select_related("therapist", "patient__clinic").get(pk=visit.pk) for _ in range(2)
    )
    third = Membership.objects.create(clinic=booking.riverside, user=booking.lone, role="therapist")
    take_over_visit(by=booking.olga.user, visit=first, to=booking.theo)
    with pytest.raises(Refused, match="Somebody holds this visit"):
        take_over_visit(by=booking.olga.user, visit=second, to=third)
    visit.refresh_from_db()
    assert visit.therapist == booking.theo
