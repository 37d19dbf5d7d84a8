"""From the proposal to the record in the other clinic: nothing moves without the person, nothing leaks before."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.people import screened, sign
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import set_closed_care
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.conversations.queries import messages_page
from unbrace.clinic.group_classes.actions import free_places_out_of_care
from unbrace.clinic.group_classes.models import GroupClass
from unbrace.clinic.group_classes.queries import places_in
from unbrace.clinic.group_classes.tests.conftest import class_of_toms, comes
from unbrace.clinic.patients.actions import open_in_emergency, share_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import cares_of, patients_in
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.reports.actions import begin_report, sign_report
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.transfers.actions import (
    accept_transfer,
    answer_transfer,
    call_off_transfer,
    hand_on,
    propose_transfer,
    read_handed,
    refuse_transfer,
)
from unbrace.clinic.transfers.models import HandedDocument, Transfer
from unbrace.clinic.transfers.queries import arrivals_at, handed_to, questions_to, transfers_of
from unbrace.clinic.visits.actions import book_visit, join_waiting_list, move_visit, plan_visit
from unbrace.clinic.visits.models import TakenTime, Visit, WaitingPlace
from unbrace.clinic.visits.tests.conftest import TUESDAY, opens
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.reports.models import Report

RECORD = {"title": "Record", "sections": [], "opening": ["All of it"], "closing": []}
CANCELLED = "Your group class is cancelled"
LETTER = {"title": "Report", "sections": [], "opening": ["Only this"], "closing": []}


def a_report(people: People) -> Report:
    draft = begin_report(by=people.tom.user, patient=people.maria, reader="clinic")
    return sign_report(by=people.tom.user, draft=draft, content=LETTER, read=mark_of(LETTER))


def proposed(people: People, **other: Any) -> Transfer:
    words: dict[str, Any] = {
        "reason": "You move to the hill.",
        "ends_here": True,
        "record": RECORD,
        "report": a_report(people),
    }
    return propose_transfer(
        by=people.tom.user, patient=people.maria, to_clinic=people.hilltop, **(words | other)
    )


def agreed(people: People, along: str = "report", **other: Any) -> Transfer:
    return answer_transfer(by=people.maria.user, transfer=proposed(people, **other), along=along)


def test_the_other_clinic_learns_nothing_before_the_persons_yes(people: People) -> None:
    transfer = proposed(people)
    assert questions_to(people.maria) == (False, True)
    assert not arrivals_at(people.hilltop).exists()
    assert not OutgoingMail.objects.filter(to="hanna@example.org").exists()
    with pytest.raises(Conflict):
        accept_transfer(by=people.hanna.user, transfer=transfer)
    answer_transfer(by=people.maria.user, transfer=transfer, along="report")
    assert arrivals_at(people.hilltop).get() == transfer
    mail = OutgoingMail.objects.get(to="hanna@example.org")
    assert "Maria" not in mail.subject + mail.body
    assert questions_to(people.maria) == (False, False)


def test_taken_over_there_is_a_record_of_its_own_with_what_was_let_go_and_nothing_else(
    people: People,
) -> None:
    sign(people, people.maria)
    transfer = agreed(people, "report")
    new = accept_transfer(by=people.ines.user, transfer=transfer, therapist=people.ines)
    assert (new.clinic, new.therapist, new.user) == (people.hilltop, people.ines, people.maria.user)
    assert [one.content["opening"] for one in handed_to(new)] == [["Only this"]]
    assert current_version(new) is None
    assert [one.pk for one in cares_of(people.maria.user)] == [new.pk]
    assert people.maria not in patients_in(people.riverside)
    old = Patient.objects.get(pk=people.maria.pk)
    assert old.ended_at is not None
    assert accept_transfer(by=people.ines.user, transfer=transfer) == new
    assert Patient.objects.filter(user=people.maria.user).count() == 2


def test_the_whole_record_goes_along_where_that_was_chosen(people: People) -> None:
    new = accept_transfer(by=people.hanna.user, transfer=agreed(people, "record"))
    assert {one.kind for one in handed_to(new)} == {"record", "report"}
    read_handed(by=people.ines.user, document=handed_to(new)[0])
    assert AuditEntry.objects.filter(deed="transfers.read_handed", clinic_id=people.hilltop.pk).count() == 1
    for nobody in (people.hanna.user, people.tom.user, people.victor.user):
        with pytest.raises(NotYours):
            read_handed(by=nobody, document=handed_to(new)[0])


def test_where_the_care_goes_on_beside_it_both_records_are_open(people: People) -> None:
    new = accept_transfer(by=people.hanna.user, transfer=agreed(people, ends_here=False))
    assert {one.pk for one in cares_of(people.maria.user)} == {new.pk, people.maria.pk}


def test_what_was_found_before_stops_them_in_the_new_care_too(people: People) -> None:
    """docs/decisions/0017: a body does not change by changing clinics."""
    screened(people.maria, {"NEU-1": "Y"})
    new = accept_transfer(by=people.hanna.user, transfer=agreed(people))
    screened(new)
    assert [one.screen.patient for one in safety_of(new).waiting] == [people.maria]


def test_somebody_who_is_treated_there_already_keeps_one_record(people: People) -> None:
    there = Patient.objects.create(user=people.maria.user, clinic=people.hilltop, therapist=people.ines)
    new = accept_transfer(by=people.hanna.user, transfer=agreed(people))
    assert new == there
    assert [one.kind for one in handed_to(there)] == ["report"]


def test_a_no_changes_nothing_and_cannot_become_a_yes(people: People) -> None:
    transfer = proposed(people)
    for _ in range(2):
        answer_transfer(by=people.maria.user, transfer=transfer, along="")
    with pytest.raises(Conflict):
        answer_transfer(by=people.maria.user, transfer=transfer, along="record")
    assert not arrivals_at(people.hilltop).exists()
    assert people.maria in patients_in(people.riverside)


def test_what_was_not_offered_cannot_go_along(people: People) -> None:
    transfer = proposed(people, report=None)
    with pytest.raises(Refused):
        answer_transfer(by=people.maria.user, transfer=transfer, along="report")


@pytest.mark.parametrize("who", ["maria", "tom"])
def test_before_it_is_taken_over_either_side_calls_it_off(people: People, who: str) -> None:
    transfer = agreed(people)
    user = {"maria": people.maria.user, "tom": people.tom.user}[who]
    for _ in range(2):
        call_off_transfer(by=user, transfer=transfer)
    assert not arrivals_at(people.hilltop).exists()
    with pytest.raises(Conflict):
        accept_transfer(by=people.hanna.user, transfer=transfer)
    assert people.maria in patients_in(people.riverside)


def test_afterwards_it_cannot_be_called_off(people: People) -> None:
    transfer = agreed(people)
    accept_transfer(by=people.hanna.user, transfer=transfer)
    with pytest.raises(Conflict):
        call_off_transfer(by=people.maria.user, transfer=transfer)


def test_the_other_clinic_refuses_with_a_reason(people: People) -> None:
    transfer = agreed(people)
    with pytest.raises(Refused) as refusal:
        refuse_transfer(by=people.hanna.user, transfer=transfer, because=" ")
    assert refusal.value.field == "because"
    refuse_transfer(by=people.hanna.user, transfer=transfer, because="We are full until May.")
    assert transfers_of(people.maria).get().refused_because == "We are full until May."
    assert people.maria in patients_in(people.riverside)


@pytest.mark.parametrize("answered", [False, True])
def test_without_an_answer_it_runs_out_and_another_can_be_made(people: People, answered: bool) -> None:
    transfer = agreed(people) if answered else proposed(people)
    with clock.set_to(clock.now() + timedelta(days=15)):
        assert not arrivals_at(people.hilltop).exists()
        late: Any = accept_transfer if answered else partial(answer_transfer, along="record")
        by = people.hanna.user if answered else people.maria.user
        with pytest.raises(Conflict):
            late(by=by, transfer=transfer)
        assert proposed(people) != transfer


def test_one_proposal_at_a_time(people: People) -> None:
    proposed(people)
    with pytest.raises(Refused, match="still open"):
        proposed(people)
    assert HandedDocument.objects.count() == 2


def test_each_step_is_in_the_audit_of_the_clinic_it_happened_in(people: People) -> None:
    accept_transfer(by=people.hanna.user, transfer=agreed(people))
    deeds = AuditEntry.objects.filter(deed__startswith="transfers.").order_by("pk")
    assert [(one.deed, one.clinic_id) for one in deeds] == [
        ("transfers.propose", people.riverside.pk),
        ("transfers.answer", people.riverside.pk),
        ("transfers.accept", people.riverside.pk),
        ("transfers.take_on", people.hilltop.pk),
        ("transfers.close_care", people.riverside.pk),
    ]


def test_to_a_colleague_with_a_word_that_the_person_reads_and_what_waits_goes_on_waiting(
    people: People,
) -> None:
    waiting = Message.objects.create(
        patient=people.maria,
        by=people.maria.user,
        from_patient=True,
        key=uuid4(),
        text="May I swim?",
        written_at=clock.now(),
    )
    key = uuid4()
    hand_on(by=people.tom.user, patient=people.maria, to=people.theo, word="Theo goes on with you.", key=key)
    people.maria.refresh_from_db()
    assert people.maria.therapist == people.theo
    assert "Theo goes on with you." in [one.text for one in messages_page(people.maria)[0]]
    waiting.refresh_from_db()
    assert waiting.settled_at is None
    assert AuditEntry.objects.filter(deed="patients.hand_over_care").count() == 1
    assert OutgoingMail.objects.filter(to="theo@example.org").exists()


def test_nobody_is_handed_on_without_a_word(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        hand_on(by=people.tom.user, patient=people.maria, to=people.theo, word=" ", key=uuid4())
    assert refusal.value.field == "word"
    people.maria.refresh_from_db()
    assert people.maria.therapist == people.tom


def test_an_hour_of_emergency_gives_nobody_a_person_for_good(people: People) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    people.maria.clinic.refresh_from_db()
    open_in_emergency(by=people.theo.user, patient=people.maria, reason="Her daughter rings.")
    for to in (people.theo, people.tom):
        with pytest.raises(Refused, match="in an emergency"):
            hand_on(by=people.theo.user, patient=people.maria, to=to, word="I go on.", key=uuid4())
    with pytest.raises(Refused, match="in an emergency"):
        propose_transfer(
            by=people.theo.user,
            patient=people.maria,
            to_clinic=people.hilltop,
            reason="x",
            ends_here=True,
            record=RECORD,
        )
    people.maria.refresh_from_db()
    assert people.maria.therapist == people.tom


def test_where_care_is_closed_a_colleague_who_was_let_in_does_not_take_over(people: People) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    people.maria.clinic.refresh_from_db()
    share_care(by=people.tom.user, patient=people.maria, to=people.theo)
    with pytest.raises(Refused, match="takes a person over alone"):
        hand_on(by=people.theo.user, patient=people.maria, to=people.theo, word="I go on.", key=uuid4())


def test_nobody_is_handed_on_to_another_clinic_that_way_or_to_the_office(people: People) -> None:
    with pytest.raises(NotYours):
        hand_on(by=people.tom.user, patient=people.maria, to=people.ines, word="x", key=uuid4())
    with pytest.raises(Refused):
        hand_on(by=people.tom.user, patient=people.maria, to=people.olga, word="x", key=uuid4())


def test_what_was_booked_in_a_care_that_ends_is_cancelled_and_told_and_its_time_is_free(
    booking: People,
) -> None:
    visit = book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    offer = plan_visit(
        by=booking.tom.user,
        patient=booking.maria,
        kind="follow_up",
        place="video",
        begins=TUESDAY + timedelta(minutes=30),
        proposed=True,
    )
    join_waiting_list(by=booking.maria.user, patient=booking.maria, place="video")
    transfer = agreed(booking)
    OutgoingMail.objects.all().delete()
    accept_transfer(by=booking.hanna.user, transfer=transfer)
    visit.refresh_from_db()
    offer.refresh_from_db()
    assert (visit.state, offer.state) == ("cancelled", "lapsed")
    assert not TakenTime.objects.exists()
    assert not WaitingPlace.objects.filter(ended_at=None).exists()
    for user in (booking.maria.user, booking.tom.user):
        told = [
            one for one in OutgoingMail.objects.filter(to=user.email) if "does not take place" in one.body
        ]
        assert len(told) == 2
        assert all(str(one.pk) not in told[0].body for one in (visit, offer))  # no page that is gone
        assert "STATUS:CANCELLED" in told[0].calendar
    assert book_visit(by=booking.jonas.user, patient=booking.jonas, place="video", begins=TUESDAY)


def test_the_time_of_who_goes_over_is_offered_to_who_waits(booking: People) -> None:
    book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    join_waiting_list(by=booking.jonas.user, patient=booking.jonas, place="video")
    accept_transfer(by=booking.hanna.user, transfer=agreed(booking))
    assert Visit.objects.get(state="offered").patient == booking.jonas


def test_where_the_care_goes_on_its_visits_stay(booking: People) -> None:
    visit = book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    accept_transfer(by=booking.hanna.user, transfer=agreed(booking, ends_here=False))
    visit.refresh_from_db()
    assert visit.state == "booked"


def test_a_colleague_has_the_visits_too_where_they_fit(booking: People) -> None:
    set_closed_care(by=booking.olga.user, clinic=booking.riverside, on=True)
    opens(booking.theo)
    fits, other = (
        book_visit(by=one.user, patient=one, place="video", begins=TUESDAY + later)
        for one, later in ((booking.maria, timedelta(0)), (booking.jonas, timedelta(minutes=30)))
    )
    join_waiting_list(by=booking.maria.user, patient=booking.maria, place="video")
    hand_on(by=booking.tom.user, patient=booking.maria, to=booking.theo, word="Theo goes on.", key=uuid4())
    fits.refresh_from_db()
    other.refresh_from_db()
    assert (fits.therapist, other.therapist) == (booking.theo, booking.tom)
    assert WaitingPlace.objects.get(ended_at=None).therapist == booking.theo
    told = [one.body for one in OutgoingMail.objects.filter(to=booking.maria.user.email)]
    assert any("Somebody else of your clinic holds it now" in one for one in told)
    move_visit(by=booking.theo.user, visit=fits, begins=TUESDAY + timedelta(hours=1))


def test_a_visit_that_does_not_fit_the_colleague_is_cancelled_and_told(booking: People) -> None:
    opens(booking.theo)
    visit = book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    plan_visit(by=booking.theo.user, patient=booking.jonas, kind="first", place="video", begins=TUESDAY)
    hand_on(by=booking.tom.user, patient=booking.maria, to=booking.theo, word="Theo goes on.", key=uuid4())
    visit.refresh_from_db()
    assert visit.state == "cancelled"


@pytest.mark.parametrize("closed", [True, False])
def test_where_care_is_closed_a_place_in_a_class_is_freed_when_its_person_goes_to_a_colleague(
    people: People, closed: bool
) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=closed)
    to_come = class_of_toms(people, begins=clock.now() + timedelta(days=3))
    over = class_of_toms(people, begins=clock.now() + timedelta(hours=1))
    hers, his, long_ago = (
        comes(people, one, whose)
        for one, whose in ((to_come, people.maria), (to_come, people.jonas), (over, people.maria))
    )
    GroupClass.objects.filter(pk=over.pk).update(begins=clock.now() - timedelta(days=3))
    OutgoingMail.objects.all().delete()
    hand_on(by=people.tom.user, patient=people.maria, to=people.theo, word="Theo goes on.", key=uuid4())
    for place in (hers, his, long_ago):
        place.refresh_from_db()
    assert (hers.state, his.state, long_ago.state) == ("cancelled" if closed else "yes", "yes", "yes")
    to_come.refresh_from_db()
    assert [place.patient for place in places_in(to_come)] == [
        *([] if closed else [people.maria]),
        people.jonas,
    ]
    told = {
        one.to: one.body
        for one in OutgoingMail.objects.filter(subject__in=[CANCELLED, "A place is free again"])
    }
    assert set(told) == ({people.maria.user.email, people.tom.user.email} if closed else set())
    assert not any("Maria" in told[one] for one in told if one == people.tom.user.email)
    assert free_places_out_of_care() == 0, "once"


def test_whichever_way_somebody_went_the_clock_of_the_house_frees_their_place(people: People) -> None:
    to_come = class_of_toms(people, begins=clock.now() + timedelta(days=3))
    hers = comes(people, to_come, people.maria)
    people.maria.therapist = people.theo
    people.maria.save(update_fields=["therapist"])
    assert free_places_out_of_care() == 0, "care is open: Tom may let her in"
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    assert [place.pk for place in places_in(GroupClass.objects.get())] == []
    assert (free_places_out_of_care(), free_places_out_of_care()) == (1, 0)
    hers.refresh_from_db()
    assert hers.state == "cancelled"


def test_a_care_that_ends_with_a_move_frees_its_places_in_classes_and_says_so_without_a_link(
    people: People,
) -> None:
    hers = comes(people, class_of_toms(people, begins=clock.now() + timedelta(days=3)), people.maria)
    transfer = agreed(people)
    accept_transfer(by=people.hanna.user, transfer=transfer)
    hers.refresh_from_db()
    assert hers.state == "cancelled"
    mail = OutgoingMail.objects.get(to=people.maria.user.email, subject=CANCELLED)
    assert "does not take place for you" in mail.body
    assert "http" not in mail.body


def test_handed_on_twice_from_one_page_it_is_done_once(people: People) -> None:
    sent: dict[str, Any] = {"by": people.tom.user, "word": "Theo goes on with you.", "key": uuid4()}
    for _ in range(2):
        assert hand_on(patient=people.maria, to=people.theo, **sent).therapist == people.theo
    assert len(messages_page(people.maria)[0]) == 1
    assert OutgoingMail.objects.filter(to="theo@example.org").count() == 1
    hand_on(by=people.theo.user, patient=people.maria, to=people.tom, word="Back to Tom.", key=uuid4())
    with pytest.raises(Conflict, match="sent once already"):
        hand_on(patient=people.maria, to=people.theo, **sent)


def test_the_chosen_therapist_takes_who_is_treated_there_already_only_where_nobody_does(
    people: People,
) -> None:
    there = Patient.objects.create(user=people.maria.user, clinic=people.hilltop)
    assert accept_transfer(by=people.hanna.user, transfer=agreed(people), therapist=people.ines) == there
    there.refresh_from_db()
    assert there.therapist == people.ines


def test_a_record_that_has_ended_since_is_not_said_to_be_in_care(people: People) -> None:
    transfer = agreed(people)
    new = accept_transfer(by=people.hanna.user, transfer=transfer)
    Patient.objects.filter(pk=new.pk).update(ended_at=clock.now())
    with pytest.raises(Conflict):
        accept_transfer(by=people.hanna.user, transfer=transfer)
