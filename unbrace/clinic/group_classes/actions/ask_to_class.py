from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.group_classes.actions.rows import held_class, held_place
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.mails import News, tell
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass, PlaceState
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def ask_to_class(*, by: User, group_class: GroupClass, patient: Patient) -> ClassPlace:
    """The therapist of a class asks somebody of their care. Twice is once; whoever said no is not asked again."""
    require_care(by, patient, Permission.BOOK_VISITS)
    found = held_class(by, group_class)
    if patient.clinic_id != found.clinic_id or patient.ended_at is not None:
        raise NotYours
    if not found.is_to_come(clock.now()):
        raise Refused("This class is over or cancelled.")
    taken = found.taken_places.filter(
        state__in=[PlaceState.ASKED, PlaceState.YES], patient__ended_at=None
    ).exclude(patient=patient)
    if taken.count() >= found.places:
        raise Refused("Every place of this class is taken.", field="patient")
    place, is_new = ClassPlace.objects.get_or_create(group_class=found, patient=patient)
    if place.state == PlaceState.NO:
        raise Refused("They have said no to this class.", field="patient")
    if place.state == PlaceState.CANCELLED:
        place.state, place.asked_at, is_new = PlaceState.ASKED, clock.now(), True
        place.save(update_fields=["state", "asked_at"])
    if is_new:
        place.group_class = found
        tell(place, News.ASKED)
        write_down(by=by, deed="group_classes.ask", subject=place, clinic_id=found.clinic_id)
    return place


def call_off_place(*, by: User, place: ClassPlace) -> ClassPlace:
    """A place is given up: by its person, who need not say why, or by the therapist of the class; then the person is
    told. Whoever sits in the class at that moment is out."""
    called_off = _call_off(by, place)
    settle(called_off.group_class)
    return called_off


@transaction.atomic
def _call_off(by: User, place: ClassPlace) -> ClassPlace:
    is_their_own = place.patient.user_id == by.pk and place.patient.ended_at is None
    if not is_their_own:
        held_class(by, place.group_class)
    found = held_place(place)
    if found.state not in (PlaceState.ASKED, PlaceState.YES):
        return found
    if not found.group_class.is_to_come(clock.now()):
        raise Refused("This class is over or cancelled.")
    found.state = PlaceState.CANCELLED
    found.save(update_fields=["state"])
    if not is_their_own:
        tell(found, News.CANCELLED)
    write_down(by=by, deed="group_classes.call_off", subject=found, clinic_id=found.group_class.clinic_id)
    return found
